// Declarations of all sorts: iota, order of initialization, dot imports, labels,
// literals, hidden names.
package main

import (
	ordered "cmp"
	. "fmt"
	str "strings"
)

const (
	A = iota
	B
	C = 1 << iota
	D
)

type Shape interface{ Area() float64 }
type Sq struct{ s float64 }
type Ci struct{ r float64 }

func (s Sq) Area() float64  { return s.s * s.s }
func (c *Ci) Area() float64 { return c.r }

type List[T ordered.Ordered] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) *List[T] { l.head = &node[T]{v, l.head}; l.n++; return l }
func (l *List[T]) All() func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}
func Map[T, U any](s []T, f func(T) U) []U {
	var out []U
	for _, v := range s {
		out = append(out, f(v))
	}
	return out
}

func init() { Println("init1", total) }
func init() { Println("init2", pre) }

var total = pre + A + B + C + D
var pre = first()

func first() int { Println("first"); return 10 }

func loop() (n int) {
	i := 0
again:
	i++
	if i < 4 {
		goto again
	}
outer:
	for a := range 5 {
		for b := range 5 {
			switch {
			case b == 3:
				continue outer
			case a == 2:
				break outer
			}
			n += a*b + i
		}
	}
	return
}

type S struct {
	Name string `json:"name"`
	X    struct{ A, B int }
}

func main() {
	Println(A, B, C, D, str.ToUpper("x"))
	l := new(List[string]).Push("a").Push("b").Push("c")
	for i, v := range l.All() {
		if i == 2 {
			break
		}
		Println(i, v)
	}
	for range l.All() {
		Print(".")
	}
	for i := range 3 {
		Print(i)
	}
	Println(Map([]int{1, 2}, func(i int) string { return Sprint(i + 1) }))
	var shapes = []Shape{Sq{2}, &Ci{3}, nil}
	for _, s := range shapes {
		switch s := s.(type) {
		case Sq:
			s.s = 4
			Println("sq", s.s)
		case *Ci:
			defer func() { Println(s.r) }()
			s.r++
		case nil:
			Println("nil", s)
		}
	}
	Println(loop())
	{
		len := func(x int) int { return x }
		true := 3
		nil := "n"
		string := 5
		Println(len(3), true, nil, string)
	}
	var s S
	s.X.A, s.X.B = 1, 2
	s.X.A, s.X.B = s.X.B, s.X.A
	Printf("%+v\n", s)
	func() {
		for i := range 3 {
			defer Print("d", i)
		}
	}()
	var arr [3]func()
	for i := range arr {
		arr[i] = func() { Print(i) }
	}
	for _, f := range arr {
		f()
	}
	a := [...]struct {
		k string
		v []int
	}{{"a", []int{1}}, {k: "b"}, 5: {"c", nil}}
	Println(a, len(a))
	pp := []*struct{ x, y int }{{1, 2}, {3, 4}}
	mp := map[struct{ x int }]*struct{ y int }{{1}: {2}}
	Println(pp[1].y, mp[struct{ x int }{1}].y)
	var ip **int
	q := new(int)
	ip = &q
	**ip = 3
	Println(*q, func() int { return **ip }())
	type local struct{ n int }
	ls := []local{{1}, {2}}
	for i := range ls {
		ls[i].n *= 2
	}
	Println(ls)
	var once = func() func() int { n := 0; return func() int { n++; return n } }()
	Println(once(), once())
	switch x := once(); x {
	case 1, 2:
		Println("no")
	case 3:
		Println("three")
		fallthrough
	default:
		Println("fall")
	}
	goto end
end:
	Println("end")
}
