package sched

// This file writes down values: what each step of an execution that is reported
// has read, written, sent or locked. Nothing of that happens while the program is
// explored. When it is, each execution to be reported is done once more, and then
// there is a notebook, in which the operations leave their notes.

import "slices"

// A Note is what a step did with one of the things that goroutines share, and
// how it left it.
type Note struct {
	Object  int32   // which thing, the same number in all executions; below 0, in this one
	Name    string  // of the variable that it is, or is part of; empty if it has none
	Index   int     // of the element of a slice that it is; -1 if it is none
	Site    int32   // where in the program it is named
	By      int32   // the goroutine
	Thing   string  // "variable", "channel", "lock", "counter" (of a WaitGroup), "goroutines"
	How     string  // "make", "read", "write", "send", "receive", "close", "lock", "read lock", "unlock", "add", "wait"
	Value   string  // what was read, written, sent, received or added
	State   string  // what is in it then
	Holders []int32 // of a lock: who has it then
}

// A notebook is what is written down of one execution.
type notebook struct {
	steps    [][]Note          // what there is before the first step, and of each step so far
	late     []func()          // to be called when the step that is being done is over
	declared []declaration     // where the program's variables lie
	elements map[name]uintptr  // of slices: how large an element is
	sites    map[int32]int32   // by channel: where it was first used
	queues   map[int32]*queue  // by channel
	holders  map[int32][]int32 // by lock
}

func newNotebook() *notebook {
	return &notebook{
		steps:    make([][]Note, 1),
		elements: make(map[name]uintptr),
		sites:    make(map[int32]int32),
		queues:   make(map[int32]*queue),
		holders:  make(map[int32][]int32),
	}
}

// observe does executions that have ended again, to add to their steps what they
// did with values.
func (e *explorer) observe() {
	x := &e.execution
	for _, out := range e.result.Outcomes {
		for _, run := range out.Runs {
			x.notes = newNotebook()
			notes, ok := x.notes, e.again(run)
			x.notes = nil // what is taken off its coroutine does nothing with values
			x.abort()
			if ok {
				found.Lock()
				notes.tell(run)
				found.Unlock()
			}
		}
	}
}

// again does the steps of an execution again, and reports whether it could. One of
// a random walk may be another today: what the walk has found out later can make
// more steps of it. Such a one stays without values.
func (e *explorer) again(run []Step) bool {
	x := &e.execution
	e.record.clear()
	x.begin()
	x.recording = true // to know which steps are possible
	x.notes.over()
	for i := range run {
		s := &run[i]
		e.enabled = x.enable(e.enabled[:0])
		if !slices.Contains(e.enabled, s.Choice) || x.state.pending(s.P).site != s.Site {
			return false
		}
		x.notes.steps = append(x.notes.steps, nil)
		x.step(s.Choice)
		x.notes.over()
	}
	return x.failure == ""
}

// tell adds to the steps of an execution what was noted of each.
func (b *notebook) tell(run []Step) {
	for _, notes := range b.steps {
		b.settle(notes)
	}
	for i := range run {
		run[i].Notes = b.steps[i+1]
	}
	if len(run) > 0 {
		run[0].Before = b.steps[0]
	}
}

// settle gives notes the sites of their channels, which have no name when they are
// made.
func (b *notebook) settle(notes []Note) {
	for i := range notes {
		if n := &notes[i]; n.Thing == "channel" && n.Site < 0 {
			if site, ok := b.sites[n.Object]; ok {
				n.Site = site
			}
		}
	}
}

// writeDown adds a note to the step that is being done.
func (x *execution) writeDown(n Note) {
	if g := x.current; g != nil {
		n.By = g.proc.id
	}
	last := &x.notes.steps[len(x.notes.steps)-1]
	*last = append(*last, n)
}

// writeDownLate is writeDown for what is only in the thing when the step is over.
func (x *execution) writeDownLate(n Note, state func() string) {
	x.writeDown(n)
	b := x.notes
	step := len(b.steps) - 1
	i := len(b.steps[step]) - 1
	b.late = append(b.late, func() { b.steps[step][i].State = state() })
}

// over is called when a step is.
func (b *notebook) over() {
	for _, f := range b.late {
		f()
	}
	b.late = b.late[:0]
}
