// Two goroutines wait for a send that never comes: what ends them?
package main

import (
	"fmt"
	"runtime"
)

func main() {
	begun, jobs := make(chan bool), make(chan int)
	for range 2 {
		go func() {
			begun <- true
			for range jobs { // waits for a send
			}
		}()
		<-begun
	}
	fmt.Println("goroutines:", runtime.NumGoroutine())
	close(jobs) // the repair // HLclose
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched() // until main is alone
	}
	fmt.Println("goroutines:", runtime.NumGoroutine())
}
