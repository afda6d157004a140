package sched

// This file has panics, and what else the runtime ends a program for. A panic is a
// real one, raised, recovered and passed on by the runtime itself. Only where nobody
// has recovered it, at the bottom of the goroutine, the exploration does, so that it
// can go on; there the end is told from other ends by a text that is at least as fine
// as what the runtime would print. What it prints is found out afterwards, by a run
// in which nobody recovers (real.go).

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"unsafe"
)

// An Ending tells of an outcome that it ends in a panic or in a fatal error of the
// runtime. What the runtime prints is to be found out by a [Real] run.
type Ending struct {
	From     int      // where in the output that begins: what is there tells it from other endings
	Schedule []Choice // one that leads there
	Nested   bool     // what the output has of it is no more than to tell it from others
	Unlike   bool     // it may be the same as another ending although it is told from it
}

// isUnlike reports whether an outcome may be the same as another.
func (o *Outcome) isUnlike() bool { return o.Ending != nil && o.Ending.Unlike }

// dies ends the program, of which the runtime prints something; text is how to
// tell that from other ends.
func (x *execution) dies(text string, ending Ending) {
	x.out.TouchAs(Write, 1, 0)
	x.over = true
	ending.From = len(x.written)
	x.ending = &ending
	x.dying = x.now
	x.write(text + "\n...\nexit status 2\n")
}

// endingNow returns how the execution ended, with its schedule; nil if otherwise.
func (e *explorer) endingNow() *Ending {
	x := &e.execution
	if x.ending == nil {
		return nil
	}
	for _, ev := range e.record.events[:x.dying] {
		x.ending.Schedule = append(x.ending.Schedule, ev.Label)
	}
	return x.ending
}

// Fatal ends the program as the runtime does for a mistake that cannot be recovered
// from. Where really makes the same mistake, the text is the runtime's.
func Fatal(text string, really func()) {
	x := current()
	g := x.current
	if x.coroutines.real && really != nil {
		really()
	}
	x.wait(x.output())
	if really != nil {
		x.dies("fatal error: "+text, Ending{})
	} else {
		x.write("fatal error: " + text + "\n...\n")
		g.end(2)
	}
	x.wait(op{kind: simple, site: g.site, acc: Access{Access: on(x.out.id, Read)}, low: unlimited, high: unlimited}) // for ever
}

// GoNil is the go statement with a function that is nil.
func GoNil() {
	Fatal("go of nil func value", func() {
		var f func()
		go f()
	})
}

// die ends the program with a panic that nobody has recovered.
func (g *goroutine) die(v any) {
	x := current()
	defer x.recoverEnd() // the execution can end here
	text, ending := g.lastWords(v)
	x.wait(x.output())
	x.dies(text, ending)
}

// lastWords tells a panic from others, as finely as the runtime prints it. It
// calls the methods of v that the runtime calls.
func (g *goroutine) lastWords(v any) (string, Ending) {
	x := current()
	nested, unseen, where := panicking()
	text, ok := spoken(v)
	switch {
	case !ok:
		return "fatal error: panic while printing panic value: " + text, Ending{}
	case nested == 1:
		return "panic: " + text, Ending{}
	}
	// What the runtime prints of the panics below depends on values that the
	// exploration has not got, except for those that were raised by the program.
	for i, w := range g.raised {
		shown, plain := shownPlainly(w)
		if _, is := w.(runtime.Error); is {
			unseen--
		}
		first := slices.IndexFunc(g.raised, func(u any) bool { return words(u) == words(w) })
		where += fmt.Sprintf("; %d %s", first, shown)
		if !plain || i >= manyRaised {
			unseen = len(g.raised) + 1
			break
		}
	}
	if unseen > 0 {
		x.program.unlike++
		where += fmt.Sprintf("; %d", x.program.unlike)
	}
	return "panic: " + text + " (" + where + ")", Ending{Nested: true, Unlike: unseen > 0}
}

// manyRaised is how many panics of a goroutine are told from others.
const manyRaised = 16

// panicking tells of the panics that are on the stack: how many there are, how many
// below the last one the runtime has raised, and where.
func panicking() (nested, unseen int, where string) {
	pcs := make([]uintptr, 10000)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	raised := false
	var b strings.Builder
	for more := true; more; {
		var f runtime.Frame
		f, more = frames.Next()
		if raised && nested > 1 && strings.HasPrefix(f.Function, "runtime.") {
			unseen++
		}
		if raised = f.Function == "runtime.gopanic"; raised {
			nested++
		}
		fmt.Fprintf(&b, "%s:%d ", f.Function, f.Line)
	}
	return nested, unseen, strings.TrimSpace(b.String())
}

// words returns what an interface is made of.
func words(v any) [2]uintptr { return *(*[2]uintptr)(unsafe.Pointer(&v)) }

// spoken returns what the runtime prints of the value of a panic. It reports whether
// it can: if not, text is of the panic meanwhile.
func spoken(v any) (text string, ok bool) {
	x := current()
	defer func() {
		if ok {
			return
		}
		r := recover()
		if _, is := r.(unwinding); is {
			panic(r)
		}
		x.checkFault(r)
		if s, is := r.(string); is {
			text = s
		} else {
			text = fmt.Sprintf("type %T", r)
		}
	}()
	switch w := v.(type) {
	case error:
		text = indented(w.Error())
	case fmt.Stringer:
		text = indented(w.String())
	default:
		text, _ = shownPlainly(v)
	}
	return text, true
}

// shownPlainly returns what the runtime prints of a value, if that does not take a
// method of the program.
func shownPlainly(v any) (text string, ok bool) {
	if v == nil {
		return "nil", true
	}
	t := reflect.TypeOf(v)
	switch w := v.(type) {
	case error:
		of := t
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if p := of.PkgPath(); p == "runtime" || p == "errors" && of.Name() == "errorString" {
			return w.Error(), true
		}
		return t.String(), false
	case fmt.Stringer:
		return t.String(), false
	}
	r := reflect.ValueOf(v)
	switch {
	case t == reflect.TypeFor[string]():
		text = indented(r.String())
	case t.Kind() == reflect.String:
		text = fmt.Sprintf("%s(\"%s\")", t, indented(r.String()))
	case r.CanInt(), r.CanUint(), r.CanFloat(), r.CanComplex(), t.Kind() == reflect.Bool:
		if text = plainly(r); t.PkgPath() != "" {
			text = fmt.Sprintf("%s(%s)", t, text)
		}
	default:
		text = fmt.Sprintf("(%s) an address", t)
	}
	return text, true
}

// plainly formats a value of a basic type, without the methods of its type.
func plainly(v reflect.Value) string {
	switch {
	case v.CanInt():
		return fmt.Sprint(v.Int())
	case v.CanUint():
		return fmt.Sprint(v.Uint())
	case v.CanFloat():
		return fmt.Sprint(v.Float())
	case v.CanComplex():
		return fmt.Sprint(v.Complex())
	}
	return fmt.Sprint(v.Bool())
}

func indented(s string) string { return strings.ReplaceAll(s, "\n", "\n\t") }

// Panic is the builtin panic.
func Panic(v any) {
	if v != nil {
		current().current.raise(v)
	}
	panic(v)
}

// raise remembers a value that the program has raised or recovered.
func (g *goroutine) raise(v any) {
	if len(g.raised) <= manyRaised {
		g.raised = append(g.raised, v)
	}
}

// Recover is the builtin recover, called with what it returned.
func Recover(v any) any {
	x := current()
	x.checkFault(v)
	if _, ok := v.(unwinding); ok {
		panic(v)
	}
	if v != nil {
		x.current.raise(v)
	}
	return v
}
