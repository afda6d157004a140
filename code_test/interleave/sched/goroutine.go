package sched

// This file runs the goroutines of a program as coroutines: one at a time, each
// up to its next operation that others can notice.

import (
	"iter"
)

// A goroutine of the program, in one execution. The coroutine it runs on is
// used again by later goroutines.
type goroutine struct {
	proc    *process
	next    func() (struct{}, bool)
	yield   func(struct{}) bool
	body    func()
	site    int32 // of what it is about to do
	choice  int32 // what was chosen for its operation
	partner *goroutine
	made    int32 // objects it has made
	forked  int32 // goroutines it has started
	idle    bool  // ready for another body
	exiting bool  // runtime.Goexit was called
	caught  int   // how often recover has stopped that
	panics  []any // being raised and not recovered yet, the outermost first
	loop    *Wait // the loop that it was in last; nil if none
	patient bool  // its next select takes no default
	eager   int32 // its next ones do not while this goroutine, counted from 1, is a partner; 0 if none
	timer   bool  // it is a timer that has not called its function
}

// A process is what stays of a goroutine from one execution to the next: it is
// the same one if its parent is the same and starts it as its same child.
type process struct {
	id       int32
	parent   int32
	children []*process // by the order in which they are started

	spawn int32   // the event that started it; -1 for main
	ops   []op    // what it waited to do, or waits to do: at most one more than done
	done  []int32 // the events that did it
	g     *goroutine
}

// before returns the event before the k-th operation of p, or -1.
func (p *process) before(k int) int32 {
	if k == 0 {
		return p.spawn
	}
	return p.done[k-1]
}

// An unwinding is the panic that takes a goroutine off its coroutine, when an
// execution is over or the goroutine called runtime.Goexit.
type unwinding struct{}

// start takes an idle coroutine for a new goroutine, or makes one.
func (x *explorer) start(p *process, body func()) {
	var g *goroutine
	if n := len(x.idle); n > 0 {
		g = x.idle[n-1]
		x.idle = x.idle[:n-1]
	} else {
		g = new(goroutine)
		g.next, _ = iter.Pull(func(yield func(struct{}) bool) {
			g.yield = yield
			for {
				g.run()
				g.idle = true
				if !yield(struct{}{}) {
					return
				}
			}
		})
	}
	panics := g.panics[:0]
	*g = goroutine{proc: p, next: g.next, yield: g.yield, body: body, panics: panics}
	p.g = g
	x.state.place(p.id, 0)
	x.live = append(x.live, p)
}

// run runs the body, and what follows when it ends in a panic.
func (g *goroutine) run() {
	ok := false
	defer func() {
		if ok {
			return
		}
		v := recover()
		if _, is := v.(unwinding); is {
			if !x.aborting && g.exiting && g.proc.id == 0 {
				x.mainExited = true
			}
			g.ended()
			return
		}
		g.die(v)
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
	if x.aborting || !x.counting || g.timer {
		return
	}
	defer func() { recover() }() // the execution can end here
	o := x.goroutines
	x.wait(op{kind: simple, site: g.site, acc: Access{Object: o.id, Kind: Inc}, low: -unlimited, high: unlimited})
	o.TouchAs(Inc, -1, 0)
	x.notedGoroutines("add")
}

// advance lets g go on to its next operation, or to its end.
func (x *explorer) advance(g *goroutine) {
	before := x.current
	x.current = g
	g.next()
	x.current = before
	if g.idle {
		x.retire(g)
	}
}

func (x *explorer) retire(g *goroutine) {
	for i, p := range x.live {
		if p == g.proc {
			x.live = append(x.live[:i], x.live[i+1:]...)
			break
		}
	}
	g.proc.g = nil
	x.idle = append(x.idle, g)
}

// abort takes every goroutine that is left off its coroutine.
func (x *explorer) abort() {
	x.aborting = true
	for len(x.live) > 0 {
		x.advance(x.live[len(x.live)-1].g)
	}
	x.aborting = false
}

const unrepeatable = "the program does not do the same when it is run again: something in it is left to chance"

// wait is called by a goroutine that is about to do o. It returns when the
// exploration decides that it does.
func (x *explorer) wait(o op) *goroutine {
	g := x.current
	if x.aborting {
		panic(unwinding{})
	}
	x.arrive(g.proc, o)
	g.yield(struct{}{})
	if x.aborting {
		panic(unwinding{})
	}
	return g
}

// arrive notes what p waits to do.
func (x *explorer) arrive(p *process, o op) {
	if pos := int(x.state.at[p.id]); pos < len(p.ops) {
		if was := &p.ops[pos]; was.kind != o.kind || was.site != o.site || was.acc.Object != o.acc.Object {
			x.fail(unrepeatable)
		}
		return
	}
	p.ops = append(p.ops, o)
}

// Fork makes f a child of the calling goroutine, as part of the event that is
// being done, which AwaitFork has awaited.
func Fork(f func()) {
	if x.counting {
		x.goroutines.TouchAs(Inc, 1, 0)
		x.notedGoroutines("add")
	}
	x.fork(x.current, f)
}

// AwaitFork is Await for an event that starts a goroutine.
func (o *Object) AwaitFork(kind Kind, low, high int32) {
	if x.counting {
		o.AwaitBoth(kind, low, high, x.goroutines, Inc)
	} else {
		o.Await(kind, low, high)
	}
}

// Go starts f as a goroutine: the go statement. The caller has evaluated the
// function and its arguments.
func Go(site int32, f func()) {
	x.current.site = site
	o := op{kind: simple, site: site, high: unlimited}
	if x.counting {
		o.acc, o.low = Access{Object: x.goroutines.id, Kind: Inc}, -unlimited
	}
	x.wait(o)
	Fork(f)
}

// fork makes f a child of g. It runs up to its first operation when g has run
// up to its next.
func (x *explorer) fork(g *goroutine, f func()) {
	p := g.proc
	if int(g.forked) == len(p.children) {
		child := &process{id: int32(len(x.processes)), parent: p.id, spawn: -1}
		x.processes = append(x.processes, child)
		p.children = append(p.children, child)
	}
	child := p.children[g.forked]
	g.forked++
	child.spawn = x.now
	x.start(child, f)
	x.born = append(x.born, child)
	if x.recording {
		e := &x.trace[x.now]
		e.born = append(e.born, child.id)
	}
}

// Exit ends the calling goroutine: runtime.Goexit.
func Exit() {
	x.current.exiting = true
	panic(unwinding{})
}

// NumGoroutine is runtime.NumGoroutine.
func NumGoroutine() int {
	o := x.goroutines
	o.Await(Read, -unlimited, unlimited)
	o.TouchAs(Read, 0, 0)
	x.notedGoroutines("read")
	return 1 + int(o.Level())
}
