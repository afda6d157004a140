// Package support holds what rewritten programs call besides package sched:
// operations on maps, slices and the builtin print functions, put together from
// those of sched.
package support

// This file holds the odds and ends.

import "goroutines/code_test/interleave/sched"

// Nothing is for programs that need nothing else of this package.
type Nothing struct{}

// Zero sets a variable of the package to zero before the program runs.
func Zero[T any](p *T) {
	var zero T
	*p = zero
}

// New returns a pointer to a new variable with the value v.
func New[T any](v T) *T { return &v }

// Finally returns a function that calls f, and then is at another site.
func Finally(site int32, f func()) func() {
	return func() {
		f()
		sched.Site(site)
	}
}

// show prints what a builtin function has formatted.
func show(site int32, text []byte) {
	sched.Site(site)
	sched.Print(text)
}
