package support

// This file models append and copy: which elements they read and write.

import "goroutines/code_test/interleave/sched"

// A Slice is a slice that something is about to be appended to.
type Slice[S ~[]E, E any] struct {
	s    S
	site int32
}

// To prepares to append to s.
func To[S ~[]E, E any](site int32, s S) Slice[S, E] { return Slice[S, E]{s, site} }

// Append is append(s, elements...). It writes behind the slice where there is
// room, and else reads the slice to copy it.
func (to Slice[S, E]) Append(elements ...E) S {
	if n := len(to.s) + len(elements); n <= cap(to.s) {
		sched.WritesSlice(to.site, to.s[len(to.s):n])
	} else {
		sched.ReadsSlice(to.site, to.s)
	}
	return sched.Appended(to.s, append(to.s, elements...))
}

// Copy is copy(dst, src).
func Copy[D, S ~[]E, E any](site int32, dst D, src S) int {
	n := min(len(dst), len(src))
	sched.ReadsSlice(site, src[:n])
	sched.WritesSlice(site, dst[:n])
	return copy(dst, src)
}
