package sched

// This file checks, whenever something is done for the first time, what all of the
// exploration rests on: that a step touches nothing but what was told of it before
// it was done. A step that touches more could have been taken in another order that
// nobody has looked for, and outcomes would be missing. What the step itself has
// allocated nobody else can have touched before; to use what is not shared is no step;
// and whoever touches a timer writes the clock as well, so that no two such steps
// commute in any case.

import (
	"fmt"
	"slices"

	"goroutines/code_test/interleave/sched/step"
)

// announce notes what the step l, which is about to be done, is to touch.
func (x *execution) announce(l step.Label) {
	x.announced = x.state.Touches(x.announced[:0], l)
	x.fresh = x.fresh[:0]
}

// checkAnnounced panics if e, the event that was done last, has touched more.
func (x *execution) checkAnnounced(e *event) {
	if x.failure != "" {
		return
	}
next:
	for i := range e.Touches {
		a := &e.Touches[i]
		for j := range x.announced {
			if step.Covers(&x.announced[j], a) {
				continue next
			}
		}
		if !x.isFresh(a.Object) && !e.accesses[i].again && !x.isTimer(a.Object) {
			panic(fault{fmt.Sprintf("goroutine %d at site %d was to touch %v, and touches %v", e.P, e.site, x.announced, e.Touches)})
		}
	}
}

// isTimer reports whether an object is a timer, and the clock is written.
func (x *execution) isTimer(id int32) bool {
	clock := on(x.clock.id, Write)
	return x.program.timers[id] && slices.Contains(x.announced, clock)
}

// isFresh reports whether an object is, or is part of, what the last event has
// allocated.
func (x *execution) isFresh(id int32) bool {
	if step.Nameless(id) {
		return false
	}
	o := x.program.objects[id]
	return o != nil && slices.Contains(x.fresh, name{o.name.goroutine, o.name.made, 0})
}
