package tree

// This file has programs on paper: the lists of steps of their goroutines, with
// what each step depends on. They are executed by counting, and so the tree can be
// tested without any of Go's semantics.

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"goroutines/code_test/interleave/sched/step"
)

// A paper is a program: of each goroutine what it does, one after the other. The
// goroutines are there from the beginning, but for those that another one starts.
type paper [][]action

// An action is something that a goroutine does; it has one of several cases.
type action []oneCase

// A oneCase touches an object, or none. It is possible while the level of its
// object is from low to high, and then adds delta to it.
type oneCase struct {
	object           string
	kind             step.Kind
	low, high, delta int32
	starts           int32  // the goroutine that it starts, or 0
	sends, receives  bool   // it needs a partner that is about to do the opposite
	sees             [2]int // it needs a goroutine to be about to do its so-manieth action, from 1; none if that is 0
}

const most = 1 << 20

func touch(object string, kind step.Kind) action {
	return action{{object: object, kind: kind, low: -most, high: most}}
}

func read(object string) action  { return touch(object, step.Read) }
func write(object string) action { return touch(object, step.Write) }
func inc(object string) action   { return touch(object, step.Inc) }
func silent() action             { return touch("", step.Read) }

func lock(object string) action { return action{{object: object, kind: step.Write, delta: 1}} }
func unlock(object string) action {
	return action{{object: object, kind: step.Write, low: 1, high: 1, delta: -1}}
}

// give makes a take possible; gifts commute.
func give(object string) action {
	return action{{object: object, kind: step.Inc, high: most, delta: 1}}
}
func take(object string) action {
	return action{{object: object, kind: step.Write, low: 1, high: most, delta: -1}}
}

// empty is possible while nothing is given that was not taken.
func empty(object string) action { return action{{object: object, kind: step.Read}} }

func send(object string) action    { return action{{object: object, kind: step.Meet, sends: true}} }
func receive(object string) action { return action{{object: object, kind: step.Meet, receives: true}} }

func start(g int32) action { return action{{starts: g, high: most}} }

// see is possible while goroutine g is about to do its n-th action, from 1, which
// must touch seen(g).
func see(g, n int) action {
	return action{{object: seen(g), kind: step.Read, low: -most, high: most, sees: [2]int{g, n}}}
}
func seen(g int) string { return fmt.Sprint("goroutine ", g) }

// either has the cases of several actions.
func either(as ...action) action { return slices.Concat(as...) }

// A run is an execution of a program on paper: its events, and a state to which
// some of them lead.
type run struct {
	paper  paper
	ids    map[string]int32 // of objects
	events []*step.Event

	at     []int32         // how many actions each goroutine has done; -1 if it is not there
	levels map[int32]int32 // by object
}

func newRun(p paper) *run {
	r := &run{paper: p, ids: map[string]int32{"": 0}}
	for _, actions := range p {
		for _, a := range actions {
			for _, c := range a {
				if _, ok := r.ids[c.object]; !ok {
					r.ids[c.object] = int32(len(r.ids))
				}
			}
		}
	}
	r.Begin()
	return r
}

func (r *run) Begin() {
	r.at, r.levels = make([]int32, len(r.paper)), make(map[int32]int32)
	for _, actions := range r.paper {
		for _, a := range actions {
			for _, c := range a {
				if c.starts != 0 {
					r.at[c.starts] = -1
				}
			}
		}
	}
}

// pending returns what p is about to do; nil if it is not there or has ended.
func (r *run) pending(p int32) action {
	if r.at[p] < 0 || int(r.at[p]) == len(r.paper[p]) {
		return nil
	}
	return r.paper[p][r.at[p]]
}

func (r *run) Do(n int32) {
	e := r.events[n]
	c := r.pending(e.P)[e.CaseP]
	r.levels[r.ids[c.object]] += c.delta
	r.at[e.P]++
	if e.Q != step.Alone {
		r.at[e.Q]++
	}
	for _, g := range e.Started {
		r.at[g] = 0
	}
}

func (r *run) Undo(n int32) {
	e := r.events[n]
	r.at[e.P]--
	if e.Q != step.Alone {
		r.at[e.Q]--
	}
	for _, g := range e.Started {
		r.at[g] = -1
	}
	c := r.pending(e.P)[e.CaseP]
	r.levels[r.ids[c.object]] -= c.delta
}

func (r *run) goroutines() int32 { return int32(len(r.at)) }

func (r *run) About(dst []int32, events []*step.Event) []int32 {
next:
	for p := range r.goroutines() {
		for _, e := range events {
			if r.at[p] < 0 || !e.Moves(p) && !r.concerns(p, e.Touches) {
				continue next
			}
		}
		dst = append(dst, p)
	}
	return dst
}

// concerns reports whether p may be about to do something that depends on a step
// that touches this.
func (r *run) concerns(p int32, touches []step.Access) bool {
	for _, c := range r.pending(p) {
		if c.sends || c.receives || c.sees[1] != 0 {
			return true
		}
		for _, a := range touches {
			if a.Object == r.ids[c.object] {
				return true
			}
		}
	}
	return false
}

func (r *run) Several(p int32) bool {
	a := r.pending(p)
	return len(a) > 1 || a[0].sends || a[0].receives
}

func (r *run) Possible(dst []step.Label, p int32) []step.Label {
	for i, c := range r.pending(p) {
		level := r.levels[r.ids[c.object]]
		switch {
		case c.receives:
		case c.sends:
			for q := range r.goroutines() {
				for j, d := range r.pending(q) {
					if d.receives && d.object == c.object && q != p {
						dst = append(dst, step.Label{P: p, Q: q, CaseP: int32(i), CaseQ: int32(j)})
					}
				}
			}
		case c.sees[1] != 0 && int(r.at[c.sees[0]]) != c.sees[1]-1:
		case level >= c.low && level <= c.high:
			dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: int32(i)})
		}
	}
	return dst
}

func (r *run) Hindered(dst []step.Label, p int32) []step.Label {
	for i, c := range r.pending(p) {
		level := r.levels[r.ids[c.object]]
		if !c.sends && !c.receives && c.sees[1] == 0 && (level < c.low || level > c.high) {
			dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: int32(i)})
		}
	}
	return dst
}

func (r *run) Touches(dst []step.Access, l step.Label) []step.Access {
	if c := r.pending(l.P)[l.CaseP]; c.object != "" {
		dst = append(dst, step.Access{Object: r.ids[c.object], Kind: c.kind})
	}
	return dst
}

func (r *run) Watches(l step.Label) int32 {
	if c := r.pending(l.P)[l.CaseP]; c.sees[1] != 0 {
		return int32(c.sees[0])
	}
	return step.Alone
}

// possible returns the steps that are possible.
func (r *run) possible() (all []step.Label) {
	for p := range r.goroutines() {
		all = r.Possible(all, p)
	}
	return all
}

// take makes the step l the next event.
func (r *run) take(l step.Label) *step.Event {
	e := &step.Event{Step: step.Step{Label: l, Touches: r.Touches(nil, l)}, N: int32(len(r.events))}
	if g := r.pending(l.P)[l.CaseP].starts; g != 0 {
		e.Started = []int32{g}
	}
	watched := r.Watches(l)
	for i := len(r.events) - 1; i >= 0; i-- {
		d := r.events[i]
		if d.Depends(&e.Step) || d.Moves(l.P) || l.Q != step.Alone && d.Moves(l.Q) || watched != step.Alone && d.Moves(watched) {
			e.Past.Union(d.Past)
			e.Past.Add(d.N)
		}
	}
	r.events = append(r.events, e)
	r.Do(e.N)
	return e
}

// trace returns a text that is the same for equivalent executions and no others:
// of the events that come after no other that is left, always the one whose
// goroutine has the least number is next.
func (r *run) trace() string {
	var b strings.Builder
	var done step.Set
	for range r.events {
		var next *step.Event
		for _, e := range r.events {
			ready := !done.Has(e.N)
			for _, d := range r.events {
				ready = ready && (!e.After(d) || done.Has(d.N))
			}
			if ready && (next == nil || e.P < next.P) {
				next = e
			}
		}
		done.Add(next.N)
		fmt.Fprint(&b, next.Label, " ")
	}
	return b.String()
}

// order returns the goroutines of a run, step by step, as letters from p on.
func (r *run) order() string {
	var b strings.Builder
	for _, e := range r.events {
		b.WriteByte(byte('p' + e.P))
	}
	return b.String()
}

// explored is what the exploration of a program on paper comes to.
type explored struct {
	traces    map[string]int // how often each one was executed
	runs      int
	redundant int
}

// explore explores p as a user of the tree does. It calls visit at the end of
// each execution, when it was planned from.
func explore(t testing.TB, p paper, naive bool, visit func(*Tree, *run)) explored {
	t.Helper()
	tree := Tree{Naive: naive}
	found := explored{traces: make(map[string]int)}
	r := newRun(p)
	for {
		r.Begin()
		r.events = r.events[:tree.Depth()]
		for n := range tree.Depth() {
			if !slices.Contains(r.possible(), tree.Again(n)) {
				t.Fatalf("%v: step %v, which was possible, is not when it is done again", p, tree.Again(n))
			}
			r.Do(int32(n))
		}
		for {
			possible := r.possible()
			if len(possible) == 0 {
				found.runs++
				found.traces[r.trace()]++
				tree.Plan(r)
				if visit != nil {
					visit(&tree, r)
				}
				break
			}
			l, ok := tree.Next(possible)
			if !ok {
				if tree.New() {
					found.redundant++
					tree.Plan(r)
				}
				break
			}
			if !slices.Contains(possible, l) {
				t.Fatalf("%v: the step %v is planned, and not possible after %v", p, l, r.order())
			}
			tree.Took(r.take(l))
		}
		if !tree.Back() {
			return found
		}
	}
}

// enumerate finds all traces of p by trying every step in every state, without
// the tree; it returns how often each was come to, and how many executions that
// took. It gives up, with ok false, when there are more than enough.
func enumerate(p paper, enough int) (traces map[string]int, runs int, ok bool) {
	traces = make(map[string]int)
	r := newRun(p)
	var try func()
	try = func() {
		possible := r.possible()
		if len(possible) == 0 {
			traces[r.trace()]++
			runs++
		}
		for _, l := range possible {
			if runs > enough {
				return
			}
			e := r.take(l)
			try()
			r.Undo(e.N)
			r.events = r.events[:e.N]
		}
	}
	try()
	return traces, runs, runs <= enough
}
