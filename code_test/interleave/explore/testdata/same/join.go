// Goroutines that leave nothing to chance.
package main

import (
	"context"
	"fmt"
	"sync"
)

type message struct {
	n     int
	reply chan<- int
}

type inbox chan message

func server(in inbox) {
	total := 0
	for m := range in {
		total += m.n
		m.reply <- total
	}
}

func generate(ctx context.Context, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int)
	go func(in <-chan int, out chan<- int) {
		for v := range in {
			out <- v * v
		}
		close(out)
	}(in, out)
	return out
}

type worker struct {
	wg   sync.WaitGroup
	mu   sync.RWMutex
	done map[int]string
}

func (w *worker) work(id int, f func(int) string) {
	defer w.wg.Done()
	s := f(id)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.done[id] = s
}

func main() {
	in := make(inbox)
	go server(in)
	reply := make(chan int)
	for i := range 3 {
		in <- message{i, reply}
		fmt.Println(<-reply)
	}
	close(in)

	ctx, cancel := context.WithCancel(context.Background())
	for v := range square(generate(ctx, 4)) {
		fmt.Print(v, " ")
	}
	cancel()
	fmt.Println(ctx.Err())

	w := worker{done: make(map[int]string)}
	for i := range 2 {
		w.wg.Add(1)
		go w.work(i, func(n int) string { return fmt.Sprint("work ", n+i) })
	}
	w.wg.Wait()
	w.mu.RLock()
	fmt.Println(w.done, len(w.done))
	w.mu.RUnlock()

	results := make([]int, 3)
	var wg sync.WaitGroup
	for i := 0; i < len(results); i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = i * i
		}()
	}
	wg.Wait()
	fmt.Println(results)

	stop := make(chan struct{})
	go func() { defer close(stop); fmt.Println("in the goroutine") }()
	<-stop
	done := make(chan bool, 1)
	select {
	case done <- true:
	case <-make(chan int):
	}
	var ok bool
	pok := &ok
	select {
	case ok = <-done:
	}
	fmt.Println(*pok)
	go fmt.Sprintln("unheard", len(results))
}
