package tree

// This file goes through the tree: down along one execution, and back up to
// where the next one leaves it.

import "goroutines/code_test/interleave/sched/step"

// A Tree is what there is to explore of a program: the executions that are
// planned, and what need not be explored again. Only the part along the last
// execution is kept, from the root down; all else either is explored and
// forgotten, or is planned. The zero value is the tree of a program of which
// nothing is explored yet.
type Tree struct {
	// Naive is set, before anything else, to explore every interleaving and
	// not only one of each class of equivalent ones.
	Naive bool
	// Stop is asked now and then by what may take long. When it says so, nothing
	// is of use any more.
	Stop func() bool

	nodes []node // the states along the execution: one more than its events
	depth int    // how many events it has in common with the last one
	mover int32  // the goroutine that took the last step that was chosen

	// Room that is used again and again.
	last     []int32  // of each event, the last one that does not happen after it
	open     step.Set // the events of which that is not found yet
	about    []int32
	events   []*step.Event
	possible []step.Label
	touches  []step.Access
	sequence []step.Step
	blocking []*step.Event
	removed  []*step.Event
	hindered []step.Label
}

// A node is a state of the execution: the one before an event.
type node struct {
	event   *step.Event  // that was taken last; nil if none was yet, or not in this execution
	begun   bool         // some step was chosen
	asleep  sleepSet     // steps that need not be taken: all that begins with them is explored
	planned wakeupTree   // what to take; the first branch is the one that is being taken
	left    []step.Label // of a naive tree: the steps still to take, the one that is being taken first
}

// Depth returns how many events the execution that is about to begin has in common
// with the last one.
func (t *Tree) Depth() int { return t.depth }

// Again returns the step that event n of both is.
func (t *Tree) Again(n int) step.Label { return t.nodes[n].event.Label }

// Next chooses the next step of the execution among those that are possible: what
// is planned, or else any that is not asleep. If there is none, ok is false: all
// that begins like this execution is explored. What was planned is chosen whether
// or not it is possible; if it is not, the program is not the same any more.
func (t *Tree) Next(possible []step.Label) (l step.Label, ok bool) {
	if len(t.nodes) == 0 {
		t.enter()
	}
	nd := &t.nodes[len(t.nodes)-1]
	if t.Naive {
		if !nd.begun {
			nd.left = append(nd.left, possible...)
		}
		nd.begun = true
		return nd.left[0], true
	}
	for len(nd.planned) > 0 && nd.asleep.has(nd.planned[0].Label) {
		nd.planned = nd.planned[1:] // it was taken for another step than it is
	}
	switch {
	case len(nd.planned) > 0:
		l = nd.planned[0].Label
	case nd.begun:
		return l, false
	default:
		if l, ok = t.any(nd, possible); !ok {
			return l, false
		}
		nd.planned = append(nd.planned, &branch{Step: step.Step{Label: l}})
	}
	nd.begun, t.mover = true, l.P
	return l, true
}

// any returns a step that is not asleep: if there is one, of the goroutine that
// took the last step.
func (t *Tree) any(nd *node, possible []step.Label) (l step.Label, ok bool) {
	for _, m := range possible {
		if nd.asleep.has(m) {
			continue
		}
		if m.P == t.mover {
			return m, true
		}
		if !ok {
			l, ok = m, true
		}
	}
	return l, ok
}

// Took tells that the step that was chosen is now event e. The event is not
// changed until the tree goes back above it.
func (t *Tree) Took(e *step.Event) {
	before := &t.nodes[len(t.nodes)-1]
	before.event = e
	if !t.Naive {
		before.planned[0].Touches = e.Touches
	}
	t.enter()
}

// enter makes the node for the state that the execution has come to.
func (t *Tree) enter() {
	n := len(t.nodes)
	if n < cap(t.nodes) {
		t.nodes = t.nodes[:n+1]
	} else {
		t.nodes = append(t.nodes, node{})
	}
	nd := &t.nodes[n]
	*nd = node{asleep: nd.asleep[:0], left: nd.left[:0]}
	if n == 0 || t.Naive {
		return
	}
	before := &t.nodes[n-1]
	nd.asleep = nd.asleep.after(before.asleep, &before.event.Step)
	nd.planned, before.planned[0].next = before.planned[0].next, nil
}

// New reports whether the execution has come beyond what it has in common with
// the last one.
func (t *Tree) New() bool { return len(t.nodes) > t.depth+1 }

// Back ends the execution and goes back up to the last state in which a step is
// left to take, from which the next one is new. It reports whether there is one:
// if not, everything is explored.
func (t *Tree) Back() bool {
	for n := len(t.nodes) - 1; n >= 0; n-- {
		nd := &t.nodes[n]
		switch {
		case nd.event == nil:
		case t.Naive:
			nd.left = nd.left[1:]
		default:
			nd.asleep = append(nd.asleep, copied(&nd.event.Step))
			nd.planned = nd.planned[1:]
		}
		nd.event = nil
		if len(nd.planned) > 0 || len(nd.left) > 0 {
			t.depth = n
			return true
		}
		t.nodes = t.nodes[:n]
	}
	t.depth = 0
	return false
}
