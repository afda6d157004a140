package tree

// This file says what is asked of an execution.

import "goroutines/code_test/interleave/sched/step"

// An Execution answers the tree's questions: which step a goroutine is about to
// take (About, Several), which steps are possible (Possible, Hindered), what a step touches
// (Touches), and what happened before what (Watches; of events, they tell it
// themselves: see [step.Event]).
//
// The questions are about a state to which some of its events lead: a set of them
// that has, with each event, all that happens before it. Begin, Do and Undo go
// from one state to another; nothing is executed for that. What is possible in
// such a state, and what it touches, must not depend on the order in which the
// set's events were done, as long as each comes after what happens before it.
type Execution interface {
	// Begin goes to the state without any event.
	Begin()
	// Do adds event n, which comes later than those that are in the set.
	Do(n int32)
	// Undo takes event n, the last one that was added, back out.
	Undo(n int32)

	// About appends to dst, in the order of their numbers, the goroutines that
	// are there and of which some step that they are about to take may depend on
	// each of these events: because it moves the goroutine, because of what it
	// touches, or because the step may need another goroutine. It can be wrong
	// only in naming too many.
	About(dst []int32, events []*step.Event) []int32
	// Several reports whether goroutine p has several ways to go on, of which
	// not all need be possible.
	Several(p int32) bool
	// Possible appends to dst the steps that are possible and that goroutine
	// p takes alone or as the sender.
	Possible(dst []step.Label, p int32) []step.Label
	// Hindered appends to dst the steps that goroutine p could take alone if
	// something had not happened, and that are not possible now. It need not
	// name a step that events hinder each of which happens after all before it.
	Hindered(dst []step.Label, p int32) []step.Label
	// Touches appends to dst what the step l, which is possible or is hindered,
	// would touch.
	Touches(dst []step.Access, l step.Label) []step.Access
	// Watches returns a goroutine that takes no part in the step l, but
	// without which it would not be possible; step.Alone if there is none.
	// What such a goroutine did last happens before l, touch what it may.
	Watches(l step.Label) int32
}
