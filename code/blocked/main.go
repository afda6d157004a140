// One processor, and goroutines that wait: which of them need a thread?
package main

import (
	"fmt"
	"runtime"
	"runtime/pprof"
	"syscall"
)

func threads() int { return pprof.Lookup("threadcreate").Count() }

func main() {
	runtime.GOMAXPROCS(1)
	var pipe [2]int
	syscall.Pipe(pipe[:])
	ch := make(chan int)

	for range 50 {
		go func() { <-ch }() // waits in the Go runtime
	}
	runtime.Gosched()
	fmt.Println("50 on a channel, threads:", threads())

	for range 50 {
		go syscall.Read(pipe[0], make([]byte, 1)) // waits in the kernel
	}
	for threads() < 50 {
		runtime.Gosched()
	}
	fmt.Println("50 in system calls, threads:", threads())
}
