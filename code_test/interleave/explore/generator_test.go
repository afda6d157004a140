package explore_test

// This file generates small programs with goroutines: source text, made of
// statements that use what all goroutines of a program share.

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// generatedHead declares what the goroutines of a generated program share. The
// verbs are the capacities of the channels.
const generatedHead = `package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

var (
	c0   = make(chan int, %d)
	c1   = make(chan int, %d)
	x, y int
	p    = &struct{ f, g int }{}
	s    = make([]int, 2)
	m    = map[string]int{}
	mu   sync.Mutex
	rw   sync.RWMutex
	wg   sync.WaitGroup
	once sync.Once
	a    atomic.Int32
	b    int64
)

// set changes x, and returns its argument.
func set(v int) int {
	x = v + 10
	return v
}

// named returns twice its argument through a variable that a deferred call reads.
func named(v int) (result int) {
	defer func() { result += result }()
	return v
}

// try shows what body panics with.
func try(body func()) {
	defer func() {
		if v := recover(); v != nil {
			fmt.Println("recovered", v)
		}
	}()
	body()
}

// zero reports whether x is 0 while mu is locked.
func zero() bool {
	mu.Lock()
	defer mu.Unlock()
	return x == 0
}

// keep makes all imports used.
func keep() {
	_ = atomic.LoadInt64(&b)
	runtime.Gosched()
	fmt.Println()
}

`

// A generator writes one program.
type generator struct {
	*rand.Rand
	text   strings.Builder
	depth  int // of blocks
	labels int // in what is printed
	left   int // how many statements may still be written
}

// generate returns the program that belongs to a seed and a number.
func generate(seed uint64, number int) string {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, uint64(number))), left: 7}
	fmt.Fprintf(&g.text, generatedHead, g.IntN(2), g.IntN(3))
	g.block("func main()", func() {
		g.line("local := 0")
		for range 1 + g.IntN(2) {
			g.spawn()
		}
		g.statements(3)
		if g.IntN(2) == 0 {
			g.line("wg.Wait()")
		}
		g.line("fmt.Println(%q, local)", "end")
	})
	return g.text.String()
}

func (g *generator) line(format string, args ...any) {
	g.text.WriteString(strings.Repeat("\t", g.depth))
	fmt.Fprintf(&g.text, format+"\n", args...)
}

// block writes what is in braces.
func (g *generator) block(head string, body func(), tail ...string) {
	g.line("%s {", head)
	g.depth++
	body()
	g.depth--
	g.line("}%s", strings.Join(tail, ""))
}

func (g *generator) oneOf(words ...string) string { return words[g.IntN(len(words))] }

func (g *generator) label() string {
	g.labels++
	return fmt.Sprintf("%q", fmt.Sprint("#", g.labels))
}

func (g *generator) channel() string { return g.oneOf("c0", "c1") }
func (g *generator) variable() string {
	return g.oneOf("x", "y", "local", "p.f", "s[0]", "s[1]", "p.g")
}

// value returns an expression.
func (g *generator) value() string {
	switch g.IntN(9) {
	case 0:
		return g.oneOf("set(1)", "set(2)", `m["k"]`, "len(m)")
	case 1:
		return fmt.Sprintf("named(%s)", g.variable())
	case 2:
		return g.variable() + " + " + g.oneOf("set(1)", "1", g.variable(), "<-"+g.channel())
	case 3:
		return "int(a." + g.oneOf("Load()", "Add(1)", "Swap(2)") + ")"
	case 4:
		return "len(" + g.channel() + ")"
	case 5:
		return g.variable()
	default:
		return fmt.Sprint(g.IntN(3))
	}
}

// spawn starts a goroutine.
func (g *generator) spawn() {
	body := func() { g.statements(3) }
	switch g.IntN(3) {
	case 0:
		g.block("wg.Go(func()", body, ")")
	case 1:
		g.line("wg.Add(1)")
		g.block("go func()", func() { g.line("defer wg.Done()"); body() }, "()")
	case 2:
		g.block("go func(n int)", func() { g.line("fmt.Println(%s, n)", g.label()); body() }, "("+g.value()+")")
	}
}

func (g *generator) statements(most int) {
	for range 1 + g.IntN(most) {
		if g.left > 0 {
			g.left--
			g.statement()
		}
	}
}

func (g *generator) statement() {
	if g.depth > 4 {
		g.line("fmt.Println(%s)", g.label())
		return
	}
	inner := func() { g.statements(2) }
	switch g.IntN(24) {
	case 0, 1:
		g.line("fmt.Println(%s, %s, %s)", g.label(), g.oneOf("x == 0", "y", "p", "s"), g.value())
	case 2, 3:
		g.line("%s %s %s", g.variable(), g.oneOf("=", "+=", "-="), g.value())
	case 4:
		g.line("%s, %s = %s, %s", g.variable(), g.variable(), g.value(), g.value())
	case 5:
		g.line("%s++", g.variable())
	case 6, 7:
		g.line("%s <- %s", g.channel(), g.value())
	case 8, 9:
		g.line("fmt.Println(%s, <-%s)", g.label(), g.channel())
	case 10:
		g.block("if v, ok := <-"+g.channel()+"; ok", func() { g.line("fmt.Println(%s, v)", g.label()) })
	case 11, 12:
		g.choose()
	case 13:
		g.line("close(%s)", g.channel())
	case 14:
		g.block("for v := range "+g.channel(), func() { g.line("fmt.Println(%s, v)", g.label()) })
	case 15:
		g.line("mu.Lock()")
		inner()
		g.line("mu.Unlock()")
	case 16:
		g.block("if "+g.oneOf("mu", "rw")+".TryLock()", func() { g.line("fmt.Println(%s)", g.label()) })
	case 17:
		how := g.oneOf("", "R")
		g.block("func()", func() {
			g.line("rw.%sLock()", how)
			g.line("defer rw.%sUnlock()", how)
			inner()
		}, "()")
	case 18:
		g.block("once.Do(func()", inner, ")")
	case 19:
		g.line("%s", g.oneOf("a.Add(1)", "a.Store(2)", "a.CompareAndSwap(0, 5)", "atomic.AddInt64(&b, 1)", "wg.Wait()", `m["k"]++`, `m["l"] = x`, `delete(m, "k")`))
	case 20:
		if g.depth < 3 {
			g.spawn()
		} else {
			g.line("runtime.Gosched()")
		}
	case 21:
		g.block("try(func()", inner, ")")
	case 22:
		g.block(g.oneOf("for range 2", "for i := 0; i < 2; i++"), func() { g.line("%s += %s", g.variable(), g.value()) })
	case 23:
		g.wait()
	}
}

// choose writes a select statement.
func (g *generator) choose() {
	g.line("select {")
	for range 1 + g.IntN(2) {
		g.line("%s", g.oneOf(
			"case "+g.channel()+" <- "+g.value()+":",
			"case v := <-"+g.channel()+":\nfmt.Println("+g.label()+", v)",
			"case "+g.variable()+" = <-"+g.channel()+":",
			"case _, ok := <-"+g.channel()+":\nfmt.Println("+g.label()+", ok)",
		))
	}
	if g.IntN(2) == 0 {
		g.line("default:")
		g.line("fmt.Println(%s)", g.label())
	}
	g.line("}")
}

// wait writes a loop that waits for another goroutine.
func (g *generator) wait() {
	switch g.IntN(6) {
	case 0:
		g.block("for a.Load() == 0", func() { g.line("runtime.Gosched()") })
	case 1:
		g.block("for n := 0; n == 0;", func() {
			g.line("mu.Lock()")
			g.line("n = x")
			g.line("mu.Unlock()")
		})
	case 2:
		g.block("for done := false; !done;", func() {
			g.line("select {\ncase v := <-%s:\nfmt.Println(%s, v)\ndone = true\ndefault:\n}", g.channel(), g.label())
		})
	case 3:
		g.block("for seen := x; seen < 10;", func() {
			g.block("if v := x; v != seen", func() { g.line("fmt.Println(%s, v)\nseen = v", g.label()) })
		})
	case 4:
		g.block("for zero()", func() {})
	case 5:
		g.block("for !a.CompareAndSwap(0, 1)", func() {})
		g.line("a.Store(0)")
	}
}
