// Package rewrite turns a Go program into one that can be run under every
// schedule.
//
// The program is a single file of package main, and so is what it becomes: the
// names of its types are the same, wherever they are printed, compared or
// measured. It begins with package runner, which is given a function that sets
// the program's variables to their initial values and calls its main, and can be
// called any number of times. Wherever the program does something that another goroutine could notice, or
// waits for another goroutine, the rewritten program calls package sched, which
// decides when that happens:
//
//	go f(x)        S.Go(0, func() { f(x) })
//	c <- v         S.Out(1, c).Send(v)
//	n++            p := S.To(2, &n); p.Set(p.Get() + 1)
//	fmt.Println(n) S.Here(4, fmt.Println)(S.Load(3, &n))
//
// The numbers are those of the sites: the places in the program where something
// visible happens. The packages of the standard library whose functions can be
// noticed by other goroutines, such as sync, are replaced by stand-ins of the
// same name. Everything else stays as it is.
//
// What the specification leaves open is decided as the Go compiler does it: it
// calls the functions in a statement before it reads the variables beside them;
// but which of several operands panics, if more than one would, may differ.
//
// Some things are seen more coarsely than they happen. A struct, an array, or
// the elements of a slice that the library is given are read in one step. Of
// what is passed to a function of the library only what the argument itself
// points to is seen to be touched; package fmt alone is followed all the way to
// what it prints, into interfaces and through nested slices, maps and structs,
// except for values of the library's types that print themselves.
//
// The state of a lock, as it is printed or copied, does not tell of the goroutines
// that wait for a Mutex: whoever reads that has a data race with them. After a mistake
// that ends the program, such as to unlock what is not locked, a second one with the
// same lock until then is not followed to the end. Signal of a sync.Cond wakes any of
// those who wait, though the library has the one that has waited longest; Range of a
// sync.Map may take another order each time. A sync.Map cannot be explored if it has
// keys and is written over, if it is cleared after a copy of it was used, or if it has
// a key that is not equal to itself.
//
// A program that asks the world outside something (a clock, a file, the
// network) does not do the same when it is run again, so that it cannot be
// explored. That is found out here, before anything runs.
package rewrite

// This file is the face of the package.

import (
	"errors"
	"go/ast"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"strconv"
)

// A Result is a rewritten program.
type Result struct {
	Source []byte // a file of Go
	Sites  []Site // by their numbers
	Counts bool   // the program asks how many goroutines there are
	Timed  bool   // the program does more with time than to sleep
}

// A Site is a place in the program where something visible happens.
type Site struct {
	Position token.Position
	What     string // a word or two: "send", "read", "lock"
	Name     string // what is used there, as the program calls it: "n", "c.n", "list[]"; empty if it has no name
}

// Program rewrites the program in src. The importer is asked for the packages
// that the program imports and for their stand-ins, see [Imports]. The filename is
// for positions only. The error is an [Errors] unless the program cannot be the
// reason.
func Program(filename string, src []byte, importer types.Importer) (*Result, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, filename, src, parser.SkipObjectResolution|parser.AllErrors)
	if err != nil {
		return nil, syntaxErrors(err)
	}
	t := &translator{
		fset:  fset,
		file:  file,
		src:   src,
		base:  fset.File(file.FileStart).Base(),
		sites: make(map[Site]int),
		info: &types.Info{
			Types:      make(map[ast.Expr]types.TypeAndValue),
			Instances:  make(map[*ast.Ident]types.Instance),
			Defs:       make(map[*ast.Ident]types.Object),
			Uses:       make(map[*ast.Ident]types.Object),
			Implicits:  make(map[ast.Node]types.Object),
			Selections: make(map[*ast.SelectorExpr]*types.Selection),
			Scopes:     make(map[ast.Node]*types.Scope),
		},
	}
	if file.Name.Name != "main" {
		t.errorf(file.Name, "package %s: only a program, which is package main, can be run", file.Name.Name)
		return nil, t.errs.sorted()
	}
	t.checkImports()
	if len(t.errs) > 0 {
		return nil, t.errs.sorted()
	}
	config := types.Config{
		Importer: importer,
		Error:    func(err error) { t.typeError(err) },
	}
	t.pkg, err = config.Check("main", fset, []*ast.File{file}, t.info)
	if err != nil && len(t.errs) == 0 {
		return nil, err
	}
	if len(t.errs) > 0 {
		return nil, t.errs.sorted()
	}
	if main, ok := t.pkg.Scope().Lookup("main").(*types.Func); !ok || main == nil {
		t.errorf(file.Name, "package main: there is no function main to run")
		return nil, t.errs.sorted()
	}
	t.chooseNames()
	t.findMemory()
	t.checkStandIns(importer)
	t.few = make(map[*ast.CallExpr]bool)
	t.checkChance()
	t.checkPrinting()
	text := t.program()
	if len(t.errs) > 0 {
		return nil, t.errs.sorted()
	}
	out, err := format.Source([]byte(text))
	if err != nil {
		return nil, errors.Join(errors.New("rewrite: the result is not Go"), err, errors.New(text))
	}
	return &Result{Source: out, Sites: t.table, Counts: t.counts, Timed: t.timed}, nil
}

// Imports returns the packages that have to be known to rewrite the program in
// src: those that it imports, and their stand-ins.
func Imports(filename string, src []byte) ([]string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), filename, src, parser.ImportsOnly)
	if err != nil {
		return nil, syntaxErrors(err)
	}
	var paths []string
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		if standIns[path] {
			paths = append(paths, standInPath(path))
		}
		if standIns[path] || allowed[path] {
			paths = append(paths, path)
		}
	}
	return paths, nil
}

func syntaxErrors(err error) error {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return err
	}
	var errs Errors
	for _, e := range list {
		errs = append(errs, Error{e.Pos, e.Msg})
	}
	return errs.sorted()
}
