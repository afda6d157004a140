// Ten thousand goroutines that wait: how many bytes is each?
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.StackInuse + m.HeapInuse
}

func main() {
	const n = 10_000
	stop := make(chan struct{})
	before := inUse()
	var started, ended sync.WaitGroup
	started.Add(n)
	for range n {
		ended.Go(func() { started.Done(); <-stop })
	}
	started.Wait()
	fmt.Println("bytes per goroutine:", (inUse()-before)/n)
	close(stop)
	ended.Wait()
}
