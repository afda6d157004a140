// Does the go statement wait for the function that it starts?
package main

import "fmt"

func guest(door, tea chan bool) {
	<-door // waits until main opens the door
	fmt.Println("guest: comes in")
	tea <- true
}

func main() {
	door := make(chan bool)
	tea := make(chan bool)
	go guest(door, tea) // HLgo
	fmt.Println("main: opens the door")
	door <- true
	<-tea
}
