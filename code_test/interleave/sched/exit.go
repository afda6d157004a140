package sched

// This file models what the world sees of a program: what it writes, and how it
// ends. All of it touches one object: the order of what is written matters, and
// once the program has ended nothing more is. Goroutines that are left go on,
// but cannot be noticed; so that the end conflicts with no more than it must.

import (
	"fmt"
	"slices"
)

// Print writes text to standard output or standard error.
func Print(text []byte) {
	x := current()
	x.wait(x.output())
	x.out.TouchAs(Write, 0, 0)
	x.write(string(text))
}

func (x *execution) write(text string) { x.written = append(x.written, text...) }

func (x *execution) output() op {
	return op{kind: simple, site: x.current.site, acc: Access{Access: on(x.out.id, Write)}}
}

// exit ends the program with a status.
func (g *goroutine) exit(status int) {
	x := current()
	x.wait(x.output())
	g.end(status)
}

func (g *goroutine) end(status int) {
	x := current()
	x.out.TouchAs(Write, 1, 0)
	x.over = true
	if n := len(x.written); n > 0 && x.written[n-1] != '\n' {
		x.written = append(x.written, '\n')
	}
	if status != 0 {
		x.written = fmt.Appendf(x.written, "exit status %d\n", status)
	}
}

// DoesNotEnd is the last line of the output of a program in which goroutines
// that wait in a loop for others, or for a ticker, wait forever.
const DoesNotEnd = "(never ends)\n"

// asleep writes what the runtime writes when no goroutine can go on.
func (x *execution) asleep() {
	if n := len(x.written); n > 0 && x.written[n-1] != '\n' {
		x.written = append(x.written, '\n')
	}
	waits := func(g *goroutine) bool {
		o := x.state.pending(g.proc.id)
		stopped := x.state.level(o.acc.Object) == 0 // of a timer
		return o.kind == await || o.timer && !stopped || o.patient
	}
	switch {
	case slices.ContainsFunc(x.live, x.isHeldUp):
		x.failure = "a ticker whose tick nobody takes holds up a timer that is due later, which it would not do; stop the ticker, or take its ticks"
	case slices.ContainsFunc(x.live, waits):
		x.written = append(x.written, DoesNotEnd...)
	case !slices.ContainsFunc(x.live, func(g *goroutine) bool { return !g.timer }):
		x.written = append(x.written, "fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n...\nexit status 2\n"...)
	default:
		x.written = append(x.written, "fatal error: all goroutines are asleep - deadlock!\n...\nexit status 2\n"...)
	}
}

// ExitWith is os.Exit. What the goroutine has deferred is not called: it stops here.
func ExitWith(status int) {
	x := current()
	g := x.current
	g.exit(status)
	Block(x.current.site)
}
