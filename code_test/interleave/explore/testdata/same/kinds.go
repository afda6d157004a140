// Type parameters of several kinds, calls of builtin functions that take the results
// of a call, and declarations that only use a type.
package main

import (
	"fmt"
	"sync"
	"time"
)

func f() ([]int, []int)                             { return make([]int, 2), []int{1, 2, 3} }
func g() ([]int, int, int)                          { return []int{1}, 2, 3 }
func h() (map[int]int, int)                         { return map[int]int{1: 1}, 1 }
func c2() (float64, float64)                        { return 1, 2 }
func mm() (int, int)                                { return 4, 3 }
func bs() ([]byte, string)                          { return make([]byte, 3), "hello" }
func add[S ~string | ~[]byte](b []byte, s S) []byte { return append(b, s...) }
func cp[S ~string | ~[]byte](b []byte, s S) int     { return copy(b, s) }
func str[S ~string | ~[]byte](s S) string           { return string(s) }
func byt[S ~string | ~[]byte](s S) []byte           { return []byte(s) }
func ln[S ~string | ~[]byte](s S) (int, byte, S)    { return len(s), s[1], s[1:] }

type E struct {
	sync.Mutex
	n int
}

var _ sync.Locker
var _ time.Duration
var _ sync.Locker = (*sync.Mutex)(nil)
var _ = fmt.Sprint
var _, _ = mm()

func _() { time.Sleep(1) }

type big struct {
	wg sync.WaitGroup
	n  int
}

func main() {
	fmt.Println(copy(f()))
	fmt.Println(append(g()))
	delete(h())
	fmt.Println(complex(c2()))
	fmt.Println(min(mm()), max(mm()))
	fmt.Println(copy(bs()))
	println(mm())
	print(mm())
	fmt.Println(string(add(nil, "x")), string(add([]byte("a"), []byte("yz"))))
	b := make([]byte, 2)
	fmt.Println(cp(b, "hello"), cp(b, []byte("x")), b)
	fmt.Println(str("x"), str([]byte("y")), byt("x"), byt([]byte("y")))
	fmt.Println(ln("abc"))
	fmt.Println(ln([]byte("abc")))
	var e E
	e.Lock()
	e.n++
	e.Unlock()
	fmt.Println(e.n)
	p := struct {
		sync.Mutex
		m map[string]int
	}{m: map[string]int{}}
	p.Lock()
	p.m["a"]++
	defer p.Unlock()
	fmt.Println(p.m)
	fs := [...]func() int{func() int { return 1 }, func() int { return 2 }}
	for i, f := range fs {
		defer func() { fmt.Println(i, f()) }()
	}
	var x, y big
	fmt.Println(&x == &y, x.n == y.n)
}
