package explore_test

// This file says how programs end, and by which names they know themselves.

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
