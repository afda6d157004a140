package sched

// This file has the bounds of an exploration. What is found by the time that one is
// hit is told. To know it does not depend on where the exploration stands then: it
// looks whether it is late wherever it may take long, and what it has found so far can
// be asked for by others in the process, who may have a better sense of time.

import (
	"fmt"
	"math/big"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// walking is how much more time than is given there is for random executions.
const walking = 300 * time.Millisecond

// A bounds tells whether it is time to stop.
type bounds struct {
	late   atomic.Bool // the time for the exploration is over
	over   atomic.Bool // and so is that for what follows
	timers [2]*time.Timer
}

// begin starts the time.
func (b *bounds) begin(timeout time.Duration) {
	if timeout != 0 {
		b.timers[0] = time.AfterFunc(timeout, func() { b.late.Store(true) })
		b.timers[1] = time.AfterFunc(timeout+walking, func() { b.over.Store(true) })
	}
}

// end leaves as much time as it takes for all that follows.
func (b *bounds) end() {
	for _, t := range b.timers {
		if t != nil {
			t.Stop()
		}
	}
	b.late.Store(false)
	b.over.Store(false)
}

// isLate reports whether the time for the exploration is over. It is quick.
func (b *bounds) isLate() bool { return b.late.Load() }

// bounded reports whether it is time to stop, and notes why.
func (e *explorer) bounded() bool {
	n := e.result.Executions + e.result.Redundant
	if e.options.Progress && time.Since(e.told) > time.Second {
		e.told = time.Now()
		fmt.Fprintf(os.Stderr, "\r%d executions, %d outcomes so far ", n, len(e.result.Outcomes))
	}
	switch {
	case e.bounds.isLate():
		e.result.Stopped = "timeout"
	case e.options.Max != 0 && n >= e.options.Max:
		e.result.Stopped = "max"
	default:
		return false
	}
	return true
}

// found is what is known of the exploration that is going on, for whoever asks.
var found struct {
	sync.Mutex // held while the result is changed
	*explorer  // nil if there is none
}

// Found returns what the exploration that is going on has found so far, as that of
// one that was stopped for the time; nil if there is none. It can be called at any
// time by any goroutine that is none of the program's.
func Found() *Result {
	found.Lock()
	defer found.Unlock()
	if found.explorer == nil {
		return nil
	}
	r := found.result
	if !r.Complete {
		r.Stopped = "timeout"
	}
	r.Races = slices.Clone(r.Races)
	r.Outcomes = slices.Clone(r.Outcomes)
	for i, o := range r.Outcomes {
		out := *o
		out.Interleavings = new(big.Int).Set(out.Interleavings)
		out.Runs = make([][]Step, len(o.Runs))
		for j, run := range o.Runs {
			out.Runs[j] = slices.Clone(run)
		}
		r.Outcomes[i] = &out
	}
	return &r
}
