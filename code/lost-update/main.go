// Two goroutines add 1 to n. Is n always 2?
package main

import (
	"fmt"
	"sync"
)

var n int

func increment() {
	n++ // read n, add 1, write n
}

func main() {
	var wg sync.WaitGroup
	wg.Go(increment)
	wg.Go(increment)
	wg.Wait()
	fmt.Println("n =", n)
}
