// Package library knows what functions of the standard library do with memory that
// a program can reach: what they read and write there, and which methods and
// functions of the program, or of other values, they call.
//
// What it knows lies in two tables, with a line for each function. That in
// derived.txt is derived from the library's source, see package derive. That in
// written.txt is written by hand for what cannot be derived: what uses reflection,
// and what would be derived too coarsely. A function that has a line in neither is
// not known.
//
// A line is the function's full name and what it does:
//
//	r 0*.off       reads the field off of what parameter 0 points to
//	w 1[]          writes the elements of parameter 1
//	c 0 Write ,1   calls the method Write of parameter 0 with parameter 1
//	c 2  ,0[]      calls parameter 2 with elements of parameter 0
//	late           returns a function that reads or writes when it is called
//	? ...          does something that is not known, or cannot be explored
//
// The receiver of a method is parameter 0. The way to a variable is made of steps:
//
//   - to what a pointer points to
//     .f      to a field
//     []      to the elements of a slice; [^] up to its capacity, [+] behind them up
//     to its capacity, [?] those that append copies because there is no room
//     [a]     to the elements of an array
//     {}      to all of a map
//     (T)     to what is in an interface, if its type is T
//     ~.f(T)  to all fields f of Ts that can be reached, and so on with other steps
//     !       to all that can be reached
//     %       to all that package encoding/json reads or writes
package library

// This file is the face of the package.

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed derived.txt
var derived string

//go:embed written.txt
var written string

// A Step leads from a variable to others.
type Step struct {
	Op   byte   // one of *.[a{(~!% with a for the elements of an array
	Name string // of the field, or which elements; for ~, the last step with its name
	Type string // for ( and ~
}

// A Place is where variables are, seen from a call.
type Place struct {
	Parameter int
	Steps     []Step
	Address   bool // what points there is meant
}

// A Touch is a read or a write.
type Touch struct {
	Place Place
	Write bool
}

// A Call is one of a function, or of a method of something, that is known when the
// program runs.
type Call struct {
	Place     Place
	Method    string    // empty for a function
	Arguments [][]Place // what each of them may be; what is not listed is nothing of the caller's
}

// Effects are what a function does.
type Effects struct {
	Touches []Touch
	Calls   []Call
	Late    bool   // it returns a function that reads or writes
	Unknown string // why it is not known what it does; empty if it is
}

// None reports whether there are no effects.
func (e *Effects) None() bool { return len(e.Touches) == 0 && len(e.Calls) == 0 }

// Writes reports whether something is written.
func (e *Effects) Writes() bool {
	for _, t := range e.Touches {
		if t.Write {
			return true
		}
	}
	return false
}

// Touched reports whether something is touched by way of a parameter.
func (e *Effects) Touched(parameter int) bool {
	for _, t := range e.Touches {
		if t.Place.Parameter == parameter {
			return true
		}
	}
	for _, c := range e.Calls {
		if c.Place.Parameter == parameter {
			return true
		}
	}
	return false
}

var (
	lines   = sync.OnceValue(readLines)
	parsed  = make(map[string]*Effects)
	parsing sync.Mutex
)

// readLines returns what the tables say of each function.
func readLines() map[string]string {
	m := make(map[string]string)
	for _, table := range []string{derived, written} { // the latter has the last word
		for line := range strings.Lines(table) {
			if name, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok && !strings.HasPrefix(line, "#") {
				m[name] = rest
			}
		}
	}
	return m
}

// Of returns what a function does, by its full name as package go/types has it;
// nil if that is not known. The name "method M/2" is that of a method M with two
// arguments of something that is known when the program runs.
func Of(name string) *Effects {
	parsing.Lock()
	defer parsing.Unlock()
	if e, ok := parsed[name]; ok {
		return e
	}
	var e *Effects
	if method, ok := strings.CutPrefix(name, "method "); ok {
		e = dynamic(method)
	} else if line, ok := lines()[name]; ok {
		e = parse(line)
	}
	parsed[name] = e
	return e
}

// IsMethod reports whether a type of the library that is known has a method of a name.
func IsMethod(name string) bool { return methods()[name] }

var methods = sync.OnceValue(func() map[string]bool {
	m := make(map[string]bool)
	for name := range lines() {
		if _, method, ok := strings.Cut(name, ")."); ok {
			m[method] = true
		}
	}
	return m
})

func dynamic(method string) *Effects {
	name, count, _ := strings.Cut(method, "/")
	n, _ := strconv.Atoi(count)
	c := Call{Method: name}
	for i := range n {
		c.Arguments = append(c.Arguments, []Place{{Parameter: i + 1}})
	}
	return &Effects{Calls: []Call{c}}
}

func parse(line string) *Effects {
	e := new(Effects)
	for part := range strings.SplitSeq(line, "\t") {
		kind, rest, _ := strings.Cut(part, " ")
		switch kind {
		case "r", "w":
			e.Touches = append(e.Touches, Touch{place(rest), kind == "w"})
		case "c":
			fields := strings.Split(rest, " ")
			c := Call{Place: place(fields[0]), Method: fields[1]}
			for _, argument := range fields[2:] {
				var places []Place
				for _, p := range strings.FieldsFunc(argument, func(r rune) bool { return r == ',' }) {
					places = append(places, place(p))
				}
				c.Arguments = append(c.Arguments, places)
			}
			e.Calls = append(e.Calls, c)
		case "late":
			e.Late = true
		case "?":
			e.Unknown = rest
		}
	}
	return e
}

// place parses the way to variables.
func place(text string) Place {
	var p Place
	text, p.Address = strings.CutPrefix(text, "&")
	digits := strings.TrimLeft(text, "0123456789")
	p.Parameter, _ = strconv.Atoi(text[:len(text)-len(digits)])
	for text = digits; text != ""; {
		s := Step{Op: text[0]}
		text = text[1:]
		switch s.Op {
		case '.':
			n := strings.IndexAny(text, "*.[{(~!%")
			if n < 0 {
				n = len(text)
			}
			s.Name, text = text[:n], text[n:]
		case '[':
			s.Name, text, _ = strings.Cut(text, "]")
			if s.Name == "a" {
				s.Op, s.Name = 'a', ""
			}
		case '{':
			text = text[1:]
		case '(':
			s.Type, text = parenthesized(text)
		case '~':
			s.Name, text, _ = strings.Cut(text, "(")
			s.Type, text = parenthesized(text)
		}
		p.Steps = append(p.Steps, s)
	}
	return p
}

// parenthesized cuts text behind the parenthesis that closes one before it.
func parenthesized(text string) (inside, rest string) {
	depth := 1
	for i, r := range text {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text[:i], text[i+1:]
			}
		}
	}
	return text, ""
}
