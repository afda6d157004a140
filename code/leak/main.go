// The worker waits for a send that never comes.
package main

import (
	"fmt"
	"runtime"
)

func worker(jobs chan string) {
	for job := range jobs {
		fmt.Println("did", job)
	}
}

func main() {
	jobs := make(chan string)
	go worker(jobs)
	// main forgets to send, and to close(jobs).
	n := runtime.NumGoroutine()
	fmt.Println("goroutines:", n)
}
