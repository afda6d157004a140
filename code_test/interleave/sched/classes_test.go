package sched_test

// This file counts executions of programs for which the number of classes of
// equivalent interleavings is known in closed form: there must be one for each.

import (
	"fmt"
	"math/big"
	"testing"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/atomic"
	"goroutines/code_test/interleave/standin/sync"
)

func factorial(n int) int {
	if n < 2 {
		return 1
	}
	return n * factorial(n-1)
}

func binomial(n, k int) int { return int(new(big.Int).Binomial(int64(n), int64(k)).Int64()) }

// increment is *p++.
func increment(p *int) {
	to := sched.To(1, p)
	to.Set(to.Get() + 1)
}

// lastZero is the program of that name in the paper of Abdulla and others, with
// n goroutines beside main: main looks for the last zero of an array in which
// each of the others sets an element to one more than its neighbor.
func lastZero(n int) func() {
	return func() {
		array := sched.MadeSlice(make([]int, n+1))
		for j := 1; j <= n; j++ {
			sched.Go(1, func() {
				to := sched.To(1, &array[j])
				to.Set(sched.Load(1, &array[j-1]) + 1)
			})
		}
		for i := n; sched.Load(1, &array[i]) != 0; i-- {
		}
	}
}

func TestClasses(t *testing.T) {
	type test struct {
		name string
		main func()
		want int
	}
	var tests []test
	add := func(name string, n, want int, main func()) {
		tests = append(tests, test{fmt.Sprintf("%s/%d", name, n), main, want})
	}
	for n := 1; n <= 5; n++ {
		add("goroutines that write a variable each", n, 1, func() {
			vars := sched.MadeSlice(make([]int, n))
			for i := range n {
				sched.Go(1, func() { increment(&vars[i]) })
			}
		})
		add("goroutines that print, joined", n, factorial(n), func() {
			var wg sync.WaitGroup
			for i := range n {
				wg.Go(func() { sched.Print([]byte{byte('a' + i)}) })
			}
			wg.Wait()
		})
		add("goroutines that end, joined", n, 1, func() {
			wg := sched.Made(new(sync.WaitGroup))
			for range n {
				wg.Add(1)
				sched.Go(1, wg.Done)
			}
			wg.Wait()
		})
		add("additions whose sums nobody uses", n, 1, func() {
			x := sched.Made(new(atomic.Int32))
			for range n {
				sched.Go(1, func() {
					for range 50 {
						sched.Unused(1, x).Add(1)
					}
				})
			}
		})
		add("goroutines that set bits", n, 1, func() {
			x := sched.Made(new(atomic.Uint32))
			for i := range n {
				sched.Go(1, func() { sched.Unused(1, x).Or(1 << i) })
			}
		})
		add("additions whose sums are used", n, factorial(n), func() {
			x := sched.Made(new(atomic.Int32))
			for range n {
				sched.Go(1, func() { x.Add(1) })
			}
		})
		add("goroutines that take a lock", n, factorial(n), func() {
			mu := sched.Made(new(sync.Mutex))
			for range n {
				sched.Go(1, func() { mu.Lock(); defer mu.Unlock() })
			}
		})
		add("readers and a writer", n, 1<<n, func() {
			v := sched.Made(new(int))
			for range n {
				sched.Go(1, func() { sched.Load(1, v) })
			}
			sched.To(1, v).Set(1)
		})
		add("atomic loads and failed CompareAndSwaps", n, 1, func() {
			v := sched.Made(new(atomic.Int32))
			for range n {
				sched.Go(1, func() { v.Load() })
				sched.Go(1, func() { v.CompareAndSwap(1, 2) })
			}
		})
		add("two goroutines with n writes each", n, binomial(2*n, n), func() {
			v := sched.Made(new(int))
			for range 2 {
				sched.Go(1, func() {
					for range n {
						sched.To(1, v).Set(1)
					}
				})
			}
		})
		add("senders to one receiver, without a buffer", n, factorial(n), func() {
			c := sched.MakeChannel[chan int](0)
			for i := range n {
				sched.Go(1, func() { sched.Out(1, c).Send(i) })
			}
			for range n {
				sched.Recv(1, c)
			}
		})
		add("pairs of partners, each with a channel", n, 1, func() {
			for range n {
				c := sched.MakeChannel[chan int](0)
				sched.Go(1, func() { sched.Out(1, c).Send(1) })
				sched.Go(1, func() { sched.Recv(1, c) })
			}
		})
		add("a producer and a consumer with a buffer", n, 1, func() {
			c := sched.MakeChannel[chan int](2)
			sched.Go(1, func() {
				for range n {
					sched.Out(1, c).Send(1)
				}
			})
			for range n {
				sched.Recv(1, c)
			}
		})
		add("a select with n cases that are ready", n, n, func() {
			var cases []sched.Case
			var ins []sched.Receiver[int]
			for range n {
				c := sched.MakeChannel[chan int](1)
				sched.Out(1, c).Send(1)
				ins = append(ins, sched.In(1, c))
				cases = append(cases, ins[len(ins)-1].Case())
			}
			ins[sched.Select(1, false, cases...)].Take()
		})
		add("any order of n keys", n, factorial(n), func() {
			m := sched.MadeMap(make(map[int]bool))
			for i := range n {
				m[i] = true
			}
			for range sched.RangeMap(1, m) {
			}
		})
	}
	// Each takes a message of its own, or one of those for all: of k that do, every
	// order; so 1 and 3 and 3 by 2 and 6. Some of these were missing when what one
	// takes was taken for explored together with what another one takes behind it.
	add("choices behind each other", 3, 16, func() {
		own, all := func() chan int {
			c := sched.MakeChannel[chan int](1)
			sched.Out(1, c).Send(1)
			return c
		}, sched.MakeChannel[chan int](3)
		for range 3 {
			sched.Out(1, all).Send(1)
		}
		choose := func(a, b chan int) {
			first, second := sched.In(1, a), sched.In(1, b)
			if sched.Select(1, false, first.Case(), second.Case()) == 0 {
				first.Take()
			} else {
				second.Take()
			}
		}
		one, two, three := own(), own(), own()
		sched.Go(1, func() { choose(one, all) })
		sched.Go(1, func() { sched.Made(new(atomic.Int32)).Add(1); choose(all, two) })
		sched.Go(1, func() { sched.Made(new(atomic.Int32)).Add(1); choose(all, three) })
	})
	for _, n := range []int{5, 8} {
		add("last zero", n, (n+3)<<(n-2), lastZero(n))
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{SC: true}, test.main)
			if r.Executions != test.want || r.Redundant != 0 || !r.Complete {
				t.Errorf("%d executions, and %d in vain, complete: %t; want %d, none in vain, and all", r.Executions, r.Redundant, r.Complete, test.want)
			}
		})
	}
}

// TestInterleavings counts interleavings for which there is a formula.
func TestInterleavings(t *testing.T) {
	// n goroutines with k steps each, which no other step depends on, but for
	// the go statements before them: of main's n+1 steps, the last one is the
	// end, and behind the i-th begins the i-th goroutine.
	count := func(n, k int) *big.Int {
		total := big.NewInt(1)
		steps := int64(1) // behind the last go statement
		for range n {
			// This goroutine's steps mix with all that come later.
			total.Mul(total, new(big.Int).Binomial(steps+int64(k), int64(k)))
			steps += int64(k) + 1
		}
		return total
	}
	for _, test := range []struct{ n, k int }{{1, 1}, {2, 2}, {3, 4}, {8, 5}, {20, 10}} {
		t.Run(fmt.Sprintf("%d goroutines with %d steps", test.n, test.k), func(t *testing.T) {
			r := sched.Explore(sched.Options{}, func() {
				for range test.n {
					sched.Go(1, func() {
						v := sched.Made(new(atomic.Int32))
						for range test.k {
							v.Add(1)
						}
					})
				}
			})
			if r.Executions != 1 || len(r.Outcomes) != 1 {
				t.Fatalf("%d executions and %d outcomes, want one", r.Executions, len(r.Outcomes))
			}
			if got, want := r.Outcomes[0].Interleavings, count(test.n, test.k); got.Cmp(want) != 0 {
				t.Errorf("%v interleavings, want %v", got, want)
			}
		})
	}
}
