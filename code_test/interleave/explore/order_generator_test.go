package explore_test

// This file generates sequential programs in which it shows in what order things
// are evaluated: expressions are made of functions that print and that change the
// variables beside them.

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// orderHead declares what the statements of a generated program use.
const orderHead = `package main

import "fmt"

type T struct {
	a int
	b string
}

type small struct{ x, y int8 }

type adder interface{ add(int) int }

func (t T) val(x int) int  { fmt.Print("val", t.a, x, " "); change(x); return t.a + x }
func (t *T) add(x int) int { fmt.Print("add", x, " "); t.a += x; return t.a }
func (t *T) get() *T       { fmt.Print("get "); return t }

var (
	i, j int
	k    int8
	y, z bool
	s    string
	q, r []int
	b    []byte
	arr  [3]int
	t, u T
	sm   small
	p    *T
	m    map[string]int
	mt   map[T]int
	mk   map[int8]string
	e    any
	d    adder
	c    chan int
	none chan int
	f    func(int) int
	fs   []func(int) int
	l    complex128
)

// reset gives all variables their first values.
func reset() {
	i, j, k, y, z, s = 1, 2, 3, true, false, "s"
	q, r, b, arr = []int{4, 5, 6}, make([]int, 2, 8), []byte("bytes"), [3]int{7, 8, 9}
	t, u, sm, p = T{10, "t"}, T{11, "u"}, small{1, 2}, &T{12, "p"}
	m, mt, mk = map[string]int{"s": 13}, map[T]int{t: 14}, map[int8]string{3: "k"}
	e, d, c, l = 15, p, make(chan int, 90), complex(1, 2)
	f, fs = twice, []func(int) int{twice, num}
	for n := range 30 {
		c <- 16 + n
	}
}

func twice(x int) int { fmt.Print("twice", x, " "); return 2 * x }

// change changes one of the variables.
//
//go:noinline
func change(x int) {
	switch x % 24 {
	case 0:
		i++
	case 1:
		q = q[1:]
	case 2:
		s += "x"
	case 3:
		b[0]++
	case 4:
		arr[1]++
	case 5:
		t.a++
	case 6:
		p = &T{x, "new"}
	case 7:
		m["s"]++
	case 8:
		e = "text"
	case 9:
		q = append(q, x)
	case 10:
		y, z = z, y
	case 11:
		p = nil
	case 12:
		q[0]++
	case 13:
		j--
	case 14:
		k++
	case 15:
		f = num
	case 16:
		fs[0] = num
	case 17:
		u.b += "y"
	case 18:
		mk[3] += "l"
	case 19:
		c <- x
	case 20:
		l += 1
	case 21:
		sm.x++
	case 22:
		r = q
	case 23:
		b = append(b, s...)
	}
}

func num(x int) int           { fmt.Print("n", x, " "); change(x); return x % 3 }
func yes(x int) bool          { fmt.Print("y", x, " "); change(x); return x%2 == 0 }
func str(x int) string        { fmt.Print("s", x, " "); change(x); return fmt.Sprint(x) }
func list(x int) []int        { fmt.Print("l", x, " "); change(x); return []int{x, 1, 2} }
func obj(x int) T             { fmt.Print("t", x, " "); change(x); return T{x, "o"} }
func ptr(x int) *T            { fmt.Print("p", x, " "); change(x); return &T{x, "p"} }
func anything(x int) any      { fmt.Print("a", x, " "); change(x); return x }
func dict(x int) map[string]int { fmt.Print("m", x, " "); change(x); return m }
func two(x int) (int, int)    { fmt.Print("two", x, " "); change(x); return x, x + 1 }
func ready(x int) chan int    { fmt.Print("c", x, " "); change(x); return c }
func show(xs ...any)          { fmt.Println(xs...) }
func many(x int, y any, s string, q []int, zs ...int) (int, any) {
	fmt.Print("many", x, y, s, q, zs, " ")
	return x, y
}

// try runs a statement, and shows how it ended and what the variables are then.
func try(name string, f func()) {
	reset()
	fmt.Print(name, ": ")
	defer func() {
		v := recover()
		if err, ok := v.(error); ok {
			v = err.Error()
		}
		fmt.Println("|", v, i, j, k, y, z, s, q, r, b, arr, t, u, sm, p != nil, m, mt, mk, e, len(c), l)
	}()
	f()
}

`

// An orderGenerator writes one program.
type orderGenerator struct {
	*rand.Rand
	text strings.Builder
}

// generateOrder returns the program that belongs to a seed and a number, with so
// many statements.
func generateOrder(seed uint64, number, statements int) string {
	g := &orderGenerator{Rand: rand.New(rand.NewPCG(seed, uint64(number)))}
	g.text.WriteString(orderHead + "func main() {\n")
	for n := range statements {
		fmt.Fprintf(&g.text, "try(\"%d\", func() {\n%s\n})\n", n, g.statement())
	}
	g.text.WriteString("}\n")
	return g.text.String()
}

func (g *orderGenerator) oneOf(words ...string) string { return words[g.IntN(len(words))] }

// number returns an argument that tells a function what to change.
func (g *orderGenerator) number() string { return fmt.Sprint(g.IntN(48)) }

// of returns an expression of a type. The depth is how far it may still nest.
func (g *orderGenerator) of(typ string, depth int) string {
	sub := func(typ string) string { return g.of(typ, depth-1) }
	simple := depth <= 0 || g.IntN(4) == 0
	switch typ {
	case "int":
		if simple {
			return g.oneOf("i", "j", "t.a", "p.a", "q[0]", "arr[1]", "m[s]", "num("+g.number()+")", "num("+g.number()+")", "len(q)", "len(s)", "<-c")
		}
		switch g.IntN(32) {
		case 0, 1:
			return "(" + sub("int") + g.oneOf(" + ", " - ", " * ") + sub("int") + ")"
		case 2:
			return "(" + sub("int") + g.oneOf(" / ", " % ") + "(" + sub("int") + " | 1))"
		case 3:
			return sub("[]int") + "[" + sub("int") + "]"
		case 4:
			return "arr[" + sub("int") + "]"
		case 5:
			return sub("map") + "[" + sub("string") + "]"
		case 6:
			return "mt[" + sub("T") + "]"
		case 7:
			return g.oneOf("len", "cap") + "(" + sub("[]int") + ")"
		case 8:
			return "len(" + g.oneOf(sub("string"), sub("[]byte"), sub("map"), "c", "mk") + ")"
		case 9:
			return g.oneOf("min", "max") + "(" + sub("int") + ", " + sub("int") + ")"
		case 10:
			return "copy(" + sub("[]int") + ", " + sub("[]int") + ")"
		case 11:
			return sub("T") + ".a"
		case 12:
			return sub("*T") + ".a"
		case 13:
			return sub("T") + ".val(" + sub("int") + ")"
		case 14:
			return sub("*T") + g.oneOf(".val(", ".add(") + sub("int") + ")"
		case 15:
			return g.oneOf("t.add(", "d.add(", "f(", "fs[0](", "T.val(t, ", "(*T).add(p, ", "p.get().add(", "t.val(") + sub("int") + ")"
		case 16:
			return "fs[" + sub("int") + " & 1](" + sub("int") + ")"
		case 17:
			return sub("any") + ".(int)"
		case 18:
			return "int(" + sub("int8") + ")"
		case 19:
			return "<-" + g.oneOf("c", "ready("+g.number()+")")
		case 20:
			return "func() int { " + g.oneOf("i++", "q = nil", "t.a = 5") + "; return " + sub("int") + " }()"
		case 21:
			return "(-" + sub("int") + ")"
		case 22:
			return "[]int{" + sub("int") + ", " + sub("int") + "}[" + g.oneOf("0", "1") + "]"
		case 23:
			return "[...]int{" + sub("int") + ", " + sub("int") + "}[" + g.oneOf("0", "1") + "]"
		case 24:
			return "map[int]int{" + sub("int") + ": " + sub("int") + ", " + sub("int") + " + 100: " + sub("int") + ", 7: i}[7]"
		case 25:
			return "int(real(complex(float64(" + sub("int") + "), imag(l))))"
		case 26:
			return "*(&" + g.oneOf("i", "q[0]", "arr[1]", "t.a", "p.a") + ")"
		case 27:
			return "(" + g.oneOf("t.val", "p.val", "p.add", "f", "d.add", "fs[1]") + ")(" + sub("int") + ")"
		case 28:
			return "(" + sub("int") + " << uint(" + g.oneOf("1", "len(q)", "num(1)") + "))"
		case 29:
			return "new(" + sub("T") + ").a"
		case 30:
			return "len(make([]int, " + g.oneOf("i", "arr[1]", "len(q)", "num("+g.number()+")") + ", 50))"
		default:
			return g.oneOf("num", "twice", "f") + "(" + sub("int") + ")"
		}
	case "int8":
		if simple {
			return g.oneOf("k", "sm.x", "int8(num("+g.number()+"))")
		}
		return g.oneOf("int8("+sub("int")+")", "("+sub("int8")+" + "+sub("int8")+")", "(-"+sub("int8")+")", "small{"+sub("int8")+", sm.y}.y")
	case "bool":
		if simple {
			return g.oneOf("y", "z", "(i == 1)", "yes("+g.number()+")", "(p == nil)", "(s == \"s\")")
		}
		switch g.IntN(9) {
		case 0, 1:
			return "(" + sub("bool") + g.oneOf(" && ", " || ") + sub("bool") + ")"
		case 2:
			return "!" + sub("bool")
		case 3:
			return "(" + sub("int") + g.oneOf(" < ", " == ", " >= ") + sub("int") + ")"
		case 4:
			return "(" + sub("string") + g.oneOf(" < ", " == ") + sub("string") + ")"
		case 5:
			return "(" + sub("T") + " == " + sub("T") + ")"
		case 6:
			return "(" + sub("any") + " == any(" + sub("int") + "))"
		case 7:
			return "(arr == [3]int{" + sub("int") + ", 8, 9})"
		default:
			return "yes(" + sub("int") + ")"
		}
	case "string":
		if simple {
			return g.oneOf("s", "t.b", "p.b", "mk[3]", "str("+g.number()+")", "string(b)")
		}
		switch g.IntN(8) {
		case 0, 1:
			return "(" + sub("string") + " + " + sub("string") + ")"
		case 2:
			return "string(" + sub("[]byte") + ")"
		case 3:
			return sub("string") + "[" + g.oneOf("1:", ":1", ":"+sub("int")) + "]"
		case 4:
			return "mk[" + sub("int8") + "]"
		case 5:
			return "string(rune(" + sub("int") + " + 65))"
		case 6:
			return "fmt.Sprint(" + sub("any") + ", " + sub("int") + ")"
		default:
			return "str(" + sub("int") + ")"
		}
	case "[]int":
		if simple {
			return g.oneOf("q", "r", "arr[:]", "list("+g.number()+")")
		}
		switch g.IntN(6) {
		case 0:
			return "append(" + sub("[]int") + ", " + sub("int") + ", " + sub("int") + ")"
		case 1:
			return "append(" + sub("[]int") + ", " + sub("[]int") + "...)"
		case 2:
			return g.oneOf("q", "arr", "r", "list("+g.number()+")") + "[" + sub("int") + ":]"
		case 3:
			return "[]int{" + sub("int") + ", " + sub("int") + "}"
		case 4:
			return "q[:" + sub("int") + ":" + g.oneOf("3", sub("int")) + "]"
		default:
			return "list(" + sub("int") + ")"
		}
	case "[]byte":
		return g.oneOf("b", "[]byte("+sub("string")+")", "append(b, "+sub("string")+"...)", "b[1:]")
	case "T":
		if simple {
			return g.oneOf("t", "u", "(*p)", "obj("+g.number()+")")
		}
		return g.oneOf("T{"+sub("int")+", "+sub("string")+"}", "T{b: "+sub("string")+", a: "+sub("int")+"}", "(*"+sub("*T")+")", "obj("+sub("int")+")", "[]T{t, "+sub("T")+"}[0]", "(any("+sub("T")+").(T))")
	case "*T":
		if simple {
			return g.oneOf("p", "(&t)", "p.get()", "ptr("+g.number()+")")
		}
		return g.oneOf("(&T{"+sub("int")+", "+sub("string")+"})", "ptr("+sub("int")+")", "(any("+sub("*T")+").(*T))", "[]*T{p, "+sub("*T")+"}[0]", "map[int]*T{"+sub("int")+": p, 3: "+sub("*T")+"}[3]")
	case "map":
		if simple {
			return g.oneOf("m", "dict("+g.number()+")")
		}
		return "map[string]int{" + sub("string") + ": " + sub("int") + ", \"k\": 1}"
	case "any":
		if simple {
			return g.oneOf("e", "anything("+g.number()+")", "any(i)", "any(y)", "any(k)", "any(t)")
		}
		return "any(" + g.operand(depth-1) + ")"
	}
	panic(typ)
}

// operand returns an expression of any type that can be printed.
func (g *orderGenerator) operand(depth int) string {
	return g.of(g.oneOf("int", "int", "int", "int8", "bool", "string", "[]int", "[]byte", "T", "any", "map"), depth)
}

// operands returns some of them, as arguments.
func (g *orderGenerator) operands(depth int) string {
	var all []string
	for range 2 + g.IntN(4) {
		all = append(all, g.operand(depth))
	}
	return strings.Join(all, ", ")
}

// variable returns a type, and what of this type can be assigned to.
func (g *orderGenerator) variable(depth int) (typ, text string) {
	sub := func(typ string) string { return g.of(typ, depth-1) }
	switch g.IntN(8) {
	case 0:
		return "bool", g.oneOf("y", "z")
	case 1:
		return "string", g.oneOf("s", "t.b", sub("*T")+".b", "mk["+sub("int8")+"]")
	case 2:
		return "[]int", g.oneOf("q", "r")
	case 3:
		return "T", g.oneOf("t", "u", "*p")
	case 4:
		return "any", "e"
	}
	return "int", g.oneOf("i", "j", "arr["+sub("int")+"]", "q["+sub("int")+"]", sub("[]int")+"[0]", "m["+sub("string")+"]", sub("*T")+".a", "p.a", "t.a",
		"*(&i)", "mt["+sub("T")+"]", "_")
}

func (g *orderGenerator) statement() string {
	typ, v := g.variable(2)
	typ2, v2 := g.variable(1)
	switch g.IntN(26) {
	case 0, 1, 2, 3, 4, 5:
		return g.oneOf("fmt.Println(", "show(", "fmt.Print(") + g.operands(2) + ")"
	case 6, 7:
		return v + " = " + g.of(typ, 3) + g.oneOf("", "\ni = "+g.of("int", 2)+" / "+g.of("int", 1))
	case 8:
		return v + ", " + v2 + " = " + g.of(typ, 2) + ", " + g.of(typ2, 2)
	case 9:
		switch {
		case v == "_":
			return v + " = " + g.of(typ, 3)
		case typ == "int":
			return v + g.oneOf(" += ", " -= ", " *= ", " /= ") + g.of(typ, 2)
		case typ == "string":
			return v + " += " + g.of(typ, 2)
		}
		return v + " = " + g.of(typ, 3)
	case 10:
		return "if (" + g.of("bool", 3) + ") { fmt.Print(\"then \") } else if (" + g.of("bool", 2) + ") { fmt.Print(\"else \") }"
	case 11:
		return "switch (" + g.of("int", 2) + ") {\ncase " + g.of("int", 1) + ", " + g.of("int", 2) + ":\nfmt.Print(\"first \")\ncase " + g.of("int", 1) + ":\nfmt.Print(\"second \")\ndefault:\nfmt.Print(\"none \")\n}"
	case 12:
		return "for n := 0; n < 3 && (" + g.of("bool", 2) + "); n++ {\nfmt.Print(" + g.of("int", 1) + ")\n}"
	case 13:
		return "fmt.Println(func() (int, any, string) { return " + g.of("int", 2) + ", " + g.operand(2) + ", " + g.of("string", 2) + " }())"
	case 14:
		return "fmt.Println(func() (x int, w string) { defer func() { fmt.Print(x, w, \" \"); x++ }(); return " + g.of("int", 2) + ", " + g.of("string", 2) + " }())"
	case 15:
		return g.oneOf("defer ", "defer ", "") + "show(" + g.operands(2) + ")\n" + g.oneOf("num(1)", "i, j = j, i")
	case 16:
		return "many(" + g.of("int", 2) + ", " + g.operand(2) + ", " + g.of("string", 1) + ", " + g.of("[]int", 1) + ", " + g.of("int", 2) + ", " + g.of("int", 1) + ")"
	case 17:
		return "select {\ncase none <- " + g.of("int", 2) + ":\ncase x := <-" + g.oneOf("c", "ready("+g.number()+")") + ":\nfmt.Print(x)\ncase none <- " + g.of("int", 2) + ":\n}"
	case 18:
		return "select {\ncase " + g.oneOf("none", "none") + " <- " + g.of("int", 2) + ":\ncase none <- " + g.of("int", 1) + ":\ndefault:\nfmt.Print(\"default \")\n}"
	case 19:
		return "c <- " + g.of("int", 3)
	case 20:
		return "for x, w := range (" + g.oneOf("[]int{"+g.of("int", 2)+", "+g.of("int", 1)+"}", "q["+g.of("int", 1)+":]", "arr", "append(q, "+g.of("int", 2)+")") + ") {\nfmt.Print(x, w, " + g.of("int", 1) + ", \" \")\nif x > 3 { break }\n}"
	case 21:
		return "x, w := " + g.oneOf("two("+g.of("int", 2)+")", "many("+g.of("int", 1)+", "+g.operand(1)+", s, q)", g.of("int", 2)+", "+g.operand(2)) + "\nfmt.Println(x, w)"
	case 22:
		return "i, y = " + g.oneOf("m["+g.of("string", 2)+"]", g.of("any", 2)+".(int)", "<-c", g.of("map", 2)+"["+g.of("string", 1)+"]", "mt["+g.of("T", 2)+"]")
	case 23:
		return g.oneOf("defer ", "go ", "")[:0] + "func(x int, w any, v string) { fmt.Println(x, w, v) }(" + g.of("int", 2) + ", " + g.operand(2) + ", " + g.of("string", 2) + ")"
	case 24:
		return "g, h := " + g.oneOf("t.val", "p.add", "d.add", "p.val") + ", num(" + g.of("int", 1) + ")\nt.a, i = 50, g(" + g.of("int", 1) + ")\nfmt.Println(h)"
	default:
		return "var x, w any = " + g.operand(2) + ", " + g.operand(2) + "\nfmt.Println(x, w, []any{" + g.operands(1) + "}, map[any]any{" + g.of("int", 1) + ": " + g.operand(1) + ", \"a\": " + g.of("int", 2) + "})"
	}
}
