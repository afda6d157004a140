package explore_test

// This file has the rows of the table about what goroutines still do when the program
// ends.

func init() {
	semantics = append(semantics, []semanticsCase{
		{name: "what is deferred is not called behind os.Exit", body: `
			x, c := 0, make(chan bool)
			go func() {
				defer func() { x = 1 }()
				os.Exit(2)
			}()
			fmt.Println(x)
			<-c`, want: []string{"exit status 2", "0\nexit status 2"}},
		{name: "what is deferred is not called behind a fatal error", body: `
			x, c := 0, make(chan bool)
			var mu sync.Mutex
			go func() {
				defer func() { x = 1 }()
				mu.Unlock()
			}()
			fmt.Println(x)
			<-c`, want: []string{fatal("sync: unlock of unlocked mutex"), "0\n" + fatal("sync: unlock of unlocked mutex")}},
	}...)
}
