package sched

// This file models the variables of the types that stand in for those of the
// library: a Mutex, say, or an atomic Int32. Such a variable is an object that is
// known by its address. Its state lies in its own words, as in the library, so that
// a copy has the state of the original at that moment, however it was copied. The
// level of the object is the same state, for those who ask before anything is done.
//
// To copy such a variable reads the object, as a variable is read; to write over it
// is to write the object, and brings the level to what the words then say. A
// variable that begins with other words than zero, since it is a copy, has its level
// from the event in which it is allocated.

import (
	"reflect"
	"slices"
	"unsafe"
)

// A Part is a part of a stand-in's type that can be read and written by itself: one
// of its objects, or an ordinary variable in it.
type Part struct {
	Offset uintptr                          // where it begins
	Level  func(words unsafe.Pointer) int32 // the level that its words say; nil if that is always 0
	Strict bool                             // whatever copies the variable asks to explore it strictly
	Lasts  bool                             // it cannot be written over once it has been used
	Waited bool                             // goroutines have given it tokens, which go when it is written over

	whole uintptr      // of a Part in a larger variable: where the stand-in begins
	typ   reflect.Type // of an ordinary variable; nil if it is part of a stand-in
}

// models are the types that stand in for those of the library, and their parts.
var models = make(map[reflect.Type][]Part)

// Model tells the parts of T.
func Model[T any](parts ...Part) { models[reflect.TypeFor[T]()] = parts }

// Use returns the object of the variable at p, which the running goroutine is about
// to touch.
func Use[T any](p *T, kind Kind) *Object {
	x := current()
	if x.aborting {
		panic(unwinding{})
	}
	_ = *p // a nil pointer panics before anything is visible
	x.guard()
	o := x.lookUp(unsafe.Pointer(p))
	x.program.uses(o.id, x.current, kind)
	if t := reflect.TypeFor[T](); x.program.weak && t.Kind() != reflect.Struct && x.program.isMixed(o.id) {
		x.variableAt(o, unsafe.Pointer(p), t)
	}
	x.unguard()
	return o
}

// Strict reports whether o is explored strictly.
func (o *Object) Strict() bool { return current().program.isStrict(o.id) }

// NeedStrict asks for that.
func (o *Object) NeedStrict() { current().program.needStrict(o.id) }

// Balance adds n to what is counted of o for the running goroutine, and returns the
// sum.
func (o *Object) Balance(n int32) int32 {
	x := current()
	if x.balances == nil {
		x.balances = make(map[[2]int32]int32)
	}
	at := [2]int32{o.id, x.current.proc.id}
	x.balances[at] += n
	return x.balances[at]
}

// copies tells that n variables of type t at p are read or written as variables, in
// the event that is being done.
func (x *execution) copies(p unsafe.Pointer, t reflect.Type, n int, kind Kind) {
	parts := x.program.standInsOf(t)
	if len(parts) == 0 || x.aborting {
		return
	}
	x.guard()
	for i := range n {
		at := unsafe.Add(p, uintptr(i)*t.Size())
		for j := range parts {
			part := &parts[j]
			if kind == Write {
				x.late = append(x.late, lateWrite{at, part})
			}
			if part.Strict && x.program.isShared(x.lookUp(unsafe.Add(at, part.Offset)).id) {
				x.program.needStrict(x.lookUp(unsafe.Add(at, part.whole)).id)
			}
		}
	}
	x.unguard()
}

// A lateWrite is a stand-in's object that is being written over. Its words are
// there when the step is over.
type lateWrite struct {
	p    unsafe.Pointer
	part *Part
}

// settle brings the levels of what was written over to what the words say.
func (x *execution) settle() {
	if len(x.late) == 0 || x.aborting {
		return
	}
	x.guard()
	for _, w := range x.late {
		o := x.lookUp(unsafe.Add(w.p, w.part.Offset))
		switch {
		case w.part.Lasts && len(x.state.parts(nil, o.id)) > 0:
			x.failure = "a sync.Map that has keys is written over: use another one, or its method Clear"
		case w.part.Waited && *(*uint64)(unsafe.Add(w.p, w.part.Offset)) == 0:
			x.noteGuarded(Access{Access: on(o.id, Write), token: allTokens, again: true})
		case w.part.Level != nil:
			x.become(o, w)
		}
	}
	x.late = x.late[:0]
	x.unguard()
}

// become brings the level of o to what its words say.
func (x *execution) become(o *Object, w lateWrite) {
	is, was := w.part.Level(unsafe.Add(w.p, w.part.Offset)), x.state.level(o.id)
	if w.part.Strict && is != 0 {
		x.program.needStrict(x.lookUp(unsafe.Add(w.p, w.part.whole)).id)
	}
	if is != was {
		x.noteGuarded(Access{Access: on(o.id, Write), delta: is - was, again: true})
	}
}

// bornWith notes the state of the stand-ins among n variables of type t at p, which are
// new.
func (x *execution) bornWith(p unsafe.Pointer, t reflect.Type, n int) {
	parts := x.program.standInsOf(t)
	if len(parts) == 0 {
		return
	}
	for i := range n {
		for j := range parts {
			part := &parts[j]
			at := unsafe.Add(p, uintptr(i)*t.Size())
			if part.Level != nil && part.Level(unsafe.Add(at, part.Offset)) != 0 {
				x.become(x.lookUp(unsafe.Add(at, part.Offset)), lateWrite{at, part})
			}
		}
	}
}

// Assigned tells that a variable of the package has its first value.
func Assigned[T any](p *T) {
	x := current()
	x.guard()
	x.bornWith(unsafe.Pointer(p), reflect.TypeFor[T](), 1)
	x.unguard()
}

// partsOf returns the parts of a variable of type t that can be read and written one
// by one.
func (p *program) partsOf(t reflect.Type) []Part {
	if l, ok := p.parts[t]; ok {
		return l
	}
	var l []Part
	within := func(offset uintptr, t reflect.Type) {
		for _, part := range p.partsOf(t) {
			part.Offset += offset
			part.whole += offset
			l = append(l, part)
		}
	}
	model, isModel := modelOf(t)
	switch {
	case isModel:
		l = slices.Clone(model)
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			within(t.Field(i).Offset, t.Field(i).Type)
		}
	case t.Kind() == reflect.Array:
		for i := range t.Len() {
			within(uintptr(i)*t.Elem().Size(), t.Elem())
		}
	case t.Kind() == reflect.Complex128:
		float := reflect.TypeFor[float64]()
		l = []Part{{typ: float}, {Offset: 8, typ: float}}
	default:
		l = []Part{{typ: t}}
	}
	p.parts[t] = l
	return l
}

// torn reports whether half of a variable is no value of it.
func torn(t reflect.Type) bool {
	if t == nil {
		return false
	}
	switch t.Kind() {
	case reflect.String, reflect.Slice, reflect.Interface:
		return true
	}
	return false
}

// IsStandIn reports whether t stands in for a type of the library whose variables are
// objects.
func IsStandIn(t reflect.Type) bool {
	_, ok := models[t]
	return ok
}

// modelOf returns the parts of a stand-in's type, or of one that is made of it.
func modelOf(t reflect.Type) ([]Part, bool) {
	if model, ok := models[t]; ok || t.Kind() != reflect.Struct {
		return model, ok
	}
	for m, model := range models {
		if t.ConvertibleTo(m) {
			return model, true
		}
	}
	return nil, false
}

// standInsOf returns those of the parts of a variable that are objects of stand-ins
// which have more than their words.
func (p *program) standInsOf(t reflect.Type) []Part {
	l, ok := p.standIns[t]
	if !ok {
		for _, part := range p.partsOf(t) {
			if part.Level != nil || part.Strict || part.Lasts || part.Waited {
				l = append(l, part)
			}
		}
		p.standIns[t] = l
	}
	return l
}
