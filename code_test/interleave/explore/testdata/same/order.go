// What is evaluated first: calls and receives, from left to right; then what is
// read, even if it stands before them; and last what makes a pointer or an index
// panic.
package main

import "fmt"

type T struct {
	f    int
	next *T
}

func g(s string) int { fmt.Print(s, " "); return 1 }
func try(name string, f func()) {
	fmt.Print(name, ": ")
	defer func() { fmt.Println(recover()) }()
	f()
}
func two() (int, int) { return g("two"), 2 }
func nilT() *T        { return nil }
func main() {
	var m map[int]int
	s := []int{1}
	i := 3
	try("x.f = g()", func() { x := nilT(); x.f = g("g") })
	try("s[i] = g()", func() { s[i] = g("g") })
	try("m[k] = g()", func() { m[g("k")] = g("g") })
	try("x.f += g()", func() { x := nilT(); x.f += g("g") })
	try("s[i] += g()", func() { s[i] += g("g") })
	try("y, x.f", func() { x := nilT(); var y int; defer func() { fmt.Print("y=", y, " ") }(); y, x.f = g("g"), g("h") })
	try("y, s[i]", func() { var y int; defer func() { fmt.Print("y=", y, " ") }(); y, s[i] = g("g"), g("h") })
	try("x.f, ok = <-c", func() {
		x := nilT()
		var ok bool
		c := make(chan int, 1)
		c <- 1
		defer func() { fmt.Print("len=", len(c), " ", ok) }()
		x.f, ok = <-c
	})
	try("x.f, y = two()", func() { x := nilT(); var y int; x.f, y = two(); _ = y })
	try("select", func() {
		x := nilT()
		c := make(chan int, 1)
		c <- 1
		defer func() { fmt.Print("len=", len(c), " ") }()
		select {
		case x.f = <-c:
		}
	})
	try("x.next.f = g()", func() { x := &T{}; x.next.f = g("g") })
	n := 0
	f := func() int { n = 10; return 1 }
	n += f()
	fmt.Println(n)
	n = 0
	fmt.Println(n, f(), n == 0)
	n = 0
	fmt.Println(n == 0, f())
	n = 0
	if n == 0 && f() == 1 && n == 10 {
		fmt.Println("and")
	}
	n = 0
	for i := 0; n+f() < 12 && i < 1; i++ {
		n = 20
	}
	fmt.Println(n)
	p := new(int)
	old := p
	fp := func() int { p = new(int); *old = 5; return 1 }
	*p += fp()
	fmt.Println(*old, *p)
	s = []int{0}
	olds := s
	fs := func() int { s = []int{7}; return 1 }
	s[0] += fs()
	fmt.Println(olds, s)
	s[0], n = fs(), fs()
	fmt.Println(s, n)
	switch n = 0; n + f() {
	case 11:
		fmt.Println("eleven")
	}
	n = 0
	switch {
	case n+f() == 1:
		fmt.Println("no")
	case n+f() == 11:
		fmt.Println("11 in case")
	}
	ret := func() (int, int) { n = 0; return n, f() }
	fmt.Println(ret())
	ch := make(chan int, 1)
	n = 0
	ch <- n + f()
	fmt.Println(<-ch)
	defer func(a, b int) { fmt.Println(a, b) }(n, f())
	for range n - 9*f() {
		fmt.Print("r")
	}
	var a, b = n, f()
	fmt.Println(a, b)
	x, y := n-10, f()
	fmt.Println(x, y)
	arr := [3]int{}
	fa := func() int { arr[1] = 4; n = 1; return 2 }
	n = 0
	arr[n], arr[fa()] = arr[1], arr[n]
	fmt.Println(arr)
	mm := map[string]int{}
	fm := func() int { mm["a"] = 5; return 1 }
	mm["a"] += fm()
	fmt.Println(mm)
	n = 0
	st := T{n, &T{f: f()}}
	fmt.Println(st.f, st.next.f)
	t2 := []int{n - 10, f(), n}
	fmt.Println(t2, append(t2[:1], f(), n))
	var e any = n
	_, ok := e.(int)
	fmt.Println(ok)
}
