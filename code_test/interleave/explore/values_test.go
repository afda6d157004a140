package explore_test

// This file checks what is told of values: what a step has read, written, sent
// or locked, and what things hold after it.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/explore"
)

// told returns the values of a run, a line for each: the number of the step, who
// did what with which thing, and behind => what is in it then.
func told(steps []explore.Step) string {
	var b strings.Builder
	write := func(n int, values []explore.Value) {
		for _, v := range values {
			fmt.Fprintf(&b, "%d: %d %s %s", n, v.Goroutine, v.How, v.Name)
			if v.Value != "" {
				fmt.Fprintf(&b, " %s", v.Value)
			}
			if fmt.Fprintf(&b, " => %s", v.State); v.Thing == "lock" {
				fmt.Fprint(&b, v.Holders)
			}
			b.WriteString("\n")
		}
	}
	for i, s := range steps {
		write(0, s.Before)
		write(i+1, s.Values)
	}
	return b.String()
}

func TestValues(t *testing.T) {
	tests := []struct {
		name     string
		body     string // of main, or with "func main" the program without its head
		schedule string // empty: as the first run is
		want     string
	}{
		{"both goroutines hold 0", `
			var n int
			func main() {
				var wg sync.WaitGroup
				wg.Go(func() { n++ })
				wg.Go(func() { n++ })
				wg.Wait()
			}`, "0 0 1 2 2 1", `
0: 0 make n => 0
0: 0 make wg => 0
1: 0 add wg +1 => 1
2: 0 add wg +1 => 2
3: 1 read n 0 => 0
4: 2 read n 0 => 0
5: 2 write n 1 => 1
6: 1 write n 1 => 1
7: 1 add wg -1 => 1
8: 2 add wg -1 => 0
9: 0 wait wg => 0
`},
		{"a buffered channel", `c := make(chan string, 2); c <- "a"; c <- "b"; close(c); fmt.Println(<-c)`, "", `
0: 0 make c => []
1: 0 send c "a" => ["a"]
2: 0 send c "b" => ["a" "b"]
3: 0 close c => ["a" "b"] closed
4: 0 receive c "a" => ["b"] closed
`},
		{"without a buffer", `c := make(chan int); go func() { c <- 7 }(); <-c; println(len(c))`, "", `
0: 0 make c => []
2: 1 send c 7 => []
2: 0 receive c 7 => []
`},
		{"a closed channel", `c := make(chan int); close(c); <-c`, "", `
0: 0 make c => []
1: 0 close c => [] closed
2: 0 receive c 0 => [] closed
`},
		{"a channel for which one waits", `c := make(chan int); runtime.Gosched(); println(1); <-c`, "", `
0: 0 make c => []
`},
		{"select", `
			a, b := make(chan int, 1), make(chan int, 1)
			b <- 2
			select { case v := <-a: println(v); case v := <-b: println(v); default: }`, "", `
0: 0 make a => []
0: 0 make b => []
1: 0 send b 2 => [2]
2: 0 receive b 2 => []
`},
		{"a mutex by way of a pointer", `
			var tea sync.Mutex
			func use(m *sync.Mutex) { m.Lock(); m.Unlock() }
			func main() { use(&tea) }`, "", `
0: 0 make tea => []
1: 0 lock tea => [0]
2: 0 unlock tea => []
`},
		{"TryLock", `var mu sync.Mutex; mu.TryLock(); mu.TryLock()`, "", `
0: 0 make mu => []
1: 0 lock mu => [0]
`},
		{"readers", `
			var rw sync.RWMutex
			rw.RLock()
			done := make(chan bool)
			go func() { rw.RLock(); rw.RUnlock(); done <- true }()
			<-done
			rw.RUnlock()
			rw.Lock()
			rw.Unlock()`, "", `
0: 0 make rw => []
1: 0 read lock rw => [0]
1: 0 make done => []
3: 1 read lock rw => [0 1]
4: 1 unlock rw => [0]
5: 1 send done true => []
5: 0 receive done true => []
6: 0 unlock rw => []
7: 0 lock rw => [0]
8: 0 unlock rw => []
`},
		{"atomic", `var n atomic.Int64; n.Store(3); n.Add(2); n.CompareAndSwap(1, 9); n.CompareAndSwap(5, 9); println(n.Load())`, "", `
0: 0 make n => 0
1: 0 write n 3 => 3
2: 0 write n 5 => 5
3: 0 read n 5 => 5
4: 0 write n 9 => 9
5: 0 read n 9 => 9
`},
		{"an atomic function", `n := int32(1); atomic.AddInt32(&n, 4)`, "", `
0: 0 make n => 1
1: 0 write n 5 => 5
`},
		{"fields and elements", `
			type point struct{ x, y int }
			func main() {
				list, p, q := make([]string, 2), &point{1, 2}, point{3, 4}
				var wg sync.WaitGroup
				wg.Go(func() { list[1], p.y, q.x = "b", 5, 6 })
				wg.Wait()
				fmt.Println(list[1], p.y, q.x)
			}`, "", `
0: 0 make q.x => 3
0: 0 make wg => 0
1: 0 add wg +1 => 1
2: 1 write list[1] "b" => "b"
3: 1 write p.y 5 => 5
4: 1 write q.x 6 => 6
5: 1 add wg -1 => 0
6: 0 wait wg => 0
7: 0 read list[1] "b" => "b"
8: 0 read p.y 5 => 5
9: 0 read q.x 6 => 6
`},
		{"a map", `
			m := map[string]int{"a": 1}
			done := make(chan bool)
			go func() { m["b"] = 2; close(done) }()
			<-done
			fmt.Println(m["b"])`, "", `
0: 0 make done => []
3: 1 write m => map["a":1 "b":2]
4: 1 close done => [] closed
5: 0 receive done false => [] closed
6: 0 read m => map["a":1 "b":2]
`},
		{"values of all kinds", `
			type pair struct{ a any; f func() }
			func main() {
				c := make(chan any, 9)
				c <- nil
				c <- 1.5
				c <- []int{1, 2}
				c <- &pair{}
				c <- pair{"x", nil}
				c <- map[string]bool{"b": true, "a": false}
				c <- 2 * time.Second
				c <- "longlonglonglonglonglonglong"
				c <- struct{}{}
			}`, "", `
0: 0 make c => []
1: 0 send c nil => [nil]
2: 0 send c 1.5 => [nil 1.5]
3: 0 send c [1 2] => [nil 1.5 [1 2]]
4: 0 send c ptr => [nil 1.5 [1 2] ptr]
5: 0 send c {"x" nil} => [nil 1.5 [1 2] ptr {"x" nil}]
6: 0 send c map["a":false "b":true] => [nil 1.5 [1 2] ptr {"x" nil} map["a":false "b":true]]
7: 0 send c 2s => [nil 1.5 [1 2] ptr {"x" nil} map["a":false "b":true] 2s]
8: 0 send c "longlonglonglonglongl…" => [nil 1.5 [1 2] ptr {"x" nil} map["a":false "b":true] 2s "longlonglonglonglongl…"]
9: 0 send c {} => [nil 1.5 [1 2] ptr {"x" nil} map["a":false "b":true] 2s "longlonglonglonglongl…" {}]
`},
		{"how many goroutines", `c := make(chan int); go func() { <-c }(); println(runtime.NumGoroutine())`, "0 0", `
0: 0 make c => []
1: 0 add goroutines 2 => 2
2: 0 read goroutines 2 => 2
5: 0 add goroutines 1 => 1
`},
		{"variables of the same name", `
			c := make(chan int)
			for range 2 { x := 0; go func() { x++; c <- x }(); <-c; x++ }`, "", `
0: 0 make c => []
0: 0 make x => 0
2: 1 read x 0 => 0
3: 1 write x 1 => 1
4: 1 read x 1 => 1
5: 1 send c 1 => []
5: 0 receive c 1 => []
6: 0 read x 1 => 1
7: 0 write x 2 => 2
7: 0 make x (2) => 0
9: 2 read x (2) 0 => 0
10: 2 write x (2) 1 => 1
11: 2 read x (2) 1 => 1
12: 2 send c 1 => []
12: 0 receive c 1 => []
13: 0 read x (2) 1 => 1
14: 0 write x (2) 2 => 2
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			opts := explore.Options{}
			var err error
			if opts.Schedule, err = explore.ParseSchedule(test.schedule); err != nil {
				t.Fatal(err)
			}
			r, err := explore.Programs(t.Context(), []explore.Program{{Path: "p.go", Source: []byte(semanticsCase{body: test.body}.program())}}, opts)
			if err != nil {
				t.Fatal(err)
			}
			if r[0].Failure != "" {
				t.Fatal(r[0].Failure)
			}
			if diff := cmp.Diff(test.want, "\n"+told(r[0].Outcomes[0].Steps)); diff != "" {
				t.Errorf("values (-want +got):\n%s", diff)
			}
		})
	}
}
