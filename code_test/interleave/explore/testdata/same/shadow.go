// Local names that hide packages and functions.
package main

import (
	"context"
	"fmt"
	"time"
)

func pause(time time.Duration) (time.Duration, bool) {
	p := &time
	*p, time = time*2, time+1
	f := func() { time++ }
	f()
	return *p, time > 3
}

func cancelled() (err error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer func() { err = ctx.Err() }()
	defer cancel()
	return nil
}

type handler struct{ f func(int) (int, error) }

func main() {
	fmt.Println(pause(time.Second))
	fmt.Println(cancelled())
	h := handler{func(n int) (int, error) { return n, nil }}
	fmt.Println(h.f(3))
	hs := map[string]func(...int) int{"sum": func(ns ...int) (total int) {
		for _, n := range ns {
			total += n
		}
		return
	}}
	fmt.Println(hs["sum"](1, 2), (hs["sum"])([]int{4}...))
	var main = func() int { return 7 }
	fmt.Println(main())
}
