package sched

// This file is the one place that knows which execution is running. A rewritten
// program calls functions, and has nothing to say by which it could be told from
// another: so there is one exploration at a time in a process. All else in this
// package, and all of the packages below it, is told what it works on.

import "sync/atomic"

// running is the execution that is running; nil if there is no exploration.
var running *execution

// current returns the execution that the calling goroutine is part of.
func current() *execution { return running }

// occupy makes x the execution that is running, until leave is called.
func occupy(x *execution) {
	if running != nil {
		panic("sched: there is an exploration already in this process")
	}
	running = x
}

func leave() { running = nil }

// stepped counts the events of all executions.
var stepped atomic.Uint64

// computing tells that it is the program that runs, not what explores it.
var computing atomic.Bool

// Stepped returns how many events have been done in all executions, and whether the
// program is on its way to the next one. It can be called at any time, to see whether
// it comes there.
func Stepped() (events uint64, computes bool) { return stepped.Load(), computing.Load() }

var onBegin []func()

// OnBegin asks for f to be called at the beginning of each execution.
func OnBegin(f func()) { onBegin = append(onBegin, f) }
