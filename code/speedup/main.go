// The same work on 1, 2, 4, 8 processors: how much faster does it get?
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func work() { // counts, and shares nothing
	for range 100_000_000 {
	}
}

func measure(processors int) time.Duration {
	runtime.GOMAXPROCS(processors)
	start := time.Now()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(work)
	}
	wg.Wait()
	return time.Since(start)
}

func main() {
	available := runtime.GOMAXPROCS(0)
	alone := measure(1)
	if alone == 0 {
		fmt.Println("the clock stands still here: nothing to measure")
		return
	}
	fmt.Println("1 processor: ", alone.Milliseconds(), "ms")
	for n := 2; n <= min(available, 8); n *= 2 {
		faster := float64(alone) / float64(measure(n))
		fmt.Printf("%d processors: %.1fx as fast\n", n, faster)
	}
	if available == 1 {
		fmt.Println("only one processor here: nothing runs in parallel")
	}
}
