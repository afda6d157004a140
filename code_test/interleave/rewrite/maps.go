package rewrite

// This file translates calls to which the order of a map makes no difference,
// for which one order is enough: the keys or values of a map that are sorted at
// once, or a map that is copied.

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// anyOrder translates a call of f that takes a map in any order; ok tells whether
// it is one.
func (t *translator) anyOrder(e *ast.CallExpr, f *types.Func) (text string, ok bool) {
	if len(e.Args) == 0 {
		return "", false
	}
	seq, ok := ast.Unparen(e.Args[0]).(*ast.CallExpr)
	if !ok || t.replaced[seq] != "" {
		return "", false
	}
	of, ok := typeutil.Callee(t.info, seq).(*types.Func)
	if !ok || of.Pkg() == nil || of.Pkg().Path() != "maps" || len(seq.Args) != 1 {
		return "", false
	}
	elements := func(function string, args ...string) string {
		args = append([]string{t.site(seq, "range"), t.value(seq.Args[0])}, args...)
		return t.support + "." + function + t.list(args, false)
	}
	switch name := fullName(f) + " " + of.Name(); name {
	case "maps.Collect All":
		return t.value(e.Fun) + "(" + elements("All") + ")", true
	case "slices.Sorted Keys", "slices.Sorted Values":
		text = t.value(e.Fun) + "(" + elements(of.Name(), t.text(seq.Fun)) + ".One)"
	case "slices.SortedFunc Keys", "slices.SortedFunc Values", "slices.SortedStableFunc Keys", "slices.SortedStableFunc Values":
		before := t.visible
		compare := t.value(e.Args[1])
		if t.visible > before || !t.isComputation(e.Args[1]) {
			return "", false // the order in which it compares may make a difference
		}
		text = t.support + ".Sort" + t.list([]string{elements(of.Name(), t.text(seq.Fun)), t.text(e.Fun), compare}, false)
	default:
		return "", false
	}
	return t.sched + ".MadeSlice(" + text + ")", true
}

// isComputation reports whether e is a function literal or a function of the
// library. If evaluating it translates nothing visible, it only computes.
func (t *translator) isComputation(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		return true
	case *ast.SelectorExpr:
		f, ok := t.info.Uses[e.Sel].(*types.Func)
		return ok && f.Pkg() != t.pkg && t.info.Selections[e] == nil
	case *ast.IndexExpr:
		return t.isComputation(e.X)
	}
	return false
}
