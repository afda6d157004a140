package explore_test

// This file has programs that range over maps, and loops that count their turns.

func init() { semantics = append(semantics, mapsAndTurns...) }

var mapsAndTurns = []semanticsCase{
	{name: "a key that is added while a map is ranged over", body: `
		m := map[string]int{"a": 1}
		n := 0
		for k := range m { n++; if k == "a" { m["b"] = 2 } }
		fmt.Println(n)`, want: []string{"1", "2"}},
	{name: "a key that is added while two are ranged over", body: `
		m := map[int]int{1: 1, 2: 1}
		s := ""
		for k := range m { s += fmt.Sprint(k); m[3] = 1 }
		fmt.Println(s)`, want: []string{"12", "21", "123", "132", "213", "231"}},
	{name: "a key that is deleted before its turn", body: `
		m := map[int]int{1: 1, 2: 1}
		s := ""
		for k := range m { s += fmt.Sprint(k); delete(m, 3-k) }
		fmt.Println(s)`, want: []string{"1", "2"}},
	{name: "keys with channels and pointers in them", body: `
		type key struct { c chan int; p *int; a any }
		n := new(int)
		m := map[key]int{{make(chan int), n, 1}: 1, {make(chan int), n, nil}: 2, {nil, nil, "x"}: 3}
		s := 0
		for _, v := range m { s = s*10 + v; if s > 9 { break } }
		fmt.Println(s)`, want: []string{"12", "13", "21", "23", "31", "32"}},
	{name: "interfaces as keys", body: `
		m := map[any]int{1: 1, "1": 2}
		s := 0
		for _, v := range m { s = s*10 + v }
		fmt.Println(s)`, want: []string{"12", "21"}},
	{name: "keys that are not a number", body: `
		zero := 0.0
		m := map[float64]int{zero / zero: 1, 5: 3}
		m[zero/zero] = 2
		s := 0
		for _, v := range m { s = s*10 + v }
		fmt.Println(s)`, want: []string{"123", "132", "213", "231", "312", "321"}},
	{name: "a map that is cleared while keys that are no number are ranged over", body: `
		zero := 0.0
		m := map[float64]int{zero / zero: 1}
		m[zero/zero] = 2
		n := 0
		for range m { n++; clear(m) }
		fmt.Println(n)`, want: []string{"1"}},
	{name: "a loop that counts its turns for nobody", body: `
		var n atomic.Int32
		go n.Store(1)
		turns := 0
		for n.Load() == 0 { turns++ }
		fmt.Println("seen")`, want: []string{"seen"}},
	{name: "a loop of three clauses that counts its turns for nobody", body: `
		var n atomic.Int32
		go n.Store(1)
		for i := 0; n.Load() == 0; i++ {}
		fmt.Println("seen")`, want: []string{"seen"}},
	{name: "a named result is not for nobody", body: `
		f := func() (n int) { for range 2 { n++ }; return }
		fmt.Println(f())`, want: []string{"2"}},
}
