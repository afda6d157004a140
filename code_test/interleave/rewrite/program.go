package rewrite

// This file translates the declarations of the program, and writes the function
// that runs it.

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"strconv"
	"strings"
)

// program returns the text of the rewritten program.
func (t *translator) program() string {
	t.ends = make(map[*types.Func]token.Pos)
	t.replaced = make(map[ast.Expr]string)
	t.unused = make(map[*ast.CallExpr]bool)
	t.boxed = make(map[ast.Expr]bool)
	t.busy = make(map[ast.Node]string)
	t.quietFuncs = make(map[*types.Func]bool)
	t.touches = make(map[ast.Expr]bool)
	t.owners = make(map[*ast.SelectorExpr]place)
	var body, vars, inits []string
	types := make(map[string]string) // of package variables, by name
	for _, d := range t.file.Decls {
		t.here = d
		switch d := d.(type) {
		case *ast.FuncDecl:
			body = append(body, t.function(d, &inits))
		case *ast.GenDecl:
			switch d.Tok {
			case token.CONST, token.TYPE:
				body = append(body, t.text(d))
			case token.VAR:
				vars = append(vars, t.variables(d, types)...)
				body = append(body, t.blanks(d)...)
			}
		}
	}
	run := t.run(vars, inits)
	var b strings.Builder
	b.WriteString("package main\n\nimport (\n")
	fmt.Fprintf(&b, "%s %q\n%s %q\n%s %q\n", t.sched, schedPath, t.support, supportPath, t.runner, runnerPath)
	for _, spec := range t.file.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		b.WriteString(t.importSpec(t.nameOf(spec, p), p))
	}
	for _, p := range t.extra {
		b.WriteString(t.importSpec(t.prefix+path.Base(p), p))
	}
	b.WriteString(")\n\n")
	for _, spec := range t.file.Imports {
		if p, _ := strconv.Unquote(spec.Path.Value); p == "math/rand" || p == "math/rand/v2" {
			if name := t.nameOf(spec, p); name != "_" && name != "." {
				fmt.Fprintf(&b, "var _ = %s.Int\n", name) // what it is used for may be a choice now
			}
		}
	}
	fmt.Fprintf(&b, "var (\n_ = %s.Site\n_ %s.Nothing\n)\n\n", t.sched, t.support)
	for _, v := range vars {
		fmt.Fprintf(&b, "var %s %s\n", v, types[v])
	}
	b.WriteString(strings.Join(append(body, run), "\n\n"))
	return b.String()
}

func (t *translator) nameOf(spec *ast.ImportSpec, p string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return t.imported[p]
}

func (t *translator) importSpec(name, p string) string {
	if standIns[p] {
		p = standInPath(p)
	}
	return fmt.Sprintf("%s %q\n", name, p)
}

// variables returns the names of the variables that d declares, and adds their types.
func (t *translator) variables(d *ast.GenDecl, types map[string]string) []string {
	var names []string
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		for _, id := range spec.Names {
			if id.Name == "_" {
				continue
			}
			names = append(names, id.Name)
			t.here = id
			if spec.Type != nil {
				types[id.Name] = t.text(spec.Type)
			} else {
				types[id.Name] = t.typeText(t.info.Defs[id].Type())
			}
		}
	}
	return names
}

// blanks returns the declarations of variables without a name or a value: they
// only use a type.
func (t *translator) blanks(d *ast.GenDecl) []string {
	var out []string
	for _, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		for _, id := range spec.Names {
			if id.Name == "_" && spec.Type != nil {
				out = append(out, "var _ "+t.text(spec.Type))
			}
		}
	}
	return out
}

// function translates a function declaration. A function init becomes one that
// can be called again; its name is added to inits.
func (t *translator) function(d *ast.FuncDecl, inits *[]string) string {
	if d.Body == nil {
		t.errorf(d, "func %s: a function without a body cannot be explored", d.Name.Name)
		return ""
	}
	name := d.Name.Name
	if name == "init" && d.Recv == nil {
		name = t.fresh()
		*inits = append(*inits, name)
	}
	head := "func "
	if d.Recv != nil {
		head += t.text(d.Recv) + " "
	}
	if f, ok := t.info.Defs[d.Name].(*types.Func); ok {
		t.ends[f] = d.Body.Rbrace
	}
	signature := strings.TrimPrefix(t.text(d.Type), "func")
	signature = strings.TrimSpace(signature)
	if d.Recv != nil {
		// The text of the type of a method begins with its receiver.
		signature = string(t.src[int(d.Name.End())-t.base : int(d.Type.End())-t.base])
	} else {
		signature = strings.TrimPrefix(signature, d.Name.Name)
	}
	return head + name + signature + " " + t.body(d.Type, d.Recv, d.Body)
}

// run writes the function that runs the program from its beginning, and sees to
// it that the process begins with the runner, which does not return.
func (t *translator) run(vars, inits []string) string {
	var out []string
	scope := t.pkg.Scope()
	for _, name := range vars {
		out = append(out, t.support+".Zero(&"+name+")")
		if v, ok := scope.Lookup(name).(*types.Var); ok && t.memory[v] {
			out = append(out, t.madeAs(name))
		}
	}
	for _, init := range t.info.InitOrder {
		out = append(out, t.initialize(init)...)
	}
	for _, name := range append(inits, "main") {
		out = append(out, name+"()")
	}
	main := scope.Lookup("main").(*types.Func)
	out = append(out, t.sched+".Site("+t.site(at(t.ends[main]), "end")+")")
	return fmt.Sprintf("// %s runs the program.\nfunc %s() %s\n\nfunc init() { %s.Main(%s) }\n", t.entry, t.entry, block(out), t.runner, t.entry)
}

// initialize translates the initialization of package variables.
func (t *translator) initialize(init *types.Initializer) []string {
	t.here = at(init.Lhs[0].Pos())
	if len(init.Lhs) == 2 {
		before := t.early(t.parts(init.Rhs)...)
		return withEarly(before, t.initializeTo(init.Lhs, t.pair(init.Rhs)))
	}
	before := t.early(init.Rhs)
	return withEarly(before, t.initializeTo(init.Lhs, t.value(init.Rhs)))
}

func (t *translator) initializeTo(lhs []*types.Var, value string) []string {
	if len(lhs) == 1 {
		v := lhs[0]
		switch {
		case v.Name() == "_":
			return []string{"var _ " + t.typeText(v.Type()) + " = " + value}
		case t.memory[v] && !t.quiet:
			p := place{v.Name(), v.Type(), true}
			return []string{t.to(p, at(v.Pos())) + ".Set(" + value + ")"}
		}
	}
	var names, known []string
	for _, v := range lhs {
		names = append(names, v.Name())
		if t.memory[v] && hasStandIn(v.Type()) {
			known = append(known, t.sched+".Assigned(&"+v.Name()+")")
		}
	}
	return append([]string{strings.Join(names, ", ") + " = " + value}, known...)
}

// hasStandIn reports whether a variable of this type is or holds one of a type of
// package sync or sync/atomic, whose value the exploration has to know.
func hasStandIn(typ types.Type) bool {
	if named, ok := types.Unalias(typ).(*types.Named); ok && named.Obj().Pkg() != nil && strings.HasPrefix(named.Obj().Pkg().Path(), "sync") {
		return true
	}
	switch u := typ.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			if hasStandIn(f.Type()) {
				return true
			}
		}
	case *types.Array:
		return hasStandIn(u.Elem())
	}
	return false
}

// at is a place in the program as a node.
type at token.Pos

// Pos returns the place.
func (a at) Pos() token.Pos { return token.Pos(a) }

// End returns the place.
func (a at) End() token.Pos { return token.Pos(a) }
