// Methods and functions of generic types, and channels of several directions.
package main

import "fmt"

func recv[C ~chan int | ~<-chan int](c C) int { return <-c }
func send[C ~chan int | ~chan<- int](c C)     { c <- 1 }
func sum[S ~[]int](s S) (n int) {
	for _, v := range s {
		n += v
	}
	s[0] = 9
	return
}

func look[M ~map[string]V, V any](m M, k string) V { return m[k] }
func keys[M ~map[K]V, K comparable, V any](m M) (n int) {
	for range m {
		n++
	}
	return n
}
func deref[P interface {
	*T
	get() int
}, T any](p P) int {
	return p.get()
}

type num interface{ ~int | ~float64 }

func add[N num](a, b N) N {
	println(a, b)
	return a + b
}

type tt struct{ n int }

func (t *tt) get() int { return t.n }

type tree[K comparable] struct {
	l, r *tree[K]
	k    K
}

func (t *tree[K]) walk(f func(K)) {
	if t == nil {
		return
	}
	t.l.walk(f)
	f(t.k)
	t.r.walk(f)
}

func main() {
	c := make(chan int, 2)
	send(c)
	fmt.Println(recv(c))
	fmt.Println(sum([]int{1, 2}), look(map[string]int{"a": 2}, "a"), keys(map[int]int{1: 1}), deref(&tt{4}))
	fmt.Println(add(1, 2), add(1.5, 2))
	(&tree[string]{&tree[string]{nil, nil, "a"}, nil, "b"}).walk(func(s string) { fmt.Println(s) })
	f := add[int]
	fmt.Println(f(3, 4))
}
