package sched

// This file makes visible what the library does with the program's memory: as
// one event, whatever it reads and writes in it.

import (
	"reflect"
	"unsafe"
)

// A Piece is memory of the program that something outside of it reads or writes:
// variables of one type, one behind the other.
type Piece struct {
	At    unsafe.Pointer // the first variable
	Type  reflect.Type   // of each
	Count int            // how many there are
	Kind  Kind           // Read or Write
}

// Elements returns the elements of a slice as a piece.
func Elements[S ~[]E, E any](s S, kind Kind) Piece {
	return Piece{unsafe.Pointer(unsafe.SliceData(s)), reflect.TypeFor[E](), len(s), kind}
}

// ElementsOf is Elements for the value of a slice.
func ElementsOf(s reflect.Value, kind Kind) Piece {
	return Piece{s.UnsafePointer(), s.Type().Elem(), s.Len(), kind}
}

// Touch makes reads and writes visible, all of them as one event.
func Touch(site int32, pieces []Piece) {
	x := current()
	if x.aborting {
		panic(unwinding{})
	}
	kinds := make(map[int32]Kind)
	var order []int32
	for _, p := range pieces {
		leaves := x.program.leavesOf(p.Type)
		for i := range p.Count {
			for _, at := range leaves {
				o := x.at(unsafe.Add(p.At, uintptr(i)*p.Type.Size()+at))
				if !x.shares(o, p.Kind) {
					continue
				}
				old, known := kinds[o.id]
				if !known {
					order = append(order, o.id)
				}
				if !known || old == Read {
					kinds[o.id] = p.Kind
				}
			}
		}
	}
	defer func() {
		for _, p := range pieces {
			x.copies(p.At, p.Type, p.Count, p.Kind)
		}
	}()
	if len(order) == 0 {
		return
	}
	accesses := make([]Access, len(order))
	for i, id := range order {
		accesses[i] = Access{Access: on(id, kinds[id]), memory: true}
	}
	x.current.site = site
	x.wait(op{kind: simple, site: site, more: accesses, low: -unlimited, high: unlimited})
	for _, a := range accesses {
		x.touch(a)
	}
}
