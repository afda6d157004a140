package context_test

// This file runs programs of one goroutine on the library's package context and
// on its stand-in: they see the same.

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/sched"
	standin "goroutines/code_test/interleave/standin/context"
)

// A library is what a program uses of package context.
type library struct {
	background, todo func() context.Context
	withCancel       func(context.Context) (context.Context, func())
	withCancelCause  func(context.Context) (context.Context, func(error))
	withDeadline     func(context.Context, time.Time) (context.Context, func())
	withDeadlineWhy  func(context.Context, time.Time, error) (context.Context, func())
	withTimeout      func(context.Context, time.Duration) (context.Context, func())
	withTimeoutWhy   func(context.Context, time.Duration, error) (context.Context, func())
	withValue        func(context.Context, any, any) context.Context
	withoutCancel    func(context.Context) context.Context
	cause            func(context.Context) error
}

var real = library{
	context.Background, context.TODO,
	func(c context.Context) (context.Context, func()) { return context.WithCancel(c) },
	func(c context.Context) (context.Context, func(error)) { return context.WithCancelCause(c) },
	func(c context.Context, d time.Time) (context.Context, func()) { return context.WithDeadline(c, d) },
	func(c context.Context, d time.Time, why error) (context.Context, func()) {
		return context.WithDeadlineCause(c, d, why)
	},
	func(c context.Context, d time.Duration) (context.Context, func()) { return context.WithTimeout(c, d) },
	func(c context.Context, d time.Duration, why error) (context.Context, func()) {
		return context.WithTimeoutCause(c, d, why)
	},
	context.WithValue, context.WithoutCancel, context.Cause,
}

var ours = library{
	standin.Background, standin.TODO,
	func(c context.Context) (context.Context, func()) { return standin.WithCancel(c) },
	func(c context.Context) (context.Context, func(error)) { return standin.WithCancelCause(c) },
	func(c context.Context, d time.Time) (context.Context, func()) { return standin.WithDeadline(c, d) },
	func(c context.Context, d time.Time, why error) (context.Context, func()) {
		return standin.WithDeadlineCause(c, d, why)
	},
	func(c context.Context, d time.Duration) (context.Context, func()) { return standin.WithTimeout(c, d) },
	func(c context.Context, d time.Duration, why error) (context.Context, func()) {
		return standin.WithTimeoutCause(c, d, why)
	},
	standin.WithValue, standin.WithoutCancel, standin.Cause,
}

var (
	past   = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	future = time.Date(3000, time.January, 1, 0, 0, 0, 0, time.UTC)
	errWhy = errors.New("why")
)

// A custom context is one that a program makes itself.
type custom struct{ context.Context }

func (custom) Value(key any) any { return "custom" }
func (custom) Err() error        { return errors.New("custom error") }

type key int

func (k key) String() string { return fmt.Sprintf("key%d", int(k)) }

func TestSame(t *testing.T) {
	tests := []struct {
		name  string
		timed bool // has a timer that runs
		main  func(l library, see func(...any))
	}{
		{"names", false, func(l library, see func(...any)) {
			c, cancel := l.withCancel(l.background())
			defer cancel()
			d, cancel := l.withDeadline(l.todo(), past)
			defer cancel()
			see(l.background(), l.todo(), c, l.withoutCancel(c), l.withValue(c, key(1), "v"),
				l.withValue(c, struct{}{}, nil), l.withValue(custom{c}, key(2), 3), fmt.Sprint(d)[:56])
			see(fmt.Sprintf("%T %T %T %T %T %T", l.background(), l.todo(), c, d, l.withoutCancel(c), l.withValue(c, 1, 2)))
		}},
		{"empty", false, func(l library, see func(...any)) {
			for _, c := range []context.Context{l.background(), l.todo(), l.withoutCancel(l.todo())} {
				_, ok := c.Deadline()
				see(c.Err(), l.cause(c), c.Done() == nil, ok, c.Value(1))
			}
		}},
		{"values", true, func(l library, see func(...any)) {
			a := l.withValue(l.background(), key(1), "a")
			b, cancel := l.withCancel(l.withValue(a, key(2), "b"))
			defer cancel()
			c, cancel := l.withDeadline(l.withValue(l.withoutCancel(b), key(1), "c"), future)
			defer cancel()
			for _, ctx := range []context.Context{a, b, c, custom{c}, l.withValue(custom{c}, key(3), "d")} {
				see(ctx.Value(key(1)), ctx.Value(key(2)), ctx.Value(key(3)), ctx.Value(1))
			}
		}},
		{"cancel", false, func(l library, see func(...any)) {
			c, cancel := l.withCancel(l.background())
			done := c.Done()
			see(c.Err(), l.cause(c), c.Done() == done)
			cancel()
			see(c.Err() == context.Canceled, l.cause(c))
			cancel()
			see(c.Err(), l.cause(l.withValue(c, 1, 2)), l.cause(l.withoutCancel(c)))
		}},
		{"cancel with a cause", false, func(l library, see func(...any)) {
			c, cancel := l.withCancelCause(l.background())
			cancel(errWhy)
			cancel(errors.New("another"))
			see(c.Err(), l.cause(c))
			d, cancel := l.withCancelCause(l.background())
			cancel(nil)
			see(d.Err(), l.cause(d))
		}},
		{"cancel a child first", false, func(l library, see func(...any)) {
			p, cancelP := l.withCancelCause(l.background())
			c, cancelC := l.withCancelCause(p)
			cancelC(errWhy)
			see(p.Err(), c.Err())
			cancelP(errors.New("parent"))
			see(p.Err(), l.cause(p), c.Err(), l.cause(c))
		}},
		{"cancel a parent", true, func(l library, see func(...any)) {
			p, cancelP := l.withCancelCause(l.background())
			c, cancelC := l.withCancelCause(l.withValue(p, 1, 2))
			d, cancelD := l.withTimeout(c, time.Hour)
			w := l.withoutCancel(d)
			cancelP(errWhy)
			cancelC(nil)
			cancelD()
			see(c.Err(), l.cause(c), d.Err(), l.cause(d), w.Err(), l.cause(w))
		}},
		{"derive from a canceled one", false, func(l library, see func(...any)) {
			p, cancel := l.withCancelCause(l.background())
			cancel(errWhy)
			c, cancelC := l.withCancel(p)
			cancelC()
			d, cancelD := l.withTimeout(p, time.Hour)
			cancelD()
			see(c.Err(), l.cause(c), d.Err(), l.cause(d))
		}},
		{"deadlines", true, func(l library, see func(...any)) {
			a, cancel := l.withDeadline(l.background(), future)
			defer cancel()
			b, cancel := l.withDeadline(a, future.Add(1))
			defer cancel()
			c, cancel := l.withDeadlineWhy(a, past, errWhy)
			cancel()
			for _, ctx := range []context.Context{a, b, c, l.withValue(c, 1, 2)} {
				at, ok := ctx.Deadline()
				see(at, ok, ctx.Err(), l.cause(ctx))
			}
			see(c.Err() == context.DeadlineExceeded, fmt.Sprintf("%T", b))
		}},
		{"timeouts", true, func(l library, see func(...any)) {
			a, cancel := l.withTimeout(l.background(), 0)
			cancel()
			b, cancel := l.withTimeoutWhy(l.background(), -1, errWhy)
			cancel()
			c, cancel := l.withTimeoutWhy(l.background(), time.Hour, errWhy)
			cancel()
			see(a.Err(), l.cause(a), b.Err(), l.cause(b), c.Err(), l.cause(c))
		}},
		{"wait for a timeout", true, func(l library, see func(...any)) {
			a, cancel := l.withTimeoutWhy(l.background(), time.Millisecond, errWhy)
			defer cancel()
			wait(a)
			see(a.Err(), l.cause(a))
			c, cancel := l.withTimeout(l.background(), time.Millisecond)
			defer cancel()
			d, cancel := l.withCancel(c)
			defer cancel()
			wait(d)
			see(c.Err(), d.Err(), l.cause(d))
		}},
		{"a context of the program's own", false, func(l library, see func(...any)) {
			p, cancel := l.withCancelCause(l.background())
			cancel(errWhy)
			c, cancelC := l.withCancel(custom{p})
			cancelC()
			see(c.Err(), l.cause(c), l.cause(custom{p}))
		}},
		{"mistakes", false, func(l library, see func(...any)) {
			for _, f := range []func(){
				func() { l.withCancel(nil) },
				func() { l.withCancelCause(nil) },
				func() { l.withDeadline(nil, future) },
				func() { l.withTimeout(nil, 1) },
				func() { l.withoutCancel(nil) },
				func() { l.withValue(nil, 1, 1) },
				func() { l.withValue(l.todo(), nil, 1) },
				func() { l.withValue(l.todo(), []int{}, 1) },
			} {
				func() {
					defer func() { see(recover()) }()
					f()
				}()
			}
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			run := func(l library) (lines []string) {
				test.main(l, func(a ...any) { lines = append(lines, fmt.Sprintln(a...)) })
				return lines
			}
			want := run(real)
			wait = func(c context.Context) { sched.Recv(1, c.Done()) }
			defer func() { wait = func(c context.Context) { <-c.Done() } }()
			// A timer fires at any time, so there can be other executions too.
			found, diff := false, ""
			r := sched.Explore(sched.Options{Timed: true}, func() {
				got := run(ours)
				found = found || cmp.Equal(want, got)
				diff = cmp.Diff(want, got)
			})
			if !found {
				t.Errorf("no execution is like the library's; the last one differs (-library +stand-in):\n%s", diff)
			}
			if r.Failure != "" || len(r.Outcomes) != 1 || r.Outcomes[0].Output != "" {
				t.Errorf("failure %q, outcomes %v; want one that is empty", r.Failure, r.Outcomes)
			}
			if !test.timed && r.Executions != 1 {
				t.Errorf("%d executions, want 1", r.Executions)
			}
		})
	}
}

// wait waits until c is done.
var wait = func(c context.Context) { <-c.Done() }
