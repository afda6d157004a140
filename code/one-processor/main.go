// One processor: two goroutines, never at the same instant.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	var wg sync.WaitGroup
	wg.Go(func() { fmt.Println("tea") })
	wg.Go(func() { fmt.Println("toast") })
	wg.Wait()
	fmt.Println("breakfast")
}
