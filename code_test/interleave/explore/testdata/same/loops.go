// Each iteration has its own variables.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"
)

func count(n int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := range n {
			if !yield(i, fmt.Sprint("#", i)) {
				return
			}
		}
	}
}

func find(list []int, want int) int {
	for i, v := range list {
		if v == want {
			return i
		}
	}
	return -1
}

func forever() int {
	n := 0
	for {
		n++
		if n == 7 {
			return n
		}
	}
}

func choose(n int) string {
	switch {
	case n < 0:
		return "negative"
	default:
		panic("never")
	}
}

type number int

func (n number) String() string { return fmt.Sprintf("<%d>", int(n)) }

func kind(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case int, string:
		return fmt.Sprint("basic ", v)
	case fmt.Stringer:
		return "stringer " + v.String()
	case error:
		f := func() { v = nil }
		f()
		return fmt.Sprint(v)
	}
	return "?"
}

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
		if i == 1 {
			continue
		}
		i := i
		_ = i
	}
	for i, j := 0, 10; i < j; i, j = i+1, j-3 {
		fs = append(fs, func() int { j++; return i*100 + j })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
outer:
	for i := range 4 {
		for j := range 4 {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
	list := []int{3, 1, 2}
	for i, v := range list {
		v := v * 2
		list[(i+1)%3] += v
	}
	fmt.Println(list, find(list, 3), find(list, 1000), forever(), choose(-1))
	array := [3]int{1, 2, 3}
	pa := &array
	for i, v := range array {
		pa[2] = 9
		fmt.Print(i, v, " ")
	}
	for i, v := range pa {
		pa[2] = 10
		fmt.Print(i, v, " ")
	}
	for i := range pa {
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i, r := range "añb" {
		fmt.Print(i, string(r), " ")
	}
	m := map[string]int{"only": 1}
	for k, v := range m {
		m[k] = v + 1
	}
	for k := range m {
		fmt.Println(k, m)
	}
	for i, s := range count(10) {
		if i == 3 {
			break
		}
		defer fmt.Println("deferred", s)
	}
	var k int
	var s string
	pk := &k
	for k, s = range count(3) {
		fmt.Print(*pk, s, " ")
	}
	for k = range 5 {
	}
	for range 2 {
		k++
	}
	fmt.Println(k)
	keys := slices.Sorted(maps.Keys(map[string]bool{"a": true}))
	sort.Slice(list, func(i, j int) bool { return list[i] > list[j] })
	slices.SortFunc(keys, func(a, b string) int { return len(a) - len(b) })
	fmt.Println(keys, list, slices.Max(list), slices.Contains(keys, "a"))
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	for v := range ch {
		v := v + 1
		fmt.Print(v, " ")
	}
	v, ok := <-ch
	fmt.Println(v, ok, len(ch), cap(ch))
	n := 0
again:
	n++
	if n < 3 {
		goto again
	}
	if x := n * 2; x > 100 {
		fmt.Println("no")
	} else if y := x + 1; y > 6 {
		p := &y
		*p++
		fmt.Println(x, y)
	} else {
		fmt.Println("no")
	}
	if q := n; true {
		f := func() { q++ }
		f()
		fmt.Println(q)
	} else if r := q; r > 0 {
		f := func() { r++ }
		f()
	}
	switch x := n; x {
	case 1, 2:
		fmt.Println("no")
	case 3:
		fmt.Println("three")
		fallthrough
	case 4:
		fmt.Println("four")
	}
	fmt.Println(kind(nil), kind(1), kind("s"), kind(number(4)), kind(fmt.Errorf("e")), kind(2.5))
	select {
	case v, ok := <-ch:
		f := func() { v++ }
		f()
		fmt.Println(v, ok)
	default:
		fmt.Println("default")
	}
	var none chan int
	select {
	case none <- 1:
	case <-none:
	default:
		fmt.Println("nil channels")
	}
}
