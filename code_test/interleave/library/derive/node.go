package derive

// This file names memory by the way to it.

import (
	"go/types"
	"strings"
)

// A node is a variable, or a part of one: what is found by one step from
// another, or from a root.
type node struct {
	root   string // if it has no parent: see below
	parent *node
	op     byte // the last step
	name   string
	typ    string // of what the step begins with
	base   *node  // if it is anything that can be reached from there, of a kind that the last step tells

	children map[step]*node
}

// Roots. Those of the library and of what is not known are not followed.
const (
	ofLibrary = "G" // what the library has for itself
	ofNobody  = "U" // what a function returned that is not known
	parameter = 'p' // and its number
	captured  = 'f' // and its number
	allocated = 'A' // and its number
	boxed     = 'B' // a value with its type, in an interface, and its number
	closure   = 'C' // and its number
	function  = 'F' // and its number
)

// Steps.
const (
	field    = '.'
	pointee  = '*'
	index    = 'a' // an element of an array
	element  = '[' // of a slice
	entry    = '{' // of a map
	reached  = '~' // anything of a kind
	asserted = '(' // what is in an interface, if it has a type
)

type step struct {
	op        byte
	name, typ string
	base      *node
}

// How far a way is followed.
const (
	mostSteps   = 9
	mostRepeats = 2 // of one field
)

func (n *node) symbolic() bool {
	for n.parent != nil {
		n = n.parent
	}
	switch n.root[0] {
	case parameter, captured:
		return true
	}
	return false
}

func (n *node) rooted(kind byte) bool {
	for n.parent != nil {
		n = n.parent
	}
	return n.root[0] == kind
}

func (n *node) top() *node {
	for n.parent != nil {
		n = n.parent
	}
	return n
}

// child returns what is one step from n. The type is that of what the step
// begins with.
func (n *node) child(op byte, name string, typ types.Type) *node {
	text := ""
	if typ != nil {
		text = types.TypeString(typ, nil)
	}
	return n.step(op, name, text)
}

func (n *node) step(op byte, name, typ string) *node {
	switch top := n.top(); top.root {
	case ofLibrary, ofNobody:
		return top
	}
	if op == asserted && n.op == asserted {
		n = n.parent
	}
	if n.op == element {
		n = n.parent.intern(step{element, "", n.typ, nil})
	}
	if n.base != nil {
		return n.base.reach(op, name, typ)
	}
	steps, repeats := 0, 0
	var first *node
	for m := n; m.parent != nil; m = m.parent {
		steps++
		if op == field && m.op == op && m.name == name && m.typ == typ {
			repeats++
			first = m
		}
	}
	switch {
	case repeats >= mostRepeats:
		return first.reach(op, name, typ)
	case steps >= mostSteps:
		for m := n; m.parent != nil; m = m.parent {
			if steps--; steps == mostSteps/2 {
				return m.reach(op, name, typ)
			}
		}
	}
	return n.intern(step{op, name, typ, nil})
}

// reach returns anything of a kind that can be reached from n.
func (n *node) reach(op byte, name, typ string) *node {
	if op == element {
		name = ""
	}
	if n.base != nil {
		n = n.base
	}
	return n.intern(step{reached, string(op) + name, typ, n})
}

func (n *node) intern(s step) *node {
	if c := n.children[s]; c != nil {
		return c
	}
	if n.children == nil {
		n.children = make(map[step]*node)
	}
	c := &node{parent: n, op: s.op, name: s.name, typ: s.typ, base: s.base}
	n.children[s] = c
	return c
}

// String returns the way to a node as the table has it.
func (n *node) String() string {
	var steps []string
	for ; n.parent != nil; n = n.parent {
		s := ""
		switch n.op {
		case field:
			s = "." + n.name
		case pointee:
			s = "*"
		case index:
			s = "[a]"
		case element:
			s = "[" + n.name + "]"
		case entry:
			s = "{}"
		case asserted:
			s = "(" + strings.ReplaceAll(n.typ, " ", "") + ")"
		case reached:
			s = "~" + n.name + "(" + strings.ReplaceAll(n.typ, " ", "") + ")"
		}
		steps = append(steps, s)
	}
	var b strings.Builder
	b.WriteString(strings.TrimPrefix(n.root, "p"))
	for i := len(steps) - 1; i >= 0; i-- {
		b.WriteString(steps[i])
	}
	return b.String()
}
