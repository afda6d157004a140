// Ten thousand goroutines that wait: how many OS threads are there?
package main

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"sync"
)

func read(metric string) uint64 {
	sample := []metrics.Sample{{Name: metric}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

func waiting() uint64 { return read("/sched/goroutines/waiting:goroutines") }
func threads() uint64 { return read("/sched/threads/total:threads") }

func main() {
	var begun sync.WaitGroup
	begun.Add(10_000)
	stop := make(chan bool)
	for range 10_000 {
		go func() { begun.Done(); <-stop }()
	}
	begun.Wait() // all have run, up to <-stop
	for waiting() < 10_000 {
		runtime.Gosched()
	}
	fmt.Println("goroutines:", runtime.NumGoroutine())
	fmt.Println("waiting:   ", waiting())
	fmt.Println("OS threads:", threads())
}
