// A data race without a race condition: every run prints the same.
package main

import (
	"fmt"
	"sync"
)

var found bool

func search() {
	found = true // nothing orders the two
}

func main() {
	var wg sync.WaitGroup
	wg.Go(search)
	wg.Go(search)
	wg.Wait()
	fmt.Println("found:", found)
}
