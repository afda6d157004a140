// A join with a channel: the receive waits for the child's close.
package main

import "fmt"

func child(done chan struct{}) {
	fmt.Println("child: begin")
	fmt.Println("child: end")
	close(done)
}

func main() {
	done := make(chan struct{})
	go child(done) // fork
	fmt.Println("parent")
	<-done // join point // HLjoin
}
