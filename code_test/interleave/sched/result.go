package sched

// This file is the face of the exploration: what it is asked and what it found.

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"os"
	"slices"
	"time"
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
	Progress bool          // tell on standard error, from the second second on, how far it is
	Counts   bool          // the program asks how many goroutines there are
	Timed    bool          // the program does more with time than to sleep
}

// A Choice is one step of a schedule: goroutine P does what it waits to do, in
// case or way CaseP of it; together with goroutine Q, if Q is not -1.
type Choice struct{ P, Q, CaseP, CaseQ int32 }

// A Step is a choice, and what it did.
type Step struct {
	Choice
	Site, SiteQ int32   // where in the program; SiteQ is that of Q
	Born        []int32 // the goroutines that it started
	After       []int32 // the steps of other goroutines that it waited for, or that it has something from
	Blocked     []int32 // the goroutines that could not go on after it
	At          []int32 // by goroutine, the site where each one stood after it; -1 if it is not there
	Printed     string  // how the program ends if nothing is possible any more is not in it
	Notes       []Note  // what it did with values
	Before      []Note  // of the first step: what there was before it
}

// A Result is what an exploration found.
type Result struct {
	Complete   bool   // everything was explored
	TooLong    bool   // an execution was cut off
	AtLeast    bool   // interleavings were too many to count: what is given is less
	Failure    string // why the program cannot be explored; empty if it can
	Executions int    // one for each class of equivalent interleavings
	Redundant  int    // executions that were begun and turned out to be explored
	Walks      int    // random executions after a bound was hit
	Outcomes   []*Outcome
	Races      [][2]int32 // pairs of sites, the smaller one first
}

// An Outcome is what some executions wrote and how they ended.
type Outcome struct {
	Output        string
	Executions    int
	Interleavings *big.Int
	Runs          [][]Step // of the first executions that ended so
}

// DoesNotEnd is the last line of the output of a program in which goroutines
// that wait in a loop for others, or for a ticker, wait forever.
const DoesNotEnd = "does not end: a goroutine waits in a loop for what nobody does\n"

// maxSteps is how many steps an execution may have.
const maxSteps = 5000

// schedule returns the steps of the execution that has just ended.
func (x *explorer) schedule() []Step {
	steps := make([]Step, x.now+1)
	from := 0
	c := &x.before
	c.reset()
	c.place(0, 0)
	c.without = unlimited
	for i := range x.now + 1 {
		e := &x.trace[i]
		c.do(e)
		c.upto = i
		steps[i] = Step{
			Choice:  Choice{e.label.p, e.label.q, e.label.cp, e.label.cq},
			Site:    e.site,
			SiteQ:   e.siteQ,
			Born:    slices.Clone(e.born),
			After:   x.causes(i),
			Blocked: x.blocked(c),
			At:      x.stand(c),
			Printed: string(x.written[from:e.until]),
		}
		from = e.until
	}
	return steps
}

// causes returns the events of other goroutines that synchronize with event i
// and do so before no other such.
func (x *explorer) causes(i int32) []int32 {
	e := &x.trace[i]
	var found []int32
next:
	for j := i - 1; j >= 0; j-- {
		d := &x.trace[j]
		if d.label.shares(e.label) || !e.synced.has(j) || !anySynchronizes(d.accs, e.accs) {
			continue
		}
		for _, k := range found {
			if x.trace[k].past.has(j) {
				continue next
			}
		}
		found = append(found, j)
	}
	return found
}

func anySynchronizes(as, bs []Access) bool {
	for i := range as {
		for j := range bs {
			if conflict(&as[i], &bs[j]) && synchronizes(&as[i], &bs[j]) {
				return true
			}
		}
	}
	return false
}

// stand returns where each goroutine stands.
func (x *explorer) stand(c *configuration) []int32 {
	at := make([]int32, len(c.at))
	for p := range at {
		at[p] = -1
		if o := x.pending(c, int32(p)); o != nil {
			at[p] = o.site
		}
	}
	return at
}

// blocked returns the goroutines that cannot go on.
func (x *explorer) blocked(c *configuration) []int32 {
	can := make(map[int32]bool)
	var waiting []int32
	for p := range int32(len(c.at)) {
		o := x.pending(c, p)
		if o == nil || o.timer {
			continue
		}
		waiting = append(waiting, p)
		for _, l := range x.steps(nil, c, p) {
			can[l.p], can[l.q] = true, true
		}
	}
	return slices.DeleteFunc(waiting, func(p int32) bool { return can[p] })
}

// bounded reports whether it is time to stop.
func (x *explorer) bounded() bool {
	n := x.result.Executions + x.result.Redundant
	if x.opts.Progress && time.Since(x.told) > time.Second {
		x.told = time.Now()
		fmt.Fprintf(os.Stderr, "\r%d executions, %d outcomes so far ", n, len(x.result.Outcomes))
	}
	return x.opts.Max != 0 && n >= x.opts.Max ||
		x.opts.Timeout != 0 && time.Since(x.began) >= x.opts.Timeout
}

// finish puts what was found in order.
func (x *explorer) finish() {
	if x.told != x.began {
		fmt.Fprintln(os.Stderr)
	}
	x.result.Failure = x.failure
	x.result.Races = slices.SortedFunc(maps.Keys(x.races), func(a, b [2]int32) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	slices.SortFunc(x.result.Outcomes, func(a, b *Outcome) int { return cmp.Compare(a.Output, b.Output) })
}

// reset forgets all executions, but not what they have told of the program.
func (x *explorer) reset() {
	x.restart = false
	x.nodes, x.depth = x.nodes[:0], 0
	x.result = Result{AtLeast: x.result.AtLeast}
	clear(x.byOutput)
	clear(x.races)
	for _, p := range x.processes {
		p.ops, p.done = p.ops[:0], p.done[:0]
	}
}
