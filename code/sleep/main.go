// A sleep is not a join: what can be printed without it still can.
package main

import (
	"fmt"
	"time"
)

func child() {
	fmt.Println("child: begin")
	fmt.Println("child: end")
}

func main() {
	go child()
	fmt.Println("parent")
	time.Sleep(50 * time.Millisecond) // HLsleep
}
