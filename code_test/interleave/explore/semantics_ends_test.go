package explore_test

// This file says how programs end, and by which names they know themselves.

import (
	"fmt"
	"strings"
)

func init() { semantics = append(semantics, endsTable...) }

var endsTable = []semanticsCase{
	// A program is package main, wherever the name of one of its types goes.
	{name: "the name of a type is compared, measured and padded", body: `
		type thing struct{}
		func main() {
			s := fmt.Sprintf("%T", &thing{})
			fmt.Println(s == "*main.thing", len(s))
			fmt.Printf("%-12T|%12T|%.6T\n", thing{}, []thing{}, thing{})
		}`, want: []string{"true 11\nmain.thing  |[]main.thing|main.t"}},
	{name: "the name of a generic type", body: `
		type pair[K comparable, V any] struct{ k K; v V }
		type key string
		func main() {
			s := fmt.Sprintf("%T", pair[key, []pair[int, key]]{})
			fmt.Println(s, len(s))
			fmt.Printf("%#v\n", pair[key, int]{"a", 1})
		}`, want: []string{"main.pair[main.key,[]main.pair[int,main.key]] 45\nmain.pair[main.key,int]{k:\"a\", v:1}"}},
	{name: "the name of a type in a function", body: `type local int; fmt.Printf("%T %q\n", local(1), fmt.Sprintf("%T", map[local][]local{}))`,
		want: []string{`main.local "map[main.local][]main.local"`}},
	{name: "names in the text of a failed assertion", body: `
		type a struct{}
		type b struct{}
		func (b) m() {}
		type i interface{ m() }
		func try(f func()) {
			defer func() {
				s := recover().(error).Error()
				fmt.Println(len(s), s)
			}()
			f()
		}
		func main() {
			var x any = a{}
			try(func() { _ = x.(b) })
			try(func() { _ = x.(i) })
			try(func() { var y i = b{}; _ = y.(interface{ m(); n() }) })
			try(func() { x = nil; _ = x.(b) })
		}`, want: []string{"56 interface conversion: interface {} is main.a, not main.b\n" +
		"60 interface conversion: main.a is not main.i: missing method m\n" +
		"86 interface conversion: main.b is not interface { main.m(); main.n() }: missing method n\n" +
		"53 interface conversion: interface {} is nil, not main.b"}},
	{name: "names sort among others", body: `
		type zebra struct{}
		names := []string{fmt.Sprintf("%T", zebra{}), "main.z", "main.zz", "main_"}
		slices.Sort(names)
		fmt.Println(names)`, want: []string{"[main.z main.zebra main.zz main_]"}},
}

func init() { semantics = append(semantics, panicsTable...) }

// panicsTable has how panics end a program.
var panicsTable = []semanticsCase{
	{name: "a panic that is raised again with another value, three deep", body: `
		defer func() { panic(fmt.Sprint("c", recover())) }()
		defer func() { panic("b") }()
		panic("a")`, want: []string{"panic: a\n\tpanic: b [recovered]\n\tpanic: cb\n...\nexit status 2"}},
	{name: "an Error method that prints", body: `
		type e struct{}
		func (e) Error() string { fmt.Println("asked"); return "two\nlines" }
		func main() { panic(e{}) }`, want: []string{"asked\npanic: two\n\tlines\n...\nexit status 2"}},
	{name: "Goexit goes on after a panic was recovered", body: `
		c := make(chan int)
		go func() {
			defer close(c)
			defer func() { fmt.Println(recover()) }()
			defer panic("again")
			runtime.Goexit()
		}()
		<-c`, want: []string{"again"}},
	{name: "a panic during a run-time error that depends on the schedule", body: `
		n := 0
		var mu sync.Mutex
		go func() { mu.Lock(); n = 7; mu.Unlock() }()
		defer func() { panic("late") }()
		mu.Lock()
		i := n
		mu.Unlock()
		fmt.Println([]int{}[i])`, want: []string{
		"panic: runtime error: index out of range [0] with length 0\n\tpanic: late\n...\nexit status 2",
		"panic: runtime error: index out of range [7] with length 0\n\tpanic: late\n...\nexit status 2"}},
	{name: "a panic during a panic, with what only the memory model allows", body: `
		x, y := 0, 0
		go func() { x = 1; y = 1 }()
		a := y
		b := x
		defer func() { panic(fmt.Sprint("late ", a, b)) }()
		panic("first")`, want: []string{
		"panic: first\n\tpanic: late 0 0\n...\nexit status 2",
		"panic: first\n\tpanic: late 0 1\n...\nexit status 2",
		"panic: first\n\tpanic: late 1 0\n...\nexit status 2",
		"panic: first\n\tpanic: late 1 1\n...\nexit status 2"}, races: 2},
	{name: "run-time errors during run-time errors, with data races", body: `
		x, y := 3, 3
		go func() { x = 4; y = 4 }()
		defer func() { _ = []int{}[x] }()
		defer func() { _ = []int{}[9] }()
		_ = []int{}[y]`, want: []string{
		indexes(3, 9, 3), indexes(3, 9, 4), indexes(4, 9, 3), indexes(4, 9, 4)}, races: 2},
	{name: "a panic with nil", body: `panic(nil)`, want: []string{panics("panic called with nil argument")}},
	{name: "a nil pointer", body: `var p *int; *p = 1`, want: []string{panics("runtime error: invalid memory address or nil pointer dereference")}},
}

// indexes returns the end in run-time errors for indexes of an empty slice, each
// during the one before.
func indexes(all ...int) string {
	var b strings.Builder
	for i, n := range all {
		if i > 0 {
			b.WriteByte('\t')
		}
		fmt.Fprintf(&b, "panic: runtime error: index out of range [%d] with length 0\n", n)
	}
	return b.String() + "...\nexit status 2"
}
