// Two goroutines add 1 to n, twenty million times each, at the same time.
package main

import (
	"fmt"
	"sync"
)

var (
	n     int
	start sync.WaitGroup
)

// plusOne is called, so that the read and the write of n are two instructions:
// for n++ alone some processors have a single one.
//
//go:noinline
func plusOne(i int) int { return i + 1 }

func increment() {
	start.Done()
	start.Wait() // for the other goroutine
	for range 20_000_000 {
		n = plusOne(n) // read, add, write
	}
}

func main() {
	start.Add(2)
	var wg sync.WaitGroup
	wg.Go(increment)
	wg.Go(increment)
	wg.Wait()
	fmt.Println("n =", n)
}
