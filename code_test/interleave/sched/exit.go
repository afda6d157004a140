package sched

// This file models what the world sees of a program: what it writes, and how it
// ends. All of it touches one object: the order of what is written matters, and
// once the program has ended nothing more is. Goroutines that are left go on,
// but cannot be noticed; so that the end conflicts with no more than it must.

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
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

// Fatal ends the program as the runtime does for a mistake that cannot be recovered from.
func Fatal(text string) {
	x := current()
	g := x.current
	x.wait(x.output())
	x.write("fatal error: " + text + "\n...\n")
	g.end(2)
	Block(x.current.site)
}

// die ends the program with a panic that nobody has recovered.
func (g *goroutine) die(v any) {
	x := current()
	defer x.recoverEnd() // the execution can end here
	x.wait(x.output())
	var b strings.Builder
	for i, p := range append(g.panics, v) {
		if i == len(g.panics) && i > 0 && same(p, g.panics[i-1]) {
			break
		}
		text := panicText(p)
		if text == "" {
			break
		}
		b.WriteString(strings.Repeat("\t", min(i, 1)))
		fmt.Fprintf(&b, "panic: %s\n", text)
	}
	x.write(b.String() + "...\n")
	g.end(2)
}

func same(a, b any) (ok bool) {
	defer func() { recover() }()
	return a == b
}

// panicText returns what the runtime prints of the value of a panic.
func panicText(v any) string {
	switch v := v.(type) {
	case repanicked:
		return panicText(v.value) + " [recovered, repanicked]"
	case nil:
		return "nil"
	case error: // runtime.Error is one
		return lines(v.Error())
	case fmt.Stringer:
		return lines(v.String())
	case string:
		return lines(v)
	}
	t := reflect.TypeOf(v)
	switch t.Kind() {
	case reflect.String:
		return fmt.Sprintf("%s(%q)", t, v)
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr,
		reflect.Float32, reflect.Float64, reflect.Complex64, reflect.Complex128:
		if t.PkgPath() == "" {
			return fmt.Sprint(v)
		}
		return fmt.Sprintf("%s(%v)", t, v)
	}
	return "" // the runtime prints an address
}

func lines(s string) string { return strings.ReplaceAll(s, "\n", "\n\t") }

// A repanicked value was recovered by the library and raised again.
type repanicked struct{ value any }

// Repanic raises again what the library has recovered.
func Repanic(v any) { panic(repanicked{v}) }

// Panic is the builtin panic.
func Panic(v any) {
	x := current()
	if v == nil {
		panic(v)
	}
	g := x.current
	g.panics = append(g.panics, v)
	panic(v)
}

// Recover is the builtin recover, called with what it returned.
func Recover(v any) any {
	x := current()
	x.checkFault(v)
	if _, ok := v.(unwinding); ok {
		if x.aborting || !x.current.exiting {
			panic(v)
		}
		x.current.caught++
		return nil // Unwind goes on
	}
	if v != nil {
		x.current.panics = x.current.panics[:0]
	}
	return v
}

// Caught returns how often Recover has stopped the end of the running goroutine.
func Caught() int { return current().current.caught }

// Unwind is deferred first in functions that defer, so that it runs last: it
// goes on with runtime.Goexit, which recover does not stop. It is given what
// Caught returned when the function began.
func Unwind(caught int) {
	x := current()
	if x.current.caught != caught {
		if v := recover(); v != nil {
			panic(v)
		}
		panic(unwinding{})
	}
}
