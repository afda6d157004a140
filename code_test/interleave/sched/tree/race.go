package tree

// This file plans further executions. It looks for steps that could have come
// before an event that they depend on, and plans for the state before that event
// a sequence of steps in which they do.

import (
	"slices"

	"goroutines/code_test/interleave/sched/step"
)

// Plan plans what the execution x has shown to be missing, when it has ended. Of
// the events that it has in common with the last one that was known already.
func (t *Tree) Plan(x Execution) {
	if t.Naive {
		return
	}
	t.findLast()
	x.Begin()
	for i := range int32(len(t.nodes) - 1) {
		if t.stopped() {
			return
		}
		if e := t.event(i); len(e.Touches) > 0 || x.Several(e.P) {
			t.reverse(x, e)
		}
		x.Do(i)
	}
}

// findLast finds for each event the last one that does not happen after it.
func (t *Tree) findLast() {
	n := max(0, len(t.nodes)-1)
	t.last = slices.Grow(t.last[:0], n)[:n]
	t.open = t.open[:0]
	for i := range t.last {
		t.last[i] = int32(i)
		t.open.Add(int32(i))
	}
	for k := int32(n - 1); k >= 0; k-- {
		past := t.event(k).Past
		for e := t.open.LastBut(past, k-1); e >= 0; e = t.open.LastBut(past, e-1) {
			t.last[e] = k
			t.open.Remove(e)
		}
	}
}

func (t *Tree) stopped() bool { return t.Stop != nil && t.Stop() }

// event returns event n of the execution.
func (t *Tree) event(n int32) *step.Event { return t.nodes[n].event }

// reverse plans steps that come before the event e; x is in the state before it.
// It looks at them in the state before e, and behind each later event that does
// not happen after e.
func (t *Tree) reverse(x Execution, e *step.Event) {
	several := x.Several(e.P)
	if known := int(e.N) < t.depth; !known || several {
		t.reverseAt(x, e, nil, known)
	}
	last := t.last[e.N]
	for k := e.N + 1; k <= last; k++ {
		d := t.event(k)
		if d.After(e) {
			continue
		}
		x.Do(k)
		if known := int(k) < t.depth; (!known || several) && !t.stopped() {
			t.reverseAt(x, e, d, known)
		}
	}
	for k := last; k > e.N; k-- {
		if !t.event(k).After(e) {
			x.Undo(k)
		}
	}
}

// reverseAt plans the steps that are possible in the state of x and depend on e,
// which is not in it. If last is not nil they are those which that event, the last
// one of the state, happens before. If they were known in the last execution
// already, they are only those that a goroutine takes instead of e.
func (t *Tree) reverseAt(x Execution, e, last *step.Event, known bool) {
	t.events = append(t.events[:0], e)
	if last != nil {
		t.events = append(t.events, last)
	}
	t.about = x.About(t.about[:0], t.events)
	for _, p := range t.about {
		t.possible = x.Possible(t.possible[:0], p)
		for _, l := range t.possible {
			if l == e.Label || known && !l.Shares(e.Label) {
				continue
			}
			t.touches = x.Touches(t.touches[:0], l)
			s := step.Step{Label: l, Touches: t.touches}
			if s.Depends(&e.Step) && (last == nil || follows(x, &s, last)) {
				t.removed = append(t.removed[:0], e)
				t.propose(s, last)
			}
		}
		if last != nil && !known {
			t.reverseMore(x, e, p, last)
		}
	}
}

// follows reports whether the step s, which is possible in the state of x, depends
// on the last event of that state, or would not be possible without it.
func follows(x Execution, s *step.Step, last *step.Event) bool {
	if last.Moves(s.P) || s.Q != step.Alone && last.Moves(s.Q) || step.MayConflict(s.Touches, last.Touches) {
		return true
	}
	q := x.Watches(s.Label)
	return q != step.Alone && last.Moves(q)
}

// propose plans to take s before the events that are removed: after those up to last
// that come later than the first of these but do not happen after any, and before
// those still later ones of which the same is true and that do not depend on s. The
// more there are in the plan, the less is mistaken for something that is explored
// already.
func (t *Tree) propose(s step.Step, last *step.Event) {
	e := t.removed[0]
	upto := e.N
	if last != nil {
		upto = last.N
	}
	v := t.sequence[:0]
	for m := e.N + 1; m <= upto; m++ {
		if d := t.event(m); !t.gone(d) {
			v = append(v, d.Step)
		}
	}
	v = append(v, s)
	t.blocking = t.blocking[:0]
	for m := upto + 1; m < int32(len(t.nodes)-1); m++ {
		d := t.event(m)
		switch {
		case t.gone(d) || t.blocked(d):
		case d.Depends(&s):
			t.blocking = append(t.blocking, d)
		default:
			v = append(v, d.Step)
		}
	}
	t.sequence = v
	if nd := &t.nodes[e.N]; !nd.asleep.explored(v) {
		nd.planned.insert(v)
	}
}

// gone reports whether d is removed, or happens after an event that is.
func (t *Tree) gone(d *step.Event) bool {
	for _, e := range t.removed {
		if d == e || d.After(e) {
			return true
		}
	}
	return false
}

// blocked reports whether d happens after an event that depends on the step that
// is proposed.
func (t *Tree) blocked(d *step.Event) bool {
	for _, b := range t.blocking {
		if d.After(b) {
			return true
		}
	}
	return false
}
