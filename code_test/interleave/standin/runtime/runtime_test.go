package runtime_test

// This file tests what a program sees of the runtime.

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/fmt"
	"goroutines/code_test/interleave/standin/runtime"
)

func TestOutput(t *testing.T) {
	tests := []struct {
		name string
		main func()
		want []string
	}{
		{"NumCPU", func() { fmt.Println(runtime.NumCPU()) }, []string{"2\n"}},
		{"GOMAXPROCS", func() {
			fmt.Println(runtime.GOMAXPROCS(0), runtime.GOMAXPROCS(7), runtime.GOMAXPROCS(-1), runtime.GOMAXPROCS(0))
		}, []string{"2 2 7 7\n"}},
		{"GOMAXPROCS of two", func() {
			sched.Go(1, func() { runtime.GOMAXPROCS(1) })
			fmt.Println(runtime.GOMAXPROCS(0), runtime.GOMAXPROCS(0))
		}, []string{"1 1\n", "2 1\n", "2 2\n"}},
		{"Gosched", func() {
			sched.Go(1, func() { fmt.Println("a") })
			runtime.Gosched()
			fmt.Println("b")
		}, []string{"a\nb\n", "b\n", "b\na\n"}},
		{"Goexit", func() {
			c := sched.MakeChannel[chan int](0)
			sched.Go(1, func() {
				defer sched.Close(2, c)
				defer fmt.Println("deferred")
				runtime.Goexit()
				fmt.Println("not here")
			})
			sched.Recv(3, c)
		}, []string{"deferred\n"}},
		{"Goexit of main", func() { runtime.Goexit() }, []string{"fatal error: no goroutines (main called runtime.Goexit) - deadlock!\n...\nexit status 2\n"}},
		{"NumGoroutine", func() {
			fmt.Println(runtime.NumGoroutine())
			sched.Go(1, func() { sched.Block(2) })
			fmt.Println(runtime.NumGoroutine())
		}, []string{"1\n2\n"}},
		{"NumGoroutine while one ends", func() {
			sched.Go(1, func() {})
			fmt.Println(runtime.NumGoroutine())
		}, []string{"1\n", "2\n"}},
		{"no effect", func() {
			runtime.LockOSThread()
			runtime.UnlockOSThread()
			runtime.GC()
			runtime.KeepAlive(nil)
		}, []string{""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{Counts: true}, test.main)
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
