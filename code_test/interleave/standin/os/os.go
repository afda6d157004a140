// Package os stands in for the standard library's package os in a program that
// is explored. It has what a program needs that keeps to itself: it can write to
// its standard output and standard error, and exit. Files, processes and the
// environment are not the same in every run, and are left out.
package os

// This file ends the program, and names what can go wrong.

import (
	"os"

	"goroutines/code_test/interleave/sched"
)

// Errors that are not from the operating system, the same as in the library.
var (
	ErrInvalid    = os.ErrInvalid
	ErrPermission = os.ErrPermission
	ErrExist      = os.ErrExist
	ErrNotExist   = os.ErrNotExist
	ErrClosed     = os.ErrClosed
)

// Exit ends the program with a status, of which the operating system keeps the
// lowest eight bits. Deferred functions are not run.
func Exit(code int) { sched.ExitWith(code & 0xff) }
