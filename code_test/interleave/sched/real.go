package sched

// This file runs the program once without recovering anything, so that it ends in a
// panic for the runtime to print. Each goroutine of the program is a real one there,
// which hands the turn on by channels: on a coroutine, the runtime would find that
// the panic is passed on.

import (
	"maps"
	"runtime"
	"slices"
)

// A Real says which run that is. What was known of the program when the schedule was
// found has to be known again.
type Real struct {
	Known
	Schedule []Choice
}

// Known is what the executions of a program have told of it.
type Known struct {
	Processes [][2]int32 // all goroutines but main: who starts each one, as its which child
	Names     []Name     // of objects, in the order of their ids
	Sharings  []byte     // how each variable is shared, by id
	Strict    []int32    // the objects to explore strictly
	Nameless  bool       // and those without names
	Offers    bool       // see loop.go
	Split     bool       // see weak.go
	Weak      bool       // the schedule is one by the memory model
}

// A Name is that of an object: see name.
type Name struct {
	Goroutine, Made int32
	Offset          uintptr
}

// What there is of a sharing.
const (
	sharedPlain = 1 << iota
	sharedTruly
	sharedAtomic
	sharedStandIn
)

// known returns what is known of the program.
func (p *program) known() Known {
	k := Known{
		Processes: make([][2]int32, len(p.processes)-1),
		Names:     make([]Name, len(p.names)),
		Sharings:  make([]byte, len(p.sharings)),
		Strict:    slices.Sorted(maps.Keys(p.strict)),
		Nameless:  p.strictNameless,
		Offers:    p.offers,
		Split:     p.split,
		Weak:      p.weak,
	}
	for _, parent := range p.processes {
		for i, child := range parent.children {
			k.Processes[child.id-1] = [2]int32{parent.id, int32(i)}
		}
	}
	for n, id := range p.names {
		k.Names[id-1] = Name{n.goroutine, n.made, n.offset}
	}
	for id, s := range p.sharings {
		for i, is := range []bool{s.plain, s.shared, s.atomic, s.standIn} {
			if is {
				k.Sharings[id] |= 1 << i
			}
		}
	}
	return k
}

// learn makes k known of a program of which nothing is known yet.
func (p *program) learn(k *Known) {
	p.offers, p.split, p.weak, p.strictNameless = k.Offers, k.Split, k.Weak, k.Nameless
	for _, c := range k.Processes {
		p.child(p.processes[c[0]], c[1])
	}
	for _, n := range k.Names {
		p.id(name{n.Goroutine, n.Made, n.Offset})
	}
	for _, s := range k.Sharings {
		p.sharings = append(p.sharings, sharing{
			plain:   s&sharedPlain != 0,
			shared:  s&sharedTruly != 0,
			atomic:  s&sharedAtomic != 0,
			standIn: s&sharedStandIn != 0,
		})
	}
	for _, object := range k.Strict {
		p.strict[object] = true
	}
}

const notTheSame = "it ends in a panic when it is explored, and does not when that is done once more"

// real runs the program to its end in a panic, and returns only if there is none.
func (e *explorer) real() {
	x := &e.execution
	e.program.learn(&e.options.Real.Known)
	x.begin()
	x.recording = true
	for _, l := range e.options.Real.Schedule {
		if e.enabled = x.enable(e.enabled[:0]); x.failure != "" || !slices.Contains(e.enabled, l) {
			break
		}
		e.step(l)
	}
	if x.failure == "" {
		x.failure = notTheSame
	}
	e.result.Failure = x.failure
}

// newThread returns what is used as a coroutine in such a run: a goroutine.
func newThread() *coroutine {
	c := new(coroutine)
	turn, done := make(chan struct{}), make(chan struct{})
	c.yield = func(struct{}) bool {
		done <- struct{}{}
		<-turn
		return true
	}
	began := false
	c.next = func() (struct{}, bool) {
		if began {
			turn <- struct{}{}
		} else {
			began = true
			go func() {
				c.goroutine.runReally()
				c.idle = true
				done <- struct{}{}
			}()
		}
		<-done
		return struct{}{}, true
	}
	return c
}

// runReally is run without an end to a panic.
func (g *goroutine) runReally() {
	x := current()
	returned := false
	defer func() {
		if returned || raised() {
			return
		}
		x.mainExited = x.mainExited || g.proc.id == 0
		g.ended()
		g.coroutine.idle = true
		g.coroutine.yield(struct{}{})
	}()
	g.body()
	if g.proc.id == 0 {
		g.exit(0)
	}
	g.ended()
	returned = true
}

// raised reports whether the deferred function that calls it is called by a panic,
// and not by runtime.Goexit.
func raised() bool {
	var pcs [1]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	f, _ := frames.Next()
	return f.Function != "runtime.Goexit"
}
