package derive

// This file is the face of the package.

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Table returns what the functions and methods of packages do: a line for each.
// The packages that they use belong to them as far as values come from there that
// a program can have.
func Table(paths []string) ([]string, error) {
	prog, packages, err := load(paths)
	if err != nil {
		return nil, err
	}
	a := &analysis{
		prog: prog, roots: make(map[string]*node), functions: make(map[*ssa.Function]int),
		made: make(map[ssa.Value]*node), done: make(map[*ssa.Function]*summary), refsIn: make(map[types.Type]bool),
	}
	var functions []*ssa.Function
	for _, p := range packages {
		if path := p.Pkg.Path(); slices.Contains(paths, path) || strings.HasPrefix(path, "crypto/internal/fips140/sha") {
			functions = append(functions, called(prog, p)...)
		}
	}
	for {
		a.changed, a.visited = false, make(map[*ssa.Function]bool)
		for _, fn := range functions {
			a.summaryOf(fn)
		}
		if !a.changed {
			break
		}
	}
	var lines []string
	for _, fn := range functions {
		lines = append(lines, a.line(fn))
	}
	slices.Sort(lines)
	return slices.Compact(lines), nil
}

// called returns the functions and methods of a package that others may call.
func called(prog *ssa.Program, p *ssa.Package) []*ssa.Function {
	var out []*ssa.Function
	for _, m := range p.Members {
		switch m := m.(type) {
		case *ssa.Function:
			if m.Object() != nil && m.Object().Exported() {
				out = append(out, m)
			}
		case *ssa.Type:
			named, ok := m.Type().(*types.Named)
			if !ok || types.IsInterface(named) {
				continue
			}
			for f := range named.Methods() {
				if fn := prog.FuncValue(f); fn != nil && f.Exported() {
					out = append(out, fn)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b *ssa.Function) int { return strings.Compare(name(a), name(b)) })
	return out
}

func name(fn *ssa.Function) string {
	if f, ok := fn.Object().(*types.Func); ok {
		return f.FullName()
	}
	return fn.String()
}

// line returns what a function does as the table has it.
func (a *analysis) line(fn *ssa.Function) string {
	s := a.done[fn]
	var parts []string
	for t := range s.touches {
		if t.write {
			parts = append(parts, "w "+t.n.String())
		} else if !s.touches[touch{t.n, true}] {
			parts = append(parts, "r "+t.n.String())
		}
	}
	for _, c := range s.calls {
		text := "c " + c.n.String() + " " + c.method
		for _, arg := range c.args {
			var of []string
			for x := range arg {
				if x.n.symbolic() {
					if x.address {
						of = append(of, "&"+x.n.String())
					} else {
						of = append(of, x.n.String())
					}
				}
			}
			slices.Sort(of)
			text += " ," + strings.Join(of, ",")
		}
		parts = append(parts, text)
	}
	for _, r := range s.results {
		for x := range r {
			if x.n.rooted(closure) && a.holds(s, x.n.top(), make(map[*node]bool)) {
				parts = append(parts, "late")
			}
		}
	}
	for why := range s.flags {
		parts = append(parts, "? "+why)
	}
	slices.Sort(parts)
	return name(fn) + "\t" + strings.Join(slices.Compact(parts), "\t")
}

// holds reports whether a function that is returned captures something of the
// caller's, which it reads or writes when it is called.
func (a *analysis) holds(s *summary, top *node, seen map[*node]bool) bool {
	seen[top] = true
	for n, r := range s.stores {
		if n.top() != top {
			continue
		}
		for x := range r {
			if x.n.symbolic() || !seen[x.n.top()] && a.holds(s, x.n.top(), seen) {
				return true
			}
		}
	}
	return false
}
