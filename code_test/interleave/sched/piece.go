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
	if x.program.weak {
		x.loadAndStore(site, pieces)
		return
	}
	var accesses []Access
	number := make(map[int32]int) // of an object among accesses
	for _, p := range pieces {
		parts := x.program.partsOf(p.Type)
		for i := range p.Count {
			for _, l := range parts {
				o := x.at(unsafe.Add(p.At, uintptr(i)*p.Type.Size()+l.Offset))
				if !x.shares(o, p.Kind) {
					continue
				}
				n, known := number[o.id]
				if !known {
					number[o.id] = len(accesses)
					accesses = append(accesses, Access{Access: on(o.id, p.Kind), memory: true, wide: len(parts) > 1, torn: torn(l.typ)})
				} else if p.Kind == Write {
					accesses[n].Kind = Write
				}
			}
		}
	}
	defer func() {
		for _, p := range pieces {
			x.copies(p.At, p.Type, p.Count, p.Kind)
		}
	}()
	if len(accesses) == 0 {
		return
	}
	x.current.site = site
	x.wait(op{kind: simple, site: site, more: accesses, low: -unlimited, high: unlimited})
	for _, a := range accesses {
		x.touch(a)
	}
}
