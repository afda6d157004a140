package sched

// This file names what goroutines share. An object has the same name in each
// execution, wherever in memory it lies: who made it, as that goroutine's
// which. So an event of one execution can be compared with one of another.

import (
	"reflect"
	"unsafe"
)

// An Object is something that several goroutines can touch: a variable, a
// mutex, a channel.
type Object struct {
	id   int32
	name name // if it has one
}

// Level returns the level of o, which decides who can go on; each kind of
// object has its own meaning for it. It is 0 for a new object.
func (o *Object) Level() int32 { return current().state.level(o.id) }

// Touch notes that the event that is being done touches o, adds delta to its
// level, and synchronizes both ways.
func (o *Object) Touch(kind Kind, delta int32) {
	x := current()
	x.touch(Access{Access: on(o.id, kind), order: Acquire | Release, delta: delta})
}

// TouchAs is Touch with another order.
func (o *Object) TouchAs(kind Kind, delta int32, how Order) {
	x := current()
	x.touch(Access{Access: on(o.id, kind), order: how, delta: delta})
}

// TouchAtomic is TouchAs for an atomic variable: only the last change of it
// that is observed synchronizes.
func (o *Object) TouchAtomic(kind Kind, how Order, delta int32) {
	x := current()
	a := Access{Access: on(o.id, kind), atomic: true, order: how, delta: delta}
	x.program.usedAtomically(o.id)
	if x.program.weak && kind != Read {
		x.writeAtomically(&a)
	}
	x.touch(a)
}

// TouchFailed notes that the event that is being done has looked at o, an atomic
// variable, and would have changed it if there had been something else in it.
func (o *Object) TouchFailed() {
	x := current()
	a := Access{Access: on(o.id, Write), atomic: true, order: Acquire, failed: true}
	if x.program.weak {
		x.writeAtomically(&a)
	}
	x.touch(a)
}

// Await waits until the calling goroutine may touch o, at most as kind says,
// and the level of o is from low to high.
func (o *Object) Await(kind Kind, low, high int32) {
	x := current()
	x.wait(op{kind: simple, site: x.current.site, acc: Access{Access: on(o.id, kind)}, low: low, high: high})
}

// AwaitWith is Await for what touches others too.
func (o *Object) AwaitWith(kind Kind, low, high int32, others ...Access) {
	x := current()
	x.wait(op{kind: simple, site: x.current.site, acc: o.By(kind), more: others, low: low, high: high})
}

// AwaitLimited is Await for what, if the level of o is then not from from to
// to, only reads o and else touches others too.
func (o *Object) AwaitLimited(kind Kind, low, high, from, to int32, others ...Access) {
	x := current()
	x.wait(op{
		kind: simple, site: x.current.site, acc: o.By(kind), more: others,
		low: low, high: high, limited: true, from: from, to: to,
	})
}

// By returns a touch of o to be named to AwaitLimited.
func (o *Object) By(kind Kind) Access { return Access{Access: on(o.id, kind)} }

// nameless returns an object that cannot be recognized in other executions.
func (x *execution) nameless() *Object {
	o := &Object{id: -int32(len(x.lazy)) - 1}
	x.lazy = append(x.lazy, o)
	return o
}

// Site tells where in the program the running goroutine is.
func Site(site int32) { current().current.site = site }

// Where returns where in the program the running goroutine is.
func Where() int32 { return current().current.site }

// Here tells where in the program f, a function that is about to be called, is.
func Here[F any](site int32, f F) F {
	x := current()
	x.current.site = site
	return f
}

// Unused is Here for a function whose result the program does not use.
func Unused[F any](site int32, f F) F {
	x := current()
	x.current.site, x.current.unused = site, true
	return f
}

// IsUnused reports whether the result of the function of a stand-in that the running
// goroutine calls is not used. It is asked once a call.
func IsUnused() bool {
	g := current().current
	unused := g.unused
	g.unused = false
	return unused
}

// Unlimited is beyond every level.
const Unlimited = unlimited

// touch is Touch with more to say.
func (x *execution) touch(a Access) {
	if w := x.current.loop; w != nil {
		w.saw(&a, x.now)
	}
	x.note(a)
}

// note is touch for what is not the program's doing.
func (x *execution) note(a Access) {
	x.guard()
	x.noteGuarded(a)
	x.unguard()
}

// noteGuarded is note for what is guarded already.
func (x *execution) noteGuarded(a Access) {
	x.state.touch(&a, 1)
	switch {
	case x.now < 0:
		x.record.initial = append(x.record.initial, a)
	case x.recording:
		a.site = x.current.site
		x.record.touch(a)
	}
}

// A span is a piece of memory that the program has allocated.
type span struct {
	start unsafe.Pointer // where it begins
	size  uintptr        // in bytes
	name  name           // of the object that all of it is
	birth birth
}

// newObject returns a new object that the running goroutine has made.
func (x *execution) newObject() *Object { return x.program.object(x.newName()) }

func (x *execution) newName() name {
	g := x.current
	if g == nil {
		x.made--
		return name{byNobody, x.made, 0}
	}
	g.made++
	n := name{g.proc.id, g.made, 0}
	if x.recording {
		x.fresh = append(x.fresh, n)
	}
	return n
}

// Made tells that the program has allocated the variable at p; it returns p.
func Made[T any](p *T) *T {
	x := current()
	x.allocated(unsafe.Pointer(p), unsafe.Sizeof(*p), reflect.TypeFor[T](), 1)
	return p
}

// MadeSlice tells that the program has allocated a slice; it returns s.
func MadeSlice[S ~[]E, E any](s S) S {
	x := current()
	if cap(s) > 0 {
		var e E
		x.allocated(unsafe.Pointer(unsafe.SliceData(s)), unsafe.Sizeof(e)*uintptr(cap(s)), reflect.TypeFor[E](), cap(s))
		x.noteSlice(unsafe.Sizeof(e))
	}
	return s
}

// Appended is MadeSlice for what append returned: it is new if it does not
// begin where old does.
func Appended[S ~[]E, E any](old, s S) S {
	if unsafe.SliceData(old) != unsafe.SliceData(s) {
		MadeSlice(s)
	}
	return s
}

// allocated notes that the program has allocated n variables of type t.
func (x *execution) allocated(p unsafe.Pointer, size uintptr, t reflect.Type, n int) {
	if x.aborting {
		return
	}
	x.guard()
	s := span{start: p, size: size, name: x.newName(), birth: birth{by: nobody}}
	if g := x.current; g != nil {
		s.birth = birth{g.proc.id, x.state.at[g.proc.id]}
	}
	x.spans = append(x.spans, s)
	x.bornWith(p, t, n)
	x.unguard()
}

// at returns the object at address p, which the rewriting has made visible.
func (x *execution) at(p unsafe.Pointer) *Object {
	x.guard()
	o := x.lookUp(p)
	x.unguard()
	return o
}

// lookUp is at for what is guarded already.
func (x *execution) lookUp(p unsafe.Pointer) *Object {
	o, ok := x.located[p]
	if !ok {
		o = x.locate(p)
		x.located[p] = o
	}
	return o
}

// locate is lookUp for an address that the execution has not asked for yet.
func (x *execution) locate(p unsafe.Pointer) *Object {
	if s := x.spanOf(p); s != nil {
		n := s.name
		n.offset = uintptr(p) - uintptr(s.start) + 1
		return x.program.object(n)
	}
	return x.nameless()
}

// spanOf returns the span that p is in; nil if there is none.
func (x *execution) spanOf(p unsafe.Pointer) *span {
	for i := len(x.spans) - 1; i >= 0; i-- {
		if s := &x.spans[i]; uintptr(p) >= uintptr(s.start) && uintptr(p) < uintptr(s.start)+max(s.size, 1) {
			return s
		}
	}
	return nil
}

// At returns the object at address p.
func At[T any](p *T) *Object { return current().at(unsafe.Pointer(p)) }

// New returns a new object that is not in the program's memory.
func New() *Object { return current().newObject() }
