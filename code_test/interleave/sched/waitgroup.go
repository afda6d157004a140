package sched

// This file finds out whether a program may use a WaitGroup wrongly. To let
// calls of Add and Done commute is right as long as none of them can bring the
// counter below 0, and a Wait is no event unless the WaitGroup may be used again
// before it returns. Where that is in doubt the program is explored again from
// the beginning, strictly: calls of Add and Done do not commute, and a Wait that
// has to wait is an event of its own.

// Strict reports whether the program is explored strictly.
func Strict() bool { return x.strict }

// NeedStrict asks for that.
func NeedStrict() {
	if !x.strict {
		x.strict, x.restart = true, true
	}
}

// AwaitGroup waits until the level of o, the counter of a WaitGroup, is 0.
func (o *Object) AwaitGroup() {
	x.wait(op{kind: simple, site: x.current.site, acc: Access{Object: o.id, Kind: Read, group: true}})
}

// A groupChange is an Add, or a part of one: an event that adds to a counter or
// takes 1 from it.
type groupChange struct {
	event, object int32
	left          int32 // of an addition, what nothing is taken from
	by            int32 // of a removal, the goroutine
	from          int   // of a removal, the addition that it takes from, in x.adds; below 0 if none
	asked         bool
}

// checkWaitGroups asks to be strict if, as far as the order of events tells, a
// WaitGroup could be used wrongly in an equivalent interleaving. It looks at the
// events goroutine by goroutine, so that all of these have the same answer.
func (x *explorer) checkWaitGroups() {
	if x.strict {
		return
	}
	x.adds, x.dones = x.adds[:0], x.dones[:0]
	for _, p := range x.processes {
		for _, n := range p.done {
			for _, a := range x.trace[n].accs {
				if !a.group {
					continue
				}
				if a.delta > 0 {
					x.adds = append(x.adds, groupChange{event: n, object: a.Object, left: a.delta})
				}
				for range -a.delta {
					x.dones = append(x.dones, groupChange{event: n, object: a.Object, by: p.id, from: -1})
				}
			}
		}
	}
	for i := range x.dones {
		if !x.match(&x.dones[i]) {
			NeedStrict()
			return
		}
	}
	if len(x.dones) > 0 && x.reused() {
		NeedStrict()
	}
}

// match finds for a removal an addition that it takes from, which must happen
// before it. (If there is one for each, the counter is never below 0: no set of
// events that has all that happens before them has more removals than
// additions.) It is the usual search for a matching, and begins with what
// started the goroutine.
func (x *explorer) match(z *groupChange) bool {
	for i := range x.adds {
		x.adds[i].asked = false
	}
	for i := range x.adds {
		if x.adds[i].event == x.processes[z.by].spawn && x.take(z, i) {
			return true
		}
	}
	for i := range x.adds {
		if x.take(z, i) {
			return true
		}
	}
	return false
}

// take lets z take from an addition, if need be by finding another one for a
// removal that does.
func (x *explorer) take(z *groupChange, i int) bool {
	add := &x.adds[i]
	if add.asked || add.object != z.object || !x.trace[z.event].past.has(add.event) {
		return false
	}
	add.asked = true
	if add.left > 0 {
		add.left--
		z.from = i
		return true
	}
	for d := range x.dones {
		if y := &x.dones[d]; y.from == i {
			for j := range x.adds {
				if x.take(y, j) {
					z.from = i
					return true
				}
			}
		}
	}
	return false
}

// reused reports whether there can be a Wait that has begun when the counter
// comes to 0 and has not returned when something is added again.
func (x *explorer) reused() bool {
	for _, p := range x.processes {
		for at := range p.ops {
			o := &p.ops[at]
			if !o.acc.group || p.spawn < 0 && p.id != 0 || at > len(p.done) {
				continue
			}
			began, returned := p.before(at), x.now+1
			if at < len(p.done) {
				returned = p.done[at]
			}
			for i := range x.adds {
				if r := &x.adds[i]; r.object == o.acc.Object && x.between(began, r.event, returned) && x.zeroBetween(began, r) {
					return true
				}
			}
		}
	}
	return false
}

// between reports whether event r can come after event a and before event b.
func (x *explorer) between(a, r, b int32) bool {
	return !(a >= 0 && (a == r || x.trace[a].past.has(r))) && !(b <= x.now && x.trace[r].past.has(b))
}

// zeroBetween reports whether the counter can come to 0 after event a and be 0
// when r adds to it.
func (x *explorer) zeroBetween(a int32, r *groupChange) bool {
	counter, removed := int32(0), false
	for i := range x.adds {
		if add := &x.adds[i]; add.object == r.object && x.trace[r.event].past.has(add.event) {
			for _, acc := range x.trace[add.event].accs {
				if acc.group && acc.Object == r.object {
					counter += acc.delta
				}
			}
		}
	}
	for i := range x.dones {
		z := &x.dones[i]
		if z.object != r.object || x.trace[z.event].past.has(r.event) {
			continue
		}
		removed = removed || x.between(a, z.event, r.event)
		if x.trace[r.event].past.has(x.adds[z.from].event) {
			counter--
		}
	}
	return removed && counter <= 0
}
