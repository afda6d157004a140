package rewrite

// This file holds what the parts of the translation share. The translation
// reads the syntax tree of the program and writes text: what is not visible to
// other goroutines is written as it was.

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

type translator struct {
	fset *token.FileSet
	file *ast.File
	src  []byte
	base int
	info *types.Info
	pkg  *types.Package
	errs Errors

	sites  map[Site]int
	table  []Site
	counts bool
	timed  bool

	memory map[*types.Var]bool    // variables that several goroutines can reach
	dead   map[*types.Var]bool    // variables that nothing ever reads
	few    map[*ast.CallExpr]bool // calls for a random number that is one of a few
	quiet  bool                   // no goroutine is started before main is called

	sched, support, runner string            // the names of the packages
	entry                  string            // the name of the function that runs the program
	prefix                 string            // of new names: no name in the program begins with it
	last                   int               // the number of the last new name
	imported               map[string]string // path of a package to its name in the result
	extra                  []string          // paths of packages that the result has to import under a new name
	defined                map[string]bool   // names that the program defines somewhere

	replaced map[ast.Expr]string         // expressions that are evaluated already, and the names of their values
	unused   map[*ast.CallExpr]bool      // calls whose results the program does not use
	boxed    map[ast.Expr]bool           // expressions that are evaluated in their turn because of where they stand
	touches  map[ast.Expr]bool           // arguments and receivers through which a function of the library reads
	owners   map[*ast.SelectorExpr]place // the same for the x of a method x.m

	ends map[*types.Func]token.Pos // where the functions of the program end

	results   []result     // of the function that is being translated, if they have names
	returned  []types.Type // the types of its results
	deferring bool         // it has a defer statement

	busy       map[ast.Node]string  // statements and clauses where a loop that may wait is busy, and its name
	quietFuncs map[*types.Func]bool // functions of the program, and whether they change nothing

	here ast.Node // the statement or declaration that is being translated

	visible int             // how many operations were written that others may notice
	gotos   map[string]bool // labels that a goto statement names
	jumps   map[string]bool // labels that a break or continue statement names
}

// text returns what the program says.
func (t *translator) text(n ast.Node) string {
	return string(t.src[int(n.Pos())-t.base : int(n.End())-t.base])
}

// site returns the number of a place where the program does something visible.
func (t *translator) site(at ast.Node, what string) string {
	t.visible++
	s := Site{t.fset.Position(at.Pos()), what, t.called(at)}
	n, ok := t.sites[s]
	if !ok {
		n = len(t.table)
		t.sites[s] = n
		t.table = append(t.table, s)
	}
	return strconv.Itoa(n)
}

// op returns a call of a function of package sched for something visible.
func (t *translator) op(function string, at ast.Node, what string, args ...string) string {
	return fmt.Sprintf("%s.%s(%s)", t.sched, function, strings.Join(append([]string{t.site(at, what)}, args...), ", "))
}

// made returns a call that announces the variable at an address.
func (t *translator) made(address string) string {
	return fmt.Sprintf("%s.Made(%s)", t.sched, address)
}

// madeAs is made for a variable that has a name in the program.
func (t *translator) madeAs(name string) string {
	return fmt.Sprintf("%s.Named(%q, &%s)", t.sched, name, name)
}

// announce returns statements that announce those of the variables that need it.
func (t *translator) announce(ids ...*ast.Ident) []string {
	var out []string
	for _, id := range ids {
		if v, ok := t.info.Defs[id].(*types.Var); ok && t.memory[v] {
			out = append(out, t.madeAs(id.Name))
		}
	}
	return out
}

func block(stmts ...[]string) string {
	var b strings.Builder
	b.WriteString("{\n")
	for _, list := range stmts {
		for _, s := range list {
			b.WriteString(s)
			b.WriteString("\n")
		}
	}
	b.WriteString("}")
	return b.String()
}

func (t *translator) typeOf(e ast.Expr) types.Type { return t.info.TypeOf(e) }

// compound reports whether a variable of this type can have parts.
func compound(typ types.Type) bool {
	if _, ok := types.Unalias(typ).(*types.TypeParam); ok {
		return true
	}
	switch typ.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}
