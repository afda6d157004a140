package sched_test

// This file generates small programs and checks on each of them that the
// reduced exploration finds what the naive one does: the same outcomes, and the
// same number of interleavings for each. Where they differ it looks for a
// smaller program in which they do.

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/atomic"
	"goroutines/code_test/interleave/standin/sync"
	"goroutines/code_test/interleave/standin/time"
)

var programs = flag.Uint64("programs", 40, "generate `n` programs of each kind")

// kinds has the statements that programs of a kind are made of. There is a
// list for each group of operations that can depend on each other.
var kinds = [][]string{
	{"go", "go", "print", "send", "receive", "receive", "select", "close", "len"},
	{"go", "go", "send", "receive", "select", "select"},
	{"go", "go", "print", "increment", "get", "lock", "add", "load", "swap", "increment"},
	{"go", "go", "readLock", "writeLock", "lock", "increment", "tryLock", "print", "once"},
	{"go", "go", "addOne", "goGroup", "done", "wait", "print"},
	{"go", "go", "condWait", "condWait", "signal", "broadcast", "print", "lock"},
	{"go", "go", "mapStore", "mapLoad", "mapDelete", "mapRange"},
	{"go", "go", "mapStore", "mapLoad", "mapDelete", "mapClear", "mapRange"},
	{"go", "go", "readLock", "writeLock", "tryRead", "tryWrite", "print"},
	{"go", "go", "readLock", "writeLock", "readUnlock", "print"},
	{"go", "go", "addUnused", "addUnused", "setBits", "clearBits", "load", "swap"},
	{"go", "go", "lock", "tryLock", "copyLock", "readLock", "copyReadLock", "writeLock", "print"},
	{"go", "go", "add", "swap", "load", "copyAtomic", "renewAtomic"},
	{"go", "goGroup", "addOne", "done", "wait", "copyGroup"},
	{"go", "go", "put", "take"},
	{"go", "sleep", "after", "ticker", "stop", "receiveTimer", "print", "pollTimer"},
	{"go", "go", "add", "spin", "print", "load", "pollLoop", "send"},
	{"go", "go", "add", "pollLoop", "pollBoth", "pollBoth", "send", "receive"},
	{"go", "count", "goGroup", "print"},
	{"go", "go", "print", "increment", "get", "send", "receive", "select", "lock", "swap", "goGroup", "wait", "once", "close"},
}

// A statement of a generated program.
type statement struct {
	op    string
	a, n  int
	cases []statement // of a select
	poll  bool        // it has a default case; or: print what comes of it
	body  []statement // of a goroutine, or of a section that is locked
}

func generate(r *rand.Rand, n, depth int, ops []string) []statement {
	var program []statement
	for range n {
		s := statement{op: ops[r.IntN(len(ops))], a: r.IntN(2), n: r.IntN(3), poll: r.IntN(2) == 0}
		switch s.op {
		case "go":
			if depth == 0 {
				continue
			}
			s.body = generate(r, 1+r.IntN(3), depth-1, ops)
		case "select":
			for range 1 + r.IntN(2) {
				s.cases = append(s.cases, statement{op: []string{"send", "receive"}[r.IntN(2)], a: r.IntN(2), n: r.IntN(3)})
			}
		case "lock", "readLock", "writeLock", "once":
			s.body = generate(r, 1, 0, ops)
		}
		program = append(program, s)
	}
	return program
}

func show(program []statement, indent string) string {
	var b strings.Builder
	for _, s := range program {
		fmt.Fprintf(&b, "%s%s %d %d %t %v\n%s", indent, s.op, s.a, s.n, s.poll, s.cases, show(s.body, indent+"\t"))
	}
	return b.String()
}

// A world is what the goroutines of a generated program use.
type world struct {
	channels  [2]chan int
	variables *[2]int
	mutexes   *[2]sync.Mutex
	rw        *sync.RWMutex
	atomics   *[2]atomic.Int64
	group     *sync.WaitGroup
	once      *sync.Once
	cond      *sync.Cond
	table     *sync.Map
	pool      *sync.Pool

	timer  *time.Timer // each goroutine has its own
	ticker *time.Ticker
}

func printf(format string, args ...any) { sched.Print(fmt.Appendf(nil, format+"\n", args...)) }

// main returns a program as a function to explore.
func main(program []statement, capacities [2]int) func() {
	return func() {
		w := &world{
			variables: sched.Made(new([2]int)),
			mutexes:   sched.Made(new([2]sync.Mutex)),
			rw:        sched.Made(new(sync.RWMutex)),
			atomics:   sched.Made(new([2]atomic.Int64)),
			group:     sched.Made(new(sync.WaitGroup)),
			once:      sched.Made(new(sync.Once)),
			table:     sched.Made(new(sync.Map)),
			pool:      sched.Made(new(sync.Pool)),
		}
		w.cond = sync.NewCond(&w.mutexes[0])
		for i, c := range capacities {
			if c >= 0 {
				w.channels[i] = sched.MakeChannel[chan int](c)
			}
		}
		w.run(program, "main")
	}
}

func (w *world) run(program []statement, name string) {
	for i, s := range program {
		switch s.op {
		case "go":
			child := *w
			child.timer, child.ticker = nil, nil
			sched.Go(1, func() { child.run(s.body, fmt.Sprint(name, i)) })
		case "print":
			printf("%s.%d", name, i)
		case "increment":
			place := sched.To(1, &w.variables[s.a])
			place.Set(place.Get() + 1)
		case "get":
			printf("%d=%d", s.a, sched.Load(1, &w.variables[s.a]))
		case "send":
			sched.Out(1, w.channels[s.a]).Send(s.n)
		case "receive":
			if v, ok := sched.Recv2(1, w.channels[s.a]); s.poll {
				printf("received %d %t", v, ok)
			}
		case "close":
			sched.Close(1, w.channels[s.a])
		case "len":
			printf("len %d", sched.Len(1, w.channels[s.a]))
		case "select":
			w.choose(s, name)
		case "lock":
			w.mutexes[s.a].Lock()
			w.run(s.body, name)
			w.mutexes[s.a].Unlock()
		case "tryLock":
			if w.mutexes[s.a].TryLock() {
				printf("locked")
				w.mutexes[s.a].Unlock()
			}
		case "readLock":
			w.rw.RLock()
			w.run(s.body, name)
			w.rw.RUnlock()
		case "writeLock":
			w.rw.Lock()
			w.run(s.body, name)
			w.rw.Unlock()
		case "tryRead":
			if w.rw.TryRLock() {
				printf("read")
				w.rw.RUnlock()
			}
		case "tryWrite":
			if w.rw.TryLock() {
				printf("written")
				w.rw.Unlock()
			}
		case "readUnlock":
			w.rw.RUnlock()
		case "copyLock":
			mu := sched.Made(new(sync.Mutex))
			*mu = sched.LoadAll(1, &w.mutexes[s.a])
			sched.Assigned(mu)
			printf("copied %t", mu.TryLock())
		case "copyReadLock":
			rw := sched.Made(new(sync.RWMutex))
			*rw = sched.LoadAll(1, w.rw)
			sched.Assigned(rw)
			printf("copied %t", rw.TryLock())
		case "copyGroup":
			wg := sched.Made(new(sync.WaitGroup))
			*wg = sched.LoadAll(1, w.group)
			sched.Assigned(wg)
			wg.Wait()
			printf("copied")
		case "copyAtomic":
			n := sched.Made(new(atomic.Int64))
			*n = sched.LoadAll(1, &w.atomics[s.a])
			sched.Assigned(n)
			printf("copied %t", n.CompareAndSwap(1, 2))
		case "renewAtomic":
			sched.ToAll(1, &w.atomics[s.a]).Set(atomic.Int64{})
		case "addUnused":
			sched.Unused(1, &w.atomics[s.a]).Add(int64(s.n))
		case "setBits":
			sched.Unused(1, &w.atomics[s.a]).Or(int64(s.n))
		case "clearBits":
			sched.Unused(1, &w.atomics[s.a]).And(int64(s.n))
		case "swap":
			if w.atomics[s.a].CompareAndSwap(int64(s.n%2), int64(s.n%2+1)) && s.poll {
				printf("swapped")
			}
		case "load":
			printf("loaded %d", w.atomics[s.a].Load())
		case "add":
			w.atomics[s.a].Add(1)
		case "addOne":
			w.group.Add(1)
		case "goGroup":
			w.group.Go(func() { printf("child") })
		case "done":
			w.group.Done()
		case "wait":
			w.group.Wait()
		case "once":
			w.once.Do(func() { w.run(s.body, name) })
		case "condWait":
			w.mutexes[0].Lock()
			w.cond.Wait()
			w.mutexes[0].Unlock()
		case "signal":
			w.cond.Signal()
		case "broadcast":
			w.cond.Broadcast()
		case "mapStore":
			w.table.Store(s.a, s.n)
		case "mapLoad":
			v, _ := w.table.LoadOrStore(s.a, s.n)
			printf("map %v", v)
		case "mapDelete":
			w.table.Delete(s.a)
		case "mapClear":
			w.table.Clear()
		case "mapRange":
			w.table.Range(func(k, v any) bool { printf("%v %v", k, v); return true })
		case "put":
			w.pool.Put(s.n)
		case "take":
			printf("pool %v", w.pool.Get())
		case "sleep":
			time.Sleep(time.Duration(s.n * 10))
		case "after":
			w.timer = time.NewTimer(time.Duration(s.n*10 + 5))
		case "ticker":
			if w.ticker == nil {
				w.ticker = time.NewTicker(time.Duration(s.n*10 + 10))
			}
		case "stop":
			if w.timer != nil {
				printf("stopped %t", w.timer.Stop())
			}
			if w.ticker != nil {
				w.ticker.Stop()
			}
		case "receiveTimer":
			if w.timer != nil {
				sched.Recv(1, w.timer.C)
			}
		case "pollTimer":
			if w.timer != nil {
				in := sched.In(1, w.timer.C)
				chosen := sched.Select(1, true, in.Case())
				if chosen == 0 {
					in.Take()
				}
				printf("polled %d", chosen)
			}
		case "spin":
			for loop := sched.Loop(1); loop.Again() && w.atomics[s.a].Load() <= int64(s.n); {
			}
		case "pollLoop":
			in := sched.In(1, w.channels[s.a])
			for loop := sched.Loop(1); loop.Again(); {
				if sched.Select(1, true, in.Case()) == 0 {
					in.Take()
					break
				}
			}
		case "pollBoth":
			w.pollBoth(s)
		case "count":
			printf("%d goroutines", sched.NumGoroutine())
		}
	}
}

// pollBoth waits in a loop for a message on one of two channels, or for an
// atomic variable.
func (w *world) pollBoth(s statement) {
	for loop := sched.Loop(1); loop.Again() && w.atomics[s.a].Load() <= int64(s.n); {
		for _, c := range w.channels {
			in := sched.In(1, c)
			if sched.Select(1, true, in.Case()) == 0 {
				in.Take()
				return
			}
		}
	}
	printf("stopped")
}

func (w *world) choose(s statement, name string) {
	var (
		cases []sched.Case
		outs  [2]sched.Sender[int]
		ins   [2]sched.Receiver[int]
	)
	for i, c := range s.cases {
		if c.op == "send" {
			outs[i] = sched.Out(1, w.channels[c.a])
			cases = append(cases, outs[i].Case())
		} else {
			ins[i] = sched.In(1, w.channels[c.a])
			cases = append(cases, ins[i].Case())
		}
	}
	chosen := sched.Select(1, s.poll, cases...)
	switch {
	case chosen < 0:
	case s.cases[chosen].op == "send":
		outs[chosen].Put(s.cases[chosen].n)
	default:
		ins[chosen].Take()
	}
	if s.a == 0 {
		printf("%s chose %d", name, chosen)
	}
}

// A case is a generated program.
type generated struct {
	program    []statement
	capacities [2]int
	options    sched.Options
}

func generateCase(seed uint64, kind int) generated {
	r := rand.New(rand.NewPCG(seed, uint64(kind)))
	ops := kinds[kind]
	g := generated{program: generate(r, 2+r.IntN(5), 2, ops)}
	g.capacities = [2]int{r.IntN(4) - 1, r.IntN(4) - 1} // -1 is a nil channel
	for _, op := range ops {
		g.options.Timed = g.options.Timed || op == "sleep"
		g.options.Counts = g.options.Counts || op == "count"
	}
	return g
}

// differ explores a program in both ways and returns how the results differ.
// It gives up, with ok false, if the naive exploration takes too long.
func (g generated) differ(t testing.TB) (diff string, ok bool) {
	options := g.options
	options.Naive, options.Max = true, 2000
	naive := sched.Explore(options, main(g.program, g.capacities))
	if !naive.Complete {
		return "", false
	}
	options.Naive, options.Max = false, 2*naive.Executions+100
	reduced := sched.Explore(options, main(g.program, g.capacities))
	diff = cmp.Diff(counts(naive), counts(reduced))
	diff += cmp.Diff(naive.Races, reduced.Races)
	if diff == "" && reduced.Redundant > 0 {
		diff = fmt.Sprintf("%d redundant executions", reduced.Redundant)
	}
	return diff, true
}

// counts returns the number of interleavings of each outcome.
func counts(r *sched.Result) map[string]string {
	m := map[string]string{}
	if r.Failure != "" {
		m["failure"] = r.Failure
	}
	if !r.Complete {
		m["incomplete"] = "yes"
	}
	for _, o := range r.Outcomes {
		m[o.Output] = o.Interleavings.String()
	}
	return m
}

// smaller returns programs with a little less in them.
func smaller(program []statement) [][]statement {
	var all [][]statement
	for i, s := range program {
		all = append(all, append(append([]statement{}, program[:i]...), program[i+1:]...))
		for _, body := range smaller(s.body) {
			p := append([]statement{}, program...)
			p[i].body = body
			all = append(all, p)
		}
		for _, cases := range smaller(s.cases) {
			p := append([]statement{}, program...)
			p[i].cases = cases
			all = append(all, p)
		}
	}
	return all
}

// check fails the test if the explorations of a program differ.
func (g generated) check(t *testing.T) (ok bool) {
	diff, ok := g.differ(t)
	if diff == "" {
		return ok
	}
again:
	for _, p := range smaller(g.program) {
		h := g
		h.program = p
		if d, _ := h.differ(t); d != "" {
			g, diff = h, d
			goto again
		}
	}
	t.Fatalf("with channels of capacities %v, the exploration of\n%sdiffers (-naive +reduced):\n%s", g.capacities, show(g.program, "\t"), diff)
	return true
}

// TestReduction checks generated programs of each kind.
func TestReduction(t *testing.T) {
	for kind, ops := range kinds {
		t.Run(strings.Join(ops, " "), func(t *testing.T) {
			explored := uint64(0)
			for seed := range *programs {
				if generateCase(seed, kind).check(t) {
					explored++
				}
			}
			if explored < *programs/3 {
				t.Errorf("only %d of %d programs are small enough to compare: generate smaller ones", explored, *programs)
			}
		})
	}
}

// FuzzReduction is TestReduction for go test -fuzz.
func FuzzReduction(f *testing.F) {
	for kind := range kinds {
		f.Add(uint64(0), uint(kind))
	}
	f.Fuzz(func(t *testing.T, seed uint64, kind uint) {
		generateCase(seed, int(kind%uint(len(kinds)))).check(t)
	})
}
