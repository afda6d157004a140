package sched

// This file says what commutes. An event touches objects; two events that touch
// the same object in conflicting ways are dependent, and the order of dependent
// events is what tells two interleavings apart.

import "math"

// A Kind is a way to touch an object.
type Kind uint8

const (
	Read  Kind = iota // observes the object
	Write             // changes it, so that the order with any other touch matters
	Inc               // changes it, in whatever order with others of this kind

	// Channels. The message that a Send or Recv is about is in the access.
	send      // puts a message into the buffer
	recv      // takes a message out of the buffer
	meet      // hands a message from sender to receiver, without a buffer
	closing   // closes the channel
	closed    // finds it closed: a receive of zero, or a send that panics
	notReady  // finds that it can neither send nor receive
	observing // asks for the length
	kinds
)

// An Access is one touch of one object by one event.
type Access struct {
	Object int32 // its id, the same in every execution
	Kind   Kind
	Memory bool  // an ordinary variable
	Atomic bool  // an atomic variable
	again  bool  // a loop has read it, and waits for it to change
	order  Order // what it synchronizes
	group  bool  // adds to the counter of a WaitGroup
	site   int32 // where in the program
	nth    int32 // send and recv: the number of the message
	room   int32 // send and recv: the channel's capacity
	delta  int32 // what the event added to the level
	token  int32 // one that the event gave to the object; below 0, took from it
}

// allTokens as the token of an access takes all of them away.
const allTokens = math.MinInt32

// An Order tells how a touch synchronizes goroutines, as the memory model says:
// what happens before a release happens before a later acquire of the same
// object. Ordinary variables and printing do neither.
type Order uint8

const (
	Acquire Order = 1 << iota
	Release
)

// synchronizes reports whether a happens before a later b as the memory model
// says, given that they conflict.
func synchronizes(a, b *Access) bool { return a.order&Release != 0 && b.order&Acquire != 0 }

// Closing is the way in which closing a channel touches it.
const Closing = closing

const (
	never = iota
	always
	sameMessage // whether they are about the same place in the buffer
)

// conflicts tells which kinds do not commute. A pair that is missing does.
var conflicts = func() (t [kinds][kinds]uint8) {
	set := func(how uint8, a Kind, others ...Kind) {
		for _, b := range others {
			t[a][b], t[b][a] = how, how
		}
	}
	set(always, Write, Read, Write, Inc)
	set(always, Inc, Read)
	set(always, send, send, closing, closed, notReady, observing)
	set(always, recv, recv, closed, notReady, observing)
	set(sameMessage, send, recv)
	// A message in the buffer is received whether or not the channel is closed.
	set(always, closing, closing, closed, notReady, meet)
	return t
}()

// conflict reports whether a and b are touches of the same object in the same
// execution that do not commute.
func conflict(a, b *Access) bool {
	return a.Object == b.Object && kindsConflict(a, b)
}

func kindsConflict(a, b *Access) bool {
	switch conflicts[a.Kind][b.Kind] {
	case never:
		return false
	case always:
		return true
	}
	s, r := a, b
	if s.Kind == recv {
		s, r = b, a
	}
	return s.nth == r.nth || s.nth == r.nth+s.room
}

// A nameless object has an id below zero, which is only good within one execution.
func nameless(id int32) bool { return id < 0 }

// sameObject reports whether two touches, in different executions, may be of
// the same object.
func sameObject(a, b int32) bool { return a == b || nameless(a) && nameless(b) }

// mayConflict is conflict for touches in different executions: two objects
// without names may be the same one.
func mayConflict(a, b *Access) bool {
	return sameObject(a.Object, b.Object) && kindsConflict(a, b)
}

func anyConflict(as, bs []Access) bool {
	for i := range as {
		for j := range bs {
			if conflict(&as[i], &bs[j]) {
				return true
			}
		}
	}
	return false
}

func mayAnyConflict(as, bs []Access) bool {
	for i := range as {
		for j := range bs {
			if mayConflict(&as[i], &bs[j]) {
				return true
			}
		}
	}
	return false
}
