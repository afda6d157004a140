package explore_test

// This file has the programs about the order in which a statement does things,
// and about the order of the elements of a map.

func init() { semantics = append(semantics, orderSemantics...) }

var orderSemantics = []semanticsCase{
	// Results.
	{name: "a result is set when the call behind return is done", body: `
		func slow() int { runtime.Gosched(); return 5 }
		var done = make(chan bool)
		func f() (n int) {
			go func() { fmt.Println(n); done <- true }()
			return slow()
		}
		func main() { f(); <-done }`, want: []string{"0", "5"}, races: 1},
	{name: "a result is set before deferred functions run", body: `
		func f() (n int, s string) {
			c := make(chan bool)
			defer func() { c <- true; <-c }()
			go func() { <-c; fmt.Println(n, s); c <- true }()
			return 5, "five"
		}
		func main() { fmt.Println(f()) }`, want: []string{"5 five\n5 five"}},
	{name: "a result of a function literal", body: `
		done := make(chan bool)
		f := func() (n int) {
			go func() { <-done; fmt.Println(n); done <- true }()
			return 1
		}
		fmt.Println(f())
		done <- true
		<-done`, want: []string{"1\n1"}},
	{name: "a method of a type in a go statement", body: `
		var wg sync.WaitGroup
		n := 0
		wg.Add(2)
		go func() { n++; (*sync.WaitGroup).Done(&wg) }()
		go (*sync.WaitGroup).Done(&wg)
		wg.Wait()
		fmt.Println(n)`, want: []string{"1"}},
}
