// One processor: who starts when, and who runs beside whom?
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func cook(what string) {
	fmt.Println(what, "starts")
	for range 3_000_000 { // some work
	}
	fmt.Println(what, "ends")
}

func main() {
	runtime.GOMAXPROCS(1) // HLone
	var wg sync.WaitGroup
	wg.Go(func() { cook("tea") })
	wg.Go(func() { cook("toast") })
	wg.Wait()
}
