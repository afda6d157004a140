// The same call with go in front: main no longer waits for it.
package main

import "fmt"

func welcome() {
	fmt.Println("Welcome to GopherLabs!")
}

func main() {
	go welcome() // HLgo
	fmt.Println("Hello World!")
}
