package tree

// This file keeps what need not be taken any more, and what is to be taken still:
// sleep sets and wakeup trees.

import (
	"slices"

	"goroutines/code_test/interleave/sched/step"
)

// A sleepSet has the steps that need not be taken in a state: all executions
// that begin with one of them are explored already, or are equivalent to such.
type sleepSet []step.Step

// has reports whether the step l is asleep.
func (s sleepSet) has(l step.Label) bool {
	for i := range s {
		if s[i].Label == l {
			return true
		}
	}
	return false
}

// after appends to s what stays asleep of the sleep set before when e is taken:
// what does not depend on e.
func (s sleepSet) after(before sleepSet, e *step.Step) sleepSet {
	for i := range before {
		if !before[i].Depends(e) {
			s = append(s, before[i])
		}
	}
	return s
}

// explored reports whether every execution that begins with v is equivalent to
// one that begins with a step that is asleep.
func (s sleepSet) explored(v []step.Step) bool {
	for i := range s {
		if weakInitial(&s[i], v) >= 0 {
			return true
		}
	}
	return false
}

// A wakeupTree has the sequences of steps to take from a state. It is ordered:
// its branches are taken one after the other.
type wakeupTree []*branch

// A branch of a wakeup tree is a step to take, and what to take next. It is left
// open what that is if next is empty.
type branch struct {
	step.Step
	next wakeupTree
}

// insert adds v to the tree, unless what is in it leads to v anyway. What is in
// the tree stays as it is, and comes first.
func (w *wakeupTree) insert(v []step.Step) {
next:
	for len(v) > 0 {
		for _, b := range *w {
			at := weakInitial(&b.Step, v)
			if at < 0 {
				continue
			}
			if at < len(v) {
				v = append(v[:at], v[at+1:]...)
			}
			if len(b.next) == 0 {
				return
			}
			w = &b.next
			continue next
		}
		break
	}
	for i := range v {
		b := &branch{Step: copied(&v[i])}
		*w = append(*w, b)
		w = &b.next
	}
}

// copied returns a copy of s, which lies in an execution.
func copied(s *step.Step) step.Step {
	return step.Step{Label: s.Label, Touches: slices.Clone(s.Touches)}
}

// weakInitial tells whether some execution that begins with v is equivalent to
// one that begins with s: if so it returns the index of s in v, where nothing
// before it has to come first, or len(v) if s is not in v and depends on nothing
// in it; and -1 if not.
func weakInitial(s *step.Step, v []step.Step) int {
	for i := range v {
		if s.Label == v[i].Label {
			return i
		}
		if s.Depends(&v[i]) {
			return -1
		}
	}
	return len(v)
}
