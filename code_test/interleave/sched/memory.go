package sched

// This file models memory: it makes reads and writes of shared variables visible.

import (
	"reflect"
	"unsafe"
)

// Load reads the variable at p, which is not a struct or an array.
func Load[T any](site int32, p *T) T {
	x := current()
	_ = *p // a nil pointer panics before anything is visible
	x.access(site, unsafe.Pointer(p), Read)
	noteShared(x, site, p, "read")
	return *p
}

// A Place is a variable that is about to be written.
type Place[T any] struct {
	p    *T    // where it lies
	site int32 // where in the program it is written
	all  bool  // each part of it
}

// To prepares to write the variable at p, which is not a struct or an array.
func To[T any](site int32, p *T) Place[T] { return Place[T]{p, site, false} }

// Set writes v.
func (to Place[T]) Set(v T) {
	x := current()
	_ = *to.p
	if to.all {
		x.accessAll(to.site, unsafe.Pointer(to.p), reflect.TypeFor[T](), 1, Write)
	} else {
		x.access(to.site, unsafe.Pointer(to.p), Write)
	}
	*to.p = v
	noteShared(x, to.site, to.p, "write")
}

// Get reads the variable that is about to be written.
func (to Place[T]) Get() T {
	if to.all {
		return LoadAll(to.site, to.p)
	}
	return Load(to.site, to.p)
}

// LoadAll reads the variable at p, each part of it.
func LoadAll[T any](site int32, p *T) T {
	x := current()
	_ = *p
	x.accessAll(site, unsafe.Pointer(p), reflect.TypeFor[T](), 1, Read)
	noteShared(x, site, p, "read")
	return *p
}

// ToAll prepares to write the variable at p, each part of it.
func ToAll[T any](site int32, p *T) Place[T] { return Place[T]{p, site, true} }

// Reads makes a read of the variable at p visible that something outside of
// the program does: the library, say. It returns p.
func Reads[T any](site int32, p *T) *T {
	x := current()
	if p != nil {
		x.accessAll(site, unsafe.Pointer(p), reflect.TypeFor[T](), 1, Read)
		noteShared(x, site, p, "read")
	}
	return p
}

// Writes is Reads for a write.
func Writes[T any](site int32, p *T) *T {
	x := current()
	if p != nil {
		x.accessAll(site, unsafe.Pointer(p), reflect.TypeFor[T](), 1, Write)
	}
	return p
}

// ReadsSlice is Reads for the elements of a slice.
func ReadsSlice[S ~[]E, E any](site int32, s S) S { return touchSlice(site, s, Read) }

// WritesSlice is Writes for the elements of a slice.
func WritesSlice[S ~[]E, E any](site int32, s S) S { return touchSlice(site, s, Write) }

func touchSlice[S ~[]E, E any](site int32, s S, kind Kind) S {
	x := current()
	if len(s) > 0 {
		x.accessAll(site, unsafe.Pointer(unsafe.SliceData(s)), reflect.TypeFor[E](), len(s), kind)
	}
	return s
}

// MapRead makes a read of a map visible; it returns m. A map is one variable,
// with all that is in it.
func MapRead[M ~map[K]V, K comparable, V any](site int32, m M) M {
	x := current()
	if m != nil {
		x.readMap(site, pointer(m), "concurrent map read and map write")
		noteMap(x, site, m, "read")
	}
	return m
}

// MapWrite is MapRead for a write. A write has a beginning and an end, since the
// runtime ends a program in which something else is done with the map in between.
func MapWrite[M ~map[K]V, K comparable, V any](site int32, m M) M {
	x := current()
	if m != nil {
		x.writeMap(site, pointer(m))
		noteMap(x, site, m, "write")
	}
	return m
}

// readMap reads a map, whose level is how many goroutines write it.
func (x *execution) readMap(site int32, p unsafe.Pointer, mistake string) {
	x.access(site, p, Read)
	if x.at(p).Level() > 0 {
		Fatal(mistake)
	}
}

func (x *execution) writeMap(site int32, p unsafe.Pointer) {
	o := x.at(p)
	if !x.shares(o, Write) {
		return
	}
	for _, delta := range [2]int32{1, -1} {
		a := Access{Access: on(o.id, Write), memory: true, delta: delta}
		x.current.site = site
		x.wait(op{kind: simple, site: site, acc: a, low: -unlimited, high: unlimited})
		x.touch(a)
		if o.Level() > 1 {
			Fatal("concurrent map writes")
		}
	}
}

// access waits for the turn to read or write a variable.
func (x *execution) access(site int32, p unsafe.Pointer, kind Kind) {
	if x.aborting {
		panic(unwinding{})
	}
	o := x.at(p)
	if !x.shares(o, kind) {
		return
	}
	a := Access{Access: on(o.id, kind), memory: true}
	x.current.site = site
	x.wait(op{kind: simple, site: site, acc: a, low: -unlimited, high: unlimited})
	x.touch(a)
}

// accessAll is access for all parts of n variables of type t, one behind the other.
func (x *execution) accessAll(site int32, p unsafe.Pointer, t reflect.Type, n int, kind Kind) {
	if x.aborting {
		panic(unwinding{})
	}
	var accesses []Access
	leaves := x.program.leavesOf(t)
	for i := range n {
		for _, at := range leaves {
			if o := x.at(unsafe.Add(p, uintptr(i)*t.Size()+at)); x.shares(o, kind) {
				accesses = append(accesses, Access{Access: on(o.id, kind), memory: true})
			}
		}
	}
	if len(accesses) > 0 {
		x.current.site = site
		x.wait(op{kind: simple, site: site, more: accesses, low: -unlimited, high: unlimited})
		for _, a := range accesses {
			x.touch(a)
		}
	}
	x.copies(p, t, n, kind)
}

// shares reports whether a variable that the running goroutine is about to touch
// is shared.
func (x *execution) shares(o *Object, kind Kind) bool {
	x.guard()
	shared := x.program.shares(o.id, x.current.proc.id, kind)
	x.unguard()
	return shared
}
