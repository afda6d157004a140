package oracle

// This file keeps what happens before what.

// A clock is a set of steps that has with each step the earlier ones of its
// goroutine: by goroutine, how many of its steps are in it.
type clock []int

// with returns the union of two sets.
func (c clock) with(d clock) clock {
	u := make(clock, max(len(c), len(d)))
	copy(u, c)
	for i, n := range d {
		u[i] = max(u[i], n)
	}
	return u
}

// has reports whether the n-th step of a goroutine is in the set, from 1.
func (c clock) has(goroutine, n int) bool { return goroutine < len(c) && c[goroutine] >= n }
