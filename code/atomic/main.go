// Repair 2: read, add and write as one step that nothing can divide.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

var n atomic.Int64

func increment() {
	n.Add(1) // HLrepair
}

func main() {
	var wg sync.WaitGroup
	wg.Go(increment)
	wg.Go(increment)
	wg.Wait()
	fmt.Println("n =", n.Load())
}
