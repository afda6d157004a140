// Two locks, taken in opposite orders: each waits for the other.
package main

import (
	"fmt"
	"sync"
	"time"
)

var tea, toast sync.Mutex

func breakfast(first, second *sync.Mutex) {
	first.Lock()
	time.Sleep(10 * time.Millisecond)
	second.Lock()
	fmt.Println("breakfast")
	second.Unlock()
	first.Unlock()
}

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { breakfast(&tea, &toast) })
	wg.Go(func() { breakfast(&toast, &tea) })
	wg.Wait()
}
