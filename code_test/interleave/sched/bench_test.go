package sched_test

// This file measures how fast programs are explored.

import (
	"fmt"
	"testing"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/sched/sync"
)

func BenchmarkExplore(b *testing.B) {
	run := func(name string, main func()) {
		b.Run(name, func(b *testing.B) {
			executions := 0
			b.ReportAllocs()
			for b.Loop() {
				executions += sched.Explore(sched.Options{}, main).Executions
			}
			b.ReportMetric(float64(executions)/float64(b.N), "executions")
			b.ReportMetric(float64(executions)/b.Elapsed().Seconds(), "executions/s")
		})
	}
	run("three goroutines, ten steps", func() {
		var wg sync.WaitGroup
		v := sched.Made(new(int))
		for range 2 {
			wg.Go(func() {
				p := sched.To(1, v)
				p.Set(p.Get() + 1)
				q := sched.To(1, v)
				q.Set(q.Get() + 1)
			})
		}
		wg.Wait()
	})
	for n := 2; n <= 8; n++ {
		run(fmt.Sprint("independent/", n), func() {
			for i := range n {
				v := sched.Made(new([8]int))
				sched.Go(1, func() { sched.To(2, &v[i]).Set(1) })
			}
		})
	}
	for n := 2; n <= 7; n++ {
		run(fmt.Sprint("conflicting/", n), func() {
			for i := range n {
				sched.Go(1, func() { sched.Print([]byte(fmt.Sprintln(i))) })
			}
			sched.Block(1)
		})
	}
}
