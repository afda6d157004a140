// Who evaluates the argument of a go statement, and when?
package main

import "fmt"

func greet(name string, done chan bool) {
	fmt.Println("hello,", name)
	done <- true
}

func name() string {
	fmt.Println("name: evaluated")
	return "gopher"
}

func main() {
	done := make(chan bool)
	go greet(name(), done) // HLgo
	fmt.Println("main: goes on")
	<-done
}
