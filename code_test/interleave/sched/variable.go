package sched

// This file notes what is done with variables, by the names that they have in the
// program.

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// A declaration is a variable of the program that has a name.
type declaration struct {
	start unsafe.Pointer // where it lies
	typ   reflect.Type   // of the variable
	name  string         // what the program calls it
}

// Named is Made for a variable that has a name in the program.
func Named[T any](called string, p *T) *T {
	Made(p)
	if x := current(); x.notes != nil && !x.aborting {
		x.guard()
		t := reflect.TypeFor[T]()
		x.notes.declared = append(x.notes.declared, declaration{unsafe.Pointer(p), t, called})
		x.noteMade(called, unsafe.Pointer(p), t)
		x.unguard()
	}
	return p
}

// mostParts is up to how many elements of an array are noted one by one.
const mostParts = 16

// noteMade notes that there is a variable, and each of its parts.
func (x *execution) noteMade(called string, p unsafe.Pointer, t reflect.Type) {
	n := Note{Object: x.lookUp(p).id, Name: called, Index: -1, Site: -1, Thing: "variable", How: "make"}
	like := standIn(t)
	switch {
	case like == "sync.Mutex" || like == "sync.RWMutex":
		n.Thing = "lock"
		x.writeDown(n)
		return
	case like == "sync.WaitGroup":
		n.Thing, n.State = "counter", "0"
		x.writeDown(n)
		return
	case like != "" && !strings.HasPrefix(like, "sync/atomic."):
		return
	}
	x.writeDownLate(n, func() string { return format(reflect.NewAt(t, p).Elem()) })
	switch {
	case like != "":
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			x.noteMade(called+"."+f.Name, unsafe.Add(p, f.Offset), f.Type)
		}
	case t.Kind() == reflect.Array && t.Len() <= mostParts:
		for i := range t.Len() {
			x.noteMade(fmt.Sprintf("%s[%d]", called, i), unsafe.Add(p, uintptr(i)*t.Elem().Size()), t.Elem())
		}
	}
}

// standIn returns the name of a type that stands in for one of the library, as
// in "sync.Mutex"; it is empty for other types.
func standIn(t reflect.Type) string {
	_, path, ok := strings.Cut(t.PkgPath(), "/interleave/standin/")
	if !ok {
		return ""
	}
	if path == "atomic" {
		path = "sync/atomic"
	}
	return path + "." + t.Name()
}

// noteSlice notes how large the elements are of the slice that was allocated last.
func (x *execution) noteSlice(size uintptr) {
	if n := len(x.spans); x.notes != nil && n > 0 {
		x.notes.elements[x.spans[n-1].name] = size
	}
}

// called returns what the program calls the variable of type t at p, or the part
// of one; or else which element of a slice it is in.
func (x *execution) called(p unsafe.Pointer, t reflect.Type) (name string, index int) {
	within := func(start unsafe.Pointer, size uintptr) bool {
		return uintptr(p) >= uintptr(start) && uintptr(p) < uintptr(start)+max(size, 1)
	}
	for _, d := range slices.Backward(x.notes.declared) {
		if within(d.start, d.typ.Size()) {
			return d.name + part(d.typ, uintptr(p)-uintptr(d.start), t), -1
		}
	}
	for _, s := range slices.Backward(x.spans) {
		if size := x.notes.elements[s.name]; size > 0 && within(s.start, s.size) {
			return "", int((uintptr(p) - uintptr(s.start)) / size)
		}
	}
	return "", -1
}

// part returns how the part of type t is called that begins at an offset in a
// variable of type whole.
func part(whole reflect.Type, offset uintptr, t reflect.Type) string {
	switch {
	case whole == t, standIn(whole) != "":
	case whole.Kind() == reflect.Struct:
		for i := range whole.NumField() {
			if f := whole.Field(i); offset >= f.Offset && offset < f.Offset+f.Type.Size() {
				return "." + f.Name + part(f.Type, offset-f.Offset, t)
			}
		}
	case whole.Kind() == reflect.Array && whole.Elem().Size() > 0:
		size := whole.Elem().Size()
		return fmt.Sprintf("[%d]", offset/size) + part(whole.Elem(), offset%size, t)
	}
	return ""
}

// Noted notes that the variable at p was read or written, in the event that is
// being done.
func Noted[T any](site int32, p *T, how string) {
	if x := current(); x.notes != nil {
		x.guard()
		x.noteVariable(site, unsafe.Pointer(p), reflect.TypeFor[T](), how)
		x.unguard()
	}
}

// noteShared is Noted for a variable that is only an event to use if it is shared.
func noteShared[T any](x *execution, site int32, p *T, how string) {
	if x.notes != nil {
		x.guard()
		if t := reflect.TypeFor[T](); x.anyShared(unsafe.Pointer(p), x.program.partsOf(t)) {
			x.noteVariable(site, unsafe.Pointer(p), t, how)
		}
		x.unguard()
	}
}

// noteVariable is Noted for the variable of type t at p.
func (x *execution) noteVariable(site int32, p unsafe.Pointer, t reflect.Type, how string) {
	n := Note{Object: x.lookUp(p).id, Site: site, Thing: "variable", How: how, Value: format(reflect.NewAt(t, p).Elem())}
	n.Name, n.Index = x.called(p, t)
	n.State = n.Value
	x.writeDown(n)
}

// noteMap is noteShared for a map, which is read or written until the step is over.
func noteMap[M any](x *execution, site int32, m M, how string) {
	if x.notes == nil {
		return
	}
	x.guard()
	if p := pointer(m); x.program.isShared(x.lookUp(p).id) {
		n := Note{Object: x.lookUp(p).id, Index: -1, Site: site, Thing: "variable", How: how}
		x.writeDownLate(n, func() string { return format(reflect.ValueOf(m)) })
	}
	x.unguard()
}

// anyShared reports whether one of these parts of the variable at p is known to
// be shared.
func (x *execution) anyShared(p unsafe.Pointer, parts []Part) bool {
	return slices.ContainsFunc(parts, func(l Part) bool {
		return x.program.isShared(x.lookUp(unsafe.Add(p, l.Offset)).id)
	})
}
