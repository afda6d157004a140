package sched

// This file says what an operation does to what it touches, beyond what other
// operations it depends on: that is in package step.

import (
	"math"

	"goroutines/code_test/interleave/sched/step"
)

// A Kind is a way to touch an object.
type Kind = step.Kind

// The ways to touch any object, and the way in which closing a channel touches it.
const (
	Read    = step.Read    // observes the object
	Write   = step.Write   // changes it, so that the order with any other touch matters
	Inc     = step.Inc     // changes it, in whatever order with others of this kind
	Closing = step.Closing // closes a channel

	Setting  = step.Setting  // the same as Inc: sets bits
	Clearing = step.Clearing // the same as Inc: clears bits
)

// An Access is one touch of one object by one event, and what it does there.
type Access struct {
	step.Access
	memory bool  // an ordinary variable
	wide   bool  // which is one of several that are read or written together
	torn   bool  // which is larger than a word and useless in part: a string, a slice, an interface, a map
	atomic bool  // an atomic variable
	again  bool  // a loop has read it, and waits for it to change; or it is new
	failed bool  // it would have changed the object, and did not
	group  bool  // adds to the counter of a WaitGroup
	order  Order // what it synchronizes
	site   int32 // where in the program
	delta  int32 // what the event added to the level
	token  int32 // one that the event gave to the object; below 0, took from it
}

// allTokens as the token of an access takes all of them away.
const allTokens = math.MinInt32

// on returns a touch of an object.
func on(object int32, kind Kind) step.Access { return step.Access{Object: object, Kind: kind} }

// An Order tells how a touch synchronizes goroutines, as the memory model says:
// what happens before a release happens before a later acquire of the same
// object. Ordinary variables and printing do neither.
type Order uint8

// The two ways to synchronize, and both are possible at once.
const (
	Acquire Order = 1 << iota
	Release
)

// synchronizes reports whether a happens before a later b as the memory model
// says, given that they conflict.
func synchronizes(a, b *Access) bool {
	switch a.Kind {
	case step.Send:
		return b.Kind == step.Recv
	case step.Recv:
		return b.Kind == step.Send
	case step.Closing:
		return b.Kind == step.Closed
	case step.Meet, step.Closed, step.NotReady, step.Observing:
		return false
	}
	return a.order&Release != 0 && b.order&Acquire != 0
}
