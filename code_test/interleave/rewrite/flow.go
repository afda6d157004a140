package rewrite

// This file translates the statements that start goroutines, wait for channels,
// or put a call off.

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// goStmt translates go f(x). The function and its arguments are evaluated
// before the goroutine starts.
func (t *translator) goStmt(s *ast.GoStmt) []string {
	if lit, ok := ast.Unparen(s.Call.Fun).(*ast.FuncLit); ok && lit.Type.Params.NumFields() == 0 && lit.Type.Results.NumFields() == 0 {
		return []string{t.op("Go", s, "go", t.value(lit))}
	}
	t.unused[s.Call] = true
	before, call := t.putOff(s.Call)
	if f, ok := t.replaced[s.Call.Fun]; ok && t.mayBeNil(s.Call) {
		fatal := []string{t.sched + ".Site(" + t.site(s, "go") + ")", t.sched + ".GoNil()"}
		before = append(before, "if "+f+" == "+t.predeclared("nil")+" "+block(fatal))
	}
	return enclosed(before, t.op("Go", s, "go", "func() { "+call+" }"))
}

// mayBeNil reports whether the function that is called is the value of a variable
// or of another expression.
func (t *translator) mayBeNil(e *ast.CallExpr) bool {
	_, declared := typeutil.Callee(t.info, e).(*types.Func)
	return !declared
}

// deferStmt translates defer f(x). A function of the program is deferred itself,
// because only then it can recover.
func (t *translator) deferStmt(s *ast.DeferStmt) []string {
	t.unused[s.Call] = true
	switch f := typeutil.Callee(t.info, s.Call).(type) {
	case *types.Builtin:
		if f.Name() == "recover" {
			return []string{"defer func() {}()"} // recovers nothing, as the specification says
		}
	case *types.Func:
		if f.Pkg() == nil || f.Pkg() == t.pkg {
			return enclosed(t.early(t.parts(s.Call)...), "defer "+t.call(s.Call))
		}
	default:
		if !ofLibrary(t.typeOf(s.Call.Fun)) {
			before := t.early(t.parts(s.Call)...)
			return enclosed(before, "defer "+t.value(s.Call.Fun)+t.list(t.arguments(s.Call), s.Call.Ellipsis.IsValid()))
		}
	}
	before, call := t.putOff(s.Call)
	return enclosed(before, "defer func() { "+call+" }()")
}

// ofLibrary reports whether typ has its name from a package that has a stand-in,
// as context.CancelFunc.
func ofLibrary(typ types.Type) bool {
	named, ok := types.Unalias(typ).(*types.Named)
	return ok && named.Obj().Pkg() != nil && standIns[named.Obj().Pkg().Path()]
}

// putOff evaluates a function and its arguments, and returns a call of it.
func (t *translator) putOff(e *ast.CallExpr) (before []string, call string) {
	before = t.early(t.parts(e)...)
	keep := func(e ast.Expr) { before = append(before, t.replace(e)...) }
	callee := typeutil.Callee(t.info, e)
	switch fun := ast.Unparen(e.Fun).(type) {
	case *ast.FuncLit:
	case *ast.SelectorExpr:
		if s := t.info.Selections[fun]; s == nil || s.Kind() == types.MethodExpr {
			break
		}
		if f, ok := callee.(*types.Func); ok && f.Pkg() != t.pkg && !types.IsInterface(f.Signature().Recv().Type()) {
			before = append(before, t.keepOwner(fun))
		} else {
			keep(e.Fun)
		}
	default:
		if _, isVar := callee.(*types.Var); isVar || callee == nil {
			keep(e.Fun)
		}
	}
	if tuple, ok := t.first(e).(*types.Tuple); ok {
		spread, names := t.spread(e, tuple)
		before = append(before, strings.Join(names, ", ")+" := "+t.value(e.Args[0]))
		return before, t.call(spread)
	}
	for i, a := range e.Args {
		if b, ok := callee.(*types.Builtin); ok && i == 0 && b.Name() == "new" {
			continue
		}
		keep(a)
	}
	return before, t.call(e)
}

// keepOwner evaluates the x of a method x.m of the library, which is called later.
func (t *translator) keepOwner(e *ast.SelectorExpr) (stmt string) {
	p, address := t.receiver(e)
	name := t.fresh()
	if address {
		t.owners[e] = behind(name, p.typ)
		return name + " := " + p.address()
	}
	text := t.load(p, e)
	t.owners[e] = place{name, p.typ, false}
	return name + " := " + text
}

// selectStmt translates a select statement. The channels, and the values to
// send, are evaluated in the order of the cases, whichever is chosen.
func (t *translator) selectStmt(s *ast.SelectStmt, label string) []string {
	if len(s.Body.List) == 0 {
		return []string{label + block([]string{t.op("Block", s, "select"), "select {}"})}
	}
	var before, cases, clauses []string
	poll := false
	for _, c := range s.Body.List {
		c := c.(*ast.CommClause)
		if c.Comm == nil {
			poll = true
			clauses = append(clauses, "default:")
			clauses = append(clauses, t.stmts(c.Body)...)
			continue
		}
		name := t.fresh()
		clauses = append(clauses, "case "+strconv.Itoa(len(cases))+":")
		clauses = append(clauses, t.isBusy(c)...)
		cases = append(cases, name+".Case()")
		switch comm := c.Comm.(type) {
		case *ast.SendStmt:
			before = append(before, t.early(comm.Chan, comm.Value)...)
			before = append(before, name+" := "+t.op("Out", comm, "send", t.value(comm.Chan)))
			stmt, value := t.keep(comm.Value)
			before = append(before, stmt...)
			clauses = append(clauses, name+".Put("+value+")")
		case *ast.ExprStmt:
			before = append(before, name+" := "+t.receiving(comm.X))
			clauses = append(clauses, name+".Take()")
		case *ast.AssignStmt:
			before = append(before, name+" := "+t.receiving(comm.Rhs[0]))
			take := ".Take()"
			if len(comm.Lhs) == 2 {
				take = ".Take2()"
			}
			clauses = append(clauses, t.received(comm, name+take)...)
		}
		clauses = append(clauses, t.stmts(c.Body)...)
	}
	if !poll {
		// No other case is chosen: this tells the compiler.
		clauses = append(clauses, "default:", "select {}")
	}
	args := append([]string{t.predeclared(strconv.FormatBool(poll))}, cases...)
	last := label + "switch " + t.op("Select", s, "select", args...) + " " + block(clauses)
	return []string{block(before, []string{last})}
}

func (t *translator) receiving(e ast.Expr) string {
	recv := ast.Unparen(e).(*ast.UnaryExpr)
	return t.op("In", recv, "receive", t.alone(recv.X))
}

// received assigns what a case of a select statement has received.
func (t *translator) received(s *ast.AssignStmt, take string) []string {
	_, simple := s.Lhs[0].(*ast.Ident)
	if s.Tok == token.ASSIGN && len(s.Lhs) == 1 && simple {
		return []string{t.set(s.Lhs[0])(take)}
	}
	if s.Tok == token.ASSIGN {
		var names []string
		for range s.Lhs {
			names = append(names, t.fresh())
		}
		before := []string{strings.Join(names, ", ") + " := " + take}
		return append(append(before, t.earlyFor(s.Lhs, nil)...), t.store(s.Lhs, names)...)
	}
	t.replaced[s.Rhs[0]] = take
	defer delete(t.replaced, s.Rhs[0])
	return t.define(s)
}
