package sched

// This file finds what happens before what: for the tree, by all on which an event
// depends, and as the memory model has it, by what synchronizes alone. Accesses of
// a variable that depend on each other and are only ordered in the first way are a
// data race.

import (
	"slices"

	"goroutines/code_test/interleave/sched/step"
)

// order finds what happens before the last event, and the data races that it is
// part of.
func (r *record) order() {
	e := r.events[len(r.events)-1]
	for _, id := range [2]int32{e.P, e.Q} {
		if id == step.Alone {
			continue
		}
		h := &r.histories[id]
		if b := h.before(len(h.done) - 1); b >= 0 {
			d := r.events[b]
			e.Past.Union(d.Past)
			e.Past.Add(b)
			e.synced.Union(d.synced)
			e.synced.Add(b)
		}
	}
	if h := &r.histories[e.P]; h.ops[len(h.done)-1].kind == await && e.CaseP > 0 && e.CaseP < observing {
		q := &r.histories[e.CaseP-1] // it is there, since it was seen
		if b := q.before(len(q.done)); b >= 0 {
			e.Past.Union(r.events[b].Past)
			e.Past.Add(b)
		}
	}
	if len(e.accesses) == 0 {
		return
	}
	observed := !slices.ContainsFunc(e.accesses, func(a Access) bool { return a.atomic })
	for i := e.N - 1; i >= 0; i-- {
		if observed { // the rest has nothing new where it is synchronized already
			if i = e.synced.Lacks(i); i < 0 {
				break
			}
		}
		d := r.events[i]
		for j := range d.Touches {
			for k := range e.Touches {
				a, b := &d.accesses[j], &e.accesses[k]
				conflict := step.Conflict(&d.Touches[j], &e.Touches[k])
				if conflict && !e.Past.Has(i) {
					e.Past.Union(d.Past)
					e.Past.Add(i)
				}
				switch {
				case a.again || b.again || !conflict && !storesRace(a, b):
				case a.memory || b.memory:
					if !e.synced.Has(i) {
						r.race(a, b)
					}
				case synchronizes(a, b) && !(a.atomic && observed):
					// What commutes has not observed what came before it.
					observed = observed || a.atomic && a.Kind == Write
					if !e.synced.Has(i) {
						e.synced.Union(d.synced)
						e.synced.Add(i)
					}
				}
			}
		}
	}
}

// race notes a data race.
func (r *record) race(a, b *Access) {
	pair := [2]int32{min(a.site, b.site), max(a.site, b.site)}
	r.races[pair] = r.races[pair] || a.torn || b.torn
	if (a.wide || b.wide) && !r.program.split {
		r.program.split, r.program.anew = true, true
	}
}

// storesRace reports whether a and b are accesses of a variable that race unless
// something orders them, although they commute by the memory model.
func storesRace(a, b *Access) bool {
	return a.Object == b.Object && (a.Kind == step.Store && (b.Kind == step.Store || b.Kind == step.Load) || a.Kind == step.Load && b.Kind == step.Store)
}

// causes returns the events of other goroutines that synchronize with event i
// and do so before no other such.
func (r *record) causes(i int32) []int32 {
	e := r.events[i]
	var found []int32
next:
	for j := i - 1; j >= 0; j-- {
		d := r.events[j]
		if d.Shares(e.Label) || !e.synced.Has(j) || !anySynchronizes(d.accesses, e.accesses) {
			continue
		}
		for _, k := range found {
			if r.events[k].After(&d.Event) {
				continue next
			}
		}
		found = append(found, j)
	}
	return found
}

func anySynchronizes(as, bs []Access) bool {
	for i := range as {
		for j := range bs {
			if step.Conflict(&as[i].Access, &bs[j].Access) && synchronizes(&as[i], &bs[j]) {
				return true
			}
		}
	}
	return false
}
