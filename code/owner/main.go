// Repair 3: one goroutine owns n, the others send to it.
package main

import (
	"fmt"
	"sync"
)

var updates, total = make(chan int), make(chan int)

func own() {
	n := 0 // no other goroutine can reach it
	for u := range updates {
		n += u
	}
	total <- n
}

func increment() { updates <- 1 }

func main() {
	go own()
	var wg sync.WaitGroup
	wg.Go(increment)
	wg.Go(increment)
	wg.Wait()
	close(updates)
	fmt.Println("n =", <-total)
}
