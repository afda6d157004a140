// Repair 1: one goroutine at a time between Lock and Unlock.
package main

import (
	"fmt"
	"sync"
)

var (
	mu sync.Mutex
	n  int // guarded by mu
)

func increment() {
	mu.Lock() // HLrepair
	n++
	mu.Unlock() // HLrepair
}

func main() {
	var wg sync.WaitGroup
	wg.Go(increment)
	wg.Go(increment)
	wg.Wait()
	fmt.Println("n =", n)
}
