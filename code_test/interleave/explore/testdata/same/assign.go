// Assignments evaluate their operands from left to right, and then assign.
package main

import "fmt"

type point struct{ x, y int }

type inner struct{ n int }

type outer struct {
	inner
	p    *point
	list []int
	m    map[string]int
	arr  [3]int
}

type list struct {
	next  *list
	value int
}

var (
	global              = 1
	other               = global + 1
	first, second       = two()
	_                   = fmt.Sprint("nothing")
	table               = map[string]point{"a": {1, 2}, "b": {3, 4}}
	pointers            = []*point{{5, 6}, {7, 8}}
	nested              = [][]int{{1}, {2, 3}}
	keyed               = [...]string{2: "two", 0: "zero"}
	later               = early()
	start               = 10
	any1          any   = 3
	_             error = nil
)

func early() int { return start * 2 }

func two() (int, string) { return other, "second" }

func init() { global += 10 }

func init() { global *= 2 }

func trace(s string, n int) int {
	fmt.Print(s, " ")
	return n
}

func named(n int) (result int, err error) {
	defer func() { result *= 2 }()
	result = n
	if n > 2 {
		return n + 1, nil
	}
	return
}

func get(p *point) *point { return p }

func main() {
	fmt.Println(global, other, first, second, table, *pointers[1], nested, keyed, len(keyed), later, start, any1)
	a, b := 1, 2
	a, b = b, a
	pa := &a
	*pa, b = b, *pa
	fmt.Println(a, b)
	s := []int{1, 2, 3}
	i := 0
	i, s[i] = 2, 9
	fmt.Println(i, s)
	s[trace("i", 0)], s[trace("j", 1)] = trace("x", 7), trace("y", 8)
	fmt.Println(s)
	o := outer{p: &point{1, 2}, m: map[string]int{}}
	po := &o
	po.n = 5
	o.n++
	po.p.x, po.p.y = po.p.y, po.p.x
	o.list = append(o.list, 1, 2)
	o.list = append(o.list, s...)
	o.m["k"]++
	o.m["k"] += 4
	po.m["l"], o.arr[1] = 3, 4
	o.arr[2] |= 6
	po.arr[0]--
	v, ok := o.m["none"]
	_, ok2 := po.m["k"]
	fmt.Println(o.inner, *o.p, o.list, o.m, o.arr, v, ok, ok2, len(o.m), cap(o.list) >= 5)
	get(po.p).x = 40
	fmt.Println(o.p.x, (*po).p.y, (&o).n)
	var e any = po.p
	if q, ok := e.(*point); ok {
		fmt.Println(q.x, ok)
	}
	r, err := named(1)
	r2, err := named(3)
	fmt.Println(r, r2, err)
	pe := &err
	r3, err := named(4)
	fmt.Println(r3, *pe)
	var x, y = 1.5, "s"
	px, py := &x, &y
	*px *= 2
	*py += "t" + fmt.Sprint(*px)
	fmt.Println(x, y)
	copied := o
	copied.arr[0] = 99
	o.p = nil
	fmt.Println(o.arr[0], copied.arr[0], copied.p != nil, o.p == nil)
	var l *list
	for n := range 3 {
		l = &list{l, n}
	}
	for ; l != nil; l = l.next {
		fmt.Print(l.value, " ")
	}
	fmt.Println()
	n := copy(s, []int{4, 5})
	bytes := []byte("abc")
	n += copy(bytes[1:], "xyz")
	bytes = append(bytes, "tail"...)
	fmt.Println(n, s, string(bytes), s[1:], s[:1:2], o.arr[1:])
	delete(o.m, "k")
	clear(s)
	fmt.Println(o.m, s, min(3, a), max(b, 2, 7))
	var shift uint = 3
	ps := &shift
	var wide int64 = 1 << *ps
	var narrow uint8 = 255
	pn := &narrow
	*pn += 2
	*pn <<= 1
	wide |= 1 << shift
	pw := &wide
	*pw, b = 1<<shift, 1
	fmt.Println(wide, narrow, b)
	type boolean bool
	var bb boolean
	pb := &bb
	*pb, a = a < 100, 3
	fmt.Println(bb, a)
	matrix := [2][2]int{{1, 2}, {3, 4}}
	pm := &matrix
	pm[0], pm[1] = pm[1], pm[0]
	fmt.Println(matrix, *pm == matrix, pm[1][0])
	z := new(int)
	*z = 4
	w := new(*z + 1)
	fmt.Println(*z, *w)
	func() {
		global, other := 5, 6
		func() { global++ }()
		fmt.Println(global, other)
	}()
}
