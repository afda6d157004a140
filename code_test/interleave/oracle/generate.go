package oracle

// This file makes programs up.

import (
	"fmt"
	"math/rand/v2"
)

// A Kind of programs has the statements that they are made of. There is one for each
// group of statements that can depend on each other, and some for mixtures.
type Kind struct {
	Name   string
	Joined bool // main starts goroutines in a WaitGroup, waits for them, and then looks
	ops    []Op
}

// Kinds lists the kinds of programs.
var Kinds = []Kind{
	{"plain", false, []Op{Go, Go, Read, Write, Write, Inc, Print, If}},
	{"plain, joined", true, []Op{Read, Write, Write, Inc, If}},
	{"atomic", false, []Op{Go, Go, Load, Store, Add, Swap, CAS, CAS, Print, If}},
	{"atomic and plain, joined", true, []Op{Load, Store, Add, CAS, Read, Write, Read, Write, If}},
	{"mutex", false, []Op{Go, Go, Lock, Lock, Unlock, Read, Write, Inc, Print}},
	{"mutex, joined", true, []Op{Lock, Unlock, Read, Write, Read, Write}},
	{"channel", false, []Op{Go, Go, Send, Send, Receive, Receive, Close, Len, Print}},
	{"channel and plain, joined", true, []Op{Send, Receive, Send, Receive, Close, Read, Write, Read, Write, Select}},
	{"select", false, []Op{Go, Go, Select, Select, Send, Receive, Print}},
	{"select and close", false, []Op{Go, Go, Select, Select, Send, Receive, Close, Len, Print}},
	{"WaitGroup", false, []Op{Go, GroupGo, GroupGo, GroupAdd, GroupDone, GroupWait, Print}},
	{"once", false, []Op{Go, Go, OnceDo, OnceDo, OnceDo, Print, Read, Write, Panic}},
	{"once, joined", true, []Op{OnceDo, OnceDo, Read, Write, Write}},
	{"the end", false, []Op{Go, Go, Print, Print, Panic, Exit, Load, Store, If}},
	{"all", false, []Op{Go, Go, GroupGo, Read, Write, Inc, Load, Store, CAS, Lock, Unlock, Send, Receive, Close, Len, Select, GroupWait, OnceDo, Print, If}},
	{"all, joined", true, []Op{Read, Write, Read, Write, Load, Store, CAS, Lock, Unlock, Send, Receive, Select, OnceDo, If}},
}

// Generate returns a program of a kind.
func Generate(r *rand.Rand, kind Kind) Program {
	p := Program{Plain: 2, Atomic: 2, Mutexes: 1, Groups: 1, Onces: 1, Channels: make([]int, 2)}
	for i := range p.Channels {
		p.Channels[i] = []int{0, 0, 1, 1, 2, -1}[r.IntN(6)]
	}
	g := &generator{Rand: r, ops: kind.ops, left: 9}
	if kind.Joined {
		for range 2 + r.IntN(2) {
			p.Main = append(p.Main, Statement{Op: GroupGo, Register: None, Body: g.joined(2 + r.IntN(2))})
		}
		p.Main = append(p.Main, Statement{Op: GroupWait, Register: None})
		p.Main = append(p.Main, read(0, 0), read(1, 1), g.print(0, 1))
	} else {
		p.Main = g.list(2+r.IntN(5), 2)
	}
	return p.trim()
}

// read returns r = x.
func read(register, variable int) Statement {
	return Statement{Op: Read, Object: variable, Register: register}
}

// A generator writes one program.
type generator struct {
	*rand.Rand
	ops    []Op
	left   int // how many statements may still be written
	labels int
}

// joined returns what a goroutine does, which tells at the end what it has seen.
func (g *generator) joined(n int) []Statement {
	body := g.list(n, 0)
	for _, s := range body {
		if s.Register != None && s.Op != If {
			return append(body, g.print(0, 1, 2))
		}
	}
	return body
}

func (g *generator) print(shown ...int) Statement {
	g.labels++
	return Statement{Op: Print, Register: None, Text: fmt.Sprintf("#%d", g.labels), Shown: shown}
}

// list returns up to n statements; goroutines among them are started up to a depth.
func (g *generator) list(n, depth int) []Statement {
	var list []Statement
	for range n {
		if g.left == 0 {
			break
		}
		g.left--
		list = append(list, g.statement(depth))
	}
	return list
}

func (g *generator) statement(depth int) Statement {
	s := Statement{Op: g.ops[g.IntN(len(g.ops))], Object: g.IntN(2), Register: None, Value: Number(1 + g.IntN(2))}
	if g.IntN(6) == 0 {
		s.Value = Value{g.IntN(3), g.IntN(2)}
	}
	switch s.Op {
	case Go, GroupGo:
		s.Body = g.list(1+g.IntN(3), depth-1)
		if depth <= 0 {
			s = g.print()
		}
	case Read, Len, Receive, Load, Add, Swap, CAS:
		s.Register = g.IntN(3)
		s.Old = g.IntN(2)
	case If:
		s.Register = g.IntN(3)
		s.Value = Number(g.IntN(3))
		s.Body = g.list(1, 0)
		if g.IntN(3) == 0 {
			s.Else = g.list(1, 0)
		}
	case Select:
		for range 1 + g.IntN(2) {
			c := Statement{Op: []Op{Send, Receive}[g.IntN(2)], Object: g.IntN(2), Register: None, Value: Number(1 + g.IntN(2))}
			if c.Op == Receive {
				c.Register = g.IntN(3)
			}
			c.Body = g.caseBody()
			s.Cases = append(s.Cases, c)
		}
		if s.Default = g.IntN(2) == 0; s.Default {
			s.Body = g.caseBody()
		}
	case OnceDo:
		s.Body = g.list(1, 0)
	case Print:
		s = g.print()
		for r := range g.IntN(3) {
			s.Shown = append(s.Shown, r)
		}
	case Panic:
		s.Text = "boom"
	case Exit:
		s.Value = Number(g.IntN(3))
	}
	switch s.Op {
	case Lock, Unlock, GroupAdd, GroupDone, GroupGo, GroupWait, OnceDo:
		s.Object = 0
	}
	return s
}

// caseBody returns what is done in a case of a select.
func (g *generator) caseBody() []Statement {
	if g.IntN(3) > 0 {
		return []Statement{g.print(0)}
	}
	return nil
}

// trim returns the program without a declaration of what it does not use.
func (p Program) trim() Program {
	most := map[string]int{}
	p.Each(func(s Statement) {
		if what := s.Op.uses(); what != "" {
			most[what] = max(most[what], s.Object+1)
		}
	})
	p.Plain, p.Atomic, p.Mutexes = most["x"], most["a"], most["mu"]
	p.Groups, p.Onces, p.Channels = most["wg"], most["once"], p.Channels[:most["c"]]
	return p
}

// uses returns what a statement is about, as it is called in the program.
func (op Op) uses() string {
	switch op {
	case Read, Write, Inc:
		return "x"
	case Load, Store, Add, Swap, CAS:
		return "a"
	case Lock, Unlock:
		return "mu"
	case Send, Receive, Close, Len:
		return "c"
	case GroupAdd, GroupDone, GroupWait, GroupGo:
		return "wg"
	case OnceDo:
		return "once"
	}
	return ""
}
