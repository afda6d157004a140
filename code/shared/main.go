// One address space: a goroutine writes, main reads after the join.
package main

import (
	"fmt"
	"sync"
)

var global int

func main() {
	local := 0
	var wg sync.WaitGroup
	wg.Go(func() {
		global = 1
		local = 2
	})
	wg.Wait() // HLjoin
	fmt.Println("global:", global)
	fmt.Println("local: ", local)
}
