package sched

// This file runs one execution after the other, each up to where it has to differ
// from the last one, until none is left or a bound is hit.

import (
	"maps"
	"math/big"
	"slices"
	"time"
	"unsafe"

	"goroutines/code_test/interleave/sched/step"
	"goroutines/code_test/interleave/sched/tree"
)

// An explorer explores a program. It lets an execution run, notes what comes of
// it, and has the tree say which step is next.
type explorer struct {
	options    Options
	tree       tree.Tree
	program    *program
	record     *record
	coroutines coroutines
	execution  execution
	result     Result
	byOutput   map[string]*Outcome
	bounds     bounds
	began      time.Time
	told       time.Time // when progress was told

	// Room that is used again and again.
	enabled []step.Label
	past    state // of which the tree asks, and which is gone through again for a report
	counter counter
	groups  groups
}

// Explore runs main under every schedule. There is one exploration at a time
// in a process.
func Explore(opts Options, main func()) *Result { return newExplorer(opts, main).run() }

// newExplorer returns an explorer of main.
func newExplorer(opts Options, main func()) *explorer {
	e := &explorer{
		options:  opts,
		program:  newProgram(&opts),
		byOutput: make(map[string]*Outcome),
		began:    time.Now(),
	}
	e.told = e.began
	e.record = &record{program: e.program, races: make(map[[2]int32]bool), births: make(map[int32]birth), children: make(map[int32][]int32)}
	e.past.record, e.counter.record, e.groups.record = e.record, e.record, e.record
	e.tree.Naive, e.tree.Stop = opts.Naive, e.bounds.isLate
	e.execution = execution{
		main:       main,
		program:    e.program,
		record:     e.record,
		coroutines: &e.coroutines,
		state:      state{record: e.record},
		located:    make(map[unsafe.Pointer]*Object),
		channels:   make(map[unsafe.Pointer]*channelState),
		variables:  make(map[int32]*variable),
	}
	return e
}

// run explores the program. If it panics, that is a mistake of the exploration,
// and nothing is worth keeping.
func (e *explorer) run() *Result {
	occupy(&e.execution)
	defer leave()
	if e.options.Real != nil {
		e.coroutines.real = true
		e.real()
		return &e.result
	}
	found.explorer = e
	e.bounds.begin(e.options.Timeout)
	e.explore()
	e.report()
	e.tellKnown()
	if len(e.record.races) > 0 && e.goesFurther() {
		e.exploreRaces()
	}
	e.coroutines.stop()
	e.bounds.end()
	e.finish()
	return &e.result
}

// report runs those executions once more that are to be reported.
func (e *explorer) report() {
	if e.execution.failure == "" && e.options.Schedule != nil && e.options.Weak == e.program.weak {
		e.replay()
	}
	if e.execution.failure == "" {
		e.observe()
	}
}

// goesFurther reports whether a program with data races is to be explored by the
// memory model.
func (e *explorer) goesFurther() bool {
	return e.execution.failure == "" && !e.options.SC && (e.options.Schedule == nil || e.options.Weak)
}

// exploreRaces explores the program by the memory model, and adds to the result what
// no interleaving leads to.
func (e *explorer) exploreRaces() {
	interleaved, races := e.result, maps.Clone(e.record.races)
	e.program.weak = true
	e.reset()
	e.result = Result{}
	e.explore()
	e.report()
	e.tellKnown()
	for pair, torn := range races {
		e.record.races[pair] = e.record.races[pair] || torn
	}
	if e.options.Schedule != nil {
		return
	}
	weak := e.result
	e.result = interleaved
	e.result.merge(&weak)
}

// merge adds to a result what the exploration by the memory model has found. If that
// is complete, it has found all that there was.
func (r *Result) merge(weak *Result) {
	allowed := make(map[string]bool)
	for _, o := range weak.Outcomes {
		allowed[o.Output] = true
	}
	known := make(map[string]bool)
	for _, o := range r.Outcomes {
		known[o.Output] = true
		if weak.Complete && !allowed[o.Output] && !o.isUnlike() {
			panic(fault{"an interleaving leads to what the memory model does not allow:\n" + o.Output})
		}
	}
	for _, o := range weak.Outcomes {
		if !known[o.Output] {
			o.Weak = true
			r.Outcomes = append(r.Outcomes, o)
		}
	}
	r.Complete = r.Complete && weak.Complete
	r.TooLong = r.TooLong || weak.TooLong
	r.Redundant += weak.Redundant
	r.Walks += weak.Walks
	r.ByModel = weak.Executions
	r.KnownWeak = weak.Known
}

// explore runs one execution after the other until none is left, or a bound is
// hit.
func (e *explorer) explore() {
	for {
		e.execute()
		switch {
		case e.execution.failure != "":
			return
		case e.program.anew:
			e.reset()
			continue
		case e.bounds.isLate(): // perhaps before all was planned
			e.result.Stopped = "timeout"
			e.walk()
			return
		case !e.tree.Back():
			e.result.Complete = !e.result.TooLong
			return
		case e.bounded():
			e.walk()
			return
		}
	}
}

// execute does again what the last execution and this one have in common, and then
// what the tree chooses, until nothing is left to do.
func (e *explorer) execute() {
	x := &e.execution
	e.record.cut(e.tree.Depth())
	x.begin()
	for n := 0; n < e.tree.Depth() && x.failure == ""; n++ {
		x.step(e.tree.Again(n))
	}
	x.recording = true
	for e.goesOn() {
		if e.enabled = x.enable(e.enabled[:0]); len(e.enabled) == 0 {
			if e.ended(); !e.program.anew {
				e.note()
				e.tree.Plan(&e.past)
			}
			break
		}
		if len(e.record.events) >= maxSteps {
			e.result.TooLong = true
			break
		}
		l, ok := e.tree.Next(e.enabled)
		if !ok {
			if e.tree.New() {
				e.result.Redundant++
				e.tree.Plan(&e.past)
			}
			break
		}
		if !slices.Contains(e.enabled, l) {
			x.failure = unrepeatable
			break
		}
		if e.step(l); e.execution.failure == "" {
			e.tree.Took(&e.record.events[x.now].Event)
		}
	}
	x.abort()
}

// goesOn reports whether the execution can, and is of use.
func (e *explorer) goesOn() bool {
	return e.execution.failure == "" && !e.program.anew && !e.bounds.isLate()
}

// step does what l says as the next event, and finds what happens before it.
func (e *explorer) step(l step.Label) {
	e.execution.step(l)
	if e.execution.failure == "" {
		e.record.order()
	}
}

// ended is called when nothing is left to do in the execution.
func (e *explorer) ended() {
	if x := &e.execution; !x.over {
		x.asleep()
	}
	if object, ok := e.groups.misused(); ok {
		e.program.needStrict(object)
	}
}

// note notes an execution that has ended.
func (e *explorer) note() {
	out := e.outcome()
	n, ok := big.NewInt(1), true
	if !e.options.Naive && !e.program.weak && !e.result.AtLeast {
		n, ok = e.counter.count()
	}
	found.Lock()
	defer found.Unlock()
	out.Executions++
	e.result.Executions++
	if e.program.weak {
		return
	}
	if e.result.AtLeast = e.result.AtLeast || !ok; !ok {
		n = big.NewInt(1)
	}
	out.Interleavings.Add(out.Interleavings, n)
	e.tellRaces()
}

// outcome returns what is known of the outcome of the execution, which has ended.
func (e *explorer) outcome() *Outcome {
	written := string(e.execution.written)
	out := e.byOutput[written]
	if out != nil && len(out.Runs) >= max(e.options.Runs, 1) {
		return out
	}
	steps := e.steps()
	found.Lock()
	defer found.Unlock()
	if out == nil {
		out = &Outcome{Output: written, Interleavings: new(big.Int), Ending: e.endingNow()}
		e.byOutput[written] = out
		e.result.Outcomes = append(e.result.Outcomes, out)
	}
	out.Runs = append(out.Runs, steps)
	return out
}

// reset forgets all executions, but not what they have told of the program.
func (e *explorer) reset() {
	found.Lock()
	defer found.Unlock()
	e.program.anew = false
	e.tree = tree.Tree{Naive: e.options.Naive, Stop: e.tree.Stop}
	e.result = Result{AtLeast: e.result.AtLeast}
	e.record.clear()
	clear(e.byOutput)
	clear(e.record.races)
	clear(e.record.births)
}
