package rewrite

// This file refuses what a file means that says it is of an earlier version of Go:
// before Go 1.22, a loop had one variable for all its turns
// (https://go.dev/doc/go1.22#language). Where nobody keeps the variable, that is the
// same.

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
)

func (t *translator) checkLoopVariables(captured, taken map[*types.Var]bool) {
	if t.file.GoVersion == "" || version.Compare(t.file.GoVersion, "go1.22") >= 0 {
		return
	}
	check := func(e ast.Expr) {
		id, ok := e.(*ast.Ident)
		if !ok {
			return
		}
		if v, ok := t.info.Defs[id].(*types.Var); ok && (captured[v] || taken[v]) {
			t.errorf(id, "%s: the file says that it is of %s, where all turns of a loop have the same variable; only loops as they are since go1.22 can be explored if something keeps the variable", id.Name, t.file.GoVersion)
		}
	}
	ast.Inspect(t.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt:
			if init, ok := n.Init.(*ast.AssignStmt); ok && init.Tok == token.DEFINE {
				for _, e := range init.Lhs {
					check(e)
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				check(n.Key)
				check(n.Value)
			}
		}
		return true
	})
}
