// Main fills the queue of its P, and keeps that P busy: who runs the rest?
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

func fill(n int) {
	runtime.GOMAXPROCS(n)
	var done atomic.Int64
	var wg sync.WaitGroup
	for range 100 { // all into one queue
		wg.Go(func() { done.Add(1) })
	}
	for range 10_000_000 { // main is busy
	}
	fmt.Println(n, "P:", done.Load(), "ran")
	wg.Wait()
}

func main() {
	fill(1)
	fill(2)
}
