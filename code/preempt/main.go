// One processor, and a loop that calls nothing: does main get a turn?
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

func main() {
	runtime.GOMAXPROCS(1)
	var started, finished atomic.Bool
	go func() {
		started.Store(true)
		for range 300_000_000 { // no calls
		}
		finished.Store(true)
	}()
	for !started.Load() {
		runtime.Gosched()
	}
	fmt.Println("loop is done:", finished.Load())
}
