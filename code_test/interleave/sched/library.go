package sched

// This file calls the library where it calls the program back.

// Library calls f, a function of the library that may recover what a function of
// the program raises when it is called back: package fmt does. The end of the
// execution goes on all the same.
func Library[T any](f func() T) T {
	x := current()
	v := f()
	if x.guarded {
		x.guard() // panics
	}
	if x.aborting {
		panic(unwinding{})
	}
	return v
}
