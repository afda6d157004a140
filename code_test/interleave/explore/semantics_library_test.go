package explore_test

// This file says what conversions and functions of the library read and write.

func init() { semantics = append(semantics, semanticsLibrary...) }

var semanticsLibrary = []semanticsCase{
	// Conversions.
	{name: "string of bytes reads them", body: `
		b, done := []byte("ab"), make(chan bool)
		go func() { b[1] = 'x'; done <- true }()
		switch string(b) { case "ab": fmt.Println("before"); case "ax": fmt.Println("after") }
		<-done`, want: []string{"before", "after"}, races: 1},
	{name: "string of runes reads them", body: `
		r, done := []rune("ab"), make(chan bool)
		go func() { r[0] = 'x'; done <- true }()
		m := map[string]int{"ab": 1, "xb": 2}
		fmt.Println(m[string(r)])
		<-done`, want: []string{"1", "2"}, races: 1},
	{name: "strings made from the same bytes", body: `
		b := []byte("ab")
		var wg sync.WaitGroup
		var out [2]string
		for i := range 2 { wg.Go(func() { out[i] = string(b) }) }
		wg.Wait()
		fmt.Println(out)`, want: []string{"[ab ab]"}},
	{name: "an array of a slice reads as many elements as it has", body: `
		s, done := []int{1, 2, 3}, make(chan bool)
		go func() { s[1] = 5; s[2] = 6; done <- true }()
		a := [2]int(s)
		<-done
		fmt.Println(a)`, want: []string{"[1 2]", "[1 5]"}, races: 1},
	{name: "a pointer to the array of a slice reads nothing", body: `
		s, done := []int{1, 2}, make(chan bool)
		go func() { s[1] = 5; done <- true }()
		a := (*[2]int)(s)
		<-done
		fmt.Println(*a)`, want: []string{"[1 5]"}},
	{name: "a generic conversion to a string reads bytes", body: `
		func text[T ~string | ~[]byte](v T) string { return string(v) }
		func main() {
			b, done := []byte("ab"), make(chan bool)
			go func() { b[0] = 'x'; done <- true }()
			s := text(b)
			<-done
			fmt.Println(s, text("c"))
		}`, want: []string{"ab c", "xb c"}, races: 1},
	{name: "append of a string reads it, and writes in place", body: `
		s, b, done := "x", make([]byte, 1, 2), make(chan bool)
		go func() { s = "y"; done <- true }()
		c := append(b, s...)
		<-done
		fmt.Println(string(c[1:]), string(b[:2][1:]) == string(c[1:]))`, want: []string{"x true", "y true"}, races: 1},
	{name: "copy reads one slice and writes the other", body: `
		a, b, done := []int{1}, []int{2}, make(chan bool)
		go func() { a[0] = 3; done <- true }()
		copy(b, a)
		<-done
		fmt.Println(b[0])`, want: []string{"1", "3"}, races: 1},
}
