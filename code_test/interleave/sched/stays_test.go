package sched_test

// This file explores many programs in one process: nothing of an exploration may
// stay but its result.

import (
	"runtime"
	"testing"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/sync"
	"goroutines/code_test/interleave/standin/time"
)

// mixed is a program that uses a little of everything, and leaves goroutines
// behind that wait for ever.
func mixed() {
	v, wg := sched.Made(new(int)), sched.Made(new(sync.WaitGroup))
	mu, c := sched.Made(new(sync.Mutex)), sched.MakeChannel[chan int](0)
	for range 2 {
		wg.Go(func() {
			mu.Lock()
			increment(v)
			mu.Unlock()
		})
	}
	sched.Go(1, func() { sched.Out(1, c).Send(1) })
	sched.Go(1, func() { sched.Recv(1, sched.MakeChannel[chan int](0)) })
	sched.Recv(1, time.NewTimer(1).C)
	sched.Recv(1, c)
	wg.Wait()
}

// explorations end in every way in which one can.
var explorations = []struct {
	name    string
	times   int
	options sched.Options
	main    func()
}{
	{"complete", 100, sched.Options{Timed: true}, mixed},
	{"naive", 100, sched.Options{Naive: true, Max: 20}, mixed},
	{"stopped", 100, sched.Options{Max: 3}, mixed},
	{"replayed", 100, sched.Options{Schedule: []sched.Choice{{P: 0, Q: -1}}}, mixed},
	{"an impossible schedule", 100, sched.Options{Schedule: []sched.Choice{{P: 7, Q: -1}}}, mixed},
	{"too long", 3, sched.Options{Max: 1}, func() {
		for {
			sched.Print([]byte("."))
		}
	}},
	{"not repeatable", 100, sched.Options{}, func() {
		begun++
		sched.Go(1, func() { sched.Print([]byte("a")) })
		sched.Go(1, func() { sched.Print([]byte("b")) })
		sched.Print([]byte("c"))
		for range begun % 3 {
			sched.Go(2, mixed)
		}
		sched.Recv(3, sched.MakeChannel[chan int](0))
	}},
	{"a panic", 100, sched.Options{}, func() {
		sched.Go(1, func() { sched.Panic("boom") })
		defer func() { sched.Recover(recover()) }()
		sched.Exit()
	}},
}

// begun is how many executions of the program that is not repeatable have begun.
var begun int

// TestNothingStays compares how much there is after many explorations with what
// there was after a few. It counts what is left, and does not measure time.
func TestNothingStays(t *testing.T) {
	for _, e := range explorations {
		t.Run(e.name, func(t *testing.T) {
			left := func(times int) (goroutines int, heap uint64) {
				for range times {
					sched.Explore(e.options, e.main)
				}
				var m runtime.MemStats
				runtime.GC()
				runtime.GC() // what had a finalizer at the first
				runtime.ReadMemStats(&m)
				return runtime.NumGoroutine(), m.HeapAlloc + m.StackInuse
			}
			before := runtime.NumGoroutine()
			_, few := left(1)
			const much = 256 << 10
			if goroutines, many := left(e.times); goroutines > before || many > few+much {
				t.Errorf("after %d explorations there are %d goroutines and %d bytes; want no more than %d goroutines, and %d bytes", e.times, goroutines, many, before, few+much)
			}
		})
	}
}
