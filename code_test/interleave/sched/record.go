package sched

// This file keeps what was noted of the execution: its events, and what each
// goroutine waited to do. Of that, the next one keeps the part that they have in
// common.

import "goroutines/code_test/interleave/sched/step"

// A record is what was noted of an execution. It is complete if the execution has
// ended; while one does again what another one did, it is ahead.
type record struct {
	program   *program
	initial   []Access          // what was done before the first event
	children  map[int32][]int32 // the objects without names that are parts of another, by that
	events    []*event
	histories []history         // by goroutine
	races     map[[2]int32]bool // pairs of sites that are not ordered, in any execution, and whether memory may be corrupted
	births    map[int32]birth   // of variables, by object: see weak.go
}

// An event is one step of an execution, with what orders it.
type event struct {
	step.Event
	site, siteQ int32    // where in the program; siteQ is that of Q
	accesses    []Access // what it touches, as Touches says, with all that it does there
	until       int      // how much the program had written after it
	synced      step.Set // the events that happen before it if only synchronization orders them
}

// A history is what a goroutine has done in an execution.
type history struct {
	spawn int32   // the event that started it; -1 for main, and if it is not there
	ops   []op    // what it waited to do, or waits to do: at most one more than done
	done  []int32 // the events that did it
}

// before returns the event before the k-th operation, or -1.
func (h *history) before(k int) int32 {
	if k == 0 {
		return h.spawn
	}
	return h.done[k-1]
}

// history returns the history of a goroutine.
func (r *record) history(id int32) *history {
	for int(id) >= len(r.histories) {
		r.histories = append(r.histories, history{spawn: -1})
	}
	return &r.histories[id]
}

// next adds an event, the step l.
func (r *record) next(l step.Label) *event {
	n := len(r.events)
	if n < cap(r.events) {
		r.events = r.events[:n+1]
	} else {
		r.events = append(r.events, nil)
	}
	e := r.events[n]
	if e == nil {
		e = new(event)
		r.events[n] = e
	}
	*e = event{
		Event: step.Event{
			Step:    step.Step{Label: l, Touches: e.Touches[:0]},
			N:       int32(n),
			Started: e.Started[:0],
			Past:    e.Past[:0],
		},
		accesses: e.accesses[:0],
		synced:   e.synced[:0],
	}
	return e
}

// touch adds to the last event what it touches.
func (r *record) touch(a Access) {
	e := r.events[len(r.events)-1]
	e.accesses = append(e.accesses, a)
	e.Touches = append(e.Touches, a.Access)
}

// cut takes all events from the n-th on back out.
func (r *record) cut(n int) {
	for i := len(r.events) - 1; i >= n; i-- {
		e := r.events[i]
		for _, id := range [2]int32{e.P, e.Q} {
			if id != step.Alone {
				h := &r.histories[id]
				h.done = h.done[:len(h.done)-1]
				h.ops = h.ops[:min(len(h.ops), len(h.done)+1)]
			}
		}
		for _, id := range e.Started {
			h := &r.histories[id]
			h.done, h.ops = h.done[:0], h.ops[:0]
		}
	}
	r.events = r.events[:n]
}

// clear takes out everything, with what goroutines wait to do.
func (r *record) clear() {
	r.events = r.events[:0]
	for i := range r.histories {
		h := &r.histories[i]
		h.ops, h.done = h.ops[:0], h.done[:0]
	}
}
