// The same work on one processor and on more: how much faster does it get?
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
	runtime.GOMAXPROCS(processors) // HLprocs
	start := time.Now()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(work)
	}
	wg.Wait()
	return time.Since(start)
}

func main() {
	n := min(runtime.GOMAXPROCS(0), 8)
	alone := measure(1)
	if alone == 0 {
		fmt.Println("the clock stands still here")
		return
	}
	fmt.Println("on 1 processor:", alone.Milliseconds(), "ms")
	if n == 1 {
		fmt.Println("and there is no other here")
		return
	}
	faster := float64(alone) / float64(measure(n))
	fmt.Printf("on %d: %.1f times as fast\n", n, faster)
}
