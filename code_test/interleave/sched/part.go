package sched

// This file models what has parts that are objects of their own, as a sync.Map has
// its keys, and can lose all of them at once.

import (
	"reflect"

	"goroutines/code_test/interleave/sched/step"
)

// Part returns the object of a part of o, an element of a map for instance. It
// is the same in each execution if the key is a basic value.
func (o *Object) Part(key any) *Object {
	x := current()
	switch reflect.ValueOf(key).Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Chan, reflect.Struct, reflect.Array, reflect.UnsafePointer, reflect.Invalid:
		return x.namelessPart(o)
	}
	if step.Nameless(o.id) {
		return x.namelessPart(o)
	}
	part := x.program.object(name{byMap, o.id, uintptr(x.keyName(key))})
	if children := &x.program.children; !x.program.isChild[part.id] {
		x.program.isChild[part.id] = true
		(*children)[o.id] = append((*children)[o.id], part.id)
	}
	return part
}

func (x *execution) namelessPart(o *Object) *Object {
	part := x.nameless()
	x.record.children[o.id] = append(x.record.children[o.id], part.id)
	return part
}

// AwaitAll waits until the calling goroutine may change o, whatever others say of it,
// and take away all of its parts.
func (o *Object) AwaitAll(others ...Access) {
	x := current()
	x.wait(op{kind: simple, site: x.current.site, acc: o.By(Write), more: others, low: -unlimited, high: unlimited, parts: true})
}

// TakeAllParts takes the parts of o away, which have level 1 then no more, as part of
// the event that is being done.
func (o *Object) TakeAllParts() {
	x := current()
	for _, part := range x.state.parts(nil, o.id) {
		x.touch(Access{Access: part, order: Acquire | Release, delta: -1})
	}
}

// parts appends to dst how it touches the parts of an object to take away those that
// are there.
func (c *state) parts(dst []step.Access, object int32) []step.Access {
	for _, ids := range [2][]int32{c.record.program.children[object], c.record.children[object]} {
		for _, id := range ids {
			if c.level(id) != 0 {
				dst = append(dst, on(id, Write))
			}
		}
	}
	return dst
}
