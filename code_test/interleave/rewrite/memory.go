package rewrite

// This file finds the variables that more than one goroutine may reach: those
// of the package, those that a function literal captures, and those whose
// address is taken. A variable that nothing writes after it has been declared is
// none of them, as long as nothing has its address. What is reached through a
// pointer or a slice needs no list: it is always taken to be shared.

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

func (t *translator) findMemory() {
	t.quiet = t.startsQuietly()
	var (
		owner    = make(map[*types.Var]ast.Node)
		captured = make(map[*types.Var]bool)
		assigned = make(map[*types.Var]bool)
		taken    = make(map[*types.Var]bool)
		nest     []ast.Node
		funcs    = []ast.Node{t.file}
	)
	mark := func(m map[*types.Var]bool, e ast.Expr) {
		if v := t.root(e); v != nil {
			m[v] = true
		}
	}
	ast.Inspect(t.file, func(n ast.Node) bool {
		if n == nil {
			if last := nest[len(nest)-1]; last == funcs[len(funcs)-1] && len(funcs) > 1 {
				funcs = funcs[:len(funcs)-1]
			}
			nest = nest[:len(nest)-1]
			return true
		}
		nest = append(nest, n)
		switch n := n.(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			funcs = append(funcs, n)
		case *ast.Ident:
			if v, ok := t.info.Defs[n].(*types.Var); ok {
				owner[v] = funcs[len(funcs)-1]
			}
			if v, ok := t.info.Uses[n].(*types.Var); ok && v.Pkg() == t.pkg && !v.IsField() && owner[v] != funcs[len(funcs)-1] {
				captured[v] = true
			}
		case *ast.CaseClause:
			if v, ok := t.info.Implicits[n].(*types.Var); ok {
				owner[v] = funcs[len(funcs)-1]
			}
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				if id, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE && t.info.Defs[id] != nil {
					continue
				}
				mark(assigned, e)
			}
		case *ast.IncDecStmt:
			mark(assigned, n.X)
		case *ast.ReturnStmt:
			if len(n.Results) > 0 {
				for _, id := range namedResults(funcs[len(funcs)-1]) {
					mark(assigned, id)
				}
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				mark(assigned, n.Key)
				mark(assigned, n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				mark(taken, n.X)
			}
		case *ast.SliceExpr:
			if _, ok := core(t.typeOf(n.X)).(*types.Array); ok {
				mark(taken, n.X)
			}
		case *ast.SelectorExpr:
			if t.takesAddress(n) {
				mark(taken, n.X)
			}
		}
		return true
	})
	t.findDead(owner)
	t.checkLoopVariables(captured, taken)
	t.memory = make(map[*types.Var]bool)
	scope := t.pkg.Scope()
	for _, name := range scope.Names() {
		if v, ok := scope.Lookup(name).(*types.Var); ok {
			t.memory[v] = assigned[v] || taken[v] || !t.quiet
		}
	}
	for v := range owner {
		if v.Parent() != scope && !v.IsField() {
			t.memory[v] = taken[v] || captured[v] && assigned[v]
		}
	}
}

// namedResults returns the names of the results of a function, which a return
// statement assigns to.
func namedResults(f ast.Node) []*ast.Ident {
	var typ *ast.FuncType
	switch f := f.(type) {
	case *ast.FuncDecl:
		typ = f.Type
	case *ast.FuncLit:
		typ = f.Type
	}
	if typ == nil || typ.Results == nil {
		return nil
	}
	var names []*ast.Ident
	for _, field := range typ.Results.List {
		names = append(names, field.Names...)
	}
	return names
}

// findDead finds the local variables that nothing ever reads: they are only assigned to,
// or counted. No part of a program can tell what is in them.
func (t *translator) findDead(local map[*types.Var]ast.Node) {
	reads := make(map[*types.Var]bool)
	written := make(map[*ast.Ident]bool)
	write := func(e ast.Expr) {
		if id, ok := e.(*ast.Ident); ok {
			written[id] = true
		}
	}
	ast.Inspect(t.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				write(e)
			}
		case *ast.IncDecStmt:
			write(n.X)
		case *ast.FuncType:
			if n.Results != nil { // return reads them
				for _, field := range n.Results.List {
					for _, id := range field.Names {
						if v, ok := t.info.Defs[id].(*types.Var); ok {
							reads[v] = true
						}
					}
				}
			}
		case *ast.Ident:
			if v, ok := t.info.Uses[n].(*types.Var); ok && !written[n] {
				reads[v] = true
			}
		}
		return true
	})
	t.dead = make(map[*types.Var]bool)
	for v := range local {
		if _, basic := v.Type().Underlying().(*types.Basic); basic && v.Parent() != t.pkg.Scope() && !v.IsField() && !reads[v] {
			t.dead[v] = true
		}
	}
}

// root returns the variable of which e denotes a part; nil if there is a pointer on the way.
func (t *translator) root(e ast.Expr) *types.Var {
	switch e := e.(type) {
	case *ast.Ident:
		if v, ok := t.info.ObjectOf(e).(*types.Var); ok && v.Pkg() == t.pkg {
			return v
		}
	case *ast.ParenExpr:
		return t.root(e.X)
	case *ast.SelectorExpr:
		if s := t.info.Selections[e]; s != nil && s.Kind() == types.FieldVal && !s.Indirect() {
			return t.root(e.X)
		}
	case *ast.IndexExpr:
		if _, ok := core(t.typeOf(e.X)).(*types.Array); ok {
			return t.root(e.X)
		}
	}
	return nil
}

// takesAddress reports whether e is a method of a pointer to e.X, or to a part of it.
func (t *translator) takesAddress(e *ast.SelectorExpr) bool {
	s := t.info.Selections[e]
	if s == nil || s.Kind() != types.MethodVal || s.Indirect() {
		return false
	}
	recv := s.Obj().(*types.Func).Signature().Recv()
	return recv != nil && isPointer(recv.Type()) && !isPointer(s.Recv())
}

// startsQuietly reports whether what runs before main starts no goroutine, as
// far as can be seen.
func (t *translator) startsQuietly() bool {
	bodies := make(map[types.Object]*ast.BlockStmt)
	var next []ast.Node
	for _, d := range t.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			bodies[t.info.Defs[f.Name]] = f.Body
			if f.Recv == nil && f.Name.Name == "init" {
				next = append(next, f.Body)
			}
		}
	}
	for _, init := range t.info.InitOrder {
		next = append(next, init.Rhs)
	}
	quiet := true
	for len(next) > 0 && quiet {
		n := next[len(next)-1]
		next = next[:len(next)-1]
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				quiet = false
			case *ast.CallExpr:
				if t.info.Types[n.Fun].IsType() {
					return true
				}
				switch f := typeutil.Callee(t.info, n).(type) {
				case *types.Builtin:
				case *types.Func:
					if body := bodies[f]; body != nil {
						next = append(next, body)
						delete(bodies, f)
					} else if f.Name() == "Go" || f.Name() == "AfterFunc" || f.Pkg() == t.pkg && !t.declared(f) {
						quiet = false
					}
				default:
					_, isLiteral := ast.Unparen(n.Fun).(*ast.FuncLit)
					quiet = quiet && isLiteral
				}
			}
			return quiet
		})
	}
	return quiet
}

// declared reports whether f is a function or method with a body, and no method
// of an interface or of an instance of a generic type.
func (t *translator) declared(f *types.Func) bool {
	recv := f.Signature().Recv()
	return f.Origin() == f && (recv == nil || !types.IsInterface(recv.Type()))
}
