// Package step has the words in which executions are spoken of: what a step is,
// what it touches, which steps depend on each other, and what an event is.
//
// An execution is a row of events, and an event is a step that was taken. Two
// steps depend on each other if one goroutine takes part in both, or if they touch
// the same object in ways that do not commute. Two executions that differ only in
// the order of steps that do not depend on each other are equivalent: what happens
// in one happens in the other. A class of equivalent executions is a trace, as
// Mazurkiewicz has it; what orders the events of all of them alike is what happens
// before what.
//
// Package tree explores in these words and knows no others. Package sched says
// what the operations of Go are in them.
package step

// This file says what a step is.

// A Label names a step: goroutine P does what it is about to do; together with
// Q, if it is a meeting of a sender P and a receiver Q. Goroutines have the same
// numbers in every execution, and so a label means the same in each.
type Label struct {
	P, Q         int32 // Q is Alone if P is
	CaseP, CaseQ int32 // which of the ways to do it each of them takes
}

// Alone is the Q of a step that a goroutine takes alone.
const Alone = -1

// Takes reports whether goroutine p takes part in the step.
func (l Label) Takes(p int32) bool { return p == l.P || p == l.Q }

// Shares reports whether some goroutine takes part in both steps.
func (l Label) Shares(m Label) bool {
	return l.P == m.P || l.P == m.Q || l.Q != Alone && (l.Q == m.P || l.Q == m.Q)
}

// A Step is something that can be done at once, and what it touches.
type Step struct {
	Label
	Touches []Access
}

// Depends reports whether the order of two steps makes a difference. They may be
// steps of different executions.
func (s *Step) Depends(t *Step) bool {
	return s.Shares(t.Label) || MayConflict(s.Touches, t.Touches)
}
