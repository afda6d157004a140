package sched

// This file calls the library where it calls the program back.

// Library calls f, a function of the library that may recover what a function of
// the program raises when it is called back: package fmt does. The end of the
// execution and runtime.Goexit go on all the same, and a panic that was recovered
// is no longer being raised.
func Library[T any](f func() T) T {
	x := current()
	g := x.current
	exiting, panics := g.exiting, len(g.panics)
	v := f()
	if x.guarded {
		x.guard() // panics
	}
	if x.aborting || g.exiting && !exiting {
		panic(unwinding{})
	}
	g.panics = g.panics[:panics]
	return v
}
