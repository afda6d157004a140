// Two goroutines add 1 to n, a million times each.
package main

import (
	"fmt"
	"sync"
)

var n int

func increment() {
	for range 1_000_000 {
		n++ // read n, add 1, write n
	}
}

func main() {
	var wg sync.WaitGroup
	wg.Go(increment)
	wg.Go(increment)
	wg.Wait()
	fmt.Println("n =", n)
}
