package rewrite

// This file translates the bodies of functions, and how they return. To return
// writes the results, and the caller reads them when all deferred functions have
// run: other goroutines notice that if they can reach a result by its name.

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// A result is one of the results of the function that is being translated.
type result struct {
	pointer string // the name of a pointer to it; empty if no other goroutine can reach it
	typ     types.Type
}

// body translates the body of a function, with braces.
func (t *translator) body(typ *ast.FuncType, recv *ast.FieldList, body *ast.BlockStmt) string {
	results, returned, deferring := t.results, t.returned, t.deferring
	defer func() { t.results, t.returned, t.deferring = results, returned, deferring }()
	t.results, t.returned, t.deferring = nil, nil, contains[*ast.DeferStmt](body)
	if typ.Results != nil {
		for _, f := range typ.Results.List {
			for range max(1, len(f.Names)) {
				t.returned = append(t.returned, t.typeOf(f.Type))
			}
		}
	}
	var first []string
	for _, list := range []*ast.FieldList{recv, typ.Params} {
		if list == nil {
			continue
		}
		for _, f := range list.List {
			first = append(first, t.announce(f.Names...)...)
		}
	}
	if typ.Results != nil && (t.deferring || contains[*ast.ReturnStmt](body)) {
		for _, f := range typ.Results.List {
			for _, id := range f.Names {
				first = append(first, t.named(id)...)
			}
		}
	}
	return block(first, t.stmts(body.List))
}

// named returns what the function begins with for the sake of a named result.
func (t *translator) named(id *ast.Ident) []string {
	v, ok := t.info.Defs[id].(*types.Var)
	if !ok || !t.memory[v] {
		t.results = append(t.results, result{typ: t.typeOf(id)})
		return nil
	}
	r := result{t.fresh(), v.Type()}
	t.results = append(t.results, r)
	first := []string{r.pointer + " := " + t.madeAs(id.Name)}
	if t.deferring {
		first = append(first, "defer func() { "+t.load(behind(r.pointer, r.typ), id)+" }()")
	}
	return first
}

// contains reports whether there are statements of a kind in a function itself.
func contains[S ast.Stmt](body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case S:
			found = true
		}
		return !found
	})
	return found
}

func (t *translator) returnStmt(s *ast.ReturnStmt) []string {
	if len(s.Results) == len(t.returned) {
		for i, e := range s.Results {
			t.box(e, t.returned[i])
		}
	}
	before := t.early(s.Results...)
	reachable := false
	for _, r := range t.results {
		reachable = reachable || r.pointer != ""
	}
	if !reachable {
		return enclosed(before, strings.TrimSpace("return "+strings.Join(t.values(s.Results), ", ")))
	}
	var values []string
	switch {
	case len(s.Results) == 0:
	case len(t.results) == 1:
		values = t.values(s.Results)
	default:
		for range t.results {
			values = append(values, t.fresh())
		}
		if len(s.Results) < len(t.results) {
			before = append(before, strings.Join(values, ", ")+" := "+t.value(s.Results[0]))
			break
		}
		for i, r := range t.results {
			before = append(before, fmt.Sprintf("var %s %s = %s", values[i], t.typeText(r.typ), t.value(s.Results[i])))
		}
	}
	for i := range values {
		if r := t.results[i]; r.pointer != "" {
			before = append(before, t.to(behind(r.pointer, r.typ), s)+".Set("+values[i]+")")
			values[i] = "*" + r.pointer
		}
	}
	if !t.deferring {
		for _, r := range t.results {
			if r.pointer != "" {
				before = append(before, t.load(behind(r.pointer, r.typ), s))
			}
		}
	}
	return enclosed(before, strings.TrimSpace("return "+strings.Join(values, ", ")))
}
