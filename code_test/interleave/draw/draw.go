// Package draw draws runs of a program, so that a viewer sees how its
// goroutines take turns.
//
// A [Program] is the source of a program and its [Outcome] values; to each
// outcome belong some [Run] values, different interleavings of the goroutines
// that end so; and a Run is a list of [Step] values: who did what, in which
// line, and who cannot go on after it.
//
// [HTML] draws a page on which one steps through all of this, and [SVG] draws a
// still picture of one run. In both, each goroutine has a lane and time runs
// down: an arrow leaves the go statement for the lane of the new goroutine (the
// fork) and another comes back where somebody waits for it (the join); a
// message is an arrow from lane to lane; where a goroutine is blocked its lane
// is dashed.
//
// The page shows values as well: after each step what is in the variables,
// channels, locks and WaitGroups that goroutines share, and what each goroutine
// has read and not yet written back. It fills its window, whatever size that is.
// In a frame it takes the keys while it has the focus, and tells its parent when
// a key is the parent's: it posts the message {stepper: WHAT}, where WHAT is
// "next" or "previous" (at the end of a run, or with Page Down and Page Up),
// "leave" (Escape) or "blank" (period and b). What follows # in its address is
// the name of the outcome that it shows.
//
// What is drawn depends on nothing but the program: the same program gives the
// same bytes.
package draw

// This file has what is drawn.

// A Program is a program and what it can do.
type Program struct {
	Name     string // such as "code/welcome/main.go"
	Source   []byte
	Outcomes []Outcome
}

// An Outcome is one of the outputs that a program can have.
type Outcome struct {
	Name          string // as in outcomes.txt; empty where it has none
	Output        string
	Interleavings string // how many interleavings end so: a decimal number
	Runs          []Run  // some of these interleavings, or all
}

// A Run is what happened in one run of a program, one step after the other.
type Run []Step

// A Step is one thing that a goroutine did.
type Step struct {
	Goroutine   int    // who: 0 is main, the others have the order in which they are started
	Partner     int    // of a message without a buffer: who receives it; else -1
	Line        int    // of the source, from 1: where; 0 where it is no line of the program
	PartnerLine int    // of the source: where the partner receives
	What        string // "go", "print", "send", "receive", "lock", "wait", "exit" and so on
	PartnerWhat string // what the partner does: "receive"
	Printed     string // what it wrote to the output
	Started     []int  // the goroutines that it started
	After       []int  // the steps, by index, of other goroutines that it waited for
	Blocked     []int  // the goroutines that cannot go on after it
	Race        bool   // it is one of two accesses that race

	Values []Value // what it did with what goroutines share, in order
	Before []Value // of the first step: what there was before it, with How "make"

	// At has, by goroutine, the line where each one stands after the step,
	// with what it is going to do next, blocked or not: 0 where it does nothing
	// more. Where At is nil, a goroutine stands where its next step of the run
	// is, and one that has none, and is not blocked, has returned.
	At []int
}

// A Value is what a step did with one of the things that goroutines share.
type Value struct {
	Name      string // as in the program
	Thing     string // "variable", "channel", "lock", "counter" (of a WaitGroup), "goroutines" (how many there are)
	Goroutine int    // who did it
	How       string // "make", "read", "write", "send", "receive", "close", "lock", "read lock", "unlock", "add", "wait"
	Value     string // what was read, written, sent, received or added
	State     string // what is in it then: of a channel its messages, as in "[1 2]"
	Holders   []int  // of a lock: who has it then
}
