package sched

// This file lets a goroutine that waits in a loop for others sleep until they
// have done something. Such a loop changes nothing that its next turn could
// notice: if it has read what it has read the turn before, it turns for ever,
// or until somebody else changes that.

import "goroutines/code_test/interleave/sched/step"

// A Wait is such a loop.
type Wait struct {
	site     int32
	observed []Access // what it has read in its last turn
	seen     []int32  // in which events
	polls    int      // how many select statements have taken their default case
	cases    []Case   // their cases
	held     int32    // locks that it has taken in it and not given back
	busy     bool     // it has changed something
}

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
		if w.polls == 1 && len(w.observed) == w.ready() {
			g.patient = true // it can as well wait in its select
		} else {
			w.sleep()
		}
	}
	g.loop = w
	*w = Wait{site: w.site}
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
	g := x.wait(op{kind: await, site: w.site, more: w.observed, seen: w.seen, cases: w.cases})
	for _, a := range w.observed {
		a.again, a.order = true, 0
		x.note(a)
	}
	if partner := g.choice; partner > 0 {
		g.eager = partner // to take its default case now would only lead here again
		x.note(Access{Access: on(x.program.offer(partner-1), Read)})
	}
}

// Busy tells that the turn does something that a later one can notice.
func (w *Wait) Busy() { w.busy = true }

// saw notes what the loop's goroutine has touched in event now.
func (w *Wait) saw(a *Access, now int32) {
	switch kind := a.Kind; {
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
