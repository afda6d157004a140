package rewrite

// This file finds out how the program calls what it uses at a site.

import (
	"go/ast"
	"go/types"
)

// called returns how the program calls what a node uses: the variable that it
// is, the channel that it sends to, the lock whose method it calls. An index of
// a slice is left out, as in list[]: which element it is turns out when the
// program runs. What has no name, such as the result of a call, is "".
func (t *translator) called(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Ident:
		if _, ok := t.info.ObjectOf(n).(*types.Var); ok {
			return n.Name
		}
	case *ast.ParenExpr:
		return t.called(n.X)
	case *ast.StarExpr:
		if name := t.called(n.X); name != "" {
			return "*" + name
		}
	case *ast.UnaryExpr: // &x, <-c
		return t.called(n.X)
	case *ast.SelectorExpr:
		if s := t.info.Selections[n]; s != nil && s.Kind() != types.FieldVal {
			return t.called(n.X)
		} else if name := t.called(n.X); s != nil && name != "" {
			return name + "." + n.Sel.Name
		}
	case *ast.IndexExpr:
		switch name := t.called(n.X); core(t.typeOf(n.X)).(type) {
		case *types.Map: // which is one variable, with all that is in it
			return name
		case *types.Slice, *types.Pointer, *types.Array:
			if name != "" {
				return name + "[]"
			}
		}
	case *ast.CallExpr: // x.Lock(), close(c), atomic.AddInt64(&n, 1)
		if s := t.methodOf(n.Fun); s != nil {
			return t.called(s.X)
		}
		if len(n.Args) > 0 {
			return t.called(n.Args[0])
		}
	case *ast.SendStmt:
		return t.called(n.Chan)
	case *ast.RangeStmt:
		return t.called(n.X)
	case *ast.IncDecStmt:
		return t.called(n.X)
	}
	return ""
}
