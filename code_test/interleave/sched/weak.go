package sched

// This file models memory for programs with data races, by the Go memory model
// (https://go.dev/ref/mem, "Implementation Restrictions for Programs Containing
// Data Races"). A read of a variable no larger than a word observes some write of
// it that does not come after the read, and that is not hidden by a later one: w is
// hidden if w happens before another write that happens before the read. So there
// may be several writes to choose from, older ones among them, and which it is
// is part of the step that reads. Larger variables are read and written word by
// word.
//
// Two executions in which each read observes the same write are the same, in
// whatever order the writes come: the reads-from relation tells them apart
// (Kokologiannakis, Marmanis, Gladstein, Vafeiadis, "Truly Stateless, Optimal
// Dynamic Partial Order Reduction", POPL 2022). So writes of a variable commute
// with each other and with the reads that do not observe them. A read comes after
// the write that it observes: what is sequenced before and what is observed have no
// cycle together, and nothing comes out of thin air.
//
// A program without data races has nothing to choose, by DRF-SC, and is not
// explored in this manner.

import (
	"reflect"
	"slices"
	"unsafe"

	"goroutines/code_test/interleave/sched/step"
)

// A variable is one that may be read by the memory model: what each write has made
// of it.
type variable struct {
	p        unsafe.Pointer // where it lies
	typ      reflect.Type
	versions []version // in the order of the writes
}

// A version is what one write has made of a variable.
type version struct {
	write int32         // the name of the write
	value reflect.Value // invalid as long as the step that writes is not over
}

// A birth says when a variable was made: by a goroutine, when it had done so many
// operations. One that was not made as zero may still be found to be zero by who has
// its address without having synchronized.
type birth struct {
	by   int32 // the goroutine
	done int32 // how many operations it had done
}

// nobody as the goroutine by which a variable was made is none.
const nobody = -1

// A loaded is what a read has observed.
type loaded struct {
	object int32
	write  int32 // its name
}

// What a write is called that is no step: the one that sets a variable to zero, or to
// what it begins with if nobody can find zero in it; and the one that sets it to what
// it begins with if somebody can.
const (
	zeroing = iota + 1
	initializing
)

// firstWrite returns the name of a write that is no step.
func (p *program) firstWrite(object int32, which int) int32 {
	return p.id(name{byFirst, object, uintptr(which)})
}

// writeName returns the name of the write of an object that the running goroutine does as
// its next operation, or, with before 1, as the one that it is doing: the same in each
// execution.
func (x *execution) writeName(object, before int32) int32 {
	g := x.current.proc.id
	return x.program.id(name{byWrite, object, uintptr(g)<<32 | uintptr(x.state.at[g]-before)})
}

// variableAt returns the variable of type t at p, which is object o.
func (x *execution) variableAt(o *Object, p unsafe.Pointer, t reflect.Type) *variable {
	if v, ok := x.variables[o.id]; ok {
		return v
	}
	v := &variable{p: p, typ: t}
	x.variables[o.id] = v
	now := v.copy()
	s := x.spanOf(p)
	if s == nil || s.birth.by == nobody || s.birth == (birth{}) || now.IsZero() {
		delete(x.record.births, o.id)
		v.versions = append(v.versions, version{x.program.firstWrite(o.id, zeroing), now})
		return v
	}
	x.record.births[o.id] = s.birth
	v.versions = append(v.versions,
		version{x.program.firstWrite(o.id, zeroing), reflect.Zero(t)},
		version{x.program.firstWrite(o.id, initializing), now})
	x.program.shares(o.id, s.birth.by, Write)
	return v
}

// copy returns what is in memory.
func (v *variable) copy() reflect.Value {
	c := reflect.New(v.typ).Elem()
	c.Set(reflect.NewAt(v.typ, v.p).Elem())
	return c
}

// show puts into memory what a write has made of v.
func (v *variable) show(write int32) {
	for i := range v.versions {
		if v.versions[i].write == write {
			reflect.NewAt(v.typ, v.p).Elem().Set(v.versions[i].value)
			return
		}
	}
	panic(fault{"a read observes what was not written"})
}

// settleVariables takes over what the running goroutine has made of variables, when it stops.
func (x *execution) settleVariables() {
	for _, v := range x.unsettled {
		v.versions[len(v.versions)-1].value = v.copy()
	}
	x.unsettled = x.unsettled[:0]
}

// A use is what a goroutine does with a shared variable.
type use struct {
	*variable
	touch Access
}

// loadOrStore waits for the turn to read or write n variables of type t, the first one
// at p. What a read observes is in memory then, and what a write changes may be
// written there.
func (x *execution) loadOrStore(site int32, p unsafe.Pointer, t reflect.Type, n int, kind Kind) {
	piece := Piece{p, t, n, kind}
	if uses := x.uses(nil, piece); kind == Read {
		x.load(site, uses)
	} else {
		x.store(site, uses)
	}
	x.copyStandIns(site, piece)
}

// copyStandIns reads or writes the stand-ins in a piece of memory. What they
// hold is no plain variable: a copy has what was last done.
func (x *execution) copyStandIns(site int32, p Piece) {
	o := op{kind: simple, site: site, low: -unlimited, high: unlimited}
	x.eachPart(p, func(at unsafe.Pointer, part *Part) {
		if part.typ != nil {
			return
		}
		object := x.lookUp(at).id
		if x.program.shares(object, x.current.proc.id, p.Kind) {
			o.more = append(o.more, Access{Access: on(object, p.Kind), memory: true})
		}
		x.program.isCopied(object)
	})
	if len(o.more) > 0 {
		x.current.site = site
		x.wait(o)
		for _, a := range o.more {
			x.touch(a)
		}
	}
	x.copies(p.At, p.Type, p.Count, p.Kind)
}

// eachPart calls f for each part of a piece of memory, and where it lies.
func (x *execution) eachPart(p Piece, f func(at unsafe.Pointer, part *Part)) {
	x.guard()
	parts := x.program.partsOf(p.Type)
	for i := range p.Count {
		for j := range parts {
			f(unsafe.Add(p.At, uintptr(i)*p.Type.Size()+parts[j].Offset), &parts[j])
		}
	}
	x.unguard()
}

// loadAndStore is loadOrStore for what the library does with memory. It may read what
// it writes.
func (x *execution) loadAndStore(site int32, pieces []Piece) {
	var loads, stores []use
	for _, p := range pieces {
		if p.Kind != Read {
			stores = x.uses(stores, p)
		}
		loads = x.uses(loads, p)
	}
	x.load(site, loads)
	x.store(site, stores)
	for _, p := range pieces {
		x.copyStandIns(site, p)
	}
	x.show(loads) // others have run since
}

// uses appends to dst what the running goroutine does with the shared variables in a
// piece of memory.
func (x *execution) uses(dst []use, p Piece) []use {
	wide := p.Count*len(x.program.partsOf(p.Type)) > 1
	x.eachPart(p, func(at unsafe.Pointer, part *Part) {
		if part.typ == nil {
			return
		}
		o := x.lookUp(at)
		v := x.variableAt(o, at, part.typ)
		if x.program.shares(o.id, x.current.proc.id, p.Kind) {
			dst = append(dst, use{v, Access{Access: on(o.id, step.Load), memory: true, wide: wide, torn: torn(part.typ)}})
		}
	})
	return dst
}

// load reads variables, one after the other, and then puts into memory what was
// observed.
func (x *execution) load(site int32, uses []use) {
	x.current.site = site
	for i := range uses {
		a := &uses[i].touch
		a.Nth = x.wait(op{kind: load, site: site, acc: *a, only: x.demanded(a.Object)}).choice
		x.touch(*a)
	}
	x.show(uses)
}

// show puts into memory what was observed.
func (x *execution) show(uses []use) {
	x.guard()
	for _, u := range uses {
		u.show(u.touch.Nth)
	}
	x.unguard()
}

// demanded returns the write that the running goroutine has to observe if it reads an
// object now; 0 if any.
func (x *execution) demanded(object int32) int32 {
	w := x.current.loop
	if w == nil || w.demand.object != object {
		return 0
	}
	write := w.demand.write
	w.demand = loaded{}
	return write
}

// store writes variables, in one step: nobody can tell in which order.
func (x *execution) store(site int32, uses []use) {
	if len(uses) == 0 {
		return
	}
	x.current.site = site
	o := op{kind: simple, site: site, low: -unlimited, high: unlimited}
	for _, u := range uses {
		a := u.touch
		a.Kind, a.Nth = step.Store, x.writeName(a.Object, 0)
		if x.program.isMixed(a.Object) {
			a.Kind = Write
		}
		o.more = append(o.more, a)
	}
	x.wait(o)
	for i, a := range o.more {
		x.touch(a)
		x.writes(uses[i].variable, a.Nth)
	}
}

// writes notes that the event that is being done writes a variable. What it makes of
// it is in memory when the goroutine stops.
func (x *execution) writes(v *variable, write int32) {
	v.versions = append(v.versions, version{write: write})
	x.unsettled = append(x.unsettled, v)
}

// nameWrite gives a, with which the running goroutine is about to touch an atomic
// variable, a name by which plain reads may observe it.
func (x *execution) nameWrite(a *Access) {
	if x.variables[a.Object] == nil || a.memory || a.Kind == Read {
		return
	}
	a.Kind, a.Nth = Write, x.writeName(a.Object, 0)
}

// writeAtomically makes a, with which the event that is being done touches an atomic
// variable, a write that plain reads may observe.
func (x *execution) writeAtomically(a *Access) {
	if v := x.variables[a.Object]; v != nil {
		a.Kind, a.Nth = Write, x.writeName(a.Object, 1)
		x.writes(v, a.Nth)
	}
}

// showLast puts into memory what was last written to the variable that an operation
// is about which does not choose what it observes.
func (x *execution) showLast(o *op) {
	if v := x.variables[o.acc.Object]; v != nil && o.kind != load {
		v.show(v.versions[len(v.versions)-1].write)
	}
}

// visible appends to dst the names of the writes that goroutine p may observe if it
// reads an object now.
func (c *state) visible(dst []int32, p, object int32) []int32 {
	return c.visibleTo(dst, p, object, c.knownTo(p))
}

// knownTo returns which events happen before what goroutine p does next.
func (c *state) knownTo(p int32) step.Set {
	var known step.Set
	if last := c.record.histories[p].before(int(c.at[p])); last >= 0 {
		known.Union(c.record.events[last].synced)
		known.Add(last)
	}
	return known
}

// hidden reports whether goroutine p, which synchronizes in its loop again and again,
// comes to know of something that hides what it has observed there.
func (c *state) hidden(p int32, o *op) bool {
	known := c.knownTo(p)
	for _, n := range c.events {
		e := c.record.events[n]
		for i := range e.accesses {
			a := &e.accesses[i]
			if a.order&Release != 0 && slices.ContainsFunc(o.more, func(b Access) bool { return a.Object == b.Object }) {
				known.Union(e.synced)
				known.Add(n)
			}
		}
	}
	return slices.ContainsFunc(o.loads, func(l loaded) bool {
		return !slices.Contains(c.visibleTo(nil, p, l.object, known), l.write)
	})
}

// visibleTo is visible for a goroutine that knows of these events.
func (c *state) visibleTo(dst []int32, p, object int32, known step.Set) []int32 {
	events := c.record.events
	type write struct {
		event int32
		name  int32
	}
	var writes, seen []write // all, and those that happen before the read
	for _, n := range c.events {
		for i := range events[n].Touches {
			if a := &events[n].Touches[i]; a.Object == object && a.Nth != 0 && (a.Kind == step.Store || a.Kind == Write) {
				w := write{n, a.Nth}
				writes = append(writes, w)
				if known.Has(n) {
					seen = append(seen, w)
				}
			}
		}
	}
	born, initialized := c.record.births[object]
	made := int32(-1) // the event with which all knows of the birth that comes after it
	if initialized {
		if h := &c.record.histories[born.by]; born.done < c.at[born.by] {
			made = h.done[born.done]
		}
	}
	if len(seen) == 0 && !(initialized && (born.by == p || made >= 0 && known.Has(made))) {
		dst = append(dst, c.record.program.firstWrite(object, zeroing))
	}
	if initialized && !slices.ContainsFunc(seen, func(w write) bool {
		return events[w.event].P == born.by || made >= 0 && events[w.event].synced.Has(made)
	}) {
		dst = append(dst, c.record.program.firstWrite(object, initializing))
	}
	for _, w := range writes {
		if !slices.ContainsFunc(seen, func(v write) bool { return events[v.event].synced.Has(w.event) }) {
			dst = append(dst, w.name)
		}
	}
	return dst
}

// newLoads appends to dst the steps in which goroutine p, which waits in a loop, goes
// on because it observes what it has not observed there yet, or never does.
func (c *state) newLoads(dst []step.Label, p int32, o *op) []step.Label {
	if len(o.loads) == 0 {
		return dst
	}
	c.eachNewLoad(p, o, func(l loaded) {
		dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: observing + l.write})
	})
	return append(dst, step.Label{P: p, Q: step.Alone, CaseP: observing})
}

// newLoad returns how such a step touches the variable.
func (c *state) newLoad(p int32, o *op, write int32) (a step.Access) {
	c.eachNewLoad(p, o, func(l loaded) {
		if l.write == write {
			a = l.access()
		}
	})
	return a
}

// access returns how a step touches the variable that reads it so.
func (l loaded) access() step.Access {
	return step.Access{Object: l.object, Kind: step.Load, Nth: l.write}
}

// whose returns which of the variables that were read has a write of this name.
func (x *execution) whose(loads []loaded, write int32) loaded {
	for _, l := range loads {
		if v := x.variables[l.object]; slices.ContainsFunc(v.versions, func(v version) bool { return v.write == write }) {
			return loaded{l.object, write}
		}
	}
	panic(fault{"a loop observes what was not written"})
}

// eachNewLoad calls f for what p can observe now and has not observed in its loop.
func (c *state) eachNewLoad(p int32, o *op, f func(loaded)) {
	for i, l := range o.loads {
		if slices.ContainsFunc(o.loads[:i], func(m loaded) bool { return m.object == l.object }) {
			continue
		}
		for _, w := range c.visible(nil, p, l.object) {
			if seen := (loaded{l.object, w}); !slices.Contains(o.loads, seen) {
				f(seen)
			}
		}
	}
}
