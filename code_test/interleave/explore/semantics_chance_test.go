package explore_test

// This file has programs to which chance, or a very long time, is an input.

func init() { semantics = append(semantics, chances...) }

var chances = []semanticsCase{
	{name: "a coin", body: `
		c := make(chan string, 1)
		go func() {
			if rand.Intn(2) == 0 { c <- "heads" } else { c <- "tails" }
		}()
		fmt.Println(<-c)`, want: []string{"heads", "tails"}},
	{name: "two dice", body: `
		var a, b int64 = rand.Int63n(2), int64(rand.Int31n(3))
		fmt.Println(a + b)`, want: []string{"0", "1", "2", "3"}},
	{name: "a wait of random length against a timer", body: `
		a := time.After(time.Duration(rand.Intn(3)) * 20 * time.Millisecond)
		<-time.After(10 * time.Millisecond)
		select {
		case <-a: fmt.Println("before")
		default: fmt.Println("after")
		}`, want: []string{"before", "after"}},
	{name: "the longest time", body: `
		soon := time.After(time.Millisecond)
		select {
		case <-time.After(1<<63 - 1): fmt.Println("never")
		case <-soon: fmt.Println("soon")
		}`, want: []string{"soon"}},
	{name: "a long time after a short one", body: `
		time.Sleep(time.Millisecond)
		soon := time.After(time.Millisecond)
		select {
		case <-time.After(1<<63 - 1): fmt.Println("never")
		case <-soon: fmt.Println("soon")
		}`, want: []string{"soon"}},
}
