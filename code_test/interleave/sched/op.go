package sched

// This file says what a goroutine can be about to do.

import (
	"math"
	"slices"

	"goroutines/code_test/interleave/sched/step"
)

// byDefault as the way to do a step is the case that is chosen when no other can be.
const byDefault = -2

type opKind uint8

const (
	simple  opKind = iota // can be done while the level of its object is in bounds
	choice                // the same, and there are several ways to do it
	channel               // sends or receives, in one of several cases
	await                 // goes on when something it has observed has changed
	load                  // observes one of several writes: see weak.go
)

const (
	unlimited = math.MaxInt32
	isClosed  = 1 << 24 // what closing a channel adds to its level
)

// An op is something that a goroutine waits to do.
type op struct {
	kind opKind
	site int32

	acc       Access   // what it touches, if it touches one object
	more      []Access // further objects that it touches
	low, high int32    // the bounds of the level of acc's object
	limited   bool     // outside of from and to it only reads acc's object, and touches no other
	from, to  int32
	zero      []int32 // objects whose level must be 0

	ways     []int32 // choice: the names of the ways, above 0
	tokens   bool    // choice: the ways are the tokens of acc's object
	optional bool    // choice: 0 is a way too; else only if there is no other

	wakes bool // the tokens that it takes are tickets: see token.go
	parts bool // it takes all parts of acc's object away: see part.go

	cases   []Case // channel
	poll    bool   // channel: has a default case
	patient bool   // which it does not take: it would only come back
	eager   int32  // or not while this goroutine, counted from 1, is a partner; 0 if none

	timer     bool  // of the goroutine that is a timer
	put, take int32 // a timer's channel that it sends on or empties

	seen []int32 // await: the event in which each of more was observed

	loads []loaded // await: the variables that were read by the memory model, and what was observed of them
	never bool     // await: it observes the same for ever, unless what it synchronizes with, which is more, hides that
	only  int32    // load: the name of the write that it has to observe; 0 for any
}

// A Case is one thing that an operation on channels can do.
type Case struct {
	object int32 // 0 for a nil channel
	send   bool
	room   int32 // the channel's capacity
}

// ready reports whether a case can be done without a partner when the level of
// its channel is as given.
func (c *Case) ready(level int32) bool {
	switch {
	case c.object == 0:
		return false
	case level >= isClosed:
		return true
	case c.room == 0:
		return false
	case c.send:
		return level < c.room
	default:
		return level > 0
	}
}

// matches reports whether two cases of different goroutines can meet.
func (c *Case) matches(d *Case) bool {
	return c.object == d.object && c.object != 0 && c.room == 0 && c.send != d.send
}

// several reports whether there may be several ways to do o.
func (o *op) several() bool {
	switch o.kind {
	case channel:
		return o.poll || len(o.cases) > 1 || slices.ContainsFunc(o.cases, func(k Case) bool { return k.room == 0 })
	case await:
		return len(o.cases) > 0 || len(o.loads) > 0
	case load:
		return true
	}
	return o.kind == choice
}

// concerns reports whether o may touch an object that is among touches, or may
// need a partner. It can be wrong only in saying yes.
func (o *op) concerns(touches []step.Access) bool {
	if o.kind == channel || len(o.cases) > 0 || o.wakes || o.parts {
		return true
	}
	for i := range touches {
		switch touches[i].Object {
		case 0:
			continue
		case o.acc.Object, o.put, o.take:
			return true
		}
		if step.SameObject(touches[i].Object, o.acc.Object) {
			return true
		}
		for j := range o.more {
			if step.SameObject(touches[i].Object, o.more[j].Object) {
				return true
			}
		}
		for j := range o.loads {
			if step.SameObject(touches[i].Object, o.loads[j].object) {
				return true
			}
		}
	}
	return false
}
