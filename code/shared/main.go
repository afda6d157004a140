// One address space: a goroutine writes, main reads after the join.
package main

import (
	"fmt"
	"sync"
)

var global = "before"

func main() {
	local := "before"
	var wg sync.WaitGroup
	wg.Go(func() {
		global = "written by the goroutine"
		local = "written by the goroutine"
	})
	wg.Wait()
	fmt.Println("global:", global)
	fmt.Println("local: ", local)
}
