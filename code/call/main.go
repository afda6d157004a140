// A plain call: main waits until welcome has returned.
package main

import "fmt"

func welcome() {
	fmt.Println("Welcome to GopherLabs!")
}

func main() {
	welcome() // HLgo
	fmt.Println("Hello World!")
}
