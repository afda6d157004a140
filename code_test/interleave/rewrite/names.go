package rewrite

// This file finds names for what the result needs, and sees to it that they mean
// there what they should. A program may give any name another meaning, even int
// or true.

import (
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"
)

// chooseNames finds names that mean nothing in the program.
func (t *translator) chooseNames() {
	used := make(map[string]bool)
	t.gotos, t.jumps = make(map[string]bool), make(map[string]bool)
	ast.Inspect(t.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			used[n.Name] = true
		case *ast.BranchStmt:
			if n.Label != nil && n.Tok == token.GOTO {
				t.gotos[n.Label.Name] = true
			} else if n.Label != nil {
				t.jumps[n.Label.Name] = true
			}
		}
		return true
	})
	free := func(name string) string {
		for used[name] {
			name += "_"
		}
		return name
	}
	t.sched, t.support, t.runner, t.entry = free("S"), free("support"), free("runner"), free("run")
	t.prefix = "t_"
	for clash := true; clash; {
		clash = false
		for name := range used {
			if strings.HasPrefix(name, t.prefix) {
				clash, t.prefix = true, t.prefix+"_"
			}
		}
	}
	t.imported = make(map[string]string)
	t.defined = make(map[string]bool)
	for id := range t.info.Defs {
		t.defined[id.Name] = true
	}
	for _, spec := range t.file.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		name := ""
		if spec.Name != nil {
			name = spec.Name.Name
		} else if obj, ok := t.info.Implicits[spec].(*types.PkgName); ok {
			name = obj.Imported().Name()
		}
		if name != "_" {
			t.imported[p] = name
		}
	}
}

// fresh returns a name that is new in the program.
func (t *translator) fresh() string {
	t.last++
	return t.prefix + strconv.Itoa(t.last)
}

// typeText returns how the result names a type, at the place that is being
// translated.
func (t *translator) typeText(typ types.Type) string {
	t.checkNames(typ)
	return types.TypeString(typ, func(p *types.Package) string {
		if p == t.pkg {
			return ""
		}
		name, ok := t.imported[p.Path()]
		if ok && name != "." && !t.defined[name] {
			return name
		}
		name = t.prefix + path.Base(p.Path())
		if !slices.Contains(t.extra, p.Path()) {
			t.extra = append(t.extra, p.Path())
		}
		return name
	})
}

// predeclared returns a name that the result needs in its usual meaning.
func (t *translator) predeclared(name string) string {
	t.checkName(types.Universe.Lookup(name))
	return name
}

// checkNames reports the types in typ that cannot be named here.
func (t *translator) checkNames(typ types.Type) {
	switch typ := typ.(type) {
	case *types.Basic:
		if obj := types.Universe.Lookup(typ.Name()); obj != nil {
			t.checkName(obj)
		}
	case *types.Named:
		t.checkName(typ.Obj())
		for arg := range typ.TypeArgs().Types() {
			t.checkNames(arg)
		}
	case *types.Alias:
		t.checkName(typ.Obj())
		for arg := range typ.TypeArgs().Types() {
			t.checkNames(arg)
		}
	case *types.TypeParam:
		t.checkName(typ.Obj())
	case *types.Map:
		t.checkNames(typ.Key())
		t.checkNames(typ.Elem())
	case interface{ Elem() types.Type }:
		t.checkNames(typ.Elem())
	case *types.Tuple:
		for v := range typ.Variables() {
			t.checkNames(v.Type())
		}
	case *types.Signature:
		t.checkNames(typ.Params())
		t.checkNames(typ.Results())
	case *types.Struct:
		for f := range typ.Fields() {
			t.checkNames(f.Type())
		}
	case *types.Interface:
		for m := range typ.ExplicitMethods() {
			t.checkNames(m.Type())
		}
		for e := range typ.EmbeddedTypes() {
			t.checkNames(e)
		}
	}
}

// checkName reports obj if it cannot be named here.
func (t *translator) checkName(obj types.Object) {
	name := obj.Name()
	if obj.Pkg() != nil && obj.Pkg() != t.pkg {
		if !obj.Exported() {
			t.errorf(t.here, "a variable of type %s is needed to explore this, and it cannot be declared, because only its package can name the type; convert the value to a type with a name", fullName(obj))
		}
		return
	}
	scope := t.pkg.Scope().Innermost(t.here.Pos())
	if scope == nil {
		scope = t.pkg.Scope()
	}
	if _, found := scope.LookupParent(name, t.here.Pos()); found != obj && found != nil {
		t.errorf(t.here, "%s is needed here to explore the program, and is hidden by what the program calls %s at line %d; give that another name", name, name, t.fset.Position(found.Pos()).Line)
	}
}
