package oracle

// This file begins a program, and does what is no step: what a goroutine does
// between two of them.

import (
	"fmt"
	"slices"
	"strings"
)

// A machine runs a program, a step at a time.
type machine struct {
	program    Program
	goroutines int
	weak       bool   // a read may observe an older write
	past       bool   // note what happens before what
	strict     bool   // the beginning of a Wait that has to wait is a step
	local      []bool // by variable: to use it is no step, since nobody can notice
}

// begin returns the state at the beginning of main.
func (m *machine) begin() *state {
	p := &m.program
	s := &state{
		goroutines: make([]goroutine, m.goroutines),
		plain:      make([]variable, p.Plain),
		atomics:    make([]cell, p.Atomic),
		mutexes:    make([]cell, p.Mutexes),
		groups:     make([]cell, p.Groups),
		waiting:    make([]cell, p.Groups),
		semas:      make([]cell, p.Groups),
		onces:      make([]cell, p.Onces),
		channels:   make([]channel, len(p.Channels)),
	}
	for i := range s.plain {
		s.plain[i] = variable{{goroutine: 0, n: 0, write: true}}
	}
	s.goroutines[0] = goroutine{started: true, todo: plus(p.Main, Statement{Op: finished})}
	if m.past {
		s.goroutines[0].past = make(clock, m.goroutines)
	}
	m.settle(s, 0)
	return s
}

// plus returns a new list with some more at the end.
func plus[T any](list []T, more ...T) []T { return slices.Concat(list, more) }

// value returns the value of v for a goroutine.
func (g *goroutine) value(v Value) int {
	if v.Register == None {
		return v.Plus
	}
	return g.registers[v.Register] + v.Plus
}

// set puts the result of a statement into its register.
func (g *goroutine) set(register, value int) {
	if register != None {
		g.registers[register] = value
	}
}

// settle lets a goroutine go on to its next step, or to its end. The state must be
// a new one.
func (m *machine) settle(s *state, id int) {
	g := &s.goroutines[id]
	for len(g.todo) > 0 {
		now, rest := g.todo[0], g.todo[1:]
		switch now.Op {
		case Set:
			g.set(now.Register, g.value(now.Value))
			g.todo = rest
		case If:
			branch := now.Else
			if g.registers[now.Register] == g.value(now.Value) {
				branch = now.Body
			}
			g.todo = plus(branch, rest...)
		case Inc:
			read := Statement{Op: Read, Object: now.Object, Register: Registers, site: now.site}
			write := Statement{Op: Write, Object: now.Object, Value: Of(Registers), site: now.site}
			write.Value.Plus = 1
			g.todo = plus([]Statement{read, write}, rest...)
		case Read, Write:
			if !m.localTo(now.Object) {
				return
			}
			v := s.plain[now.Object]
			if now.Op == Read {
				g.set(now.Register, v[len(v)-1].value)
			} else {
				s.plain[now.Object] = variable{{write: true, value: g.value(now.Value)}}
			}
			g.todo = rest
		case Panic:
			m.panics(g, now.Text, now.site)
		case Close:
			if m.program.Channels[now.Object] >= 0 {
				return
			}
			m.panics(g, "close of nil channel", now.site)
		case Len:
			if m.program.Channels[now.Object] >= 0 {
				return
			}
			g.set(now.Register, 0)
			g.todo = rest
		default:
			return
		}
	}
}

func (m *machine) localTo(variable int) bool { return m.local != nil && m.local[variable] }

// panics has a goroutine panic: of what was left to do, only what is deferred is
// still done, and then the program ends.
func (m *machine) panics(g *goroutine, text string, site int) {
	var deferred []Statement
	for _, t := range g.todo {
		switch t.Op {
		case onceEnd:
			deferred = append(deferred, t)
		case groupEnd:
			text += " [recovered, repanicked]"
		}
	}
	g.todo = plus(deferred, Statement{Op: die, Text: text, site: site})
}

// text returns what a Print writes.
func (g *goroutine) text(s *Statement) string {
	var words []string
	if s.Text != "" {
		words = append(words, s.Text)
	}
	for _, r := range s.Shown {
		words = append(words, fmt.Sprint(g.registers[r]))
	}
	return strings.Join(words, " ") + "\n"
}

// deadlock is the output of a program in which nothing is possible, before its end.
const deadlock = "fatal error: all goroutines are asleep - deadlock!\n...\nexit status 2\n"

// outcome returns the output of a program that has come to a state in which no step
// is possible.
func (s *state) outcome() string {
	if s.over {
		return s.out
	}
	return s.out + deadlock
}
