package rewrite

// This file translates assignments. Go evaluates the operands on both sides
// first, and then assigns from left to right.

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (t *translator) assign(s *ast.AssignStmt) []string {
	if s.Tok == token.DEFINE {
		return append(t.earlyFor(nil, t.operandsOf(s)), t.define(s)...)
	}
	if s.Tok != token.ASSIGN {
		before := t.early(s.Lhs[0], s.Rhs[0])
		return withEarly(before, t.update(s.Lhs[0], strings.TrimSuffix(s.Tok.String(), "="), s.Rhs[0]))
	}
	before := t.earlyFor(s.Lhs, s.Rhs)
	switch {
	case t.allPlain(s.Lhs):
		names := make([]string, len(s.Lhs))
		for i, e := range s.Lhs {
			names[i] = t.place(e).text
		}
		return withEarly(before, []string{strings.Join(names, ", ") + " = " + t.right(s)})
	case len(s.Lhs) == 1:
		if left := t.operands(); !t.isElement(s.Lhs[0]) && t.operands(s.Rhs[0]).reads {
			// What is assigned to is found last.
			if left.place(s.Lhs[0]); left.reads {
				before = append(before, t.replace(s.Rhs[0])...)
			}
		}
		return withEarly(before, []string{t.set(s.Lhs[0])(t.value(s.Rhs[0]))})
	}
	var held []string
	if len(s.Lhs) == len(s.Rhs) {
		held = t.hold(s.Lhs...)
	}
	values, names := t.evaluate(s)
	return []string{block(before, held, values, t.store(s.Lhs, names))}
}

// operandsOf returns what a short variable declaration evaluates, except for
// what gives it two values.
func (t *translator) operandsOf(s *ast.AssignStmt) []ast.Expr {
	if len(s.Lhs) > len(s.Rhs) {
		return t.parts(s.Rhs[0])
	}
	return s.Rhs
}

// hold evaluates what is needed to find the operands on the left side of an
// assignment. Whether they are there is only seen when they are assigned to.
func (t *translator) hold(lhs ...ast.Expr) []string {
	var out []string
	keep := func(e ast.Expr) { out = append(out, t.replace(e)...) }
	for _, e := range lhs {
		switch e := ast.Unparen(e).(type) {
		case *ast.StarExpr:
			keep(e.X)
		case *ast.SelectorExpr:
			if isPointer(t.typeOf(e.X)) {
				keep(e.X)
			} else {
				out = append(out, t.hold(e.X)...)
			}
		case *ast.IndexExpr:
			if _, ok := core(t.typeOf(e.X)).(*types.Array); ok {
				out = append(out, t.hold(e.X)...)
			} else {
				keep(e.X)
			}
			keep(e.Index)
		}
	}
	return out
}

// store assigns the variables with these names.
func (t *translator) store(lhs []ast.Expr, names []string) []string {
	out := t.hold(lhs...)
	for i, e := range lhs {
		out = append(out, t.set(e)(names[i]))
	}
	return out
}

// evaluate evaluates the right side of s into new variables.
func (t *translator) evaluate(s *ast.AssignStmt) (stmts, names []string) {
	for range s.Lhs {
		names = append(names, t.fresh())
	}
	if len(s.Rhs) < len(s.Lhs) {
		return []string{strings.Join(names, ", ") + " := " + t.right(s)}, names
	}
	for i, e := range s.Rhs {
		typ := t.typeOf(s.Lhs[i])
		if isBlank(s.Lhs[i]) {
			typ = types.Default(t.typeOf(e))
		}
		stmts = append(stmts, fmt.Sprintf("var %s %s = %s", names[i], t.typeText(typ), t.value(e)))
	}
	return stmts, names
}

// right translates the right side of an assignment.
func (t *translator) right(s *ast.AssignStmt) string {
	if len(s.Lhs) == 2 && len(s.Rhs) == 1 {
		return t.pair(s.Rhs[0])
	}
	return strings.Join(t.values(s.Rhs), ", ")
}

// set translates the left side of an assignment to what sets it to a value.
func (t *translator) set(e ast.Expr) func(value string) string {
	if isBlank(e) {
		return func(v string) string { return "_ = " + v }
	}
	target := ""
	if t.isElement(e) {
		target = t.element(ast.Unparen(e).(*ast.IndexExpr))
	} else if p := t.place(e); p.memory {
		target = t.to(p, e)
	} else {
		return func(v string) string { return p.text + " = " + v }
	}
	return func(v string) string { return target + ".Set(" + v + ")" }
}

// isElement reports whether e is an element of a map.
func (t *translator) isElement(e ast.Expr) bool {
	ix, ok := ast.Unparen(e).(*ast.IndexExpr)
	if !ok {
		return false
	}
	_, ok = core(t.typeOf(ix.X)).(*types.Map)
	return ok
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// allPlain reports whether none of what is assigned to can be noticed.
func (t *translator) allPlain(lhs []ast.Expr) bool {
	for _, e := range lhs {
		if isBlank(e) {
			continue
		}
		if v := t.root(e); v == nil || t.memory[v] {
			return false
		}
	}
	return true
}

// define translates a short variable declaration. It may assign to variables
// that are there already.
func (t *translator) define(s *ast.AssignStmt) []string {
	var (
		names []string
		ids   []*ast.Ident
		old   bool
	)
	for _, e := range s.Lhs {
		id := e.(*ast.Ident)
		ids = append(ids, id)
		names = append(names, id.Name)
		if v, ok := t.info.Uses[id].(*types.Var); ok && t.memory[v] {
			old = true
		}
	}
	if !old {
		return append([]string{strings.Join(names, ", ") + " := " + t.right(s)}, t.announce(ids...)...)
	}
	out, values := t.evaluate(s)
	for i, id := range ids {
		if t.info.Defs[id] == nil || id.Name == "_" {
			out = append(out, t.set(id)(values[i]))
			continue
		}
		out = append(out, id.Name+" := "+values[i])
		out = append(out, t.announce(id)...)
	}
	return out
}

// update translates x op= y, and x++ and x-- where y is nil.
func (t *translator) update(x ast.Expr, op string, y ast.Expr) []string {
	operand := func() string {
		if y == nil {
			return "1"
		}
		return t.value(y)
	}
	name := t.fresh()
	if !t.isElement(x) {
		p := t.place(x)
		if !p.memory {
			if y == nil {
				return []string{p.text + op + op}
			}
			return []string{p.text + " " + op + "= " + operand()}
		}
		it := behind(name, p.typ)
		to, from := t.to(it, x), t.load(it, x)
		return []string{block([]string{
			name + " := " + p.address(),
			fmt.Sprintf("%s.Set(%s %s %s)", to, from, op, operand()),
		})}
	}
	return []string{block([]string{
		name + " := " + t.element(ast.Unparen(x).(*ast.IndexExpr)),
		fmt.Sprintf("%s.Set(%s.Get() %s %s)", name, name, op, operand()),
	})}
}
