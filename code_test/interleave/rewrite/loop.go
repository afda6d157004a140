package rewrite

// This file translates loops. A variable that a loop declares is a new one in
// each iteration.

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (t *translator) forStmt(s *ast.ForStmt, label string) []string {
	if shared := t.sharedBy(s); len(shared) > 0 {
		return t.forShared(s, label, shared)
	}
	before, in := t.header(s.Init, nil)
	loop, waits := t.waits(s)
	cond := ""
	if s.Cond != nil {
		cond = t.alone(s.Cond)
	}
	body := t.stmts(s.Body.List)
	if waits {
		before = append(before, loop+" := "+t.op("Loop", s, "loop"))
		again := loop + ".Again()"
		if s.Cond != nil {
			cond = again + " && " + cond
		} else {
			body = append([]string{again}, body...)
		}
	}
	post := t.post(s.Post)
	head := cond
	if in != "" || post != "" {
		head = strings.TrimSuffix(in, "; ") + "; " + cond + "; " + post
	}
	return enclosed(before, label+"for "+head+" "+block(body))
}

// post translates what happens at the end of an iteration to a simple statement.
func (t *translator) post(s ast.Stmt) string {
	if s == nil {
		return ""
	}
	stmts := t.stmt(s, "")
	if simple(stmts) {
		return strings.Join(stmts, "")
	}
	return "func() " + block(stmts) + "()"
}

// sharedBy returns the variables that the init statement declares and that
// several goroutines can reach.
func (t *translator) sharedBy(s *ast.ForStmt) []*ast.Ident {
	init, ok := s.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE {
		return nil
	}
	var ids []*ast.Ident
	for _, e := range init.Lhs {
		id := e.(*ast.Ident)
		if v, ok := t.info.Defs[id].(*types.Var); ok && t.memory[v] {
			ids = append(ids, id)
		}
	}
	return ids
}

// forShared translates a loop with variables that several goroutines can reach.
// Before the post statement each is copied to the variable of the next
// iteration.
func (t *translator) forShared(s *ast.ForStmt, label string, shared []*ast.Ident) []string {
	init := s.Init.(*ast.AssignStmt)
	begun := t.fresh()
	before := t.assign(init)
	before = append(before, begun+" := "+t.predeclared("false"))
	var first, kept, next []string
	if loop, waits := t.waits(s); waits {
		before = append(before, loop+" := "+t.op("Loop", s, "loop"))
		first = append(first, loop+".Again()")
	}
	for _, id := range shared {
		value, pointer := t.fresh(), t.fresh()
		before = append(before, value+", "+pointer+" := "+id.Name+", &"+id.Name)
		first = append(first, id.Name+" := "+value, pointer+" = "+t.madeAs(id.Name))
		kept = append(kept, value)
		next = append(next, t.load(behind(pointer, t.info.Defs[id].Type()), id))
	}
	if s.Post != nil {
		first = append(first, "if "+begun+" "+block(t.stmt(s.Post, "")))
	}
	first = append(first, begun+" = "+t.predeclared("true"))
	if s.Cond != nil {
		first = append(first, "if !("+t.alone(s.Cond)+") {\nbreak\n}")
	}
	head := "for ; ; " + strings.Join(kept, ", ") + " = " + strings.Join(next, ", ") + " "
	loop := label + head + block(first, []string{block(t.stmts(s.Body.List))})
	return []string{block(before, []string{loop})}
}

func (t *translator) rangeStmt(s *ast.RangeStmt, label string) []string {
	return withEarly(t.early(s.X), t.loopOver(s, label))
}

func (t *translator) loopOver(s *ast.RangeStmt, label string) []string {
	typ := core(t.typeOf(s.X))
	if p, ok := typ.(*types.Pointer); ok {
		typ = core(p.Elem())
		if s.Value != nil && !isBlank(s.Value) {
			return t.rangeElements(s, label, t.value(s.X))
		}
	}
	switch typ := typ.(type) {
	case *types.Chan:
		return t.rangeChannel(s, label)
	case *types.Slice:
		if s.Value != nil && !isBlank(s.Value) {
			return t.rangeElements(s, label, t.value(s.X))
		}
	case *types.Map:
		return t.rangeOver(s, label, t.op("RangeMap", s, "range", t.value(s.X)))
	case *types.Array:
		if s.Value == nil || isBlank(s.Value) {
			return t.rangeOver(s, label, t.lengthOf(s.X))
		}
	case *types.Basic:
		if id, ok := s.Key.(*ast.Ident); ok && s.Tok == token.ASSIGN && typ.Info()&types.IsInteger != 0 && !isBlank(id) {
			return t.rangeOver(s, label, t.typeText(t.typeOf(id))+"("+t.value(s.X)+")")
		}
	}
	return t.rangeOver(s, label, t.value(s.X))
}

// lengthOf returns what to range over where only the length of an array counts.
func (t *translator) lengthOf(e ast.Expr) string {
	if isPointer(t.typeOf(e)) {
		return t.value(e)
	}
	return t.place(e).text
}

// rangeOver translates a range loop over something that gives the same values
// as in the program.
func (t *translator) rangeOver(s *ast.RangeStmt, label, over string) []string {
	names, first := t.iteration(s)
	head := "for "
	if len(names) > 0 {
		head += strings.Join(names, ", ") + " := "
	}
	return []string{label + head + "range " + over + " " + block(first, []string{block(t.stmts(s.Body.List))})}
}

// iteration returns the names of the variables to declare for each iteration,
// and what is to do with them first.
func (t *translator) iteration(s *ast.RangeStmt) (names, first []string) {
	for _, e := range []ast.Expr{s.Key, s.Value} {
		switch {
		case e == nil:
		case isBlank(e):
			names = append(names, "_")
		case s.Tok == token.DEFINE:
			id := e.(*ast.Ident)
			names = append(names, id.Name)
			first = append(first, t.announce(id)...)
		default:
			name := t.fresh()
			names = append(names, name)
			first = append(first, t.earlyFor([]ast.Expr{e}, nil)...)
			first = append(first, t.set(e)(name))
		}
	}
	if len(names) > 0 && strings.Join(names, "") == strings.Repeat("_", len(names)) {
		return nil, first
	}
	return names, first
}

// rangeElements translates a loop that reads the elements of a slice or of an
// array that a pointer points to, one in each iteration.
func (t *translator) rangeElements(s *ast.RangeStmt, label, over string) []string {
	all := t.fresh()
	names, first := t.iteration(s)
	index, value := names[0], names[1]
	if index == "_" {
		index = t.fresh()
	}
	element := place{all + "[" + index + "]", t.elementType(s.X), true}
	read := value + " := " + t.load(element, s.Value)
	loop := label + "for " + index + " := range " + all + " " + block([]string{read}, first, []string{block(t.stmts(s.Body.List))})
	return []string{block([]string{all + " := " + over}, []string{loop})}
}

func (t *translator) elementType(e ast.Expr) types.Type {
	typ := core(t.typeOf(e))
	if p, ok := typ.(*types.Pointer); ok {
		typ = core(p.Elem())
	}
	return typ.(interface{ Elem() types.Type }).Elem()
}

func (t *translator) rangeChannel(s *ast.RangeStmt, label string) []string {
	channel, ok := t.fresh(), t.fresh()
	names, first := t.iteration(s)
	name := "_"
	if len(names) > 0 {
		name = names[0]
	}
	receive := name + ", " + ok + " := " + t.op("Recv2", s, "receive", channel)
	end := "if !" + ok + " {\nbreak\n}"
	loop := label + "for " + block([]string{receive, end}, first, []string{block(t.stmts(s.Body.List))})
	return []string{block([]string{channel + " := " + t.value(s.X)}, []string{loop})}
}
