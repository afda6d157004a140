package oracle

// This file says what there is while a program runs.

import (
	"encoding/binary"
	"slices"
)

// A state is all on which depends what a program can still do. It is never changed:
// a step makes a copy.
type state struct {
	goroutines []goroutine // by number; main is 0
	plain      []variable
	atomics    []cell
	mutexes    []cell // 1 if it is locked
	groups     []cell // the counter
	waiting    []cell // of a WaitGroup: how many wait
	semas      []cell // of a WaitGroup: how many of those that have waited can go on
	onces      []cell // 1 while the function runs, and then 2
	channels   []channel
	out        string // what was written
	over       bool   // the program has ended
}

// A goroutine is how far one has come.
type goroutine struct {
	started   bool
	todo      []Statement        // what is left to do, the next step first
	registers [Registers + 1]int // the last one is for Inc
	past      clock              // what happens before its next step, all its own steps among it
}

// A cell is what synchronizes: a number, and what happens before those who find it
// there.
type cell struct {
	value int
	past  clock
}

// A variable is a plain variable: all that was done with it.
type variable []access

// An access is a read or a write of a plain variable.
type access struct {
	goroutine, n int // it is the n-th step of this goroutine
	site         int
	write        bool
	value        int
	past         clock // what happens before it
}

// before reports whether a happens before what has the given past.
func (a *access) before(past clock) bool { return past.has(a.goroutine, a.n) }

// A channel is what is in its buffer, and what was.
type channel struct {
	messages []cell  // in the buffer, the oldest first
	sent     int     // how many were put there
	received []clock // for each that was taken out, what happens before the send that takes its place
	closed   bool
	closing  clock // what happens before those who find it closed
}

// copy returns a state that can be changed where the original is not.
func (s *state) copy() *state {
	c := *s
	c.goroutines = slices.Clone(s.goroutines)
	c.plain = slices.Clone(s.plain)
	c.atomics = slices.Clone(s.atomics)
	c.mutexes = slices.Clone(s.mutexes)
	c.groups = slices.Clone(s.groups)
	c.waiting = slices.Clone(s.waiting)
	c.semas = slices.Clone(s.semas)
	c.onces = slices.Clone(s.onces)
	c.channels = slices.Clone(s.channels)
	return &c
}

// key returns a text that is the same for states that are.
func (s *state) key() string {
	var b []byte
	number := func(n int) { b = binary.AppendVarint(b, int64(n)) }
	past := func(c clock) {
		number(len(c))
		for _, n := range c {
			number(n)
		}
	}
	cells := func(cs []cell) {
		number(len(cs))
		for _, c := range cs {
			number(c.value)
			past(c.past)
		}
	}
	flag := func(f bool) {
		if f {
			number(1)
		} else {
			number(0)
		}
	}
	for _, g := range s.goroutines {
		flag(g.started)
		number(len(g.todo))
		for _, t := range g.todo {
			// The site and the operation tell a statement, but for what is left of one.
			number(int(t.Op))
			number(t.site)
			number(t.Object)
			number(len(t.Text))
			b = append(b, t.Text...)
		}
		for _, r := range g.registers {
			number(r)
		}
		past(g.past)
	}
	for _, v := range s.plain {
		// What was done with a variable is a set, unless the last write counts, which
		// the order of the list then tells.
		number(len(v))
		for _, a := range v {
			number(a.goroutine)
			number(a.n)
			flag(a.write)
			number(a.value)
			past(a.past)
		}
	}
	cells(s.atomics)
	cells(s.mutexes)
	cells(s.groups)
	cells(s.waiting)
	cells(s.semas)
	cells(s.onces)
	for _, c := range s.channels {
		cells(c.messages)
		number(c.sent)
		number(len(c.received))
		for _, r := range c.received {
			past(r)
		}
		flag(c.closed)
		past(c.closing)
	}
	flag(s.over)
	return string(append(b, s.out...))
}
