package sched

// This file lets a goroutine that waits in a loop for others sleep until they
// have done something. Such a loop changes nothing that its next turn could
// notice: if it has read what it has read the turn before, it turns for ever,
// or until somebody else changes that.

import (
	"slices"

	"goroutines/code_test/interleave/sched/step"
)

// A Wait is such a loop.
type Wait struct {
	site     int32
	observed []Access // what it has read in its last turn
	seen     []int32  // in which events
	polls    int      // how many select statements have taken their default case
	cases    []Case   // their cases
	held     int32    // locks that it has taken in it and not given back
	busy     bool     // it has changed something

	loads    []loaded // by the memory model: what it has read in its last turns, and what it observed
	turn     int      // where in loads the last turn begins
	demand   loaded   // what it has to observe in this one
	acquired []Access // reads of the objects with which it has synchronized in its last turn
}

// observing and more as the way to go on is a write that the loop has not
// observed yet; observing alone is that it never observes another one.
const observing = 1 << 24

// Loop begins a loop.
func Loop(site int32) *Wait { return &Wait{site: site} }

// Again begins a turn of the loop, when there can be something new in it. It
// returns true.
func (w *Wait) Again() bool {
	x := current()
	if x.aborting {
		panic(unwinding{})
	}
	g := x.current
	g.eager = 0
	if g.loop == w && !w.busy && w.held == 0 {
		x.current.site = w.site
		if w.polls == 1 && len(w.observed) == w.ready() && len(w.loads) == 0 {
			g.patient = true // it can as well wait in its select
		} else {
			w.sleep()
		}
		*w = Wait{site: w.site, loads: w.loads, turn: len(w.loads), demand: w.demand}
	} else {
		*w = Wait{site: w.site}
	}
	g.loop = w
	return true
}

// ready returns how many channels the loop has found not ready.
func (w *Wait) ready() (n int) {
	for i := range w.observed {
		if w.observed[i].Kind == step.NotReady {
			n++
		}
	}
	return n
}

// sleep waits until something that the loop has read has changed, or a partner
// has come for one of its cases.
func (w *Wait) sleep() {
	x := current()
	for i := range w.cases {
		if w.cases[i].object != 0 && w.cases[i].room == 0 && !x.program.offers {
			x.program.offers, x.program.anew = true, true
		}
	}
	g := x.wait(op{kind: await, site: w.site, more: w.observed, seen: w.seen, cases: w.cases, loads: slices.Clone(w.loads)})
	for _, a := range w.observed {
		a.again, a.order = true, 0
		x.note(a)
	}
	switch partner := g.choice; {
	case partner == observing:
		x.wait(op{kind: await, site: w.site, never: true, loads: slices.Clone(w.loads[w.turn:]), more: w.acquired})
		for _, a := range w.acquired {
			a.again = true
			x.note(a)
		}
	case partner > observing:
		w.demand = x.whose(w.loads, partner-observing)
		x.note(Access{Access: w.demand.access(), again: true})
		w.loads = append(w.loads, w.demand) // even if its turn does not come to read it
	case partner > 0:
		g.eager = partner // to take its default case now would only lead here again
		x.note(Access{Access: on(x.program.offer(partner-1), Read)})
	}
}

// Busy tells that the turn does something that a later one can notice.
func (w *Wait) Busy() { w.busy = true }

// saw notes what the loop's goroutine has touched in event now.
func (w *Wait) saw(a *Access, now int32) {
	if !a.memory && a.order&Acquire != 0 {
		w.acquired = append(w.acquired, Access{Access: on(a.Object, Read)})
	}
	switch kind := a.Kind; {
	case kind == step.Load:
		w.loads = append(w.loads, loaded{a.Object, a.Nth})
	case a.failed:
		w.observed = append(w.observed, Access{Access: on(a.Object, Read), atomic: a.atomic})
		w.seen = append(w.seen, now)
	case kind == Read, kind == step.Observing, kind == step.NotReady, kind == step.Closed:
		w.observed = append(w.observed, *a)
		w.seen = append(w.seen, now)
	default:
		w.held += a.delta
		w.busy = w.busy || a.delta == 0
	}
}
