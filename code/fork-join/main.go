// Fork two children, go on meanwhile, and join them.
package main

import (
	"fmt"
	"sync"
)

func childA() { fmt.Println("child A") }
func childB() { fmt.Println("child B") }

func main() {
	var wg sync.WaitGroup
	wg.Go(childA) // fork
	wg.Go(childB) // fork
	fmt.Println("parent")
	wg.Wait() // join point // HLjoin
	fmt.Println("joined")
}
