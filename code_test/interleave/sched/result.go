package sched

// This file is the face of the exploration: what it is asked, and what it found.

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"time"

	"goroutines/code_test/interleave/sched/step"
)

// Options say how to explore a program. The zero value is to explore it
// completely.
type Options struct {
	Naive    bool          // every interleaving, not one of each class of equivalent ones
	Runs     int           // how many executions to report of each outcome; one at least
	Max      int           // stop after so many executions; 0 for no bound
	Timeout  time.Duration // stop after so much time; 0 for no bound
	Seed     uint64        // of the random walk that follows when a bound is hit
	Schedule []Choice      // then do this, and report nothing else
	Weak     bool          // Schedule is that of an outcome that is Weak
	Real     *Real         // explore nothing, but do this, and do not survive it
	SC       bool          // the interleavings alone, also of a program with data races: a read observes what was last written
	Progress bool          // tell on standard error, from the second second on, how far it is
	Counts   bool          // the program asks how many goroutines there are
	Timed    bool          // the program does more with time than to sleep
}

// A Choice is one step of a schedule: goroutine P does what it waits to do, in
// case or way CaseP of it; together with goroutine Q, if Q is not -1.
type Choice = step.Label

// A Step is a choice, and what it did.
type Step struct {
	Choice
	Site, SiteQ int32   // where in the program; SiteQ is that of Q
	Born        []int32 // the goroutines that it started
	After       []int32 // the steps of other goroutines that it waited for, or that it has something from
	Blocked     []int32 // the goroutines that could not go on after it
	At          []int32 // by goroutine, the site where each one stood after it; -1 if it is not there
	Printed     string  // how the program ends if nothing is possible any more is not in it
	Observes    int32   // of a read by the memory model: the number from 1 of the step whose write it observes; Initial for what the variable begins with; 0 if it is no such read
	Notes       []Note  // what it did with values
	Before      []Note  // of the first step: what there was before it
}

// A Result is what an exploration found.
type Result struct {
	Complete   bool   // everything was explored
	Stopped    string // the bound that was hit: "max", "timeout"; empty if none was
	TooLong    bool   // an execution was cut off: it has too many steps
	AtLeast    bool   // interleavings were too many to count: what is given is less
	Failure    string // why the program cannot be explored; empty if it can
	Executions int    // one for each class of equivalent interleavings
	ByModel    int    // executions by the memory model, of a program with data races: one for each way in which reads can observe writes
	Redundant  int    // executions that were begun and turned out to be explored
	Walks      int    // random executions after a bound was hit
	Outcomes   []*Outcome
	Races      [][2]int32 // pairs of sites, the smaller one first
	Corrupting [][2]int32 // those of them of which half a value may come, so that anything may happen
	Known      *Known     // for a Real run, if an outcome asks for one
	KnownWeak  *Known     // the same for outcomes that are Weak
}

// Initial says that a read observes what the variable begins with.
const Initial = -1

// An Outcome is what some executions wrote and how they ended.
type Outcome struct {
	Output        string   // all that was written
	Executions    int      // how many ended so
	Interleavings *big.Int // how many they stand for
	Weak          bool     // none: it is possible because of a data race only
	Runs          [][]Step // of the first of them
	Ending        *Ending  // nil if the output is what it is
}

// maxSteps is how many steps an execution may have.
const maxSteps = 1 << 15

// steps returns the steps of the execution that has just ended.
func (e *explorer) steps() []Step {
	steps := make([]Step, len(e.record.events))
	from := 0
	e.past.Begin()
	for i, ev := range e.record.events {
		e.past.Do(int32(i))
		steps[i] = Step{
			Choice:  ev.Label,
			Site:    ev.site,
			SiteQ:   ev.siteQ,
			Born:    slices.Clone(ev.Started),
			After:   e.record.causes(int32(i)),
			Blocked: e.past.blocked(),
			At:      e.past.stand(),
			Printed: string(e.execution.written[from:ev.until]),

			Observes: e.record.observed(int32(i)),
		}
		from = ev.until
	}
	return steps
}

// observed returns which step has written what event i reads.
func (r *record) observed(i int32) int32 {
	for _, a := range r.events[i].Touches {
		if a.Kind != step.Load {
			continue
		}
		for n, e := range r.events[:i] {
			for _, b := range e.Touches {
				if b.Kind != step.Load && step.Conflict(&a, &b) {
					return int32(n + 1)
				}
			}
		}
		return Initial
	}
	return 0
}

// stand returns where each goroutine stands.
func (c *state) stand() []int32 {
	at := make([]int32, len(c.at))
	for p := range at {
		at[p] = -1
		if o := c.pending(int32(p)); o != nil {
			at[p] = o.site
		}
	}
	return at
}

// blocked returns the goroutines that cannot go on.
func (c *state) blocked() []int32 {
	can := make(map[int32]bool)
	var waiting []int32
	for p := range c.goroutines() {
		o := c.pending(p)
		if o == nil || o.timer {
			continue
		}
		waiting = append(waiting, p)
		for _, l := range c.Possible(nil, p) {
			can[l.P], can[l.Q] = true, true
		}
	}
	return slices.DeleteFunc(waiting, func(p int32) bool { return can[p] })
}

// finish puts what was found in order.
func (e *explorer) finish() {
	if e.told != e.began {
		fmt.Fprintln(os.Stderr)
	}
	found.Lock()
	defer found.Unlock()
	found.explorer = nil
	e.result.Failure = e.execution.failure
	e.tellRaces()
	slices.SortFunc(e.result.Outcomes, func(a, b *Outcome) int { return cmp.Compare(a.Output, b.Output) })
}

// tellRaces puts the data races into the result, in order.
func (e *explorer) tellRaces() {
	if len(e.result.Races) == len(e.record.races) {
		return
	}
	e.result.Races = slices.SortedFunc(maps.Keys(e.record.races), func(a, b [2]int32) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	e.result.Corrupting = slices.DeleteFunc(slices.Clone(e.result.Races), func(race [2]int32) bool { return !e.record.races[race] })
}

// tellKnown puts what is known of the program into the result, if an outcome asks for
// that.
func (e *explorer) tellKnown() {
	if slices.ContainsFunc(e.result.Outcomes, func(o *Outcome) bool { return o.Ending != nil }) {
		known := e.program.known()
		found.Lock()
		defer found.Unlock()
		e.result.Known = &known
	}
}
