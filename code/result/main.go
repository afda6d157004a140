// Two ways to get a result: a channel, or a variable read after a join.
package main

import (
	"fmt"
	"sync"
)

func square(n int) int {
	return n * n
}

func main() {
	ch := make(chan int)
	go func() { ch <- square(7) }()
	fmt.Println("from a channel:", <-ch) // HLjoin

	var wg sync.WaitGroup
	var result int
	wg.Go(func() { result = square(8) })
	wg.Wait() // HLjoin
	fmt.Println("after a join:", result)
}
