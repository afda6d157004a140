package sched

// This file keeps a mistake of the exploration from being taken for the program's.
// Much of the exploration runs on the program's goroutines, below the functions
// that the program calls; a panic there would be recovered and reported as an
// outcome of the program, or swallowed by a deferred function of it. So whatever
// runs there that is not meant to panic is guarded.

import "fmt"

// guard begins what is no part of the program, and unguard ends it. If that was
// not ended before, it panicked, and somebody has recovered.
func (x *execution) guard() {
	if x.guarded {
		panic(fault{"a panic in the exploration was recovered by the program"})
	}
	x.guarded = true
}

func (x *execution) unguard() { x.guarded = false }

// Refuse ends the exploration: the program cannot be explored, for the given reason.
func Refuse(reason string) {
	x := current()
	if x.aborting {
		panic(unwinding{})
	}
	x.guard()
	x.fail(reason)
}

// A fault is a panic of the exploration itself. Nothing recovers it.
type fault struct{ cause any }

func (f fault) Error() string { return fmt.Sprintf("internal error: %v; please report it", f.cause) }

// checkFault panics anew if v, which was recovered, is no affair of the program.
func (x *execution) checkFault(v any) {
	if f, ok := v.(fault); ok {
		x.faulty = true
		panic(f)
	}
	if v != nil && x.guarded {
		x.faulty = true
		panic(fault{v})
	}
}
