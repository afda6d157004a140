package step

// This file says what commutes. A step touches objects; two steps that touch the
// same object in conflicting ways depend on each other.

// A Kind is a way to touch an object.
type Kind uint8

// What can be done to any object, and to a channel.
const (
	Read     Kind = iota // observes the object
	Write                // changes it, so that the order with any other touch matters
	Inc                  // changes it, in whatever order with others of this kind
	Setting              // the same: sets bits
	Clearing             // the same: clears bits

	// By the memory model, where reads of a variable may differ in what they
	// observe: which write that is tells executions apart, and not their order.
	Store // writes a variable
	Load  // reads a variable, and observes a certain write of it

	Send      // puts a message into the buffer
	Recv      // takes a message out of the buffer
	Meet      // hands a message from sender to receiver, without a buffer
	Closing   // closes the channel
	Closed    // finds it closed: a receive of zero, or a send that panics
	NotReady  // finds that it can neither send nor receive
	Observing // asks for the length
	kinds
)

// An Access is one touch of one object by one step.
type Access struct {
	Object int32 // its id, the same in every execution; if it is below 0, only good within one
	Kind   Kind
	Nth    int32 // Send and Recv: the number of the message; Store, Load and Write: the name of the write, 0 if it has none
	Room   int32 // Send and Recv: the capacity of the channel
}

// How two kinds conflict.
const (
	never = iota
	always
	sameMessage // if they are about the same place in the buffer
	sameWrite   // if the one observes the other
)

// conflicts tells which kinds do not commute. A pair that is missing does.
var conflicts = func() (t [kinds][kinds]uint8) {
	set := func(how uint8, a Kind, others ...Kind) {
		for _, b := range others {
			t[a][b], t[b][a] = how, how
		}
	}
	set(always, Write, Read, Write, Inc, Setting, Clearing)
	set(always, Inc, Read, Setting, Clearing)
	set(always, Setting, Read, Clearing)
	set(always, Clearing, Read)
	set(sameWrite, Load, Store, Write)
	set(always, Send, Send, Closing, Closed, NotReady, Observing)
	set(always, Recv, Recv, Closed, NotReady, Observing)
	set(sameMessage, Send, Recv)
	// A message in the buffer is received whether or not the channel is closed.
	set(always, Closing, Closing, Closed, NotReady, Meet)
	return t
}()

// Conflict reports whether a and b are touches of the same object, in the same
// execution, that do not commute.
func Conflict(a, b *Access) bool { return a.Object == b.Object && kindsConflict(a, b) }

func kindsConflict(a, b *Access) bool {
	switch conflicts[a.Kind][b.Kind] {
	case never:
		return false
	case always:
		return true
	case sameWrite:
		return a.Nth == b.Nth
	}
	s, r := a, b
	if s.Kind == Recv {
		s, r = b, a
	}
	return s.Nth == r.Nth || s.Nth == r.Nth+s.Room
}

// Covers reports whether whatever conflicts with b conflicts with a too.
func Covers(a, b *Access) bool {
	if a.Object != b.Object {
		return false
	}
	if *a == *b {
		return true
	}
	for k := range kinds {
		if how := conflicts[b.Kind][k]; how != never && conflicts[a.Kind][k] != always {
			return false
		}
	}
	return true
}

// Nameless reports whether an object has an id that is only good within one
// execution.
func Nameless(object int32) bool { return object < 0 }

// SameObject reports whether the ids of different executions may be those of the
// same object: two objects without names may be.
func SameObject(a, b int32) bool { return a == b || Nameless(a) && Nameless(b) }

// MayConflict reports whether some touch among as and some among bs, which may be
// of different executions, may conflict.
func MayConflict(as, bs []Access) bool {
	for i := range as {
		for j := range bs {
			if a, b := &as[i], &bs[j]; SameObject(a.Object, b.Object) && kindsConflict(a, b) {
				return true
			}
		}
	}
	return false
}
