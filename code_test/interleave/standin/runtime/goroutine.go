package runtime

// This file has what concerns the calling goroutine, and how many there are.

import "goroutines/code_test/interleave/sched"

// Gosched lets others run. That is no event: whether or not it is called, they
// may run here, and need not.
func Gosched() {}

// Goexit ends the calling goroutine, after its deferred functions.
func Goexit() { sched.Exit() }

// NumGoroutine returns the number of goroutines.
func NumGoroutine() int { return sched.NumGoroutine() }

// LockOSThread does nothing: an explored program cannot notice threads.
func LockOSThread() {}

// UnlockOSThread does nothing, as LockOSThread does.
func UnlockOSThread() {}
