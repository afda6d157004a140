package sched

// This file notes who has which lock, and what is counted: what a WaitGroup waits
// for, and how many goroutines there are.

import (
	"fmt"
	"reflect"
	"slices"
	"unsafe"
)

// Locked notes that the running goroutine has got a lock: by "lock", or with
// other readers by "read lock".
func Locked[T any](p *T, how string) {
	x := current()
	if x.notes == nil {
		return
	}
	x.guard()
	id := x.lookUp(unsafe.Pointer(p)).id
	x.notes.holders[id] = append(x.notes.holders[id], x.current.proc.id)
	x.noteLock(unsafe.Pointer(p), id, how)
	x.unguard()
}

// Unlocked notes that the running goroutine has given a lock back, which another
// one may have got.
func Unlocked[T any](p *T) {
	x := current()
	if x.notes == nil {
		return
	}
	x.guard()
	id := x.lookUp(unsafe.Pointer(p)).id
	if all := x.notes.holders[id]; len(all) > 0 {
		i := max(0, slices.Index(all, x.current.proc.id))
		x.notes.holders[id] = slices.Delete(slices.Clone(all), i, i+1)
	}
	x.noteLock(unsafe.Pointer(p), id, "unlock")
	x.unguard()
}

func (x *execution) noteLock(p unsafe.Pointer, id int32, how string) {
	n := Note{Object: id, Site: x.current.site, Thing: "lock", How: how, Holders: slices.Clone(x.notes.holders[id])}
	n.Name, n.Index = x.called(p, reflect.TypeFor[struct{}]())
	x.writeDown(n)
}

// Counted notes what is done with the counter of a WaitGroup, and what it is then.
func Counted[T any](p *T, how string, delta int, counter int32) {
	x := current()
	if x.notes == nil {
		return
	}
	x.guard()
	o := x.lookUp(unsafe.Pointer(p))
	n := Note{Object: o.id, Site: x.current.site, Thing: "counter", How: how, State: fmt.Sprint(counter)}
	if how == "add" {
		n.Value = fmt.Sprintf("%+d", delta)
	}
	n.Name, n.Index = x.called(unsafe.Pointer(p), reflect.TypeFor[struct{}]())
	x.writeDown(n)
	x.unguard()
}

// noteGoroutines notes how many goroutines there are.
func (x *execution) noteGoroutines(how string) {
	if x.notes == nil {
		return
	}
	x.guard()
	n := fmt.Sprint(1 + x.counter.Level())
	x.writeDown(Note{Object: x.counter.id, Name: "goroutines", Index: -1, Site: x.current.site, Thing: "goroutines", How: how, Value: n, State: n})
	x.unguard()
}
