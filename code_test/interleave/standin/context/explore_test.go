package context_test

// This file explores programs in which several goroutines share a context.

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/context"
	"goroutines/code_test/interleave/standin/fmt"
	"goroutines/code_test/interleave/standin/runtime"
	"goroutines/code_test/interleave/standin/sync"
)

// isDone looks at whether c is done.
func isDone(c context.Context) bool {
	r := sched.In(9, c.Done())
	if sched.Select(9, true, r.Case()) < 0 {
		return false
	}
	r.Take()
	return true
}

// own is a context of the program's own, with a channel of its own.
type own struct {
	context.Context
	done chan struct{}
}

func (o own) Done() <-chan struct{} { return o.done }
func (o own) Err() error {
	if isDone(o) {
		return errors.New("own")
	}
	return nil
}

// calling is a context that calls functions itself.
type calling struct {
	context.Context
	f *func()
}

func (c calling) Done() <-chan struct{} { return c.Context.Value(doneKey{}).(chan struct{}) }
func (c calling) Err() error            { return errors.New("calling") }
func (c calling) AfterFunc(f func()) func() bool {
	*c.f = f
	return func() bool {
		fmt.Print("stopped ")
		return true
	}
}

type doneKey struct{}

func TestOutcomes(t *testing.T) {
	tests := []struct {
		name  string
		large bool // too large to explore every interleaving
		main  func()
		want  []string
	}{
		{"Done and Err change together", false, func() {
			c, cancel := context.WithCancel(context.Background())
			sched.Go(1, cancel)
			fmt.Print(isDone(c), " ", c.Err() != nil)
		}, []string{"false false", "false true", "true true"}},
		{"Err and Done change together", false, func() {
			c, cancel := context.WithCancel(context.Background())
			sched.Go(1, cancel)
			fmt.Print(c.Err() != nil, " ", isDone(c))
		}, []string{"false false", "false true", "true true"}},
		{"the first cause counts", false, func() {
			c, cancel := context.WithCancelCause(context.Background())
			var wg sync.WaitGroup
			wg.Go(func() { cancel(errors.New("a")) })
			wg.Go(func() { cancel(errors.New("b")) })
			wg.Wait()
			fmt.Print(context.Cause(c))
		}, []string{"a", "b"}},
		{"a parent is canceled before its child", false, func() {
			p, cancel := context.WithCancel(context.Background())
			c, _ := context.WithCancel(p)
			sched.Go(1, cancel)
			child := c.Err() != nil
			fmt.Print(child, " ", p.Err() != nil)
		}, []string{"false false", "false true", "true true"}},
		{"children are canceled when cancel returns", false, func() {
			p, cancel := context.WithCancel(context.Background())
			c, _ := context.WithCancel(context.WithValue(p, 1, 2))
			d, _ := context.WithCancel(c)
			cancel()
			fmt.Print(c.Err() != nil, " ", d.Err() != nil)
		}, []string{"true true"}},
		{"children are canceled when any cancel returns", false, func() {
			p, cancel := context.WithCancel(context.Background())
			c, _ := context.WithCancel(p)
			sched.Go(1, cancel)
			cancel()
			fmt.Print(c.Err() != nil)
		}, []string{"true"}},
		{"siblings are canceled when the cancel of one with a deadline returns, if the parent was", true, func() {
			p, cancel := context.WithCancel(context.Background())
			a, cancelA := context.WithTimeout(p, time.Second)
			b, _ := context.WithCancel(p)
			sched.Go(1, cancel)
			canceled := isDone(p)
			cancelA()
			if canceled {
				fmt.Print(a.Err() != nil, " ", b.Err() != nil)
			}
		}, []string{"", "true true"}},
		{"children are canceled in any order", false, func() {
			p, cancel := context.WithCancel(context.Background())
			a, _ := context.WithCancel(p)
			b, _ := context.WithCancel(p)
			sched.Go(1, cancel)
			fmt.Print(a.Err() != nil, " ", b.Err() != nil)
		}, []string{"false false", "false true", "true false", "true true"}},
		{"the cause is known when the children are canceled", false, func() {
			p, cancel := context.WithCancelCause(context.Background())
			c, _ := context.WithCancel(p)
			sched.Go(1, func() { cancel(errors.New("why")) })
			if cause := context.Cause(p); cause != nil {
				fmt.Print(cause, " ", context.Cause(c))
			}
		}, []string{"", "why why"}},
		{"derive while the parent is canceled", false, func() {
			p, cancel := context.WithCancelCause(context.Background())
			sched.Go(1, func() { cancel(errors.New("why")) })
			c, _ := context.WithCancel(p)
			sched.Recv(2, c.Done())
			fmt.Print(c.Err(), " ", context.Cause(c))
		}, []string{"context canceled why"}},
		{"a worker", false, func() {
			c, cancel := context.WithCancel(context.Background())
			var wg sync.WaitGroup
			wg.Go(func() {
				sched.Recv(1, c.Done())
				fmt.Print(c.Err())
			})
			cancel()
			wg.Wait()
		}, []string{"context canceled"}},
		{"nobody cancels", false, func() {
			c, _ := context.WithCancel(context.Background())
			sched.Recv(1, c.Done())
		}, []string{"fatal error: all goroutines are asleep - deadlock!\n...\nexit status 2"}},

		{"AfterFunc", false, func() {
			c, cancel := context.WithCancel(context.Background())
			context.AfterFunc(c, func() { fmt.Print("f ") })
			cancel()
			fmt.Print("main ")
		}, []string{"f main ", "main ", "main f "}},
		{"AfterFunc of a canceled one", false, func() {
			c, cancel := context.WithCancel(context.Background())
			cancel()
			stop := context.AfterFunc(c, func() { fmt.Print("f ") })
			fmt.Print(stop(), " ")
		}, []string{"f false ", "false ", "false f "}},
		{"AfterFunc is stopped", false, func() {
			c, cancel := context.WithCancel(context.Background())
			stop := context.AfterFunc(c, func() { fmt.Print("f ") })
			fmt.Print(stop(), stop(), " ")
			cancel()
		}, []string{"true false "}},
		{"AfterFunc is stopped, or not", false, func() {
			c, cancel := context.WithCancel(context.Background())
			stop := context.AfterFunc(c, func() { fmt.Print("f ") })
			sched.Go(1, cancel)
			fmt.Print(stop(), " ")
		}, []string{"f false ", "false ", "false f ", "true "}},
		{"AfterFunc of what is never canceled", false, func() {
			stop := context.AfterFunc(context.Background(), func() { fmt.Print("f") })
			fmt.Print(stop(), " ", stop())
		}, []string{"true false"}},

		{"a timeout", false, func() {
			c, cancel := context.WithTimeoutCause(context.Background(), time.Second, errors.New("slow"))
			sched.Recv(1, c.Done())
			cancel()
			fmt.Print(c.Err(), ", ", context.Cause(c))
		}, []string{"context deadline exceeded, slow"}},
		{"a timeout, or not", false, func() {
			c, cancel := context.WithTimeout(context.Background(), time.Second)
			cancel()
			sched.Recv(1, c.Done())
			fmt.Print(c.Err())
		}, []string{"context canceled", "context deadline exceeded"}},
		{"a timeout of a child", true, func() {
			p, cancel := context.WithCancel(context.Background())
			c, _ := context.WithTimeout(p, time.Second)
			sched.Go(1, cancel)
			sched.Recv(2, c.Done())
			fmt.Print(c.Err(), ", ", p.Err())
		}, []string{
			"context canceled, context canceled",
			"context deadline exceeded, <nil>",
			"context deadline exceeded, context canceled",
		}},
		{"a timeout while the parent is canceled", true, func() {
			p, cancel := context.WithCancel(context.Background())
			sched.Go(1, cancel)
			c, _ := context.WithTimeout(p, time.Second)
			sched.Recv(2, c.Done())
			fmt.Print(c.Err())
		}, []string{"context canceled", "context deadline exceeded"}},
		{"two timeouts", true, func() {
			p, cancelP := context.WithTimeout(context.Background(), 2*time.Second)
			c, cancelC := context.WithTimeout(p, time.Second)
			sched.Recv(1, c.Done())
			fmt.Print(c.Err(), ", ", p.Err())
			cancelC()
			cancelP()
		}, []string{"context deadline exceeded, <nil>", "context deadline exceeded, context deadline exceeded"}},

		{"a context with a channel of its own", false, func() {
			o := own{context.Background(), sched.MakeChannel[chan struct{}](0)}
			c, _ := context.WithCancel(o)
			sched.Close(1, o.done)
			sched.Recv(2, c.Done())
			fmt.Print(c.Err(), ", ", context.Cause(c))
		}, []string{"own, own"}},
		{"a context with a channel of its own and one from a parent", false, func() {
			p, cancel := context.WithCancel(context.Background())
			o := own{p, sched.MakeChannel[chan struct{}](0)}
			c, cancelC := context.WithCancel(o)
			cancel()
			fmt.Print(c.Err(), " ")
			cancelC()
			fmt.Print(c.Err())
		}, []string{"<nil> context canceled"}},
		{"a context that only adds to another", false, func() {
			type more struct{ context.Context }
			p, cancel := context.WithCancel(context.Background())
			c, _ := context.WithCancel(more{p})
			cancel()
			fmt.Print(c.Err())
		}, []string{"context canceled"}},
		{"a context that calls functions", false, func() {
			var f func()
			done := sched.MakeChannel[chan struct{}](0)
			p := calling{context.WithValue(context.Background(), doneKey{}, done), &f}
			c, cancel := context.WithCancel(p)
			d, _ := context.WithCancel(p)
			f()
			cancel()
			fmt.Print(c.Err(), ", ", d.Err())
		}, []string{"stopped context canceled, calling"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, opts := range []sched.Options{{Timed: true}, {Timed: true, Counts: true}, {Timed: true, Naive: true}} {
				if opts.Naive && test.large {
					continue
				}
				r := sched.Explore(opts, test.main)
				got := []string{}
				for _, o := range r.Outcomes {
					got = append(got, strings.TrimSuffix(o.Output, "\n"))
				}
				slices.Sort(got)
				slices.Sort(test.want)
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("outputs with options %+v differ (-want +got):\n%s%s", opts, diff, r.Failure)
				}
				if len(r.Races) > 0 {
					t.Errorf("data races with options %+v: %v, want none", opts, r.Races)
				}
			}
		})
	}
}

// TestCounts explores programs that show what their output cannot: whether
// something is left behind.
func TestCounts(t *testing.T) {
	tests := []struct {
		name string
		main func()
		want []string
	}{
		{"the timer of a canceled context does not fire", func() {
			_, cancel := context.WithTimeout(context.Background(), time.Second)
			cancel()
			before := runtime.NumGoroutine()
			fmt.Println(runtime.NumGoroutine() > before)
		}, []string{"false\n"}},
		{"nor does that of one that is canceled while it is made", func() {
			p, cancel := context.WithCancel(context.Background())
			var wg sync.WaitGroup
			wg.Go(cancel)
			context.WithTimeout(p, time.Second)
			wg.Wait()
			before := runtime.NumGoroutine()
			fmt.Println(runtime.NumGoroutine() > before)
		}, []string{"false\n"}},
		{"one that is canceled when it is made has no timer", func() {
			p, cancel := context.WithCancel(context.Background())
			cancel()
			context.WithTimeout(p, time.Second)
			fmt.Println(runtime.NumGoroutine())
		}, []string{"1\n"}},
		{"a context with a channel of its own is watched", func() {
			o := own{context.Background(), sched.MakeChannel[chan struct{}](0)}
			_, cancel := context.WithCancel(o)
			before := runtime.NumGoroutine()
			cancel()
			fmt.Println(before, runtime.NumGoroutine())
		}, []string{"2 1\n", "2 2\n"}},
		{"and not any more when the function is stopped", func() {
			o := own{context.Background(), sched.MakeChannel[chan struct{}](0)}
			stop := context.AfterFunc(o, func() {})
			before := runtime.NumGoroutine()
			stop()
			fmt.Println(before, runtime.NumGoroutine())
		}, []string{"2 1\n", "2 2\n"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{Timed: true, Counts: true}, test.main)
			got := []string{}
			for _, o := range r.Outcomes {
				got = append(got, o.Output)
			}
			slices.Sort(got)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("outputs differ (-want +got):\n%s%s", diff, r.Failure)
			}
		})
	}
}

// TestForgotten cancels children before their parent, so that in no execution
// the parent has several of which to choose the next.
func TestForgotten(t *testing.T) {
	tests := []struct {
		name   string
		derive func(p context.Context) (forget func())
	}{
		{"WithCancel", func(p context.Context) func() {
			_, cancel := context.WithCancel(p)
			return cancel
		}},
		{"WithDeadline", func(p context.Context) func() {
			_, cancel := context.WithDeadline(p, time.Time{})
			return cancel
		}},
		{"AfterFunc", func(p context.Context) func() {
			stop := context.AfterFunc(p, func() {})
			return func() { stop() }
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{}, func() {
				p, cancel := context.WithCancel(context.Background())
				test.derive(p)()
				test.derive(p)()
				cancel()
			})
			if r.Executions != 1 {
				t.Errorf("%d executions, want 1", r.Executions)
			}
		})
	}
}
