package sched

// This file runs single executions: random ones, for what remains when a bound
// was hit, and a given one.

import (
	"fmt"
	"math/rand/v2"
)

// walk runs a tenth as many executions as were explored, each with random
// choices.
func (x *explorer) walk() {
	r := rand.New(rand.NewPCG(x.opts.Seed, 0))
	for range x.result.Executions/10 + 1 {
		x.single(func(int) (label, bool) { return x.enabled[r.IntN(len(x.enabled))], true })
	}
}

// replay runs the given schedule, and any steps that it lacks at its end.
func (x *explorer) replay() {
	clear(x.byOutput)
	x.result = Result{AtLeast: x.result.AtLeast}
	x.single(func(n int) (label, bool) {
		if n >= len(x.opts.Schedule) {
			return x.enabled[0], true
		}
		c := x.opts.Schedule[n]
		want := label{c.P, c.Q, c.CaseP, c.CaseQ}
		for _, l := range x.enabled {
			if l == want {
				return l, true
			}
		}
		x.failure = fmt.Sprintf("step %d of the schedule, by goroutine %d, is not possible: the schedule is of another program", n+1, c.P)
		return label{}, false
	})
}

// single runs one execution in which next chooses each step from x.enabled.
func (x *explorer) single(next func(n int) (label, bool)) {
	defer x.abort()
	for _, p := range x.processes {
		p.ops, p.done = p.ops[:0], p.done[:0]
	}
	x.walking, x.restart = true, false
	x.begin()
	x.recording = true
	for n := 0; n < maxSteps && x.failure == ""; n++ {
		if x.enable() == 0 {
			x.ended()
			return
		}
		l, ok := next(n)
		if !ok {
			return
		}
		x.step(l)
		x.order()
	}
	x.result.TooLong = true
}
