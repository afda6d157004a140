package explore_test

// This file says what each operation means: a table of small programs with all
// their outcomes. Each is explored, and run for real: what a real run prints
// must be among them.

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goroutines/code_test/interleave/explore"
	"goroutines/code_test/outcome"
)

// A semanticsCase is a program and all its outputs. One line is written as
// such, without its newline; "..." stands for any lines.
type semanticsCase struct {
	name    string
	body    string // of main, or with "func main" the program without its head
	want    []string
	races   int
	endless bool // a real run may not end
}

const (
	deadlock = "fatal error: all goroutines are asleep - deadlock!\n...\nexit status 2"
	endless  = "(never ends)"
)

func panics(text string) string { return "panic: " + text + "\n...\nexit status 2" }
func fatal(text string) string  { return "fatal error: " + text + "\n...\nexit status 2" }

var semantics = []semanticsCase{
	// Goroutines.
	{name: "go does not wait", body: `go fmt.Println("a"); fmt.Println("b")`, want: []string{"b", "a\nb", "b\na"}},
	{name: "three joined goroutines print", body: `
		var wg sync.WaitGroup
		for i := range 3 { wg.Go(func() { fmt.Println(i) }) }
		wg.Wait()`,
		want: []string{"0\n1\n2", "0\n2\n1", "1\n0\n2", "1\n2\n0", "2\n0\n1", "2\n1\n0"}},
	{name: "arguments are evaluated by the parent", body: `
		f := func(s string) string { fmt.Println("arg"); return s }
		done := make(chan bool)
		go func(s string) { fmt.Println(s); done <- true }(f("child"))
		<-done`, want: []string{"arg\nchild"}},
	{name: "a method in a go statement", body: `
		type T struct{ n int }
		func (t T) print(c chan int) { fmt.Println(t.n); c <- 1 }
		func main() {
			t, c := T{1}, make(chan int)
			go t.print(c)
			t.n = 2
			<-c
		}`, want: []string{"1"}},
	{name: "a nil function in a go statement", body: `var f func(); go f(); select {}`, want: []string{fatal("go of nil func value")}},
	{name: "loop variables are per iteration", body: `
		c := make(chan int, 2)
		for i := 0; i < 2; i++ { go func() { c <- i }() }
		fmt.Println(<-c + <-c)`, want: []string{"1"}},
	{name: "main returns while others wait", body: `go func() { select {} }(); fmt.Println("end")`, want: []string{"end"}},
	{name: "os.Exit in a goroutine", body: `go os.Exit(3); fmt.Println("a"); select {}`, want: []string{"exit status 3", "a\nexit status 3"}},
	{name: "runtime.Goexit runs deferred functions", body: `
		done := make(chan bool)
		go func() { defer close(done); defer fmt.Println("deferred"); runtime.Goexit(); fmt.Println("never") }()
		<-done`, want: []string{"deferred"}},
	{name: "runtime.Goexit is not recovered", body: `
		done := make(chan bool)
		go func() {
			defer close(done)
			defer func() { fmt.Println(recover()) }()
			runtime.Goexit()
		}()
		<-done`, want: []string{"<nil>"}},
	{name: "functions with a defer of their own run during Goexit", body: `
		f := func() { defer fmt.Println("in f") }
		done := make(chan bool)
		go func() {
			defer close(done)
			defer func() { f(); fmt.Println("after f") }()
			runtime.Goexit()
		}()
		<-done`, want: []string{"in f\nafter f"}},
	{name: "runtime.Goexit in main", body: `go fmt.Println("a"); runtime.Goexit()`,
		want: []string{"a\n" + fatal("no goroutines (main called runtime.Goexit) - deadlock!")}},
	{name: "runtime.NumGoroutine", body: `
		c := make(chan int)
		go func() { <-c }()
		c <- 1
		fmt.Println(runtime.NumGoroutine())`, want: []string{"1", "2"}},
	{name: "runtime.GOMAXPROCS changes no order", body: `runtime.GOMAXPROCS(1); go fmt.Println("a"); runtime.Gosched(); fmt.Println("b")`,
		want: []string{"b", "a\nb", "b\na"}},

	// Channels.
	{name: "a receive waits for its send", body: `c := make(chan string); go func() { c <- "a" }(); fmt.Println(<-c)`, want: []string{"a"}},
	{name: "two senders", body: `
		c := make(chan int)
		go func() { c <- 1 }()
		go func() { c <- 2 }()
		fmt.Println(<-c, <-c)`, want: []string{"1 2", "2 1"}},
	{name: "a buffer keeps the order", body: `
		c := make(chan int, 2)
		go func() { c <- 1; c <- 2; close(c) }()
		for v := range c { fmt.Println(v) }`, want: []string{"1\n2"}},
	{name: "a send waits for room", body: `c := make(chan int, 1); c <- 1; c <- 2`, want: []string{deadlock}},
	{name: "comma ok", body: `
		c := make(chan int, 1)
		c <- 5
		close(c)
		a, ok := <-c
		b, ok2 := <-c
		fmt.Println(a, ok, b, ok2)`, want: []string{"5 true 0 false"}},
	{name: "len and cap", body: `
		c := make(chan int, 3)
		go func() { c <- 1 }()
		fmt.Println(len(c), cap(c))`, want: []string{"0 3", "1 3"}},
	{name: "a nil channel", body: `var c chan int; fmt.Println(len(c), cap(c)); <-c`, want: []string{"0 0\n" + deadlock}},
	{name: "close of a nil channel", body: `var c chan int; close(c)`, want: []string{panics("close of nil channel")}},
	{name: "close of a closed channel", body: `c := make(chan int); close(c); close(c)`, want: []string{panics("close of closed channel")}},
	{name: "send on a closed channel", body: `c := make(chan int); close(c); c <- 1`, want: []string{panics("send on closed channel")}},
	{name: "a send that waits while its channel is closed", body: `
		c := make(chan int)
		go func() { c <- 1 }()
		close(c)
		select {}`, want: []string{panics("send on closed channel")}},
	{name: "channels of channels, in structs, maps and slices", body: `
		type pair struct{ in chan<- int; out <-chan int }
		c := make(chan int, 1)
		m := map[string][]pair{"a": {{c, c}}}
		cc := make(chan chan int, 1)
		cc <- c
		m["a"][0].in <- 7
		fmt.Println(<-<-cc)`, want: []string{"7"}},
	{name: "a generic function with channels", body: `
		func merge[T any](a, b <-chan T) T { select { case v := <-a: return v; case v := <-b: return v } }
		func main() {
			a, b := make(chan int, 1), make(chan int, 1)
			a <- 1
			b <- 2
			fmt.Println(merge(a, b))
		}`, want: []string{"1", "2"}},

	// Select.
	{name: "select explores each ready case", body: `
		a, b := make(chan int, 1), make(chan int, 1)
		a <- 1
		b <- 2
		select { case v := <-a: fmt.Println(v); case v := <-b: fmt.Println(v) }`, want: []string{"1", "2"}},
	{name: "select with default", body: `
		c := make(chan int)
		go func() { c <- 1 }()
		select { case v := <-c: fmt.Println(v); default: fmt.Println("none") }`, want: []string{"1", "none"}},
	{name: "two selects with default never meet", body: `
		c, done := make(chan int), make(chan bool)
		go func() { select { case c <- 1: fmt.Println("sent"); default: }; done <- true }()
		select { case <-c: fmt.Println("received"); default: }
		<-done`, want: []string{""}},
	{name: "select with a send and a receive", body: `
		c, d := make(chan int, 1), make(chan int, 1)
		d <- 1
		select { case c <- 2: fmt.Println("sent"); case v, ok := <-d: fmt.Println(v, ok) }`, want: []string{"sent", "1 true"}},
	{name: "select evaluates its operands once, in order", body: `
		f := func(n int, c chan int) chan int { fmt.Println(n); return c }
		c := make(chan int, 1)
		select { case f(1, nil) <- 0: case f(2, c) <- 0: case <-f(3, nil): }`, want: []string{"1\n2\n3"}},
	{name: "an empty select", body: `select {}`, want: []string{deadlock}},
	{name: "break out of a select in a loop", body: `
		c := make(chan int, 2)
		c <- 1
		c <- 2
		loop:
		for { select { case v := <-c: if v == 2 { break loop }; fmt.Println(v) } }
		fmt.Println("out")`, want: []string{"1\nout"}},

	// Package sync.
	{name: "a mutex", body: `
		var mu sync.Mutex
		var wg sync.WaitGroup
		n := 0
		for range 2 { wg.Go(func() { mu.Lock(); defer mu.Unlock(); n++ }) }
		wg.Wait()
		fmt.Println(n)`, want: []string{"2"}},
	{name: "TryLock", body: `
		var mu sync.Mutex
		go func() { mu.Lock(); mu.Unlock() }()
		fmt.Println(mu.TryLock())`, want: []string{"true", "false"}},
	{name: "two mutexes in opposite orders", body: `
		var a, b sync.Mutex
		var wg sync.WaitGroup
		wg.Go(func() { a.Lock(); b.Lock(); b.Unlock(); a.Unlock() })
		wg.Go(func() { b.Lock(); a.Lock(); a.Unlock(); b.Unlock() })
		wg.Wait()
		fmt.Println("done")`, want: []string{"done", deadlock}},
	{name: "unlock of an unlocked mutex", body: `var mu sync.Mutex; mu.Unlock()`, want: []string{fatal("sync: unlock of unlocked mutex")}},
	{name: "readers share, a writer does not", body: `
		var mu sync.RWMutex
		var wg sync.WaitGroup
		n := 0
		wg.Go(func() { mu.RLock(); a := n; mu.RUnlock(); fmt.Println(a) })
		wg.Go(func() { mu.Lock(); n++; n++; mu.Unlock() })
		wg.Wait()`, want: []string{"0", "2"}},
	{name: "a waiting writer keeps new readers out", body: `
		var mu sync.RWMutex
		mu.RLock()
		go func() { mu.Lock(); mu.Unlock() }()
		mu.RLock()
		fmt.Println("twice")`, want: []string{"twice", deadlock}},
	{name: "TryLock and TryRLock of an RWMutex", body: `
		var mu sync.RWMutex
		fmt.Println(mu.TryRLock(), mu.TryLock(), mu.TryRLock())`, want: []string{"true false true"}},
	{name: "RUnlock of an unlocked RWMutex", body: `var mu sync.RWMutex; mu.RUnlock()`, want: []string{fatal("sync: RUnlock of unlocked RWMutex")}},
	{name: "Unlock of an unlocked RWMutex", body: `var mu sync.RWMutex; mu.Unlock()`, want: []string{fatal("sync: Unlock of unlocked RWMutex")}},
	{name: "a negative WaitGroup counter", body: `var wg sync.WaitGroup; wg.Done()`, want: []string{panics("sync: negative WaitGroup counter")}},
	{name: "Done before Add", body: `
		var wg sync.WaitGroup
		go wg.Add(1)
		wg.Done()
		wg.Wait()
		fmt.Println("end")`, want: []string{"end", panics("sync: negative WaitGroup counter")}},
	{name: "a WaitGroup that is reused too early", body: `
		var wg sync.WaitGroup
		wg.Add(1)
		go func() { wg.Done(); wg.Add(1); wg.Done() }()
		wg.Wait()
		fmt.Println("end")`, want: []string{"end", panics("sync: WaitGroup is reused before previous Wait has returned")}},
	{name: "Once", body: `
		var once sync.Once
		var wg sync.WaitGroup
		for i := range 2 { wg.Go(func() { once.Do(func() { fmt.Println("first", i) }); fmt.Println("then") }) }
		wg.Wait()`, want: []string{"first 0\nthen\nthen", "first 1\nthen\nthen"}},
	{name: "OnceFunc, OnceValue and OnceValues", body: `
		f := sync.OnceFunc(func() { fmt.Println("f") })
		v := sync.OnceValue(func() int { fmt.Println("v"); return 1 })
		vs := sync.OnceValues(func() (int, error) { fmt.Println("vs"); return 2, nil })
		f()
		f()
		a, _ := vs()
		fmt.Println(v()+v(), a)`, want: []string{"f\nvs\nv\n2 2"}},
	{name: "OnceFunc panics again", body: `
		f := sync.OnceFunc(func() { panic("once") })
		try := func() { defer func() { fmt.Println(recover()) }(); f() }
		try()
		try()`, want: []string{"once\nonce"}},
	{name: "Cond.Signal wakes one", body: `
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		ready := make(chan int)
		for i := range 2 { go func() { mu.Lock(); ready <- i; c.Wait(); fmt.Println(i); mu.Unlock(); ready <- i }() }
		<-ready
		<-ready
		mu.Lock()
		c.Signal()
		mu.Unlock()
		<-ready`, want: []string{"0", "1"}},
	{name: "Cond.Broadcast wakes all", body: `
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		set := false
		var wg sync.WaitGroup
		for range 2 { wg.Go(func() { mu.Lock(); for !set { c.Wait() }; mu.Unlock(); fmt.Println("awake") }) }
		mu.Lock()
		set = true
		c.Broadcast()
		mu.Unlock()
		wg.Wait()`, want: []string{"awake\nawake"}},
	{name: "a lost Signal", body: `
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		go func() { mu.Lock(); c.Signal(); mu.Unlock() }()
		mu.Lock()
		c.Wait()
		fmt.Println("awake")`, want: []string{"awake", deadlock}},
	{name: "sync.Map", body: `
		var m sync.Map
		go m.Store("a", 1)
		v, loaded := m.LoadOrStore("a", 2)
		fmt.Println(v, loaded)`, want: []string{"1 true", "2 false"}},
	{name: "sync.Map.Range in any order", body: `
		var m sync.Map
		m.Store(1, "a")
		m.Store(2, "b")
		m.Range(func(k, v any) bool { fmt.Println(k, v); return true })`, want: []string{"1 a\n2 b", "2 b\n1 a"}},
	{name: "sync.Pool may lose what it has", body: `
		p := sync.Pool{New: func() any { return "new" }}
		p.Put("old")
		fmt.Println(p.Get())`, want: []string{"old", "new"}},

	// Package sync/atomic.
	{name: "atomic.Add", body: `
		var n atomic.Int32
		var wg sync.WaitGroup
		for range 2 { wg.Go(func() { n.Add(1) }) }
		wg.Wait()
		fmt.Println(n.Load())`, want: []string{"2"}},
	{name: "an atomic load and store are two steps", body: `
		var n atomic.Int32
		var wg sync.WaitGroup
		for range 2 { wg.Go(func() { n.Store(n.Load() + 1) }) }
		wg.Wait()
		fmt.Println(n.Load())`, want: []string{"1", "2"}},
	{name: "CompareAndSwap", body: `
		var n atomic.Int64
		var wg sync.WaitGroup
		for i := range 2 { wg.Go(func() { if n.CompareAndSwap(0, int64(i)+1) { fmt.Println(i) } }) }
		wg.Wait()`, want: []string{"0", "1"}},
	{name: "functions of sync/atomic", body: `
		var n int32
		var u uint64
		atomic.AddInt32(&n, 5)
		fmt.Println(atomic.SwapInt32(&n, 6), atomic.LoadInt32(&n), atomic.CompareAndSwapInt32(&n, 1, 2), atomic.OrInt32(&n, 1), atomic.AddUint64(&u, ^uint64(0)))`,
		want: []string{"5 6 false 6 18446744073709551615"}},
	{name: "atomic.Value and atomic.Pointer", body: `
		var v atomic.Value
		var p atomic.Pointer[string]
		s := "s"
		p.Store(&s)
		v.Store(1)
		fmt.Println(v.Load(), *p.Load())
		v.Store("two")`, want: []string{"1 s\n" + panics("sync/atomic: store of inconsistently typed value into Value")}},
	{name: "store buffers are not modeled: some order of atomics explains all", body: `
		var x, y atomic.Int32
		var a, b int32
		var wg sync.WaitGroup
		wg.Go(func() { x.Store(1); a = y.Load() })
		wg.Go(func() { y.Store(1); b = x.Load() })
		wg.Wait()
		fmt.Println(a, b)`, want: []string{"0 1", "1 0", "1 1"}},

	// Shared memory.
	{name: "two unsynchronized n++", body: `
		n := 0
		var wg sync.WaitGroup
		for range 2 { wg.Go(func() { n++ }) }
		wg.Wait()
		fmt.Println(n)`, want: []string{"1", "2"}, races: 1},
	{name: "two goroutines with two n++ each", body: `
		n := 0
		var wg sync.WaitGroup
		for range 2 { wg.Go(func() { n++; n++ }) }
		wg.Wait()
		fmt.Println(n)`, want: []string{"2", "3", "4"}, races: 3},
	{name: "n += f() reads n after the call, as the compiler has it", body: `
		n := 0
		c := make(chan bool)
		f := func() int { c <- true; <-c; return 1 }
		go func() { <-c; n = 10; c <- true }()
		n += f()
		fmt.Println(n)`, want: []string{"11"}},
	{name: "slice elements are separate, a map is one", body: `
		s := make([]int, 2)
		var wg sync.WaitGroup
		for i := range s { wg.Go(func() { s[i]++ }) }
		wg.Wait()
		fmt.Println(s)`, want: []string{"[1 1]"}},
	{name: "two appends to one array", body: `
		s := make([]int, 0, 2)
		done := make(chan bool)
		go func() { _ = append(s, 1); done <- true }()
		t := append(s, 2)
		<-done
		fmt.Println(t)`, want: []string{"[1]", "[2]"}, races: 1},
	{name: "struct fields are separate", body: `
		var t struct{ a, b int }
		var wg sync.WaitGroup
		wg.Go(func() { t.a = 1 })
		wg.Go(func() { t.b = 2 })
		wg.Wait()
		fmt.Println(t)`, want: []string{"{1 2}"}},
	{name: "package variables start anew in each execution", body: `
		var n = start()
		func start() int { return 1 }
		func init() { n++ }
		func main() { go func() { n++ }(); fmt.Println(n) }`, want: []string{"2", "3"}, races: 1},
	{name: "swapping shared variables", body: `
		a, b := 1, 2
		done := make(chan bool)
		go func() { a, b = b, a; done <- true }()
		<-done
		fmt.Println(a, b)`, want: []string{"2 1"}},
	{name: "a channel orders what was written before", body: `
		n, c := 0, make(chan bool, 1)
		go func() { n = 1; c <- true }()
		<-c
		fmt.Println(n)`, want: []string{"1"}},
	{name: "a range over a map has any order", body: `for k, v := range map[int]string{1: "a", 2: "b"} { fmt.Println(k, v) }`, want: []string{"1 a\n2 b", "2 b\n1 a"}},
	{name: "a map that two goroutines write", body: `
		m := map[int]int{}
		var wg sync.WaitGroup
		for i := range 2 { wg.Go(func() { m[i] = i }) }
		wg.Wait()
		fmt.Println(len(m))`, want: []string{"2", fatal("concurrent map writes")}, races: 1},
	{name: "a map that one goroutine reads and another writes", body: `
		m := map[int]int{}
		done := make(chan bool)
		go func() { m[1] = 1; done <- true }()
		fmt.Println(m[1])
		<-done`, want: []string{"0", "1", fatal("concurrent map read and map write")}, races: 1},
	{name: "a map with a mutex", body: `
		m := map[int]int{}
		var mu sync.Mutex
		var wg sync.WaitGroup
		for i := range 2 { wg.Go(func() { mu.Lock(); defer mu.Unlock(); m[i] = i }) }
		wg.Wait()
		fmt.Println(m)`, want: []string{"map[0:0 1:1]"}},
	{name: "a range over a function", body: `
		func numbers(yield func(int) bool) { for i := range 3 { if !yield(i) { return } } }
		func main() {
			c := make(chan int, 1)
			for n := range numbers { if n == 2 { break }; go func() { c <- n }(); fmt.Println(<-c) }
		}`, want: []string{"0\n1"}},
	{name: "sorted keys have one order", body: `fmt.Println(slices.Sorted(maps.Keys(map[int]bool{3: true, 1: true, 2: true})))`, want: []string{"[1 2 3]"}},

	// Panics.
	{name: "a panic ends the program", body: `go panic("boom"); select {}`, want: []string{panics("boom")}},
	{name: "a panic with an error", body: `panic(fmt.Errorf("broken"))`, want: []string{panics("broken")}},
	{name: "a panic that is recovered", body: `
		defer func() { fmt.Println("recovered", recover()) }()
		var p *int
		fmt.Println(*p)`, want: []string{"recovered runtime error: invalid memory address or nil pointer dereference"}},
	{name: "a panic in a deferred function", body: `
		defer func() { panic("second") }()
		panic("first")`, want: []string{"panic: first\n\tpanic: second\n...\nexit status 2"}},
	{name: "a panic with a value of the program's own type", body: `
		type code int
		func main() { go func() { panic(code(7)) }(); select {} }`, want: []string{panics("main.code(7)")}},
	{name: "a panic with a struct", body: `panic(struct{ a int }{1})`, want: []string{"...\nexit status 2"}},
	{name: "types belong to package main", body: `
		type point struct{ x, y int }
		func main() { fmt.Printf("%T %+v %#v\n", point{}, point{1, 2}, point{3, 4}); var a any = point{}; fmt.Println(a.(fmt.Stringer)) }`,
		want: []string{"main.point {x:1 y:2} main.point{x:3, y:4}\n" + panics("interface conversion: main.point is not fmt.Stringer: missing method String")}},
	{name: "an index out of range", body: `s := []int{1}; i := 1; fmt.Println(s[i])`, want: []string{panics("runtime error: index out of range [1] with length 1")}},
	{name: "deferred calls run in a panic", body: `defer fmt.Println("deferred"); panic("boom")`, want: []string{"deferred\n" + panics("boom")}},
	{name: "a panic against the end of main", body: `go panic("boom"); fmt.Println("main")`,
		want: []string{"main", panics("boom"), "main\n" + panics("boom")}},

	// Time.
	{name: "a sleep orders nothing", body: `
		go fmt.Println("a")
		time.Sleep(time.Millisecond)
		fmt.Println("b")`, want: []string{"b", "a\nb", "b\na"}},
	{name: "a timer or a message", body: `
		c := make(chan int, 1)
		go func() { c <- 1 }()
		select { case <-c: fmt.Println("message"); case <-time.After(time.Millisecond): fmt.Println("timeout") }`,
		want: []string{"message", "timeout"}},
	{name: "a timer that is due earlier has fired", body: `
		a := time.After(time.Millisecond)
		<-time.After(50 * time.Millisecond)
		select { case <-a: fmt.Println("fired"); default: fmt.Println("not") }`, want: []string{"fired"}},
	{name: "a sleep lets timers fire that are due earlier", body: `
		t := time.NewTimer(time.Millisecond)
		time.Sleep(50 * time.Millisecond)
		fmt.Println(t.Stop())`, want: []string{"true"}},
	{name: "Stop against AfterFunc", body: `
		t := time.AfterFunc(time.Millisecond, func() { fmt.Println("fired") })
		if t.Stop() { fmt.Println("stopped") } else { select {} }`, want: []string{"stopped", "fired\n" + deadlock}},
	{name: "Reset", body: `
		t := time.NewTimer(time.Hour)
		fmt.Println(t.Reset(time.Millisecond))
		<-t.C
		fmt.Println(t.Reset(time.Hour))`, want: []string{"true\nfalse"}},
	{name: "a ticker", body: `
		t := time.NewTicker(time.Millisecond)
		<-t.C
		<-t.C
		t.Stop()
		fmt.Println("two ticks")`, want: []string{"two ticks"}},
	{name: "time.Tick", body: `c := time.Tick(time.Millisecond); <-c; fmt.Println("tick")`, want: []string{"tick"}},
	{name: "the clock may feed a sleep", body: `
		start := time.Now()
		time.Sleep(time.Millisecond - time.Since(start))
		fmt.Println("awake")`, want: []string{"awake"}},

	// Package context.
	{name: "context.WithCancel", body: `
		ctx, cancel := context.WithCancel(context.Background())
		go cancel()
		<-ctx.Done()
		fmt.Println(ctx.Err())`, want: []string{"context canceled"}},
	{name: "a canceled parent against Err of the child", body: `
		parent, cancel := context.WithCancel(context.Background())
		child, cancel2 := context.WithCancel(parent)
		defer cancel2()
		go cancel()
		fmt.Println(child.Err())`, want: []string{"<nil>", "context canceled"}},
	{name: "context.WithTimeout", body: `
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		<-ctx.Done()
		fmt.Println(ctx.Err())`, want: []string{"context deadline exceeded"}},
	{name: "context.WithDeadline", body: `
		ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(time.Millisecond))
		go cancel()
		<-ctx.Done()
		fmt.Println(ctx.Err())`, want: []string{"context canceled", "context deadline exceeded"}},
	{name: "context.Cause, WithValue and AfterFunc", body: `
		ctx, cancel := context.WithCancelCause(context.WithValue(context.Background(), "k", "v"))
		done := make(chan bool)
		context.AfterFunc(ctx, func() { close(done) })
		cancel(fmt.Errorf("why"))
		<-done
		fmt.Println(ctx.Value("k"), context.Cause(ctx), ctx.Err())`, want: []string{"v why context canceled"}},

	// Output.
	{name: "the print builtins write to standard error", body: `print("a", 1, true); println(); println("b", 2.5)`,
		want: []string{"a1true\nb 2.5"}},
	{name: "each print is one write", body: `
		var wg sync.WaitGroup
		wg.Go(func() { fmt.Print("a\n", "b\n") })
		wg.Go(func() { fmt.Fprintln(os.Stderr, "c") })
		wg.Wait()`, want: []string{"a\nb\nc", "c\na\nb"}},
	{name: "package log", body: `log.SetFlags(0); log.SetPrefix("p: "); log.Print("a"); log.Fatal("b")`, want: []string{"p: a\np: b\nexit status 1"}},
	{name: "output without a newline", body: `fmt.Print("a"); os.Stdout.WriteString("b")`, want: []string{"ab"}},

	// Waiting in a loop.
	{name: "a spin on an atomic", body: `
		var ready atomic.Bool
		go func() { fmt.Println("set"); ready.Store(true) }()
		for !ready.Load() { runtime.Gosched() }
		fmt.Println("seen")`, want: []string{"set\nseen"}},
	{name: "a spin for what nobody does", body: `
		var ready atomic.Bool
		for !ready.Load() { }`, want: []string{endless}, endless: true},
	{name: "a spin with a lock", body: `
		var mu sync.Mutex
		ready := false
		go func() { mu.Lock(); ready = true; mu.Unlock() }()
		for { mu.Lock(); if ready { mu.Unlock(); break }; mu.Unlock() }
		fmt.Println("seen")`, want: []string{"seen"}},
	{name: "a loop around CompareAndSwap", body: `
		var n atomic.Int32
		var wg sync.WaitGroup
		for range 2 { wg.Go(func() { for { old := n.Load(); if n.CompareAndSwap(old, old+1) { break } } }) }
		wg.Wait()
		fmt.Println(n.Load())`, want: []string{"2"}},
	{name: "a loop around two selects with default", body: `
		a, b := make(chan int), make(chan int)
		go func() { b <- 1 }()
		for {
			select { case <-a: return; default: }
			select { case v := <-b: fmt.Println("got", v); return; default: }
		}`, want: []string{"got 1"}},
	{name: "a loop that polls a channel and reads a flag", body: `
		a := make(chan int)
		var stop atomic.Bool
		go func() { stop.Store(true) }()
		for !stop.Load() { select { case <-a: return; default: } }
		fmt.Println("stopped")`, want: []string{"stopped"}},
	{name: "a loop that polls a closed channel", body: `
		done := make(chan int)
		close(done)
		for { select { case <-done: default: } }`, want: []string{endless}, endless: true},
	{name: "a loop that calls a function", body: `
		var mu sync.Mutex
		var full bool
		func isFull() bool { mu.Lock(); defer mu.Unlock(); return full }
		func main() {
			go func() { mu.Lock(); full = true; mu.Unlock() }()
			for !isFull() { runtime.Gosched() }
			fmt.Println("full")
		}`, want: []string{"full"}},
	{name: "a named result that others write", body: `
		func late(c chan bool) (n int) { go func() { n = 1; c <- true }(); return 5 }
		func main() { c := make(chan bool); fmt.Println(late(c)); <-c }`, want: []string{"1", "5"}, races: 1},
	{name: "an assignment panics after its operands", body: `
		y, s, i := 0, []int{}, 1
		g, h := func() int { return 1 }, func() int { fmt.Println("h"); return 2 }
		defer func() { fmt.Println(recover() != nil, y) }()
		y, s[i] = g(), h()`, want: []string{"h\ntrue 1"}},
	{name: "what an interface holds is read when it is printed", body: `
		p, c := &struct{ n int }{}, make(chan bool)
		var x any = p
		go func() { p.n = 1; c <- true }()
		fmt.Println(x)
		<-c`, want: []string{"&{0}", "&{1}"}, races: 1},
	{name: "a loop around a select with default", body: `
		c := make(chan int)
		go func() { c <- 1 }()
		for done := false; !done; { select { case v := <-c: fmt.Println(v); done = true; default: } }`, want: []string{"1"}},
}

// program returns the whole program of a case.
func (c semanticsCase) program() string {
	body := c.body
	if !strings.Contains(body, "func main") {
		body = "func main() {\n" + body + "\n}"
	}
	var imports strings.Builder
	for _, path := range []string{"context", "fmt", "log", "maps", "math/rand", "os", "runtime", "slices", "sync", "sync/atomic", "time"} {
		name := path[strings.LastIndex(path, "/")+1:]
		if regexp.MustCompile(`\b` + name + `\.[A-Z]`).MatchString(body) {
			fmt.Fprintf(&imports, "import %q\n", path)
		}
	}
	return "package main\n" + imports.String() + body + "\n"
}

func semanticsPrograms() []explore.Program {
	var programs []explore.Program
	for i, c := range semantics {
		programs = append(programs, explore.Program{Path: fmt.Sprintf("%d/main.go", i), Source: []byte(c.program())})
	}
	return programs
}

// outcomes returns the outputs of a case in the form of an outcomes.txt.
func (c semanticsCase) outcomes(t *testing.T) *outcome.File {
	t.Helper()
	var b strings.Builder
	b.WriteString("The outputs in the table.\n")
	for i, w := range c.want {
		fmt.Fprintf(&b, "-- %d --\n", i)
		if w != "" {
			b.WriteString(w + "\n")
		}
	}
	f, err := outcome.Parse(c.name, []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestSemantics explores the programs of the table.
func TestSemantics(t *testing.T) {
	t.Parallel()
	for _, naive := range []bool{false, true} {
		reports, err := explore.Programs(t.Context(), semanticsPrograms(), explore.Options{Naive: naive, Max: 20000})
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range semantics {
			t.Run(fmt.Sprintf("%s/naive=%t", c.name, naive), func(t *testing.T) {
				r := reports[i]
				if !r.Complete {
					t.Fatalf("not explored completely: %s; a program of this table has few interleavings", r.Failure)
				}
				var got, want []string
				for _, o := range r.Outcomes {
					got = append(got, o.Output)
				}
				for _, w := range c.want {
					if w != "" {
						w += "\n"
					}
					want = append(want, w)
				}
				less := cmpopts.SortSlices(func(a, b string) bool { return a < b })
				if diff := cmp.Diff(want, got, less); diff != "" {
					t.Errorf("the outcomes of\n%s\nare others (-want +explored):\n%s", c.program(), diff)
				}
				if r.Redundant > 0 {
					t.Errorf("%d executions of\n%s\nwere begun in vain: an operation touches what it has not announced", r.Redundant, c.program())
				}
				if len(r.Races) != c.races {
					t.Errorf("the data races of\n%s\nare %v, want %d", c.program(), r.Races, c.races)
				}
			})
		}
	}
}

// TestSemanticsForReal builds the same programs with the go command alone, and runs
// them with different numbers of processors.
func TestSemanticsForReal(t *testing.T) {
	t.Parallel()
	exes := buildReal(t, semanticsPrograms())
	for i, c := range semantics {
		if c.endless {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			f := c.outcomes(t)
			for n := range 8 {
				ctx, stop := context.WithTimeout(context.Background(), time.Minute)
				cmd := exec.CommandContext(ctx, exes[i])
				cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", 1+n%4))
				var out bytes.Buffer
				cmd.Stdout, cmd.Stderr = &out, &out
				cmd.Run() // how it ended is in its state
				timedOut := ctx.Err() != nil
				stop()
				if timedOut {
					t.Errorf("a real run of\n%s\ndid not end within a minute", c.program())
				} else if diff := f.Diff(outcome.Output(out.Bytes(), cmd.ProcessState)); diff != "" {
					t.Errorf("a real run of\n%s\n%s", c.program(), diff)
				}
			}
		})
	}
}
