package explore_test

// This file has programs with data races, and what they can print by the Go memory
// model (https://go.dev/ref/mem): the shapes have the names that they have in the
// literature on memory models. Where two goroutines' writes and reads are all
// plain, most of these sets have outcomes without any interleaving.

func init() { semantics = append(semantics, races...) }

// shape returns a program in which two goroutines use x and y, and main prints a and b.
func shape(left, right string) string {
	return `
		var x, y, a, b int
		_ = y
		var wg sync.WaitGroup
		wg.Go(func() { ` + left + ` })
		wg.Go(func() { ` + right + ` })
		wg.Wait()
		fmt.Println(a, b)`
}

// atomicShape is shape with atomic variables.
func atomicShape(left, right string) string {
	return `
		var x, y atomic.Int32
		var a, b int32
		var wg sync.WaitGroup
		wg.Go(func() { ` + left + ` })
		wg.Go(func() { ` + right + ` })
		wg.Wait()
		fmt.Println(a, b)`
}

// lines returns the lines with two numbers, each 0 or 1, except for some of them.
func lines(except ...string) []string {
	var all []string
next:
	for _, line := range []string{"0 0", "0 1", "1 0", "1 1"} {
		for _, e := range except {
			if line == e {
				continue next
			}
		}
		all = append(all, line)
	}
	return all
}

var races = []semanticsCase{
	{name: "store buffering", body: shape("x = 1; a = y", "y = 1; b = x"), want: lines(), races: 2},
	{name: "message passing", body: shape("x = 1; y = 1", "a = y; b = x"), want: lines(), races: 2},
	{name: "load buffering", body: shape("a = x; y = 1", "b = y; x = 1"), want: lines("1 1"), races: 2},
	{name: "two reads of one variable", body: shape("x = 1", "a = x; b = x"), want: lines(), races: 2},
	{name: "a goroutine reads what it wrote, or what another did", body: shape("x = 1; a = x", "x = 2; b = x"),
		want: []string{"1 1", "1 2", "2 1", "2 2"}, races: 3},
	{name: "store buffering with atomics", body: atomicShape("x.Store(1); a = y.Load()", "y.Store(1); b = x.Load()"), want: lines("0 0")},
	{name: "message passing with atomics", body: atomicShape("x.Store(1); y.Store(1)", "a = y.Load(); b = x.Load()"), want: lines("1 0")},
	{name: "message passing, the flag is atomic", body: `
		var x int
		var y atomic.Int32
		var a int32
		var b int
		var wg sync.WaitGroup
		wg.Go(func() { x = 1; y.Store(1) })
		wg.Go(func() { a = y.Load(); b = x })
		wg.Wait()
		fmt.Println(a, b)`, want: lines("1 0"), races: 1},
	{name: "a hidden write", body: `
		var x int
		c := make(chan bool)
		go func() { x = 1; x = 2; c <- true }()
		<-c
		fmt.Println(x)`, want: []string{"2"}},
	{name: "sends do not synchronize with each other", body: `
		var x, a int
		c := make(chan int, 2)
		done := make(chan bool)
		go func() { x = 1; c <- 1; close(done) }()
		c <- 2
		a = x
		<-done
		fmt.Println(a)`, want: []string{"0", "1"}, races: 1},
	{name: "the words of a struct", body: `
		type pair struct{ a, b int }
		var p pair
		done := make(chan bool)
		go func() { p = pair{1, 1}; done <- true }()
		q := p
		<-done
		fmt.Println(q.a, q.b)`, want: lines(), races: 1},
	{name: "the words of an array and of a complex number", body: `
		type value struct { a [2]int; c complex128 }
		var v value
		done := make(chan bool)
		go func() { v = value{[2]int{1, 0}, 1i}; done <- true }()
		q := v
		<-done
		fmt.Println(q.a[0], imag(q.c))`, want: lines(), races: 1},
	{name: "a pointer that is seen before what it points to", body: `
		type t struct{ n int }
		var p *t
		func main() {
			go func() { p = &t{1} }()
			if q := p; q != nil { fmt.Println(q.n) }
		}`, want: []string{"", "0", "1"}, races: 1},
	{name: "a loop that waits for a plain variable", body: `
		var done bool
		go func() { done = true }()
		for !done {}
		fmt.Println("seen")`, want: []string{"seen", endless}, races: 1, endless: true},
	{name: "a loop that waits for a plain variable, and synchronizes", body: `
		var mu sync.Mutex
		var done bool
		go func() { done = true; mu.Lock(); mu.Unlock() }()
		for !done { mu.Lock(); mu.Unlock() }
		fmt.Println("seen")`, want: []string{"seen"}, races: 1},
	{name: "a loop that waits for two plain variables", body: `
		var a, b bool
		var n int
		go func() { n = 1; a = true; b = true }()
		for !a || !b {}
		fmt.Println(n)`, want: []string{"0", "1", endless}, races: 3, endless: true},
	{name: "an atomic addition and a plain read", body: `
		var n int32
		c := make(chan bool, 1)
		go func() { atomic.AddInt32(&n, 1); c <- true }()
		go func() { c <- true }()
		<-c
		fmt.Println(n)`, want: []string{"0", "1"}, races: 1},
	{name: "atomic additions and plain reads of what they make", body: `
		var n int32
		var wg sync.WaitGroup
		var a int32
		wg.Go(func() { atomic.AddInt32(&n, 1) })
		wg.Go(func() { atomic.AddInt32(&n, 2) })
		wg.Go(func() { a = n })
		wg.Wait()
		fmt.Println(n, a)`, want: []string{"3 0", "3 1", "3 2", "3 3"}, races: 2},
	{name: "the library reads while the program writes", body: `
		b := []byte("ab")
		var wg sync.WaitGroup
		wg.Go(func() { b[0] = 'x'; b[1] = 'y' })
		s := string(b)
		wg.Wait()
		fmt.Println(s)`, want: []string{"ab", "xb", "ay", "xy"}, races: 2},
}
