package sched

// This file models goroutines: how they start, run one at a time, each up to its
// next operation that others can notice, and end.

import "runtime"

// A goroutine of the program, in one execution.
type goroutine struct {
	proc      *process   // the same one in all executions
	coroutine *coroutine // on which it runs
	body      func()     // what it runs
	site      int32      // of what it is about to do
	choice    int32      // what was chosen for its operation
	partner   *goroutine // that it meets in it; nil if it does it alone
	made      int32      // objects it has made
	forked    int32      // goroutines it has started
	exiting   bool       // runtime.Goexit was called
	raised    []any      // the first values that it has raised or recovered
	loop      *Wait      // the loop that it was in last; nil if none
	patient   bool       // its next select takes no default
	eager     int32      // its next ones do not while this goroutine, counted from 1, is a partner; 0 if none
	unused    bool       // the program does not use the result of the function that it calls
	timer     bool       // it is a timer that has not called its function
}

// An unwinding is the panic that takes a goroutine off its coroutine, when an
// execution is over.
type unwinding struct{}

// start makes the goroutine that is p in this execution, which event spawn starts.
func (x *execution) start(p *process, spawn int32, body func()) *goroutine {
	c := x.coroutines.take()
	g := &c.goroutine
	*g = goroutine{proc: p, coroutine: c, body: body, raised: g.raised[:0]}
	for int(p.id) >= len(x.goroutines) {
		x.goroutines = append(x.goroutines, nil)
	}
	x.goroutines[p.id] = g
	x.record.history(p.id).spawn = spawn
	x.state.place(p.id, 0)
	x.live = append(x.live, g)
	x.born = append(x.born, g)
	return g
}

// run runs the body, and what follows when it ends in a panic.
func (g *goroutine) run() {
	x := current()
	ok := false
	defer func() {
		if ok {
			return
		}
		v := recover()
		if _, is := v.(unwinding); is {
			return
		}
		x.checkFault(v)
		if v != nil {
			g.die(v)
			return
		}
		// It has called runtime.Goexit.
		x.mainExited = x.mainExited || g.proc.id == 0
		g.ended()
	}()
	g.body()
	if g.proc.id == 0 {
		g.exit(0)
	}
	ok = true
	g.ended()
}

// ended counts the end of g, if the program asks how many goroutines there are.
func (g *goroutine) ended() {
	x := current()
	if x.aborting || !x.program.counting || g.timer {
		return
	}
	defer x.recoverEnd() // the execution can end here
	o := x.counter
	x.wait(op{kind: simple, site: g.site, acc: Access{Access: on(o.id, Inc)}, low: -unlimited, high: unlimited})
	o.TouchAs(Inc, -1, 0)
	x.noteGoroutines("add")
}

// recoverEnd is deferred by what runs when a goroutine is as good as ended, and
// may be taken off its coroutine for good.
func (x *execution) recoverEnd() {
	if v := recover(); v != nil {
		if _, ok := v.(unwinding); !ok {
			x.checkFault(v)
			panic(v)
		}
	}
}

// advance lets g go on to its next operation, or to its end.
func (x *execution) advance(g *goroutine) {
	before := x.current
	x.current = g
	if before == nil {
		computing.Store(true)
	}
	g.coroutine.next()
	x.settle()
	x.settleVariables()
	if before == nil {
		computing.Store(false)
	}
	x.current = before
	if x.guarded {
		x.guard() // panics
	}
	if g.coroutine.idle {
		x.retire(g)
	}
}

// retire gives the coroutine of g back.
func (x *execution) retire(g *goroutine) {
	for i, h := range x.live {
		if h == g {
			x.live = append(x.live[:i], x.live[i+1:]...)
			break
		}
	}
	x.goroutines[g.proc.id] = nil
	x.coroutines.give(g.coroutine)
}

const unrepeatable = "the program does not do the same when it is run again: something in it is left to chance"

// wait is called by a goroutine that is about to do o. It returns when the
// exploration decides that it does.
func (x *execution) wait(o op) *goroutine {
	g := x.current
	if x.aborting {
		panic(unwinding{})
	}
	if x.program.weak {
		x.nameWrite(&o.acc)
	}
	x.guard()
	x.arrive(g.proc.id, o)
	x.unguard()
	g.coroutine.yield(struct{}{})
	if x.aborting {
		panic(unwinding{})
	}
	if x.program.weak {
		x.showLast(&o)
	}
	return g
}

// arrive notes what goroutine p waits to do. If another execution has done the same
// up to there, it must be what p waited for there.
func (x *execution) arrive(p int32, o op) {
	h := x.record.history(p)
	if pos := int(x.state.at[p]); pos < len(h.ops) {
		if was := &h.ops[pos]; was.kind != o.kind || was.site != o.site || was.acc.Object != o.acc.Object {
			x.fail(unrepeatable)
		}
		return
	}
	h.ops = append(h.ops, o)
}

// Fork makes f a child of the calling goroutine, as part of the event that is
// being done, which AwaitFork has awaited.
func Fork(f func()) {
	x := current()
	if x.program.counting {
		x.counter.TouchAs(Inc, 1, 0)
		x.noteGoroutines("add")
	}
	x.fork(f)
}

// AwaitFork is Await for an event that starts a goroutine.
func (o *Object) AwaitFork(kind Kind, low, high int32) {
	if x := current(); x.program.counting {
		o.AwaitWith(kind, low, high, x.counter.By(Inc))
	} else {
		o.Await(kind, low, high)
	}
}

// Go starts f as a goroutine: the go statement. The caller has evaluated the
// function and its arguments.
func Go(site int32, f func()) {
	x := current()
	x.current.site = site
	o := op{kind: simple, site: site, high: unlimited}
	if x.program.counting {
		o.acc, o.low = Access{Access: on(x.counter.id, Inc)}, -unlimited
	}
	x.wait(o)
	Fork(f)
}

// fork makes f a child of the running goroutine. It runs up to its first operation
// when that has run up to its next.
func (x *execution) fork(f func()) {
	x.guard()
	g := x.current
	child := x.program.child(g.proc, g.forked)
	g.forked++
	x.start(child, x.now, f)
	if x.recording {
		e := x.record.events[x.now]
		e.Started = append(e.Started, child.id)
	}
	x.unguard()
}

// Exit ends the calling goroutine: runtime.Goexit.
func Exit() {
	x := current()
	if x.aborting {
		panic(unwinding{})
	}
	x.current.exiting = true
	runtime.Goexit()
}

// NumGoroutine is runtime.NumGoroutine.
func NumGoroutine() int {
	x := current()
	o := x.counter
	o.Await(Read, -unlimited, unlimited)
	o.TouchAs(Read, 0, 0)
	x.noteGoroutines("read")
	return 1 + int(o.Level())
}
