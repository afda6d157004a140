// One processor, and goroutines that wait: which of them need a thread?
package main

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"syscall"
)

// open returns the two ends of a pipe: numbers, or on Windows handles.
func open[T any](pipe func([]T) error) ([]T, error) {
	ends := make([]T, 2)
	err := pipe(ends)
	return ends, err
}

func read(metric string) uint64 {
	sample := []metrics.Sample{{Name: metric}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

func report(when string) {
	// Main has the only P. When no goroutine is left that is ready to run,
	// each of the others waits.
	for read("/sched/goroutines/runnable:goroutines") > 0 {
		runtime.Gosched()
	}
	calls := read("/sched/goroutines/not-in-go:goroutines")
	threads := read("/sched/threads/total:threads")
	fmt.Println(when, calls, "in calls,", threads, "threads")
}

func main() {
	runtime.GOMAXPROCS(1)
	pipe, err := open(syscall.Pipe)
	if err != nil {
		fmt.Println("no pipe here: nothing to measure")
		return
	}
	ch := make(chan bool)
	for range 50 {
		go func() { <-ch }() // in the Go runtime
	}
	report("50 on a channel:")
	for range 50 {
		go syscall.Read(pipe[0], []byte{0})
	}
	report("50 more in system calls:")
}
