package sched

// This file models memory: it makes reads and writes of shared variables visible.

import (
	"reflect"
	"slices"
	"unsafe"
)

// Load reads the variable at p, which is not a struct or an array.
func Load[T any](site int32, p *T) T {
	x := current()
	_ = *p // a nil pointer panics before anything is visible
	x.access(site, unsafe.Pointer(p), reflect.TypeFor[T](), Read)
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
	switch t := reflect.TypeFor[T](); {
	case !to.all:
		x.access(to.site, unsafe.Pointer(to.p), t, Write)
		*to.p = v
	case x.splits(t):
		x.wordByWord(to.site, unsafe.Pointer(to.p), unsafe.Pointer(to.p), unsafe.Pointer(&v), t, Write)
	default:
		x.accessAll(to.site, unsafe.Pointer(to.p), t, 1, Write)
		*to.p = v
	}
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
	v := *p
	if t := reflect.TypeFor[T](); x.splits(t) {
		x.wordByWord(site, unsafe.Pointer(p), unsafe.Pointer(&v), unsafe.Pointer(p), t, Read)
	} else {
		x.accessAll(site, unsafe.Pointer(p), t, 1, Read)
		v = *p
	}
	noteShared(x, site, p, "read")
	return v
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
	if o := x.at(p); x.shares(o, Read) {
		x.touchVariable(site, Access{Access: on(o.id, Read), memory: true, torn: true})
	}
	if x.at(p).Level() > 0 {
		Fatal(mistake, nil)
	}
}

func (x *execution) writeMap(site int32, p unsafe.Pointer) {
	o := x.at(p)
	if !x.shares(o, Write) {
		return
	}
	for _, delta := range [2]int32{1, -1} {
		a := Access{Access: on(o.id, Write), memory: true, torn: true, delta: delta}
		x.current.site = site
		x.wait(op{kind: simple, site: site, acc: a, low: -unlimited, high: unlimited})
		x.touch(a)
		if o.Level() > 1 {
			Fatal("concurrent map writes", nil)
		}
	}
}

// access waits for the turn to read or write the variable of type t at p.
func (x *execution) access(site int32, p unsafe.Pointer, t reflect.Type, kind Kind) {
	if x.aborting {
		panic(unwinding{})
	}
	if x.program.weak {
		x.loadOrStore(site, p, t, 1, kind)
		return
	}
	if o := x.at(p); x.shares(o, kind) {
		x.touchVariable(site, Access{Access: on(o.id, kind), memory: true, torn: torn(t)})
	}
}

// touchVariable waits for the turn to touch a shared variable, and does.
func (x *execution) touchVariable(site int32, a Access) {
	x.current.site = site
	x.wait(op{kind: simple, site: site, acc: a, low: -unlimited, high: unlimited})
	x.touch(a)
}

// accessAll is access for all parts of n variables of type t, one behind the other.
func (x *execution) accessAll(site int32, p unsafe.Pointer, t reflect.Type, n int, kind Kind) {
	if x.aborting {
		panic(unwinding{})
	}
	if x.program.weak {
		x.loadOrStore(site, p, t, n, kind)
		return
	}
	var accesses []Access
	parts := x.program.partsOf(t)
	for i := range n {
		for _, l := range parts {
			if o := x.at(unsafe.Add(p, uintptr(i)*t.Size()+l.Offset)); x.shares(o, kind) {
				accesses = append(accesses, Access{Access: on(o.id, kind), memory: true, wide: n*len(parts) > 1, torn: torn(l.typ)})
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

// splits reports whether variables of type t are read and written word by word, as
// interleavings go. Those are not in which there are stand-ins.
func (x *execution) splits(t reflect.Type) bool {
	return x.program.split && !x.program.weak &&
		!slices.ContainsFunc(x.program.partsOf(t), func(p Part) bool { return p.typ == nil })
}

// wordByWord is access for the words of the variable of type t at p, one after the
// other, of which each is copied when its turn has come.
func (x *execution) wordByWord(site int32, p, to, from unsafe.Pointer, t reflect.Type, kind Kind) {
	for _, l := range x.program.partsOf(t) {
		x.access(site, unsafe.Add(p, l.Offset), l.typ, kind)
		reflect.NewAt(l.typ, unsafe.Add(to, l.Offset)).Elem().Set(reflect.NewAt(l.typ, unsafe.Add(from, l.Offset)).Elem())
	}
}

// shares reports whether a variable that the running goroutine is about to touch
// is shared.
func (x *execution) shares(o *Object, kind Kind) bool {
	x.guard()
	shared := x.program.shares(o.id, x.current.proc.id, kind)
	x.unguard()
	return shared
}
