// The welcome again, with a join before the greeting: how many outputs?
package main

import (
	"fmt"
	"sync"
)

func welcome() {
	fmt.Println("Welcome to GopherLabs!")
}

func main() {
	var wg sync.WaitGroup
	wg.Go(welcome)
	wg.Wait() // HLjoin
	fmt.Println("Hello World!")
}
