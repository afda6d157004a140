package oracle_test

// This file has the engine run programs of abstract syntax: each statement is a call
// of what the rewriting of a program makes of the same statement in Go.

import (
	"fmt"
	"strings"

	"goroutines/code_test/interleave/oracle"
	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/atomic"
	"goroutines/code_test/interleave/standin/sync"
)

// A world is what the goroutines of a program share.
type world struct {
	plain    []int
	atomics  []atomic.Int64
	mutexes  []sync.Mutex
	groups   []sync.WaitGroup
	onces    []sync.Once
	channels []chan int
	sites    map[*oracle.Statement]int32 // by statement, its number in the program
}

// inEngine returns a program as a function to explore.
func inEngine(p oracle.Program) func() {
	sites := make(map[*oracle.Statement]int32)
	number(p.Main, sites)
	return func() {
		w := &world{
			plain:   sched.MadeSlice(make([]int, p.Plain)),
			atomics: sched.MadeSlice(make([]atomic.Int64, p.Atomic)),
			mutexes: sched.MadeSlice(make([]sync.Mutex, p.Mutexes)),
			groups:  sched.MadeSlice(make([]sync.WaitGroup, p.Groups)),
			onces:   sched.MadeSlice(make([]sync.Once, p.Onces)),
			sites:   sites,
		}
		for _, room := range p.Channels {
			var c chan int
			if room >= 0 {
				c = sched.MakeChannel[chan int](room)
			}
			w.channels = append(w.channels, c)
		}
		w.goroutine(p.Main)
	}
}

// number numbers statements from 1 in the order of the text.
func number(list []oracle.Statement, sites map[*oracle.Statement]int32) {
	for i := range list {
		s := &list[i]
		sites[s] = int32(len(sites) + 1)
		number(s.Cases, sites)
		number(s.Body, sites)
		number(s.Else, sites)
	}
}

// A thread is a goroutine with its registers.
type thread struct {
	*world
	registers [oracle.Registers]int
}

func (w *world) goroutine(body []oracle.Statement) {
	(&thread{world: w}).run(body)
}

func (t *thread) value(v oracle.Value) int {
	if v.Register == oracle.None {
		return v.Plus
	}
	return t.registers[v.Register] + v.Plus
}

func (t *thread) set(register, value int) {
	if register != oracle.None {
		t.registers[register] = value
	}
}

func (t *thread) run(list []oracle.Statement) {
	for i := range list {
		t.do(&list[i])
	}
}

func (t *thread) do(s *oracle.Statement) {
	o, site, v := s.Object, t.sites[s], t.value(s.Value)
	sched.Site(site)
	switch s.Op {
	case oracle.Set:
		t.set(s.Register, v)
	case oracle.Read:
		t.set(s.Register, sched.Load(site, &t.plain[o]))
	case oracle.Write:
		sched.To(site, &t.plain[o]).Set(v)
	case oracle.Inc:
		to := sched.To(site, &t.plain[o])
		to.Set(to.Get() + 1)
	case oracle.Load:
		t.set(s.Register, int(t.atomics[o].Load()))
	case oracle.Store:
		t.atomics[o].Store(int64(v))
	case oracle.Add:
		t.set(s.Register, int(t.atomics[o].Add(int64(v))))
	case oracle.Swap:
		t.set(s.Register, int(t.atomics[o].Swap(int64(v))))
	case oracle.CAS:
		swapped := 0
		if t.atomics[o].CompareAndSwap(int64(s.Old), int64(v)) {
			swapped = 1
		}
		t.set(s.Register, swapped)
	case oracle.Lock:
		t.mutexes[o].Lock()
	case oracle.Unlock:
		t.mutexes[o].Unlock()
	case oracle.Send:
		sched.Out(site, t.channels[o]).Send(v)
	case oracle.Receive:
		t.set(s.Register, sched.Recv(site, t.channels[o]))
	case oracle.Close:
		sched.Close(site, t.channels[o])
	case oracle.Len:
		t.set(s.Register, sched.Len(site, t.channels[o]))
	case oracle.Select:
		t.choose(s)
	case oracle.GroupAdd:
		t.groups[o].Add(v)
	case oracle.GroupDone:
		t.groups[o].Done()
	case oracle.GroupWait:
		t.groups[o].Wait()
	case oracle.GroupGo:
		t.groups[o].Go(func() { t.goroutine(s.Body) })
	case oracle.OnceDo:
		t.onces[o].Do(func() { t.run(s.Body) })
	case oracle.Go:
		sched.Go(site, func() { t.goroutine(s.Body) })
	case oracle.Print:
		var words []string
		if s.Text != "" {
			words = append(words, s.Text)
		}
		for _, r := range s.Shown {
			words = append(words, fmt.Sprint(t.registers[r]))
		}
		sched.Print([]byte(strings.Join(words, " ") + "\n"))
	case oracle.If:
		if t.registers[s.Register] == v {
			t.run(s.Body)
		} else {
			t.run(s.Else)
		}
	case oracle.Panic:
		sched.Panic(s.Text)
	case oracle.Exit:
		sched.ExitWith(v)
	default:
		panic(fmt.Sprint("no such statement: ", s.Op))
	}
}

func (t *thread) choose(s *oracle.Statement) {
	var cases []sched.Case
	outs := make([]sched.Sender[int], len(s.Cases))
	ins := make([]sched.Receiver[int], len(s.Cases))
	site := t.sites[s]
	for i, c := range s.Cases {
		if c.Op == oracle.Send {
			outs[i] = sched.Out(site, t.channels[c.Object])
			cases = append(cases, outs[i].Case())
		} else {
			ins[i] = sched.In(site, t.channels[c.Object])
			cases = append(cases, ins[i].Case())
		}
	}
	chosen := sched.Select(site, s.Default, cases...)
	if chosen < 0 {
		t.run(s.Body)
		return
	}
	c := &s.Cases[chosen]
	if c.Op == oracle.Send {
		outs[chosen].Put(t.value(c.Value))
	} else {
		t.set(c.Register, ins[chosen].Take())
	}
	t.run(c.Body)
}
