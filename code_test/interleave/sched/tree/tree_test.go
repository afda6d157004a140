package tree

// This file explores programs on paper of which one can tell by hand how many
// traces they have, and generated ones, of which enumeration tells.

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var programs = flag.Uint64("programs", 1500, "generate `n` programs")

// repeat returns n goroutines that do the same.
func repeat(n int, actions ...action) paper {
	var p paper
	for range n {
		p = append(p, actions)
	}
	return p
}

// times does the same n times.
func times(n int, a action) []action {
	var all []action
	for range n {
		all = append(all, a)
	}
	return all
}

// ways is one of n ways to do nothing.
func ways(n int) action {
	var as []action
	for range n {
		as = append(as, silent())
	}
	return either(as...)
}

func factorial(n int) int {
	if n < 2 {
		return 1
	}
	return n * factorial(n-1)
}

func binomial(n, k int) int { return factorial(n) / factorial(k) / factorial(n-k) }

// check explores p and compares with want, if that is not 0, and with enumeration,
// if that takes no more than enough executions. It reports whether it did.
func check(t *testing.T, p paper, want, enough int) bool {
	t.Helper()
	got := explore(t, p, false, nil)
	if want != 0 && len(got.traces) != want {
		t.Errorf("%v: %d traces, want %d", p, len(got.traces), want)
	}
	for trace, n := range got.traces {
		if n > 1 {
			t.Errorf("%v: the trace %s was executed %d times, want once", p, trace, n)
		}
	}
	if got.redundant > 0 {
		t.Errorf("%v: %d executions were begun in vain, want none", p, got.redundant)
	}
	all, runs, ok := enumerate(p, enough)
	if !ok {
		return false
	}
	if naive := explore(t, p, true, nil); naive.runs != runs {
		t.Errorf("%v: the naive tree has %d executions, want %d", p, naive.runs, runs)
	} else if diff := cmp.Diff(all, naive.traces); diff != "" {
		t.Errorf("%v: executions by trace differ (-enumerated +naive tree):\n%s", p, diff)
	}
	for trace := range all {
		all[trace] = 1
	}
	if diff := cmp.Diff(all, got.traces); diff != "" {
		t.Errorf("%v: traces differ (-enumerated +explored):\n%s", p, diff)
	}
	return true
}

func TestTraces(t *testing.T) {
	type test struct {
		name  string
		paper paper
		want  int
	}
	tests := []test{
		// The example of the package comment, and of the paper: the writer comes
		// before, between or behind the reads of x, or between them the other way.
		{"two readers and a writer", paper{{write("x")}, {read("y"), read("x")}, {read("z"), read("x")}}, 4},
		// Either is first with both locks, or each has one: that is a deadlock.
		{"two locks in opposite orders", paper{
			{lock("a"), lock("b"), unlock("b"), unlock("a")},
			{lock("b"), lock("a"), unlock("a"), unlock("b")},
		}, 3},
		// The take may come after the one, the other, or both.
		{"two that give and one that takes", paper{{give("s")}, {give("s")}, {take("s")}}, 3},
		// Before both, or never.
		{"two that give and one that wants nothing to be there", paper{{give("s")}, {give("s")}, {silent(), empty("s")}}, 2},
		// The same of three; and beside it something that is there before any of it.
		{"three that give and one that wants nothing to be there", paper{{give("s")}, {give("s")}, {give("s")}, {silent(), empty("s")}}, 2},
		// Before all, after one that gives and takes, after the other, after both; or
		// when one has given and the other has not, never: it comes in time.
		{"two that give and take and one that wants nothing to be there", paper{{give("s"), take("s")}, {give("s"), take("s")}, {silent(), empty("s")}}, 0},
		// One of them gets it, and the other waits for ever.
		{"one that gives and two that take", paper{{give("s")}, {take("s")}, {take("s")}}, 2},
		// Who is with whom; the two meetings commute.
		{"two that send and two that receive", paper{{send("c")}, {send("c")}, {receive("c")}, {receive("c")}}, 2},
		// x before or after the other's; or y.
		{"one of two writes", paper{{either(write("x"), write("y"))}, {write("x")}}, 3},
		// The lock, and the other waits for ever; or y, because the lock is taken
		// or not, which cannot be told from each other.
		{"a case that another goroutine takes away", paper{{either(lock("a"), write("y"))}, {lock("a")}}, 2},
		// Each of the two can be first.
		{"a goroutine that is started", paper{{start(1), write("x")}, {write("x")}}, 2},
		// It sees the other about to go on, or not any more.
		{"one that sees another", paper{{write("x"), write(seen(0))}, {see(0, 2)}}, 2},
		// It sees the other about to go on, or has not waited for that.
		{"one that may see another", paper{{either(silent(), see(1, 2))}, {write("x"), write(seen(1))}}, 2},
		// Nothing depends on anything, but for the deadlock.
		{"a deadlock", paper{{lock("a"), lock("a"), write("x")}, {write("y")}}, 1},
		// Two ways, each with the other's write before or behind.
		{"a choice and a race", paper{{ways(2), write("x")}, {write("x")}}, 4},
		// The increments commute, and the lock is nobody else's; so there are 2 by 2
		// by 2 choices, and of those that touch y the orders: 1, 1, 1 and 2 with
		// the increment; 1, 2, 2 and 6 with the write.
		{"three choices", paper{
			{either(inc("x"), write("y"))},
			{lock("a"), either(write("y"), unlock("a"))},
			{inc("x"), either(read("y"), silent())},
		}, 16},
	}
	for n := 1; n <= 4; n++ {
		add := func(name string, p paper, want int) {
			tests = append(tests, test{fmt.Sprintf("%s/%d", name, n), p, want})
		}
		var own, readers paper
		for i := range n {
			own = append(own, []action{read(fmt.Sprint(i)), write(fmt.Sprint(i))})
			readers = append(readers, []action{read("x")})
		}
		add("a variable each", own, 1)
		add("writers", repeat(n, write("x")), factorial(n))
		add("readers and a writer", append(readers, []action{write("x")}), 1<<n)
		add("a writer and readers", append(paper{{write("x")}}, readers...), 1<<n)
		add("increments and a reader", append(repeat(n, inc("x")), []action{read("x")}), 1<<n)
		add("two with n writes each", paper{times(n, write("x")), times(n, write("x"))}, binomial(2*n, n))
		add("locked sections", repeat(n, lock("a"), unlock("a")), factorial(n))
		add("ways", paper{{ways(n)}}, n)
		add("independent ways", paper{{ways(n)}, {ways(2)}}, 2*n)
		add("senders to one receiver", append(repeat(n, send("c")), times(n, receive("c"))), factorial(n))
		add("gives and a receiver of all", append(repeat(n, give("s")), times(n, take("s"))), sequences(n))
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if !check(t, test.paper, test.want, 100000) {
				t.Errorf("%v: more executions than can be enumerated", test.paper)
			}
		})
	}
}

// sequences returns how many traces n goroutines have that give one each to one
// that takes n times: the k-th take comes after a set of gifts, which has at least
// k and only grows. So each gift, of n that can be told apart, is assigned to the
// take that it first comes before, such that at least k of them come before the
// k-th: parking functions, of which there are (n+1)^(n-1).
func sequences(n int) int {
	all := 1
	for range n - 1 {
		all *= n + 1
	}
	return all
}

// TestInterleavings compares the naive tree with formulas.
func TestInterleavings(t *testing.T) {
	tests := []struct {
		name  string
		paper paper
		want  int
	}{
		{"two with two steps each", repeat(2, silent(), silent()), binomial(4, 2)},
		{"three with a step each", repeat(3, silent()), factorial(3)},
		// Each of three orders can be had in two ways.
		{"two locks in opposite orders", paper{
			{lock("a"), lock("b"), unlock("b"), unlock("a")},
			{lock("b"), lock("a"), unlock("a"), unlock("b")},
		}, 6},
		{"ways", paper{{ways(3), ways(3)}}, 9},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := explore(t, test.paper, true, nil).runs; got != test.want {
				t.Errorf("%d executions, want %d", got, test.want)
			}
		})
	}
}

// generate returns a program of two to four goroutines that do up to four things.
func generate(r *rand.Rand) paper {
	object := func() string { return string(rune('x' + r.IntN(2))) }
	simple := []func() action{
		func() action { return read(object()) },
		func() action { return write(object()) },
		func() action { return inc(object()) },
		func() action { return lock("a" + object()) },
		func() action { return unlock("a" + object()) },
		func() action { return give("s" + object()) },
		func() action { return take("s" + object()) },
		func() action { return empty("s" + object()) },
		func() action { return send("c" + object()) },
		func() action { return receive("c" + object()) },
		silent,
	}
	p := make(paper, 2+r.IntN(3))
	for g := range p {
		for range 1 + r.IntN(4) {
			a := simple[r.IntN(len(simple))]()
			if r.IntN(4) == 0 {
				a = either(a, simple[r.IntN(len(simple))]())
			}
			p[g] = append(p[g], a)
		}
		if g > 0 && r.IntN(3) == 0 {
			by := r.IntN(g)
			at := r.IntN(len(p[by]) + 1)
			p[by] = append(p[by][:at:at], append([]action{start(int32(g))}, p[by][at:]...)...)
		}
	}
	if r.IntN(4) == 0 { // one sees another
		g, h := r.IntN(len(p)), r.IntN(len(p))
		n := r.IntN(len(p[h]))
		if g != h && p[h][n][0].starts == 0 {
			p[h][n] = write(seen(h))
			p[g] = append(p[g], see(h, n+1))
		}
	}
	return p
}

func TestGenerated(t *testing.T) {
	compared := uint64(0)
	for seed := range *programs {
		if check(t, generate(rand.New(rand.NewPCG(seed, 0))), 0, 2000) {
			compared++
		}
		if t.Failed() {
			t.Fatalf("the program with seed %d", seed)
		}
	}
	if compared < *programs/2 {
		t.Errorf("only %d of %d programs are small enough to enumerate", compared, *programs)
	}
}

// TestEmpty explores a program that does nothing.
func TestEmpty(t *testing.T) {
	if got := explore(t, paper{}, false, nil); got.runs != 1 || got.redundant != 0 {
		t.Errorf("%d executions, and %d in vain; want one", got.runs, got.redundant)
	}
}
