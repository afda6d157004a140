package rewrite

// This file translates statements, except for assignments, loops, and those
// that start or wait for goroutines.

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (t *translator) stmts(list []ast.Stmt) []string {
	var out []string
	for _, s := range list {
		out = append(out, t.isBusy(s)...)
		out = append(out, t.stmt(s, "")...)
	}
	return out
}

// stmt translates a statement. The label, if there is one, belongs to it; it is
// written where break and continue look for it.
func (t *translator) stmt(s ast.Stmt, label string) []string {
	outer := t.here
	defer func() { t.here = outer }()
	t.here = s
	switch s := s.(type) {
	case *ast.EmptyStmt:
		return nil
	case *ast.BlockStmt:
		return []string{label + block(t.stmts(s.List))}
	case *ast.ExprStmt:
		return t.exprStmt(s)
	case *ast.AssignStmt:
		return t.assign(s)
	case *ast.IncDecStmt:
		return withEarly(t.early(s.X), t.update(s.X, s.Tok.String()[:1], nil))
	case *ast.DeclStmt:
		return t.declStmt(s.Decl.(*ast.GenDecl))
	case *ast.ReturnStmt:
		return t.returnStmt(s)
	case *ast.BranchStmt:
		if s.Tok == token.GOTO {
			return []string{"goto " + t.gotoLabel(s.Label.Name)}
		}
		return []string{t.text(s)}
	case *ast.LabeledStmt:
		return t.labeled(s)
	case *ast.IfStmt:
		return t.ifStmt(s, label)
	case *ast.SwitchStmt:
		return t.switchStmt(s, label)
	case *ast.TypeSwitchStmt:
		return t.typeSwitch(s, label)
	case *ast.ForStmt:
		return t.forStmt(s, label)
	case *ast.RangeStmt:
		return t.rangeStmt(s, label)
	case *ast.SendStmt:
		before := t.early(s.Chan, s.Value)
		return enclosed(before, t.op("Out", s, "send", t.value(s.Chan))+".Send("+t.value(s.Value)+")")
	case *ast.SelectStmt:
		return t.selectStmt(s, label)
	case *ast.GoStmt:
		return t.goStmt(s)
	case *ast.DeferStmt:
		return t.deferStmt(s)
	}
	return []string{t.text(s)}
}

// isBusy returns what tells package sched that the loop around n is busy, if it is.
func (t *translator) isBusy(n ast.Node) []string {
	if loop, ok := t.busy[n]; ok {
		return []string{loop + ".Busy()"}
	}
	return nil
}

// simple reports whether statements can stand where Go wants a simple one.
func simple(stmts []string) bool {
	return len(stmts) == 0 || len(stmts) == 1 && !strings.HasPrefix(stmts[0], "{") && !strings.HasPrefix(stmts[0], "var ")
}

// header translates the init statement of an if, switch or for statement, and
// what has to come first in the expression behind it: what goes in front of the
// statement, and what goes into it.
func (t *translator) header(init ast.Stmt, behind ast.Expr) (before []string, in string) {
	var stmts []string
	if init != nil {
		stmts = t.stmt(init, "")
	}
	early := t.early(behind)
	switch {
	case len(early) > 0 || !simple(stmts):
		return append(stmts, early...), ""
	case len(stmts) == 0:
		return nil, ""
	}
	return nil, stmts[0] + "; "
}

// enclosed puts statements into a block if there are some in front of the last.
func enclosed(before []string, last string) []string {
	if len(before) == 0 {
		return []string{last}
	}
	return []string{block(before, []string{last})}
}

func (t *translator) exprStmt(s *ast.ExprStmt) []string {
	before := t.early(t.parts(s.X)...)
	if call, ok := ast.Unparen(s.X).(*ast.CallExpr); ok {
		t.unused[call] = true
		if id, ok := ast.Unparen(call.Fun).(*ast.Ident); ok && t.info.Uses[id] == types.Universe.Lookup("panic") {
			// What cannot be reached tells the compiler that it is not.
			return []string{block(before, []string{t.value(call), "select {}"})}
		}
	}
	return enclosed(before, t.value(s.X))
}

// declStmt translates a declaration in a function.
func (t *translator) declStmt(d *ast.GenDecl) []string {
	if d.Tok != token.VAR {
		return []string{t.text(d)}
	}
	var out []string
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		var names []string
		for _, id := range spec.Names {
			names = append(names, id.Name)
		}
		if len(names) > len(spec.Values) && len(spec.Values) > 0 {
			out = append(out, t.early(t.parts(spec.Values[0])...)...)
		} else {
			for i, e := range spec.Values {
				t.box(e, t.typeOf(spec.Names[i]))
			}
			out = append(out, t.early(spec.Values...)...)
		}
		text := "var " + strings.Join(names, ", ")
		if spec.Type != nil {
			text += " " + t.text(spec.Type)
		}
		switch {
		case len(spec.Values) == 1 && len(names) == 2:
			text += " = " + t.pair(spec.Values[0])
		case len(spec.Values) > 0:
			text += " = " + strings.Join(t.values(spec.Values), ", ")
		}
		out = append(out, text)
		out = append(out, t.announce(spec.Names...)...)
	}
	return out
}

func (t *translator) gotoLabel(name string) string { return t.prefix + name }

func (t *translator) labeled(s *ast.LabeledStmt) []string {
	label := ""
	if t.jumps[s.Label.Name] {
		label = s.Label.Name + ":\n"
	}
	stmts := t.stmt(s.Stmt, label)
	if !t.gotos[s.Label.Name] {
		return stmts
	}
	if len(stmts) == 0 {
		stmts = []string{"{}"}
	}
	stmts[0] = t.gotoLabel(s.Label.Name) + ":\n" + stmts[0]
	return stmts
}

func (t *translator) ifStmt(s *ast.IfStmt, label string) []string {
	before, in := t.header(s.Init, s.Cond)
	text := "if " + in + t.value(s.Cond) + " " + block(t.stmts(s.Body.List))
	if s.Else != nil {
		other := t.stmt(s.Else, "")
		if len(other) == 1 && (strings.HasPrefix(other[0], "if ") || strings.HasPrefix(other[0], "{")) {
			text += " else " + other[0]
		} else {
			text += " else " + block(other)
		}
	}
	out := enclosed(before, text)
	out[0] = label + out[0]
	return out
}

func (t *translator) switchStmt(s *ast.SwitchStmt, label string) []string {
	before, in := t.header(s.Init, s.Tag)
	tag := ""
	if s.Tag != nil {
		tag = t.value(s.Tag) + " "
	}
	var clauses []string
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		head := "default:"
		if c.List != nil {
			values := make([]string, len(c.List))
			for i, e := range c.List {
				values[i] = t.alone(e)
			}
			head = "case " + strings.Join(values, ", ") + ":"
		}
		clauses = append(clauses, head)
		clauses = append(clauses, t.stmts(c.Body)...)
	}
	return enclosed(before, label+"switch "+in+tag+block(clauses))
}

func (t *translator) typeSwitch(s *ast.TypeSwitchStmt, label string) []string {
	name, guard := "", ast.Expr(nil)
	switch a := s.Assign.(type) {
	case *ast.AssignStmt:
		name, guard = a.Lhs[0].(*ast.Ident).Name, a.Rhs[0]
	case *ast.ExprStmt:
		guard = a.X
	}
	before, in := t.header(s.Init, guard)
	if name != "" {
		in += name + " := "
	}
	var clauses []string
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		head := "default:"
		if c.List != nil {
			var types []string
			for _, e := range c.List {
				types = append(types, t.text(e))
			}
			head = "case " + strings.Join(types, ", ") + ":"
		}
		clauses = append(clauses, head)
		if v, ok := t.info.Implicits[c].(*types.Var); ok && t.memory[v] {
			clauses = append(clauses, t.madeAs(name))
		}
		clauses = append(clauses, t.stmts(c.Body)...)
	}
	return enclosed(before, label+"switch "+in+t.value(guard)+" "+block(clauses))
}
