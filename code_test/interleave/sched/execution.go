package sched

// This file has the execution: it begins the program, and does one step after the
// other, as it is told. It knows nothing of other executions but what was recorded
// of the one before, of which it can do the first part again.

import (
	"unsafe"

	"goroutines/code_test/interleave/sched/step"
)

// An execution is everything that one run of the program has. It is dropped whole
// when the next one begins.
type execution struct {
	// What it works with, and what is there before and after it.
	main       func()
	program    *program    // what is known of the program
	record     *record     // what is noted of this execution
	coroutines *coroutines // on which its goroutines run
	notes      *notebook   // of its values; nil if they are not written down: see notebook.go

	// To check what it does: see announced.go.
	announced []step.Access // what the event that is being done is to touch
	fresh     []name        // of what it has allocated

	// Its goroutines.
	goroutines []*goroutine // by the numbers of their processes; nil if it is not there
	live       []*goroutine // that have not ended
	born       []*goroutine // that have not run yet
	current    *goroutine   // that is running; nil if none

	// How far it is.
	now        int32 // the event that is being done; -1 before the first
	state      state // to which all events so far have led
	recording  bool  // what happens is new, and noted; else it is done again
	aborting   bool  // goroutines are being taken off their coroutines
	guarded    bool  // what runs is part of the exploration, not of the program: see fault.go
	faulty     bool  // the exploration has made a mistake
	over       bool  // the program has ended
	mainExited bool  // main has called runtime.Goexit
	failure    string
	written    []byte
	ending     *Ending // how it ended, if that is for the runtime to say
	dying      int32   // in which event

	// What its goroutines share.
	out      *Object                          // what is written: see exit.go
	counter  *Object                          // of goroutines
	clock    *Object                          // see timer.go
	timers   []*timer                         // that run
	time     int64                            // that has passed, at least; in nanoseconds
	spans    []span                           // what the program has allocated
	located  map[unsafe.Pointer]*Object       // what lies in memory
	channels map[unsafe.Pointer]*channelState // by the pointers that they are
	lazy     []*Object                        // nameless
	made     int32                            // objects that nobody has made

	variables map[int32]*variable // by object, in a program that is explored by the memory model
	unsettled []*variable         // that the running goroutine has written
	late      []lateWrite         // stand-ins that are being written over: see primitive.go
	balances  map[[2]int32]int32  // what is counted, by object and goroutine
}

// begin drops what there was and starts the program anew.
func (x *execution) begin() {
	clear(x.goroutines)
	clear(x.located)
	clear(x.channels)
	clear(x.variables)
	x.state.reset()
	*x = execution{
		main:       x.main,
		program:    x.program,
		record:     x.record,
		coroutines: x.coroutines,
		notes:      x.notes,
		now:        -1,

		// Only their room is used again.
		goroutines: x.goroutines[:0],
		live:       x.live[:0],
		born:       x.born[:0],
		state:      x.state,
		written:    x.written[:0],
		timers:     x.timers[:0],
		spans:      x.spans[:0],
		located:    x.located,
		channels:   x.channels,
		lazy:       x.lazy[:0],
		variables:  x.variables,
		late:       x.late[:0],
		announced:  x.announced[:0],
		fresh:      x.fresh[:0],
	}
	x.out = x.newObject()
	x.counter = x.newObject()
	x.clock = x.newObject()
	x.record.initial = x.record.initial[:0]
	clear(x.record.children)
	for _, f := range onBegin {
		f()
	}
	x.start(x.program.processes[0], -1, x.main)
	x.births()
}

// births lets new goroutines run up to their first operation.
func (x *execution) births() {
	for len(x.born) > 0 {
		g := x.born[0]
		x.born = append(x.born[:0], x.born[1:]...)
		x.advance(g)
	}
}

// enable appends to dst the steps that are possible.
func (x *execution) enable(dst []step.Label) []step.Label {
	for _, g := range x.live {
		dst = x.state.Possible(dst, g.proc.id)
	}
	return dst
}

// step does what l says as the next event. The execution fails if the goroutines
// that are to do it are not there: then this is done again, and the program is not
// the same any more.
func (x *execution) step(l step.Label) {
	if !x.waits(l.P) || l.Q != step.Alone && !x.waits(l.Q) {
		x.failure = unrepeatable
		return
	}
	stepped.Add(1)
	if x.recording {
		x.announce(l)
	}
	x.now++
	x.state.events = append(x.state.events, x.now)
	var e *event
	if x.recording {
		e = x.record.next(l)
		e.site = x.state.pending(l.P).site
		if l.Q != step.Alone {
			e.siteQ = x.state.pending(l.Q).site
		}
	}
	g := x.choose(l.P, l.CaseP)
	if l.Q != step.Alone {
		h := x.choose(l.Q, l.CaseQ)
		g.partner, h.partner = h, g
		x.advance(g)
		x.advance(h)
	} else {
		x.advance(g)
	}
	x.births()
	if e != nil {
		e.until = len(x.written)
		x.checkAnnounced(e)
	}
}

// waits reports whether goroutine p is there and waits to do something.
func (x *execution) waits(p int32) bool { return int(p) < len(x.goroutines) && x.goroutines[p] != nil }

// choose has goroutine p do what it waits for in the given way, as soon as it is
// let go on.
func (x *execution) choose(p, way int32) *goroutine {
	g := x.goroutines[p]
	g.choice, g.partner = way, nil
	x.state.at[p]++
	if x.recording {
		h := x.record.history(p)
		h.done = append(h.done, x.now)
	}
	return g
}

// abort takes every goroutine that is left off its coroutine.
func (x *execution) abort() {
	x.aborting = true
	for len(x.live) > 0 {
		x.advance(x.live[len(x.live)-1])
	}
	x.aborting = false
}

// fail ends the execution: the program cannot be explored.
func (x *execution) fail(text string) {
	x.unguard()
	if x.failure == "" {
		x.failure = text
	}
	panic(unwinding{})
}
