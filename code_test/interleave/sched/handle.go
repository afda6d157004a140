package sched

import "unsafe"

// A Handle is the part of a variable, a mutex say, by which it is known as an
// object. A copy of the variable is another object.
type Handle struct {
	o  *Object
	at *Handle
}

// Object returns the object that h belongs to.
func (h *Handle) Object() *Object {
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
	x.touch(Access{Object: h.o.id, Kind: kind, order: Acquire | Release, delta: delta, group: true})
}
