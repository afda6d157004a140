package rewrite

// This file recognizes loops that may wait for other goroutines: they look at
// variables, locks and channels until they see what they wait for. A turn that
// changes nothing which a later turn could notice would be repeated for ever,
// unless another goroutine does something; so package sched is told where a turn
// does change something: it is busy then. What package sched sees by itself,
// such as a receive, need not be told.

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// waits decides whether s is such a loop, and returns a name for what package
// sched knows of it. Where the loop is busy is noted.
func (t *translator) waits(s *ast.ForStmt) (loop string, ok bool) {
	busy, ok := t.turns(s)
	if !ok {
		return "", false
	}
	loop = t.fresh()
	for n := range busy {
		t.busy[n] = loop
	}
	return loop, true
}

// turns returns the statements and clauses of a loop where it is busy. A loop
// that is busy in every turn does not wait, nor does one that looks at nothing.
func (t *translator) turns(s *ast.ForStmt) (busy map[ast.Node]bool, ok bool) {
	w := &waiting{translator: t, in: s.Body, busy: make(map[ast.Node]bool)}
	if s.Post != nil && w.changes(s.Post) || !t.notices(s) || !w.looks(s.Cond) || w.leaves(s.Body.List) {
		return nil, false
	}
	w.list(s.Body.List)
	for _, s := range s.Body.List {
		if w.busy[s] || w.meets(s) {
			return nil, false
		}
		if jumps(s) {
			break
		}
	}
	return w.busy, true
}

// A waiting looks through a loop, or through a function that a loop calls.
type waiting struct {
	*translator
	in     ast.Node          // the body of the loop, or the function
	called bool              // it is a function
	busy   map[ast.Node]bool // where it changes something
	within int               // how many statements are around that a break leaves
}

// list looks through a list of statements, unless it leaves the loop in any case.
func (w *waiting) list(list []ast.Stmt) {
	if w.leaves(list) {
		return
	}
	for _, s := range list {
		if w.changes(s) {
			w.busy[s] = true
		}
	}
}

// inner is list for the body of a statement that a break leaves.
func (w *waiting) inner(list []ast.Stmt) {
	w.within++
	w.list(list)
	w.within--
}

// changes reports whether s itself changes something. It looks through the lists
// of statements in s.
func (w *waiting) changes(s ast.Stmt) bool {
	switch s := s.(type) {
	case nil, *ast.EmptyStmt, *ast.BranchStmt:
		return false
	case *ast.ReturnStmt:
		return !w.looks(s.Results...)
	case *ast.BlockStmt:
		w.list(s.List)
		return false
	case *ast.LabeledStmt:
		return w.changes(s.Stmt)
	case *ast.ExprStmt:
		return !w.looks(s.X)
	case *ast.DeclStmt:
		for _, spec := range s.Decl.(*ast.GenDecl).Specs {
			if v, ok := spec.(*ast.ValueSpec); ok && !w.looks(v.Values...) {
				return true
			}
		}
		return false
	case *ast.AssignStmt:
		return !w.owns(s.Lhs...) || !w.looks(s.Rhs...)
	case *ast.IncDecStmt:
		return !w.owns(s.X)
	case *ast.DeferStmt:
		return !w.called || !w.looks(s.Call)
	case *ast.IfStmt:
		w.list(s.Body.List)
		otherwise := w.changes(s.Else)
		return otherwise || w.changes(s.Init) || !w.looks(s.Cond)
	case *ast.SwitchStmt:
		clauses := w.clauses(s.Body)
		return clauses || w.changes(s.Init) || !w.looks(s.Tag)
	case *ast.TypeSwitchStmt:
		clauses := w.clauses(s.Body)
		return clauses || w.changes(s.Init) || w.changes(s.Assign)
	case *ast.SelectStmt:
		return w.selects(s)
	case *ast.ForStmt:
		if _, ok := w.turns(s); ok {
			return false // package sched knows the inner loop
		}
		w.inner(s.Body.List)
		return w.changes(s.Init) || w.changes(s.Post) || !w.looks(s.Cond)
	case *ast.RangeStmt:
		w.inner(s.Body.List)
		switch core(w.typeOf(s.X)).(type) {
		case *types.Map, *types.Signature:
			return true
		}
		return !w.looks(s.X) || s.Tok == token.ASSIGN && !w.owns(s.Key, s.Value)
	}
	return true
}

func (w *waiting) clauses(body *ast.BlockStmt) bool {
	changes := false
	for _, c := range body.List {
		c := c.(*ast.CaseClause)
		w.inner(c.Body)
		changes = changes || !w.looks(c.List...)
	}
	return changes
}

// selects is changes for a select statement. A case that is chosen is busy if it
// sends, or assigns what it receives.
func (w *waiting) selects(s *ast.SelectStmt) bool {
	changes := false
	for _, c := range s.Body.List {
		c := c.(*ast.CommClause)
		w.inner(c.Body)
		w.within++
		leaves := w.leaves(c.Body)
		w.within--
		switch comm := c.Comm.(type) {
		case *ast.SendStmt:
			changes = changes || !w.looks(comm.Chan, comm.Value)
			w.busy[c] = !leaves
		case *ast.ExprStmt:
			changes = changes || !w.looks(comm.X)
		case *ast.AssignStmt:
			changes = changes || !w.looks(comm.Rhs...)
			w.busy[c] = !leaves && !w.owns(comm.Lhs...)
		}
		if !w.busy[c] {
			delete(w.busy, c)
		}
	}
	return changes
}

// leaves reports whether some statements leave the loop in any case: the last one
// does, and none before goes on with it.
func (w *waiting) leaves(list []ast.Stmt) bool {
	if len(list) == 0 || w.called || slices.ContainsFunc(list, jumps) {
		return false
	}
	switch s := list[len(list)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		if s.Label != nil {
			return s.Tok == token.BREAK && w.info.Uses[s.Label].Pos() < w.in.Pos()
		}
		return s.Tok == token.BREAK && w.within == 0
	}
	return false
}

// jumps reports whether there is a continue or goto statement in s.
func jumps(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		b, ok := n.(*ast.BranchStmt)
		found = found || ok && (b.Tok == token.CONTINUE || b.Tok == token.GOTO)
		_, literal := n.(*ast.FuncLit)
		return !found && !literal
	})
	return found
}

// meets reports whether s always waits for a channel.
func (w *waiting) meets(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.SelectStmt:
		return !polls(s)
	case *ast.RangeStmt:
		_, ok := core(w.typeOf(s.X)).(*types.Chan)
		return ok
	case *ast.ExprStmt, *ast.AssignStmt, *ast.DeclStmt:
		found := false
		ast.Inspect(s, func(n ast.Node) bool {
			e, ok := n.(*ast.UnaryExpr)
			found = found || ok && e.Op == token.ARROW
			return !found
		})
		return found
	}
	return false
}

// polls reports whether a select statement has a default case.
func polls(s *ast.SelectStmt) bool {
	return slices.ContainsFunc(s.Body.List, func(c ast.Stmt) bool { return c.(*ast.CommClause).Comm == nil })
}

// owns reports whether all of what is assigned to are variables that are new in
// each turn, or that nothing ever reads.
func (w *waiting) owns(lhs ...ast.Expr) bool {
	for _, e := range lhs {
		if e == nil || isBlank(e) {
			continue
		}
		if v := w.root(e); v != nil && w.dead[v] {
			continue
		} else if v == nil || v.Pos() < w.in.Pos() || v.Pos() >= w.in.End() {
			return false
		}
	}
	return true
}

// looks reports whether to evaluate some expressions changes nothing.
func (w *waiting) looks(es ...ast.Expr) bool {
	ok := true
	for _, e := range es {
		if e == nil {
			continue
		}
		ast.Inspect(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit, *ast.CompositeLit:
				ok = false
			case *ast.CallExpr:
				ok = ok && w.looksOnly(n)
			}
			return ok
		})
	}
	return ok
}

// lookingCalls are the functions and methods that only look, by their packages. A
// CompareAndSwap or Lock that succeeds changes something, which package sched
// sees.
var lookingCalls = map[string][]string{
	"sync":        {"Lock", "Unlock", "RLock", "RUnlock", "TryLock", "TryRLock"},
	"sync/atomic": {"Load", "CompareAndSwap"},
	"runtime":     {"Gosched", "NumGoroutine"},
	"time":        {"Sleep"},
	"context":     {"Err", "Done"},
}

func (t *translator) looksOnly(call *ast.CallExpr) bool {
	if t.info.Types[call.Fun].IsType() {
		return true
	}
	switch f := typeutil.Callee(t.info, call).(type) {
	case *types.Builtin:
		return slices.Contains([]string{"len", "cap", "min", "max"}, f.Name())
	case *types.Func:
		return t.quietFunc(f)
	}
	return false
}

// quietFunc reports whether f only looks. Of the functions of the program these
// are those that change nothing but their own variables.
func (t *translator) quietFunc(f *types.Func) bool {
	if f.Pkg() != nil && f.Pkg() != t.pkg {
		p := f.Pkg().Path()
		return slices.ContainsFunc(lookingCalls[p], func(name string) bool {
			return f.Name() == name || p == "sync/atomic" && strings.HasPrefix(f.Name(), name)
		}) && !isMap(f)
	}
	if quiet, known := t.quietFuncs[f]; known {
		return quiet
	}
	t.quietFuncs[f] = false // so that one that calls itself is not quiet
	for _, d := range t.file.Decls {
		if d, ok := d.(*ast.FuncDecl); ok && t.info.Defs[d.Name] == f {
			w := &waiting{translator: t, in: d, called: true, busy: make(map[ast.Node]bool)}
			w.list(d.Body.List)
			t.quietFuncs[f] = len(w.busy) == 0
		}
	}
	return t.quietFuncs[f]
}

// isMap reports whether f is a method of sync.Map.
func isMap(f *types.Func) bool {
	recv := f.Signature().Recv()
	return recv != nil && strings.HasSuffix(recv.Type().String(), "sync.Map")
}

// notices reports whether a loop looks at something that other goroutines can
// change.
func (t *translator) notices(s *ast.ForStmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SelectStmt:
			found = found || polls(n)
		case *ast.CallExpr:
			found = found || !t.info.Types[n.Fun].IsType() && t.looksOnly(n)
		case ast.Expr:
			found = found || t.info.Types[n].IsValue() && t.operands(n).reads
		}
		return !found
	})
	return found
}
