// A race condition without a data race: one seat, and two who book it.
package main

import (
	"fmt"
	"sync"
	"time"
)

var (
	mu    sync.Mutex
	seats = 1 // guarded by mu
)

func free() bool {
	mu.Lock()
	defer mu.Unlock()
	return seats > 0
}

func take() {
	mu.Lock()
	defer mu.Unlock()
	seats--
}

func book() {
	if free() { // locks mu
		time.Sleep(time.Millisecond)
		take() // locks mu again
	}
}

func main() {
	var wg sync.WaitGroup
	wg.Go(book)
	wg.Go(book)
	wg.Wait()
	fmt.Println("seats left:", seats)
}
