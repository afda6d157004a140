package step

// This file says what an event is, and keeps what happened before it.

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
