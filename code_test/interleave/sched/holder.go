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
func (h *Handle) Locked(how string) {
	x := current()
	if x.notes == nil {
		return
	}
	x.guard()
	x.notes.holders[h.o.id] = append(x.notes.holders[h.o.id], x.current.proc.id)
	x.noteLock(h, how)
	x.unguard()
}

// Unlocked notes that the running goroutine has given a lock back, which another
// one may have got.
func (h *Handle) Unlocked() {
	x := current()
	if x.notes == nil {
		return
	}
	x.guard()
	if all := x.notes.holders[h.o.id]; len(all) > 0 {
		i := max(0, slices.Index(all, x.current.proc.id))
		x.notes.holders[h.o.id] = slices.Delete(slices.Clone(all), i, i+1)
	}
	x.noteLock(h, "unlock")
	x.unguard()
}

func (x *execution) noteLock(h *Handle, how string) {
	n := Note{Object: h.o.id, Site: x.current.site, Thing: "lock", How: how, Holders: slices.Clone(x.notes.holders[h.o.id])}
	n.Name, n.Index = x.called(unsafe.Pointer(h), reflect.TypeFor[Handle]())
	x.writeDown(n)
}

// Counted notes what is done with the counter of a WaitGroup.
func (h *Handle) Counted(how string, delta int) {
	x := current()
	if x.notes == nil {
		return
	}
	x.guard()
	n := Note{Object: h.o.id, Site: x.current.site, Thing: "counter", How: how, State: fmt.Sprint(h.o.Level())}
	if how == "add" {
		n.Value = fmt.Sprintf("%+d", delta)
	}
	n.Name, n.Index = x.called(unsafe.Pointer(h), reflect.TypeFor[Handle]())
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
