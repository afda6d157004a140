// No join: how much of the child will be seen?
package main

import "fmt"

func child() {
	fmt.Println("child: begin")
	fmt.Println("child: end")
}

func main() {
	go child()
	fmt.Println("parent")
}
