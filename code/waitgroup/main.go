// A join with a WaitGroup: the child is always seen whole.
package main

import (
	"fmt"
	"sync"
)

func child() {
	fmt.Println("child: begin")
	fmt.Println("child: end")
}

func main() {
	var wg sync.WaitGroup
	wg.Go(child) // fork
	fmt.Println("parent")
	wg.Wait() // join point // HLjoin
}
