package sched

// This file lets a variable of a stand-in's type know which object it is.

import "unsafe"

// A Handle is the part of a variable, a mutex say, by which it is known as an
// object. A copy of the variable is another object.
type Handle struct {
	o  *Object // that it belongs to; not asked for yet if at is not h
	at *Handle // where the handle was when it got o: a copy is elsewhere
}

// Object returns the object that h belongs to.
func (h *Handle) Object() *Object {
	x := current()
	if h.at != h {
		if x.aborting {
			panic(unwinding{})
		}
		h.o, h.at = x.at(unsafe.Pointer(h)), h
	}
	return h.o
}

// Touch is the method of the object.
func (h *Handle) Touch(kind Kind, delta int32) { h.Object().Touch(kind, delta) }

// TouchAs is the method of the object.
func (h *Handle) TouchAs(kind Kind, delta int32, how Order) { h.Object().TouchAs(kind, delta, how) }

// TouchGroup is Touch for the counter of a WaitGroup.
func (h *Handle) TouchGroup(kind Kind, delta int32) {
	x := current()
	x.touch(Access{Access: on(h.o.id, kind), order: Acquire | Release, delta: delta, group: true})
}
