package oracle

// This file says which steps are possible, and what they do.

import (
	"fmt"
	"slices"
)

// A step is something that can be done at once.
type step struct {
	by       int // the goroutine; of a meeting the sender
	with     int // the receiver of a meeting; else nobody
	way      int // the case of a select, or byDefault
	wayWith  int // of the receiver
	observes int // of a read, the write: its place among what was done with the variable
}

const (
	nobody    = -1
	byDefault = -1
)

// steps returns the steps that are possible.
func (m *machine) steps(s *state) []step {
	var all []step
	for id := range s.goroutines {
		g := &s.goroutines[id]
		if !g.started || len(g.todo) == 0 {
			continue
		}
		alone := step{by: id, with: nobody}
		now := &g.todo[0]
		switch now.Op {
		case Read:
			for _, w := range m.observable(s, g, now.Object) {
				alone.observes = w
				all = append(all, alone)
			}
		case Lock:
			if s.mutexes[now.Object].value == 0 {
				all = append(all, alone)
			}
		case OnceDo:
			if s.onces[now.Object].value != 1 {
				all = append(all, alone)
			}
		case GroupWait:
			if m.strict || s.groups[now.Object].value == 0 {
				all = append(all, alone)
			}
		case waitEnd:
			if s.semas[now.Object].value > 0 {
				all = append(all, alone)
			}
		case Print, Exit, die, fatal, finished:
			if !s.over {
				all = append(all, alone)
			}
		case Send, Receive, Select:
			all = append(all, m.communications(s, id)...)
		default:
			all = append(all, alone)
		}
	}
	return all
}

// observable returns the writes that a read may observe.
func (m *machine) observable(s *state, g *goroutine, variable int) []int {
	v := s.plain[variable]
	var writes []int
	for i := range v {
		if v[i].write {
			writes = append(writes, i)
		}
	}
	if !m.weak {
		return writes[len(writes)-1:]
	}
	hidden := func(w int) bool {
		for _, x := range writes {
			if x != w && v[w].before(v[x].past) && v[x].before(g.past) {
				return true
			}
		}
		return false
	}
	return slices.DeleteFunc(writes, hidden)
}

// do returns the state after a step.
func (m *machine) do(s *state, st step) *state {
	s = s.copy()
	if st.with != nobody {
		m.meet(s, st)
		return s
	}
	g := &s.goroutines[st.by]
	before := g.past
	m.tick(g, st.by)
	now, rest := g.todo[0], g.todo[1:]
	g.todo = rest
	switch now.Op {
	case Read:
		v := s.plain[now.Object]
		g.set(now.Register, v[st.observes].value)
		if m.past && !m.weak {
			a := access{goroutine: st.by, n: g.past[st.by], site: now.site, past: before}
			s.plain[now.Object] = plus(v, a)
		}
	case Write:
		w := access{write: true, value: g.value(now.Value)}
		if !m.past {
			s.plain[now.Object] = variable{w}
			break
		}
		w.goroutine, w.n, w.site, w.past = st.by, g.past[st.by], now.site, before
		s.plain[now.Object] = plus(s.plain[now.Object], w)
		if m.weak {
			// Their order in the row does not count: it is the same state in any.
			slices.SortFunc(s.plain[now.Object], func(a, b access) int {
				if a.goroutine != b.goroutine {
					return a.goroutine - b.goroutine
				}
				return a.n - b.n
			})
		}
	case Load, Store, Add, Swap, CAS:
		m.doAtomic(g, &s.atomics[now.Object], &now)
	case Lock:
		mu := &s.mutexes[now.Object]
		mu.value = 1
		g.past = g.past.with(mu.past)
	case Unlock:
		mu := &s.mutexes[now.Object]
		mu.value--
		if mu.value&1 != 0 {
			// Nobody gets it any more.
			g.todo = []Statement{{Op: fatal, Text: "sync: unlock of unlocked mutex", site: now.site}}
			break
		}
		mu.past = mu.past.with(g.past)
	case Send, Receive, Select:
		m.communicate(s, st.by, st.way, now)
	case Close:
		c := &s.channels[now.Object]
		if c.closed {
			g.todo = plus([]Statement{now}, rest...)
			m.panics(g, "close of closed channel", now.site)
			break
		}
		c.closed, c.closing = true, g.past
	case Len:
		g.set(now.Register, len(s.channels[now.Object].messages))
	case GroupAdd, GroupDone, GroupGo, groupEnd, groupCheck, groupReset, GroupWait, waitEnd:
		m.doGroup(s, st.by, now)
	case OnceDo:
		o := &s.onces[now.Object]
		if o.value == 2 {
			g.past = g.past.with(o.past)
			break
		}
		o.value = 1
		end := Statement{Op: onceEnd, Object: now.Object, site: now.site}
		g.todo = plus(plus(now.Body, end), rest...)
	case onceEnd:
		s.onces[now.Object] = cell{2, g.past}
	case Go:
		m.start(s, g, now, now.Body)
	case Print:
		s.out += g.text(&now)
	case Exit:
		s.end("", g.value(now.Value))
		g.todo = nil
	case die:
		s.end("panic: "+now.Text+"\n...\n", 2)
	case fatal:
		s.end("fatal error: "+now.Text+"\n...\n", 2)
	case finished:
		s.end("", 0)
	default:
		panic(fmt.Sprint("no such statement: ", now.Op))
	}
	m.settle(s, st.by)
	return s
}

// tick counts a step of a goroutine.
func (m *machine) tick(g *goroutine, id int) {
	if m.past {
		g.past = g.past.with(make(clock, m.goroutines))
		g.past[id]++
	}
}

// start starts a goroutine, as part of a step of g.
func (m *machine) start(s *state, g *goroutine, now Statement, body []Statement) {
	s.goroutines[now.child] = goroutine{started: true, todo: body, past: g.past}
	m.settle(s, now.child)
}

// end ends the program with some last words and a status.
func (s *state) end(words string, status int) {
	s.out += words
	if status != 0 {
		s.out += fmt.Sprintf("exit status %d\n", status)
	}
	s.over = true
}

// doAtomic does an operation on an atomic variable. All of them observe the last
// change, which synchronizes with them, but for Store, which observes nothing.
func (m *machine) doAtomic(g *goroutine, a *cell, now *Statement) {
	old, v := a.value, g.value(now.Value)
	if now.Op != Store {
		g.past = g.past.with(a.past)
	}
	switch now.Op {
	case Load:
		g.set(now.Register, old)
		return
	case Store:
		a.value = v
	case Add:
		a.value = old + v
		g.set(now.Register, a.value)
	case Swap:
		a.value = v
		g.set(now.Register, old)
	case CAS:
		if old != now.Old {
			g.set(now.Register, 0)
			return
		}
		a.value = v
		g.set(now.Register, 1)
	}
	a.past = g.past
}

// doGroup does an operation on a WaitGroup. What is taken from the counter happens
// before the return of a Wait that comes after; so does what is added.
func (m *machine) doGroup(s *state, id int, now Statement) {
	g, wg := &s.goroutines[id], &s.groups[now.Object]
	waiting, sema := &s.waiting[now.Object], &s.semas[now.Object]
	add := func(n int) (ok bool) {
		wg.value += n
		wg.past = wg.past.with(g.past)
		switch {
		case wg.value < 0:
			m.panics(g, "sync: negative WaitGroup counter", now.site)
			return false
		case waiting.value != 0 && n > 0 && wg.value == n:
			m.panics(g, concurrently, now.site)
			return false
		case wg.value == 0 && waiting.value != 0:
			check := now
			check.Op, check.Value = groupCheck, Number(waiting.value)
			g.todo = plus([]Statement{check}, g.todo...)
		}
		return true
	}
	switch now.Op {
	case GroupAdd:
		add(g.value(now.Value))
	case GroupDone, groupEnd:
		add(-1)
	case GroupGo:
		if add(1) {
			done := Statement{Op: groupEnd, Object: now.Object, site: now.site}
			m.start(s, g, now, plus(now.Body, done))
		}
	case GroupWait:
		if wg.value != 0 {
			waiting.value++
			end := now
			end.Op = waitEnd
			g.todo = plus([]Statement{end}, g.todo...)
			return
		}
		g.past = g.past.with(wg.past)
	case groupCheck:
		if wg.value != 0 || waiting.value != now.Value.Plus {
			m.panics(g, concurrently, now.site)
			return
		}
		now.Op = groupReset
		g.todo = plus([]Statement{now}, g.todo...)
	case groupReset:
		wg.value, waiting.value = 0, 0
		sema.value += now.Value.Plus
	case waitEnd:
		sema.value--
		g.past = g.past.with(wg.past)
		if wg.value != 0 || waiting.value != 0 {
			m.panics(g, "sync: WaitGroup is reused before previous Wait has returned", now.site)
		}
	}
}

const concurrently = "sync: WaitGroup misuse: Add called concurrently with Wait"
