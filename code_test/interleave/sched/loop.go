package sched

// This file lets a goroutine that waits in a loop for others sleep until they
// have done something. Such a loop changes nothing that its next turn could
// notice: if it has read what it has read the turn before, it turns for ever,
// or until somebody else changes that.

// A Wait is such a loop.
type Wait struct {
	site     int32
	observed []Access // what it has read in its last turn
	seen     []int32  // in which events
	held     int32    // locks that it has taken in it and not given back
	busy     bool     // it has changed something
	polled   bool     // it has found channels not ready
}

// Loop begins a loop.
func Loop(site int32) *Wait { return &Wait{site: site} }

// Again begins a turn of the loop, when there can be something new in it. It
// returns true.
func (w *Wait) Again() bool {
	if x.aborting {
		panic(unwinding{})
	}
	g := x.current
	if g.loop == w && !w.busy && w.held == 0 {
		x.current.site = w.site
		switch {
		case !w.polled:
			x.wait(op{kind: await, site: w.site, more: w.observed, seen: w.seen})
			for _, a := range w.observed {
				a.again, a.order = true, 0
				x.touch(a)
			}
		case len(w.observed) == 0:
			g.patient = true
		}
	}
	g.loop = w
	*w = Wait{site: w.site}
	return true
}

// Busy tells that the turn does something that a later one can notice.
func (w *Wait) Busy() { w.busy = true }

// saw notes what the loop's goroutine has touched.
func (w *Wait) saw(a *Access) {
	switch a.Kind {
	case Read, observing:
		w.observed = append(w.observed, *a)
		w.seen = append(w.seen, x.now)
	case notReady:
		w.polled = true
	default:
		w.held += a.delta
		w.busy = w.busy || a.delta == 0
	}
}
