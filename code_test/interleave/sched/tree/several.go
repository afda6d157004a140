package tree

// This file plans further executions where it takes several events to keep a step
// from being possible, none of which happens after another. A select statement takes
// its default case if no channel is ready: two sends, on two channels, each hinder it.
// In the state without the one there is still the other, so that the step is found in
// no state that misses one event and what happens after it.

import (
	"slices"

	"goroutines/code_test/interleave/sched/step"
)

// reverseMore is reverseAt for the steps of goroutine p that depend on e and are not
// possible in the state of x, though e is not in it. It takes more events out of the
// state, in all ways that make such a step possible.
func (t *Tree) reverseMore(x Execution, e *step.Event, p int32, last *step.Event) {
	t.hindered = x.Hindered(t.hindered[:0], p)
	for _, l := range t.hindered {
		t.touches = x.Touches(t.touches[:0], l)
		s := step.Step{Label: l, Touches: t.touches}
		t.removed = append(t.removed[:0], e)
		if !s.Depends(&e.Step) || !follows(x, &s, last) || t.hindrance(&s, last, e.N+1) > last.N {
			continue
		}
		s = copied(&s)
		t.undo(x, last)
		t.removeMore(x, &s, last, e.N+1)
		t.do(x, last)
	}
}

// removeMore takes another event out, from number from on, and more if that is not
// enough to make s possible. The state of x is the one before the first event that is
// removed, before and after.
func (t *Tree) removeMore(x Execution, s *step.Step, last *step.Event, from int32) {
	for n := t.hindrance(s, last, from); n <= last.N; n = t.hindrance(s, last, n+1) {
		t.removed = append(t.removed, t.event(n))
		t.do(x, last)
		t.possible = x.Possible(t.possible[:0], s.P)
		possible := slices.Contains(t.possible, s.Label)
		t.undo(x, last)
		if possible {
			t.propose(*s, last)
		} else {
			t.removeMore(x, s, last, n+1)
		}
		t.removed = t.removed[:len(t.removed)-1]
	}
}

// hindrance returns the number of the first event, from number from on and up to last,
// that is still there, on which s depends, and without which s can be reached: neither
// last nor what the goroutine of s has done happens after it. If there is none, the
// number is above that of last.
func (t *Tree) hindrance(s *step.Step, last *step.Event, from int32) int32 {
next:
	for n := from; n < last.N; n++ {
		d := t.event(n)
		if !step.MayConflict(s.Touches, d.Touches) || d.Moves(s.P) || last.After(d) || t.gone(d) {
			continue
		}
		for m := n + 1; m < last.N; m++ {
			if f := t.event(m); f.Moves(s.P) && f.After(d) && !t.gone(f) {
				continue next
			}
		}
		return n
	}
	return last.N + 1
}

// do does the events behind the first one that is removed, up to last, that are there.
func (t *Tree) do(x Execution, last *step.Event) {
	for n := t.removed[0].N + 1; n <= last.N; n++ {
		if !t.gone(t.event(n)) {
			x.Do(n)
		}
	}
}

// undo undoes what do does.
func (t *Tree) undo(x Execution, last *step.Event) {
	for n := last.N; n > t.removed[0].N; n-- {
		if !t.gone(t.event(n)) {
			x.Undo(n)
		}
	}
}
