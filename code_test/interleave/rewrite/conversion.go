package rewrite

// This file translates conversions that read the elements of a slice: to a
// string, and to an array.

import (
	"go/ast"
	"go/types"
	"slices"
	"strconv"
)

// convertsElements reports whether a conversion reads, or may read, the elements
// of what it converts.
func (t *translator) convertsElements(e *ast.CallExpr) bool {
	if t.settled(e.Args[0]) {
		return false
	}
	from, to := t.typeOf(e.Args[0]), t.typeOf(e)
	return anyTerm(from, isSlice) && (anyTerm(to, isString) || anyTerm(to, isArray))
}

// elements returns the text of what a conversion converts, which reads its elements.
func (t *translator) elements(e *ast.CallExpr, arg string) string {
	if array, ok := core(t.typeOf(e)).(*types.Array); ok {
		return t.support + ".First(" + t.site(e, "read") + ", " + arg + ", " + strconv.FormatInt(array.Len(), 10) + ")"
	}
	if _, ok := t.typeOf(e.Args[0]).Underlying().(*types.Slice); ok && anyTerm(t.typeOf(e), isString) {
		return t.op("ReadsSlice", e, "read", arg)
	}
	return t.support + ".Converted(" + t.site(e, "read") + ", " + arg + ")"
}

// anyTerm reports whether is holds for the type that underlies typ, or for one
// of a type parameter's.
func anyTerm(typ types.Type, is func(types.Type) bool) bool {
	return slices.ContainsFunc(typeSet(typ), is)
}

func isSlice(typ types.Type) bool { _, ok := typ.(*types.Slice); return ok }
func isArray(typ types.Type) bool { _, ok := typ.(*types.Array); return ok }

func isString(typ types.Type) bool {
	basic, ok := typ.(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}
