package rewrite

// This file translates operands: expressions that denote a variable or a part
// of one, which can be read, written, or pointed to.

import (
	"go/ast"
	"go/types"
	"strings"
)

// A place is an operand as the result names it.
type place struct {
	text   string
	typ    types.Type
	memory bool // several goroutines may reach it
}

// address returns what points to p.
func (p place) address() string {
	if pointer, ok := strings.CutPrefix(p.text, "(*"); ok && strings.IndexByte(pointer, ')') == len(pointer)-1 {
		return strings.TrimSuffix(pointer, ")")
	}
	return "&" + p.text
}

// behind returns the place that the variable with this name points to.
func behind(name string, typ types.Type) place { return place{"(*" + name + ")", typ, true} }

// place translates an operand without reading it. What has to be read to find
// it, such as a pointer, is read.
func (t *translator) place(e ast.Expr) place {
	typ := t.typeOf(e)
	if name, ok := t.replaced[e]; ok {
		return place{name, typ, false}
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return t.place(e.X)
	case *ast.Ident:
		v, ok := t.info.ObjectOf(e).(*types.Var)
		return place{e.Name, typ, ok && t.memory[v]}
	case *ast.StarExpr:
		return place{"(*" + t.value(e.X) + ")", typ, true}
	case *ast.SelectorExpr:
		if s := t.info.Selections[e]; s != nil && s.Kind() == types.FieldVal {
			return t.field(t.place(e.X), s.Index(), e)
		}
	case *ast.IndexExpr:
		index := func() string { return "[" + t.value(e.Index) + "]" }
		switch x := core(t.typeOf(e.X)).(type) {
		case *types.Map:
			return place{t.element(e) + ".Get()", typ, false}
		case *types.Array:
			p := t.place(e.X)
			return place{p.text + index(), typ, p.memory}
		case *types.Slice:
			return place{t.value(e.X) + index(), typ, true}
		case *types.Pointer:
			if _, ok := core(x.Elem()).(*types.Array); ok {
				return place{t.value(e.X) + index(), typ, true}
			}
		}
	}
	text := t.plain(e)
	if _, lit := e.(*ast.CompositeLit); lit || strings.HasPrefix(text, "&") {
		text = "(" + text + ")"
	}
	return place{text, typ, false}
}

// field returns the field of p that is found along the way of fields that path tells.
func (t *translator) field(p place, path []int, at ast.Node) place {
	for _, i := range path {
		if isPointer(p.typ) {
			owner := at
			if sel, ok := at.(*ast.SelectorExpr); ok {
				owner = sel.X
			}
			p = place{t.load(p, owner), pointee(p.typ), true}
		}
		f := core(p.typ).(*types.Struct).Field(i)
		p = place{p.text + "." + f.Name(), f.Type(), p.memory}
	}
	return p
}

// load reads a place.
func (t *translator) load(p place, at ast.Node) string {
	if !p.memory {
		return p.text
	}
	if compound(p.typ) {
		return t.op("LoadAll", at, "read", p.address())
	}
	return t.op("Load", at, "read", p.address())
}

// to prepares to write a place that is memory.
func (t *translator) to(p place, at ast.Node) string {
	if compound(p.typ) {
		return t.op("ToAll", at, "write", p.address())
	}
	return t.op("To", at, "write", p.address())
}

// receiver translates the x of a method x.m, as an operand of the type that m
// is declared for: what is embedded on the way is named.
func (t *translator) receiver(e *ast.SelectorExpr) (p place, address bool) {
	s := t.info.Selections[e]
	if kept, ok := t.owners[e]; ok {
		return kept, strings.HasPrefix(kept.text, "(*")
	}
	p = t.field(t.place(e.X), s.Index()[:len(s.Index())-1], e)
	recv := s.Obj().(*types.Func).Signature().Recv()
	switch {
	case isPointer(p.typ) && !isPointer(recv.Type()) && !types.IsInterface(recv.Type()):
		// The method has a copy of what the pointer points to.
		return place{"(*" + t.load(p, e.X) + ")", pointee(p.typ), true}, false
	case !isPointer(p.typ) && isPointer(recv.Type()):
		return p, true
	}
	return p, false
}
