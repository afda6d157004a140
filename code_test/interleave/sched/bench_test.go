package sched_test

// This file measures how fast programs are explored, and in how much memory.

import (
	"fmt"
	"runtime"
	"testing"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/sync"
)

func benchmark(b *testing.B, name string, main func()) {
	b.Run(name, func(b *testing.B) {
		executions := 0
		b.ReportAllocs()
		for b.Loop() {
			executions += sched.Explore(sched.Options{SC: true}, main).Executions
		}
		b.ReportMetric(float64(executions)/float64(b.N), "executions/op")
		b.ReportMetric(float64(executions)/b.Elapsed().Seconds(), "executions/s")
	})
}

func BenchmarkExplore(b *testing.B) {
	benchmark(b, "three goroutines", func() {
		wg, v := sched.Made(new(sync.WaitGroup)), sched.Made(new(int))
		for range 2 {
			wg.Go(func() { increment(v); increment(v) })
		}
		wg.Wait()
	})
	for n := 2; n <= 8; n++ {
		benchmark(b, fmt.Sprint("independent/", n), func() {
			vars := sched.MadeSlice(make([]int, n))
			for i := range n {
				sched.Go(1, func() { increment(&vars[i]) })
			}
		})
	}
	for n := 2; n <= 7; n++ {
		benchmark(b, fmt.Sprint("conflicting/", n), func() {
			v := sched.Made(new(int))
			for range n {
				sched.Go(1, func() { sched.To(1, v).Set(1) })
			}
		})
	}
}

// BenchmarkOneAfterAnother reports what is left when many programs have been
// explored in one process: as much as after one.
func BenchmarkOneAfterAnother(b *testing.B) {
	for b.Loop() {
		sched.Explore(sched.Options{Timed: true}, mixed)
	}
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MiB-left")
	b.ReportMetric(float64(runtime.NumGoroutine()), "goroutines-left")
}

// BenchmarkLastZero reports how much memory the process has taken, which should
// not grow with the number of executions. Interleavings are not counted: that
// takes longer than to find them.
func BenchmarkLastZero(b *testing.B) {
	for _, n := range []int{5, 10, 15} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			executions := 0
			for b.Loop() {
				executions += sched.ExploreUncounted(lastZero(n)).Executions
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(executions)/float64(b.N), "executions/op")
			b.ReportMetric(float64(executions)/b.Elapsed().Seconds(), "executions/s")
			b.ReportMetric(float64(m.Sys)/(1<<20), "MiB")
		})
	}
}
