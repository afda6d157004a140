package sched

// This file runs single executions: random ones, for what remains when a bound
// was hit, and a given one.

import (
	"fmt"
	"math/rand/v2"

	"goroutines/code_test/interleave/sched/step"
)

// walk runs a tenth as many executions as were explored, each with random
// choices.
func (e *explorer) walk() {
	r := rand.New(rand.NewPCG(e.options.Seed, 0))
	n := e.result.Executions/10 + 1
	for i := 0; i < n && !e.bounds.over.Load(); i++ {
		e.single(func(int) (step.Label, bool) { return e.enabled[r.IntN(len(e.enabled))], true })
	}
}

// replay runs the given schedule, and any steps that it lacks at its end.
func (e *explorer) replay() {
	clear(e.byOutput)
	e.result = Result{AtLeast: e.result.AtLeast}
	e.bounds.end()
	e.single(func(n int) (step.Label, bool) {
		if n >= len(e.options.Schedule) {
			return e.enabled[0], true
		}
		want := e.options.Schedule[n]
		for _, l := range e.enabled {
			if l == want {
				return l, true
			}
		}
		e.execution.failure = fmt.Sprintf("step %d of the schedule, by goroutine %d, is not possible: the schedule is of another program", n+1, want.P)
		return step.Label{}, false
	})
}

// single runs one execution in which next chooses each step from e.enabled. Whatever
// it tells of the program, nothing is explored anew; but it is begun again if it finds
// that something in it has to be done strictly.
func (e *explorer) single(next func(n int) (step.Label, bool)) {
	x := &e.execution
	stricter := e.program.stricter
	e.record.clear()
	x.begin()
	x.recording = true
	for n := 0; x.failure == "" && !e.bounds.over.Load(); n++ {
		if n >= maxSteps {
			e.result.TooLong = true
			break
		}
		if e.enabled = x.enable(e.enabled[:0]); len(e.enabled) == 0 {
			e.ended()
			e.outcome()
			e.result.Walks++
			x.abort()
			return
		}
		l, ok := next(n)
		if !ok {
			x.abort()
			return
		}
		if e.step(l); e.program.stricter != stricter {
			x.abort()
			e.single(next)
			return
		}
	}
	x.abort()
}
