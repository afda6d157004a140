// Functions, methods, closures, generics, defer, panic and recover.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type shape interface{ area() float64 }

type square struct{ side float64 }

func (s square) area() float64 { return s.side * s.side }

func (s *square) grow(by float64) { s.side += by }

type named struct {
	square
	name string
	*counter
}

type counter struct {
	sync.Mutex
	n int
}

func (c *counter) add(n int) int {
	c.Lock()
	defer c.Unlock()
	c.n += n
	return c.n
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }

func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

type numeric interface{ ~int | ~float64 }

func sum[T numeric](list ...T) (total T) {
	for _, v := range list {
		total += v
	}
	return total
}

func apply[T, U any](list []T, f func(T) U) []U {
	var out []U
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

type myError struct{ code int }

func (e *myError) Error() string { return fmt.Sprint("code ", e.code) }

func fails(code int) error {
	if code == 0 {
		return nil
	}
	return fmt.Errorf("wrapped: %w", &myError{code})
}

func safely(f func()) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("recovered: %v", v)
		}
	}()
	f()
	return nil
}

func pair() (int, string) { return 1, "one" }

func show(n int, s string) string { return fmt.Sprint(n, s) }

func must(ok bool) int {
	if ok {
		return 1
	}
	panic("must")
}

func recursive(n int) int {
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	return fib(n)
}

func main() {
	n := named{square{2}, "n", &counter{}}
	n.grow(1)
	var s shape = n
	grow, area, add := n.grow, n.area, n.add
	grow(1)
	fmt.Println(s.area(), area(), n.area(), n.side, add(2), n.add(3), n.counter.n, square.area(n.square))
	(*square).grow(&n.square, 2)
	fmt.Println(n.square, n.name)
	var st stack[string]
	st.push("a")
	st.push("b")
	v, ok := st.pop()
	fmt.Println(v, ok, len(st.items), sum(1, 2, 3), sum[float64](), sum([]float64{1.5, 2}...))
	fmt.Println(apply([]int{1, 2}, func(i int) string { return strings.Repeat("x", i) }))
	err := fails(3)
	var my *myError
	fmt.Println(err, errors.As(err, &my), my.code, errors.Is(err, my), fails(0) == nil)
	fmt.Println(safely(func() { panic("p") }), safely(func() {}), safely(func() { must(false) }))
	var zero int
	fmt.Println(safely(func() { fmt.Println(1 / zero) }))
	var list []int
	fmt.Println(safely(func() { list[3] = 1 }))
	var nobody *square
	fmt.Println(safely(func() { nobody.side = 1 }))
	fmt.Println(safely(func() { _ = s.(interface{ missing() }) }) != nil)
	fmt.Println(show(pair()))
	defer fmt.Println("deferred last", n.side)
	n.side = 0
	for i := range 2 {
		defer func(s string) { fmt.Println("deferred", i, s, n.side) }(fmt.Sprint("arg", n.side))
	}
	var buf bytes.Buffer
	var b strings.Builder
	fmt.Fprintf(&buf, "%d-%s", 7, "x")
	fmt.Fprintln(&b, "line", &n.square)
	b.WriteString(buf.String())
	fmt.Fprintln(os.Stdout, b.String(), b.Len())
	var count atomic.Int64
	var old int32
	count.Add(5)
	atomic.AddInt32(&old, 3)
	fmt.Println(count.Load(), atomic.LoadInt32(&old), count.CompareAndSwap(5, 6), count.Swap(9))
	var once sync.Once
	for range 2 {
		once.Do(func() { fmt.Println("once") })
	}
	time.Sleep(time.Duration(recursive(5)) * time.Millisecond)
	func() {
		defer func() {
			fmt.Println("inner", recover())
			defer func() { fmt.Println("nested", recover()) }()
			panic("second")
		}()
		panic(fmt.Sprintf("%v", "first"))
	}()
	println("to standard error")
	c := make(chan func() int, 1)
	c <- func() int { return recursive(7) }
	fmt.Println((<-c)(), func(a, b int) int { return a - b }(5, 3))
	var lazy = sync.OnceValue(func() int { fmt.Println("lazily"); return 3 })
	fmt.Println(lazy()+lazy(), -recursive(3), !ok, ^recursive(2))
}
