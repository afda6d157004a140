// Package derive finds out what functions of the standard library do with the
// memory that they are given: from their source, not from their names.
//
// For each function it computes, from the function's instructions (package ssa)
// and from what the functions that it calls do, what it reads and writes in memory
// that its caller can know, and which methods and functions it calls that are only
// known when the program runs. Memory is named by the way to it: 0*.buf[] is what
// lies in the slice that is in the field buf of what parameter 0 points to; the
// receiver of a method is parameter 0. What the function allocates itself is no
// concern of its caller's.
//
// The analysis does not know in which order things happen, nor under which
// condition: what may happen is said to happen.
package derive

// This file loads the library.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os/exec"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// opaque are packages whose functions are not looked into: what they do is in
// known.go. Theirs is the runtime's part: they only have to be declared.
func opaque(path string) bool {
	switch path {
	case "fmt", "reflect", "sync", "sync/atomic", "os", "runtime", "syscall", "time", "context", "unsafe", "internal/reflectlite",
		"internal/abi", "internal/bytealg", "internal/poll", "internal/godebug", "log", "internal/oserror", "io/fs", "path/filepath", "regexp/syntax", "regexp", "encoding/json", "internal/fmtsort",
		"internal/race", "internal/sync", "internal/sysinfo", "internal/bisect", "encoding", "testing", "unique", "weak":
		return true
	}
	return strings.HasPrefix(path, "runtime/") || strings.HasPrefix(path, "internal/runtime/") || strings.HasPrefix(path, "internal/syscall/") ||
		strings.HasPrefix(path, "crypto/internal/") && !strings.HasPrefix(path, "crypto/internal/fips140/sha") && !strings.HasPrefix(path, "crypto/internal/fips140deps/byteorder") ||
		strings.HasPrefix(path, "vendor/")
}

// load loads packages and what they import.
func load(paths []string) (*ssa.Program, []*ssa.Package, error) {
	args := append([]string{"list", "-deps", "-json=ImportPath,Dir,GoFiles,ImportMap", "-tags", tags}, paths...)
	cmd := exec.Command("go", args...)
	cmd.Env = append(cmd.Environ(), "GOFLAGS=", "GOWORK=off", "CGO_ENABLED=0", "GOOS=linux", "GOARCH=amd64")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, nil, fmt.Errorf("go list: %w\n%s", err, stderr.Bytes())
	}
	fset := token.NewFileSet()
	prog := ssa.NewProgram(fset, 0)
	l := &loader{loaded: map[string]*types.Package{"unsafe": types.Unsafe}}
	var packages []*ssa.Package
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath, Dir string
			GoFiles         []string
			ImportMap       map[string]string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, nil, err
		}
		if p.ImportPath == "unsafe" {
			prog.CreatePackage(types.Unsafe, nil, nil, true)
			continue
		}
		var files []*ast.File
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				return nil, nil, err
			}
			files = append(files, f)
		}
		l.renamed = p.ImportMap
		info := &types.Info{
			Types:        make(map[ast.Expr]types.TypeAndValue),
			Defs:         make(map[*ast.Ident]types.Object),
			Uses:         make(map[*ast.Ident]types.Object),
			Implicits:    make(map[ast.Node]types.Object),
			Instances:    make(map[*ast.Ident]types.Instance),
			Selections:   make(map[*ast.SelectorExpr]*types.Selection),
			Scopes:       make(map[ast.Node]*types.Scope),
			FileVersions: make(map[*ast.File]string),
		}
		config := types.Config{
			Importer:         l,
			Sizes:            types.SizesFor("gc", "amd64"),
			IgnoreFuncBodies: opaque(p.ImportPath),
			GoVersion:        "go1.26",
		}
		pkg, err := config.Check(p.ImportPath, fset, files, info)
		if err != nil {
			return nil, nil, err
		}
		l.loaded[p.ImportPath] = pkg
		if opaque(p.ImportPath) {
			prog.CreatePackage(pkg, nil, nil, true)
			continue
		}
		packages = append(packages, prog.CreatePackage(pkg, files, info, true))
	}
	for _, p := range packages {
		p.Build()
	}
	return prog, packages, nil
}

// tags choose the files without assembly.
const tags = "purego,math_big_pure_go"

// A loader imports what has been loaded.
type loader struct {
	loaded  map[string]*types.Package
	renamed map[string]string // of the package that imports
}

// Import returns a package by its path.
func (l *loader) Import(path string) (*types.Package, error) {
	if real, ok := l.renamed[path]; ok {
		path = real
	}
	if p := l.loaded[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("package %s is not loaded", path)
}
