// A goroutine's stack grows with its calls, and shrinks afterwards.
package main

import (
	"fmt"
	"runtime"
)

func report(when string) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(when, m.StackInuse/1024, "KiB of stack")
}

func descend(depth int) {
	if depth == 0 {
		report("deepest:")
		return
	}
	descend(depth - 1)
}

func main() {
	done := make(chan bool)
	go func() {
		report("before: ")
		descend(100_000)
		for range 12 {
			runtime.GC() // halves a large stack
		}
		report("after:  ")
		done <- true
	}()
	<-done
}
