// The result of a go statement's function is thrown away.
package main

import "fmt"

func square(n int) int {
	return n * n
}

func main() {
	go square(7) // HLgo
	fmt.Println("nobody can see the 49")
}
