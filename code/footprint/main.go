// Ten thousand goroutines that wait: how much memory is each?
package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
)

// proc returns a number of KiB from a file in which Linux counts.
func proc(file, key string) (kib float64) {
	text, _ := os.ReadFile(file) // elsewhere there is none
	_, value, _ := strings.Cut(string(text), key)
	fmt.Sscan(value, &kib)
	return kib
}

// measure returns KiB: as the Go runtime counts, then as Linux does.
func measure() (kib [4]float64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	kib[0] = float64(m.StackInuse+m.HeapInuse) / 1024
	kib[1] = proc("/proc/self/status", "VmRSS:")
	kib[2] = proc("/proc/meminfo", "KernelStack:")
	kib[3] = proc("/proc/self/status", "VmSize:")
	return kib
}

func report(n float64, before, after [4]float64) {
	fmt.Println("KiB for each goroutine")
	for i, name := range []string{
		"stack and heap:",
		"resident:      ",
		"kernel stack:  ",
		"address space: ",
	} {
		if before[i] > 0 { // measured
			// Other programs start and end threads too.
			fmt.Printf("%s %.1f\n", name, max(0, after[i]-before[i])/n)
		}
	}
}

func main() {
	const n = 10_000
	before := measure()
	var begun sync.WaitGroup
	begun.Add(n)
	stop := make(chan bool)
	for range n {
		go func() { begun.Done(); <-stop }()
	}
	begun.Wait() // all have run, up to <-stop
	report(n, before, measure())
}
