package step

// This file says what an event is, and keeps what happened before it.

import "math/bits"

// An Event is a step that was taken, in one execution.
type Event struct {
	Step
	N       int32   // its number in the execution, from 0
	Started []int32 // the goroutines that it started
	Past    Set     // the events that happen before it, by number
}

// After reports whether d happens before e.
func (e *Event) After(d *Event) bool { return e.Past.Has(d.N) }

// Moves reports whether goroutine p goes on, or begins, with e.
func (e *Event) Moves(p int32) bool {
	if e.Takes(p) {
		return true
	}
	for _, s := range e.Started {
		if s == p {
			return true
		}
	}
	return false
}

// A Set is a set of events of one execution, by number.
type Set []uint64

// Has reports whether event n is in the set.
func (s Set) Has(n int32) bool {
	w := int(n >> 6)
	return w < len(s) && s[w]>>(uint(n)&63)&1 != 0
}

// Lacks returns the last of the events up to n that is not in the set; -1 if all are.
func (s Set) Lacks(n int32) int32 {
	for n >= 0 && int(n>>6) < len(s) {
		rest := ^s[n>>6] << (63 - uint(n)&63)
		if rest != 0 {
			return n - int32(bits.LeadingZeros64(rest))
		}
		n = n&^63 - 1
	}
	return n
}

// LastBut returns the last of the events up to n that is in s and not in t; -1 if
// there is none.
func (s Set) LastBut(t Set, n int32) int32 {
	for w := int(n >> 6); w >= 0 && n >= 0; w-- {
		if w >= len(s) {
			continue
		}
		rest := s[w]
		if w < len(t) {
			rest &^= t[w]
		}
		if w == int(n>>6) {
			rest <<= 63 - uint(n)&63
			rest >>= 63 - uint(n)&63
		}
		if rest != 0 {
			return int32(w<<6 + 63 - bits.LeadingZeros64(rest))
		}
	}
	return -1
}

// Remove takes event n, which is in the set, out of it.
func (s Set) Remove(n int32) { s[n>>6] &^= 1 << (uint(n) & 63) }

// Add puts event n into the set.
func (s *Set) Add(n int32) {
	for int(n>>6) >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[n>>6] |= 1 << (uint(n) & 63)
}

// Union puts all events of t into the set.
func (s *Set) Union(t Set) {
	for len(*s) < len(t) {
		*s = append(*s, 0)
	}
	for i, w := range t {
		(*s)[i] |= w
	}
}
