// Names that mean something else than usual, and less common forms.
package main

import (
	. "errors"
	"fmt"
	str "strings"
	"sync"
	"time"
)

type S struct {
	support int
	_       int
	tag     string `json:"tag"`
}

type Run func(int) int

type t_1 = map[string][]S

const (
	red = iota
	green
	blue
)

type tree[K comparable, V any] struct {
	left, right *tree[K, V]
	key         K
	value       V
}

func (t *tree[K, V]) insert(k K, v V, less func(a, b K) bool) *tree[K, V] {
	if t == nil {
		return &tree[K, V]{key: k, value: v}
	}
	if less(k, t.key) {
		t.left = t.left.insert(k, v, less)
	} else {
		t.right = t.right.insert(k, v, less)
	}
	return t
}

func (t *tree[K, V]) all(yield func(K, V) bool) bool {
	return t == nil || t.left.all(yield) && yield(t.key, t.value) && t.right.all(yield)
}

func (t *tree[K, V]) each() func(func(K, V) bool) {
	return func(yield func(K, V) bool) { t.all(yield) }
}

type speaker interface{ speak() string }

type dog struct{ name string }

func (d *dog) speak() string { return d.name + " barks" }

func (dog) silent() {}

type pack struct {
	speaker
	*sync.Mutex
	dogs [2]dog
	by   struct{ m map[string]*dog }
}

func send[C ~chan T, T any](c C, v T) { c <- v }

func last[E any, L ~[]E](l L) (e E) {
	for _, e = range l {
	}
	return
}

func swap[T any](a, b *T) { *a, *b = *b, *a }

func variadic(prefix string, rest ...any) string {
	if len(rest) > 0 {
		rest[0] = prefix
	}
	return fmt.Sprint(rest...)
}

func many() (a, b int, _ error) { return 1, 2, nil }

func shadow(len, cap int) (max int) {
	new := len + cap
	append := func(n int) int { return n * new }
	max = append(2)
	true := max > 3
	if true {
		max++
	}
	return
}

func Main(fmt string, sort ...int) (n int, err error) {
	defer func() {
		if e := recover(); e != nil {
			n, err = sort[0], New(fmt)
		}
	}()
	var m map[string]int
	m["x"] = 1
	return
}

func main() {
	var run Run = func(n int) int { return n + 1 }
	x := t_1{"a": {{support: 1}, {2, 3, "t"}}}
	x["a"][0].support += 5
	x["b"] = append(x["b"], S{})
	fmt.Println(run(1), x, blue, Run(func(n int) int { return -n })(4))
	var root *tree[string, int]
	for i, k := range str.Fields("m c x a") {
		root = root.insert(k, i, func(a, b string) bool { return a < b })
	}
	for k, v := range root.each() {
		fmt.Print(k, v, " ")
	}
	p := pack{&dog{"rex"}, new(sync.Mutex), [2]dog{{"a"}, {"b"}}, struct{ m map[string]*dog }{map[string]*dog{"z": {"zed"}}}}
	p.Lock()
	p.dogs[1].name += "!"
	p.by.m["z"].name = "zack"
	p.Unlock()
	f := p.dogs[0].speak
	p.dogs[0].name = "changed"
	p.dogs[0].silent()
	fmt.Println(p.speak(), f(), p.dogs[1].speak(), (*dog).speak(p.by.m["z"]))
	c := make(chan S, 2)
	send(c, S{tag: "sent"})
	fmt.Println((<-c).tag, last([]int{1, 2, 3}))
	a, b := "a", "b"
	swap(&a, &b)
	fmt.Println(a, b, variadic("p", 1, "two"), variadic("none"), variadic("s", []any{1}...))
	i, j, err := many()
	_, k, _ := many()
	fmt.Println(i, j, err, k, shadow(1, 2))
	fmt.Println(Main("text", 7))
	type local struct {
		S
		n int
	}
	l := []local{{S{1, 2, "x"}, 3}, {n: 4}}
	pl := &l[1]
	pl.support, pl.S.tag = 8, "y"
	l[0], l[1] = l[1], l[0]
	fmt.Printf("%+v %v\n", l, pl.tag)
	var z complex128 = complex(1, 2)
	pz := &z
	*pz *= 2i
	fmt.Println(real(z), imag(*pz), 'a', 0x1p4, 1_000)
	var arr [3][2]int
	pa := &arr
	for i := range pa {
		for pa[i][1] = range 3 {
		}
	}
	m := map[[2]int]string{{1, 2}: "k"}
	for m[[2]int{3, 4}] = range map[string]int{"v": 1} {
	}
	fmt.Println(arr, m, time.Duration(1500)*time.Millisecond, time.Second.Seconds())
	var e1, e2 any = 1, "s"
	pe := &e1
	if n, ok := (*pe).(int); ok && e2 != nil {
		e1 = n + 1
	}
	v, ok := e1.(string)
	_, ok2 := e2.(string)
	fmt.Printf("%v %q %v %v\n", e1, v, ok, ok2)
	var once struct {
		sync.Once
		n int
	}
	once.Do(func() { once.n++ })
	fmt.Println(once.n, func() (int, error) { return 1, nil } != nil, len([...]int{1, 2}), len("abc"[1:]))
	bits := uint8(3)
	pb := &bits
	*pb &^= 1
	*pb <<= *pb
	fmt.Println(bits, ^bits, -(-i), !(!ok), +k)
	func(vs ...int) {
		defer func(n int) { fmt.Println(n, len(vs)) }(vs[0])
		vs[0] = 9
	}(1, 2)
	ch := make(chan int, 1)
	defer close(ch)
	defer delete(m, [2]int{1, 2})
	defer print("deferred print\n")
	defer fmt.Println("done", i)
	i = 100
	func() {
		defer func() { fmt.Println(recover()) }()
		defer panic("deferred panic")
	}()
loop:
	for n := 0; ; n++ {
		f := func() int { n += 2; return n }
		select {
		case ch <- n:
			if f() > 100 {
				break loop
			}
			continue loop
		case got := <-ch:
			fmt.Print(got, f(), " ")
			if n > 10 {
				break loop
			}
			break
		}
	}
	fmt.Println()
	switch n := len(l); {
	case n > 1 && l[0].n == 4:
		n := n
		fmt.Println("switch", n)
	}
	if n, err := fmt.Sscan("12 x", &i, &a); err == nil {
		fmt.Println(n, i, a)
	}
	var nilmap map[string]int
	n, found := nilmap["x"]
	fmt.Println(n, found, len(nilmap), nilmap == nil)
	s := []int{1, 2, 3, 4}
	t := append(s[:1], s[2:]...)
	s = append([]int(nil), t...)
	copy(s[1:], s)
	fmt.Println(s, t, [4]int(append(s, 5)), string([]rune{'h', 'i'}), []byte("x")[0])
	println(1.5, -2, "s", true, 'x', uint8(3), 1e100, -0.001)
}
