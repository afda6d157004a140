// What go and defer can be given: methods of values and of types, of interfaces,
// builtin functions, and calls that have several results.
package main

import (
	"fmt"
	"sync"
)

type T struct{ n int }

func (t T) show(a int) { fmt.Println("show", t.n, a) }
func (t *T) add(a int) { t.n += a }
func two() (*T, int)   { return &T{7}, 8 }

type I interface{ show(int) }
type G[X any] struct{ x X }

func (g *G[X]) set(x X) { g.x = x }
func (g G[X]) get() X   { return g.x }
func pr[X any](x X)     { fmt.Println("pr", x) }

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go (*sync.WaitGroup).Done(&wg)
	wg.Wait()
	wg.Add(1)
	go wg.Done()
	wg.Wait()
	var mu sync.Mutex
	func() {
		mu.Lock()
		defer (*sync.Mutex).Unlock(&mu)
	}()
	func() {
		mu.Lock()
		f := mu.Unlock
		defer f()
	}()
	func() {
		t := T{1}
		defer T.show(t, 2)
		defer (*T).show(&t, 3)
		defer I.show(t, 4)
		t.n = 5
		defer (*T).add(&t, 1)
		defer (*T).add(two())
		x := t.show
		t.n = 9
		defer x(6)
		var i I = t
		defer i.show(10)
	}()
	func() {
		m := map[int]int{1: 1, 2: 2}
		c := make(chan int)
		s := []int{1, 2}
		defer func() { fmt.Println("builtin", recover()) }()
		defer delete(m, 1)
		defer close(c)
		defer clear(m)
		defer copy(s, s)
		defer print("x\n")
		defer println("y", 1)
		defer recover()
		defer panic("p")
	}()
}
