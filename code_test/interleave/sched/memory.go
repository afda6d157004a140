package sched

// This file makes reads and writes of shared variables visible.

import (
	"reflect"
	"unsafe"
)

// Load reads the variable at p, which is not a struct or an array.
func Load[T any](site int32, p *T) T {
	_ = *p // a nil pointer panics before anything is visible
	x.access(site, unsafe.Pointer(p), Read)
	noted(site, p, "read")
	return *p
}

// A Place is a variable that is about to be written.
type Place[T any] struct {
	p    *T
	site int32
	all  bool
}

// To prepares to write the variable at p, which is not a struct or an array.
func To[T any](site int32, p *T) Place[T] { return Place[T]{p, site, false} }

// Set writes v.
func (to Place[T]) Set(v T) {
	_ = *to.p
	if to.all {
		x.accessAll(to.site, unsafe.Pointer(to.p), reflect.TypeFor[T](), Write)
	} else {
		x.access(to.site, unsafe.Pointer(to.p), Write)
	}
	*to.p = v
	noted(to.site, to.p, "write")
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
	_ = *p
	x.accessAll(site, unsafe.Pointer(p), reflect.TypeFor[T](), Read)
	noted(site, p, "read")
	return *p
}

// ToAll prepares to write the variable at p, each part of it.
func ToAll[T any](site int32, p *T) Place[T] { return Place[T]{p, site, true} }

// Reads makes a read of the variable at p visible that something outside of
// the program does: the library, say. It returns p.
func Reads[T any](site int32, p *T) *T {
	if p != nil {
		x.accessAll(site, unsafe.Pointer(p), reflect.TypeFor[T](), Read)
		noted(site, p, "read")
	}
	return p
}

// Writes is Reads for a write.
func Writes[T any](site int32, p *T) *T {
	if p != nil {
		x.accessAll(site, unsafe.Pointer(p), reflect.TypeFor[T](), Write)
	}
	return p
}

// ReadsSlice is Reads for the elements of a slice.
func ReadsSlice[S ~[]E, E any](site int32, s S) S { return touchSlice(site, s, Read) }

// WritesSlice is Writes for the elements of a slice.
func WritesSlice[S ~[]E, E any](site int32, s S) S { return touchSlice(site, s, Write) }

func touchSlice[S ~[]E, E any](site int32, s S, kind Kind) S {
	if len(s) > 0 {
		x.accessAll(site, unsafe.Pointer(unsafe.SliceData(s)), reflect.ArrayOf(len(s), reflect.TypeFor[E]()), kind)
	}
	return s
}

// MapRead makes a read of a map visible; it returns m. A map is one variable,
// with all that is in it.
func MapRead[M ~map[K]V, K comparable, V any](site int32, m M) M {
	if m != nil {
		x.readMap(site, pointer(m), "concurrent map read and map write")
		notedMap(site, m, "read")
	}
	return m
}

// MapWrite is MapRead for a write. A write has a beginning and an end, since the
// runtime ends a program in which something else is done with the map in between.
func MapWrite[M ~map[K]V, K comparable, V any](site int32, m M) M {
	if m != nil {
		x.writeMap(site, pointer(m))
		notedMap(site, m, "write")
	}
	return m
}

// readMap reads a map, whose level is how many goroutines write it.
func (x *explorer) readMap(site int32, p unsafe.Pointer, mistake string) {
	x.access(site, p, Read)
	if x.at(p).Level() > 0 {
		Fatal(mistake)
	}
}

func (x *explorer) writeMap(site int32, p unsafe.Pointer) {
	o := x.at(p)
	if !x.shares(o, Write) {
		return
	}
	for _, delta := range [2]int32{1, -1} {
		a := Access{Object: o.id, Kind: Write, Memory: true, delta: delta}
		x.current.site = site
		x.wait(op{kind: simple, site: site, acc: a, low: -unlimited, high: unlimited})
		x.touch(a)
		if o.Level() > 1 {
			Fatal("concurrent map writes")
		}
	}
}

// access waits for the turn to read or write a variable.
func (x *explorer) access(site int32, p unsafe.Pointer, kind Kind) {
	if x.aborting {
		panic(unwinding{})
	}
	o := x.at(p)
	if !x.shares(o, kind) {
		return
	}
	a := Access{Object: o.id, Kind: kind, Memory: true}
	x.current.site = site
	x.wait(op{kind: simple, site: site, acc: a, low: -unlimited, high: unlimited})
	x.touch(a)
}

func (x *explorer) accessAll(site int32, p unsafe.Pointer, t reflect.Type, kind Kind) {
	if x.aborting {
		panic(unwinding{})
	}
	var accs []Access
	for _, at := range leaves(t) {
		if o := x.at(unsafe.Add(p, at)); x.shares(o, kind) {
			accs = append(accs, Access{Object: o.id, Kind: kind, Memory: true})
		}
	}
	if len(accs) == 0 {
		return
	}
	x.current.site = site
	x.wait(op{kind: simple, site: site, more: accs, low: -unlimited, high: unlimited})
	for _, a := range accs {
		x.touch(a)
	}
}

// A sharing tells which goroutines have used a variable, in any execution.
type sharing struct {
	first   int32 // the first one, counted from 1
	several bool
	written bool
	shared  bool
}

// shares reports whether a variable is shared: used by several goroutines, and
// written by one of them. To use one that is not is no event. Where it turns
// out that it is after all, the program is explored anew; until then no order of
// events could have depended on it.
func (x *explorer) shares(o *Object, kind Kind) bool {
	if nameless(o.id) {
		return true
	}
	for int(o.id) >= len(x.sharings) {
		x.sharings = append(x.sharings, sharing{})
	}
	s := &x.sharings[o.id]
	if s.shared {
		return true
	}
	g := x.current.proc.id + 1
	if s.first == 0 {
		s.first = g
	}
	s.several = s.several || s.first != g
	s.written = s.written || kind == Write
	if s.several && s.written {
		s.shared, x.restart = true, true
	}
	return false
}
