// Who evaluates the argument of a go statement, and when?
package main

import "fmt"

func name() string {
	fmt.Println("name: evaluated")
	return "gopher"
}

func greet(name string, done chan bool) {
	fmt.Println("hello,", name)
	done <- true
}

func main() {
	done := make(chan bool)
	go greet(name(), done)
	fmt.Println("main: goes on")
	<-done
}
