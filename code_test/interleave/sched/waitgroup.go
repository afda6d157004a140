package sched

// This file models the counter of a WaitGroup, and finds out whether a program may
// use one wrongly. To let calls of Add and Done commute is right as long as none of
// them can bring the counter below 0, and a Wait is no event unless the WaitGroup
// may be used again before it returns. Where that is in doubt the program is explored
// again from the beginning, and that WaitGroup strictly: as the library has it, step
// by step.

// TouchGroup is Touch for the counter of a WaitGroup.
func (o *Object) TouchGroup(kind Kind, delta int32) {
	current().touch(Access{Access: on(o.id, kind), order: Release, delta: delta, group: true})
}

// AwaitGroup waits until the level of o, the counter of a WaitGroup, is 0.
func (o *Object) AwaitGroup() {
	x := current()
	x.wait(op{kind: simple, site: x.current.site, acc: Access{Access: on(o.id, Read), group: true}})
}

// groups are the changes of the counters of WaitGroups in a record.
type groups struct {
	*record
	adds, dones []groupChange
}

// A groupChange is an Add, or a part of one: an event that adds to a counter or
// takes 1 from it.
type groupChange struct {
	event, object int32
	left          int32 // of an addition, what nothing is taken from
	by            int32 // of a removal, the goroutine
	from          int   // of a removal, the addition that it takes from, in adds; below 0 if none
	asked         bool
}

// misused finds a WaitGroup that, as far as the order of events tells, could be used
// wrongly in an equivalent interleaving, and is not explored strictly yet. It looks at
// the events goroutine by goroutine, so that all of these have the same answer.
func (g *groups) misused() (object int32, found bool) {
	g.adds, g.dones = g.adds[:0], g.dones[:0]
	for id := range g.histories {
		for _, n := range g.histories[id].done {
			for _, a := range g.events[n].accesses {
				if !a.group || g.program.isStrict(a.Object) {
					continue
				}
				if a.delta > 0 {
					g.adds = append(g.adds, groupChange{event: n, object: a.Object, left: a.delta})
				}
				for range -a.delta {
					g.dones = append(g.dones, groupChange{event: n, object: a.Object, by: int32(id), from: -1})
				}
			}
		}
	}
	for i := range g.dones {
		if !g.match(&g.dones[i]) {
			return g.dones[i].object, true
		}
	}
	if len(g.dones) > 0 {
		return g.reused()
	}
	return 0, false
}

// match finds for a removal an addition that it takes from, which must happen
// before it. (If there is one for each, the counter is never below 0: no set of
// events that has all that happens before them has more removals than
// additions.) It is the usual search for a matching, and begins with what
// started the goroutine.
func (g *groups) match(z *groupChange) bool {
	for i := range g.adds {
		g.adds[i].asked = false
	}
	for i := range g.adds {
		if g.adds[i].event == g.histories[z.by].spawn && g.take(z, i) {
			return true
		}
	}
	for i := range g.adds {
		if g.take(z, i) {
			return true
		}
	}
	return false
}

// take lets z take from an addition, if need be by finding another one for a
// removal that does.
func (g *groups) take(z *groupChange, i int) bool {
	add := &g.adds[i]
	if add.asked || add.object != z.object || !g.events[z.event].Past.Has(add.event) {
		return false
	}
	add.asked = true
	if add.left > 0 {
		add.left--
		z.from = i
		return true
	}
	for d := range g.dones {
		if y := &g.dones[d]; y.from == i {
			for j := range g.adds {
				if g.take(y, j) {
					z.from = i
					return true
				}
			}
		}
	}
	return false
}

// reused finds a WaitGroup of which there can be a Wait that has begun when the
// counter comes to 0 and has not returned when something is added again.
func (g *groups) reused() (object int32, found bool) {
	for id := range g.histories {
		h := &g.histories[id]
		for at := range h.ops {
			o := &h.ops[at]
			if !o.acc.group || h.spawn < 0 && id != 0 || at > len(h.done) {
				continue
			}
			began, returned := h.before(at), int32(len(g.events))
			if at < len(h.done) {
				returned = h.done[at]
			}
			for i := range g.adds {
				if r := &g.adds[i]; r.object == o.acc.Object && g.between(began, r.event, returned) && g.zeroBetween(began, r) {
					return r.object, true
				}
			}
		}
	}
	return 0, false
}

// between reports whether event r can come after event a and before event b.
func (g *groups) between(a, r, b int32) bool {
	return !(a >= 0 && (a == r || g.events[a].Past.Has(r))) && !(b < int32(len(g.events)) && g.events[r].Past.Has(b))
}

// zeroBetween reports whether the counter can come to 0 after event a and be 0
// when r adds to it.
func (g *groups) zeroBetween(a int32, r *groupChange) bool {
	counter, removed := int32(0), false
	for i := range g.adds {
		if add := &g.adds[i]; add.object == r.object && g.events[r.event].Past.Has(add.event) {
			for _, acc := range g.events[add.event].accesses {
				if acc.group && acc.Object == r.object {
					counter += acc.delta
				}
			}
		}
	}
	for i := range g.dones {
		z := &g.dones[i]
		if z.object != r.object || g.events[z.event].Past.Has(r.event) {
			continue
		}
		removed = removed || g.between(a, z.event, r.event)
		if g.events[r.event].Past.Has(g.adds[z.from].event) {
			counter--
		}
	}
	return removed && counter <= 0
}
