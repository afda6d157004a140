package sched

// This file runs one execution after the other, each up to where it has to
// differ from the last one.

import (
	"math/big"
	"slices"
	"sync/atomic"
	"time"
	"unsafe"
)

// An event is one step of an execution, with what orders it.
type event struct {
	label  label
	site   int32
	siteQ  int32
	accs   []Access
	born   []int32 // goroutines that it started
	until  int     // how much the program had written after it
	past   bitset  // the events that happen before it
	synced bitset  // those that also do if only synchronization orders events
}

// A node is the state before an event, and what is planned there.
type node struct {
	asleep    []sleeper // steps that need not be taken: what begins with them is explored
	plans     []*plan   // the tree of steps to take; the first is being taken
	taken     bool      // a step was chosen
	remaining []label   // without reduction: steps still to take
}

// A sleeper is a step that is explored already.
type sleeper struct {
	label label
	accs  []Access
}

func sleeps(asleep []sleeper, l label) bool {
	for i := range asleep {
		if asleep[i].label == l {
			return true
		}
	}
	return false
}

type explorer struct {
	opts Options
	main func()

	// What stays from one execution to the next.
	processes []*process
	names     map[name]int32
	keys      map[any]int32 // of maps
	trace     []event       // of the running execution
	nodes     []node
	depth     int // how many events of the last execution are done again
	result    Result
	byOutput  map[string]*Outcome
	races     map[[2]int32]bool
	sharings  []sharing // by object
	offers    bool      // a loop waits for partners: see loop.go
	strict    bool      // a WaitGroup may be used wrongly: see waitgroup.go
	counting  bool      // the program asks how many goroutines there are
	timed     bool      // the program uses more of time than Sleep

	// The running execution.
	live       []*process
	idle       []*goroutine
	born       []*process
	current    *goroutine
	now        int32 // the event that is being done; -1 before the first
	recording  bool
	aborting   bool
	over       bool // the program has ended
	mainExited bool
	written    []byte
	out        *Object
	goroutines *Object
	clock      *Object
	timers     []*timer
	time       int64 // that has passed, at least; in nanoseconds
	objects    []*Object
	lazy       []*Object
	state      configuration // after the events so far
	located    map[unsafe.Pointer]*Object
	spans      []span
	channels   map[unsafe.Pointer]*channelState
	made       int32
	failure    string
	began      time.Time
	told       time.Time // when progress was told

	walking bool  // the execution is one of a random walk, or a given one
	restart bool  // what was found asks for another way to explore
	last    int32 // the goroutine that did the last event

	// Room that is used again and again.
	enabled   []label
	own       bitset
	excluded  bitset
	before    configuration
	room      []label
	sequence  []sleeper
	touched   []Access
	tokenRoom []int32
	ways      []uint64
	adds      []groupChange
	dones     []groupChange
}

// x is the exploration: there is one in a process.
var x *explorer

// stepped counts the events of all executions.
var stepped atomic.Uint64

// Stepped returns how many events have been done in all executions. It can be
// called at any time, to see whether the exploration goes on.
func Stepped() uint64 { return stepped.Load() }

func (x *explorer) fail(text string) {
	if x.failure == "" {
		x.failure = text
	}
	panic(unwinding{})
}

var onBegin []func()

// OnBegin asks for f to be called at the beginning of each execution.
func OnBegin(f func()) { onBegin = append(onBegin, f) }

// begin starts the program anew.
func (x *explorer) begin() {
	x.live, x.born = x.live[:0], x.born[:0]
	x.current, x.now = nil, -1
	x.recording, x.over, x.mainExited = false, false, false
	x.written = x.written[:0]
	x.made = 0
	x.lazy, x.spans = x.lazy[:0], x.spans[:0]
	clear(x.located)
	clear(x.channels)
	x.state.reset()
	x.state.without, x.state.upto = unlimited, -1
	x.out = x.newObject()
	x.goroutines = x.newObject()
	x.clock = x.newObject()
	x.timers, x.time = x.timers[:0], 0
	for _, f := range onBegin {
		f()
	}
	x.start(x.processes[0], x.main)
	x.advance(x.processes[0].g)
	x.births()
}

// births lets new goroutines run up to their first operation.
func (x *explorer) births() {
	for len(x.born) > 0 {
		p := x.born[0]
		x.born = append(x.born[:0], x.born[1:]...)
		x.advance(p.g)
	}
}

// step does what l says as the next event.
func (x *explorer) step(l label) {
	stepped.Add(1)
	x.now++
	x.state.upto = x.now
	if int(x.now) == len(x.trace) {
		x.trace = append(x.trace, event{})
	}
	p := x.processes[l.p]
	o := x.pending(&x.state, l.p)
	g := p.g
	if x.recording {
		e := &x.trace[x.now]
		e.label, e.site = l, o.site
		e.accs, e.born = e.accs[:0], e.born[:0]
		e.past, e.synced = e.past[:0], e.synced[:0]
		p.done = append(p.done, x.now)
	}
	x.state.at[l.p]++
	g.choice = l.cp
	if l.q == alone {
		g.partner = nil
		x.advance(g)
		x.births()
		x.trace[x.now].until = len(x.written)
		return
	}
	q := x.processes[l.q]
	if x.recording {
		x.trace[x.now].siteQ = x.pending(&x.state, l.q).site
		q.done = append(q.done, x.now)
	}
	h := q.g
	x.state.at[l.q]++
	h.choice = l.cq
	g.partner, h.partner = h, g
	x.advance(g)
	x.advance(h)
	x.births()
	x.trace[x.now].until = len(x.written)
}

// order finds what happens before the event that was just done, and the data
// races that it is part of.
func (x *explorer) order() {
	n := x.now
	e := &x.trace[n]
	for _, id := range [2]int32{e.label.p, e.label.q} {
		if id == alone {
			continue
		}
		p := x.processes[id]
		if b := p.before(len(p.done) - 1); b >= 0 {
			e.past.union(x.trace[b].past)
			e.past.add(b)
			e.synced.union(x.trace[b].synced)
			e.synced.add(b)
		}
	}
	if p := x.processes[e.label.p]; p.ops[len(p.done)-1].kind == await && e.label.cp > 0 {
		q := e.label.cp - 1 // it is there, since
		if b := x.processes[q].before(int(x.state.at[q])); b >= 0 {
			e.past.union(x.trace[b].past)
			e.past.add(b)
		}
	}
	if len(e.accs) == 0 {
		return
	}
	own := append(x.own[:0], e.past...)
	x.own = own
	observed := false
	for i := n - 1; i >= 0; i-- {
		d := &x.trace[i]
		for j := range d.accs {
			a := &d.accs[j]
			for k := range e.accs {
				b := &e.accs[k]
				if !conflict(a, b) {
					continue
				}
				if !own.has(i) {
					e.past.union(d.past)
					e.past.add(i)
				}
				switch {
				case a.again || b.again:
				case a.Memory || b.Memory:
					if !e.synced.has(i) {
						x.race(a.site, b.site)
					}
				case synchronizes(a, b) && !(a.Atomic && observed):
					observed = a.Atomic
					e.synced.union(d.synced)
					e.synced.add(i)
				}
			}
		}
	}
}

// race notes that two accesses of a variable are not ordered by synchronization.
func (x *explorer) race(a, b int32) { x.races[[2]int32{min(a, b), max(a, b)}] = true }

// Explore runs main under every schedule. There is one exploration at a time
// in a process.
func Explore(opts Options, main func()) *Result {
	newExplorer(opts, main)
	return x.run()
}

// newExplorer makes x ready to run main.
func newExplorer(opts Options, main func()) {
	x = &explorer{
		opts:      opts,
		main:      main,
		names:     make(map[name]int32),
		keys:      make(map[any]int32),
		byOutput:  make(map[string]*Outcome),
		races:     make(map[[2]int32]bool),
		located:   make(map[unsafe.Pointer]*Object),
		channels:  make(map[unsafe.Pointer]*channelState),
		processes: []*process{{id: 0, parent: -1, spawn: -1}},
		objects:   []*Object{nil}, // 0 is no object
		counting:  opts.Counts,
		timed:     opts.Timed,
		began:     time.Now(),
	}
	x.told = x.began
}

func (x *explorer) run() *Result {
	x.explore()
	if opts := &x.opts; opts.Schedule != nil && x.failure == "" {
		x.replay()
	}
	if x.failure == "" {
		x.observe()
	}
	x.finish()
	return &x.result
}

// explore runs one execution after the other until none is left, or a bound is
// hit.
func (x *explorer) explore() {
	for {
		x.execute()
		switch {
		case x.failure != "":
			return
		case x.restart:
			x.reset()
			continue
		case !x.backtrack():
			x.result.Complete = !x.result.TooLong
			return
		case x.bounded():
			x.walk()
			return
		}
	}
}

// execute does the first depth events of the last execution again, then what is
// planned, and then what it likes, until nothing is left to do.
func (x *explorer) execute() {
	defer x.abort()
	x.begin()
	for i := range x.depth {
		x.step(x.trace[i].label)
	}
	x.recording = true
	for x.failure == "" && !x.restart {
		n := int(x.now) + 1
		if n > x.depth || len(x.nodes) == 0 {
			x.enter(n)
		}
		if x.enable() == 0 {
			x.ended()
			x.plan(int32(x.depth))
			return
		}
		if n >= maxSteps {
			x.result.TooLong = true
			return
		}
		l, ok := x.choose(&x.nodes[n])
		if !ok {
			if n > x.depth {
				x.result.Redundant++
				x.plan(int32(x.depth))
			}
			return
		}
		x.step(l)
		if x.failure != "" {
			return
		}
		x.order()
		if nd := &x.nodes[n]; len(nd.plans) > 0 {
			nd.plans[0].accs = x.trace[n].accs
		}
	}
}

// enable finds the steps that are possible, and returns how many there are.
func (x *explorer) enable() int {
	x.enabled = x.enabled[:0]
	for _, p := range x.live {
		x.enabled = x.steps(x.enabled, &x.state, p.id)
	}
	return len(x.enabled)
}

// enter makes the node for the state before event n.
func (x *explorer) enter(n int) {
	if n < cap(x.nodes) {
		x.nodes = x.nodes[:n+1]
	} else {
		x.nodes = append(x.nodes, node{})
	}
	nd := &x.nodes[n]
	nd.asleep, nd.remaining = nd.asleep[:0], nd.remaining[:0]
	nd.plans, nd.taken = nil, false
	if n == 0 || x.opts.Naive {
		return
	}
	before := &x.nodes[n-1]
	e := &x.trace[n-1]
	for _, s := range before.asleep {
		if !s.label.shares(e.label) && !mayAnyConflict(s.accs, e.accs) {
			nd.asleep = append(nd.asleep, s)
		}
	}
	nd.plans = before.plans[0].next
	before.plans[0].next = nil
}

// choose picks the next step, among those that are possible: what is planned,
// or else any that is not explored.
func (x *explorer) choose(nd *node) (l label, ok bool) {
	if x.opts.Naive {
		if !nd.taken {
			nd.remaining = append(nd.remaining, x.enabled...)
		}
		nd.taken = true
		return nd.remaining[0], true
	}
	for len(nd.plans) > 0 && sleeps(nd.asleep, nd.plans[0].label) {
		nd.plans = nd.plans[1:] // it was taken for another step than it is
	}
	if len(nd.plans) > 0 {
		l = nd.plans[0].label
		if !slices.Contains(x.enabled, l) {
			x.failure = unrepeatable
			return l, false
		}
		nd.taken = true
		x.last = l.p
		return l, true
	}
	if nd.taken {
		return l, false
	}
	for _, m := range x.enabled {
		if !sleeps(nd.asleep, m) && (!ok || m.p == x.last) {
			l, ok = m, true
			if m.p == x.last {
				break
			}
		}
	}
	if ok {
		nd.plans = append(nd.plans, &plan{label: l})
		nd.taken = true
		x.last = l.p
	}
	return l, ok
}

// backtrack goes back to the last state in which a step is left to take. It
// reports whether there is one.
func (x *explorer) backtrack() bool {
	for n := len(x.nodes) - 1; n >= 0; n-- {
		nd := &x.nodes[n]
		if n <= int(x.now) {
			e := &x.trace[n]
			if x.opts.Naive {
				nd.remaining = nd.remaining[1:]
			} else {
				nd.asleep = append(nd.asleep, sleeper{e.label, append([]Access(nil), e.accs...)})
				nd.plans = nd.plans[1:]
			}
			x.undo(e)
			x.now--
		}
		if len(nd.plans) > 0 || len(nd.remaining) > 0 {
			x.depth = n
			return true
		}
		x.nodes = x.nodes[:n]
	}
	return false
}

// undo takes the last event back out of what is known of the goroutines.
func (x *explorer) undo(e *event) {
	for _, id := range [2]int32{e.label.p, e.label.q} {
		if id != alone {
			p := x.processes[id]
			p.done = p.done[:len(p.done)-1]
			p.ops = p.ops[:min(len(p.ops), len(p.done)+1)]
		}
	}
	for _, id := range e.born {
		p := x.processes[id]
		p.done, p.ops = p.done[:0], p.ops[:0]
	}
}

// ended notes the outcome of an execution in which nothing is left to do.
func (x *explorer) ended() {
	if !x.over {
		x.asleep()
	}
	if x.checkWaitGroups(); x.restart && !x.walking {
		return
	}
	out := x.byOutput[string(x.written)]
	if out == nil {
		out = &Outcome{Output: string(x.written), Interleavings: new(big.Int)}
		x.byOutput[out.Output] = out
		x.result.Outcomes = append(x.result.Outcomes, out)
	}
	if len(out.Runs) < max(x.opts.Runs, 1) {
		out.Runs = append(out.Runs, x.schedule())
	}
	if x.walking {
		x.result.Walks++
		return
	}
	out.Executions++
	x.result.Executions++
	out.Interleavings.Add(out.Interleavings, x.interleavings())
}

// asleep writes what the runtime writes when no goroutine can go on.
func (x *explorer) asleep() {
	if n := len(x.written); n > 0 && x.written[n-1] != '\n' {
		x.written = append(x.written, '\n')
	}
	waits := func(p *process) bool {
		o := x.pending(&x.state, p.id)
		return o.kind == await || o.timer && !stopped(o) || o.patient
	}
	switch {
	case slices.ContainsFunc(x.live, waits):
		x.written = append(x.written, DoesNotEnd...)
	case !slices.ContainsFunc(x.live, func(p *process) bool { return !p.g.timer }):
		x.written = append(x.written, "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n...\nexit status 2\n"...)
	default:
		x.written = append(x.written, "fatal error: all goroutines are asleep - deadlock!\n...\nexit status 2\n"...)
	}
}

// stopped reports whether o belongs to a timer that was stopped.
func stopped(o *op) bool { return x.state.level(o.acc.Object) == 0 }
