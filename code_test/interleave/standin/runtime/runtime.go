// Package runtime stands in for the standard library's package runtime in a
// program that is explored. It has what says something of goroutines and what
// is the same in every run; what measures the machine or looks into the running
// process is left out.
package runtime

// This file says what the program runs on.

import "runtime"

// What the program is compiled for, and with.
const (
	Compiler = runtime.Compiler
	GOARCH   = runtime.GOARCH
	GOOS     = runtime.GOOS
)

// The errors that the runtime panics with, the same as in the library.
type (
	Error              = runtime.Error
	PanicNilError      = runtime.PanicNilError
	TypeAssertionError = runtime.TypeAssertionError
)

// Version returns the version of Go.
func Version() string { return runtime.Version() }

// GC does nothing: an explored program cannot notice a collection of garbage.
func GC() {}

// KeepAlive keeps x from being collected until here.
func KeepAlive(x any) { runtime.KeepAlive(x) }
