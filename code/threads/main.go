// Ten thousand goroutines: how many OS threads do they need?
package main

import (
	"fmt"
	"runtime"
	"runtime/pprof"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 10_000 {
		wg.Go(func() { <-stop })
	}
	fmt.Println("goroutines:", runtime.NumGoroutine())
	close(stop)
	wg.Wait()
	fmt.Println("OS threads:", pprof.Lookup("threadcreate").Count())
}
