package explore_test

// This file has the rows of the table about what it takes several events to prevent,
// that do not depend on each other.

func init() {
	semantics = append(semantics, []semanticsCase{
		{name: "two sends prevent a default case", body: `
			var a atomic.Int32
			b, c := make(chan int, 1), make(chan int, 1)
			go func() { b <- 1 }()
			go func() { c <- 1 }()
			go func() {
				a.Load()
				select {
				case <-b: fmt.Println("b")
				case <-c: fmt.Println("c")
				default: fmt.Println("default")
				}
			}()
			select {}`, want: []string{"b\n" + deadlock, "c\n" + deadlock, "default\n" + deadlock}},
		{name: "a receive and a close end what prevents a default case", body: `
			var a atomic.Int32
			c := make(chan int, 1)
			c <- 1
			go func() { <-c }()
			go func() { a.Load(); close(c) }()
			go func() {
				a.Load()
				select {
				case c <- 2: fmt.Println("sent")
				default: fmt.Println("default")
				}
			}()
			select {}`, want: []string{"sent\n" + deadlock, "default\n" + deadlock, panics("send on closed channel")}},
		{name: "two calls of Add prevent a Wait", body: `
			var a atomic.Int32
			var wg sync.WaitGroup
			go wg.Add(1)
			go wg.Add(1)
			go func() { a.Load(); wg.Wait(); fmt.Println("waited") }()
			select {}`, want: []string{deadlock, "waited\n" + deadlock}},
	}...)
}
