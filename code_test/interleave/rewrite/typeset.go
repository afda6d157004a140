package rewrite

// This file knows type parameters: of which types their values can be.

import (
	"go/ast"
	"go/types"
)

// core returns the type of which typ's values are: for a type parameter, the
// one underlying type of its type set. If it has several, the result is the
// interface that it is constrained by.
func core(typ types.Type) types.Type {
	if _, ok := types.Unalias(typ).(*types.TypeParam); !ok {
		return typ.Underlying()
	}
	var found types.Type
	for _, one := range typeSet(typ) {
		if found != nil && !types.Identical(found, one) {
			return typ.Underlying()
		}
		found = one
	}
	if found == nil {
		return typ.Underlying()
	}
	return found
}

// typeSet returns the underlying types that the values of a type parameter can
// have; none if they can have any.
func typeSet(typ types.Type) []types.Type {
	if p, ok := types.Unalias(typ).(*types.TypeParam); ok {
		return typeSet(p.Constraint())
	}
	iface, ok := typ.Underlying().(*types.Interface)
	if !ok {
		return []types.Type{typ.Underlying()}
	}
	var all []types.Type
	for e := range iface.EmbeddedTypes() {
		of := typeSet(e)
		if u, ok := e.(*types.Union); ok {
			of = nil
			for term := range u.Terms() {
				one := typeSet(term.Type())
				if one == nil {
					of = nil
					break
				}
				of = append(of, one...)
			}
		}
		switch {
		case of == nil:
		case all == nil:
			all = of
		default: // the types that are in both
			var both []types.Type
			for _, x := range all {
				for _, y := range of {
					if types.Identical(x, y) {
						both = append(both, x)
						break
					}
				}
			}
			all = both
		}
	}
	return all
}

// textOrBytes reports whether typ is a type parameter whose values are strings
// as well as byte slices.
func textOrBytes(typ types.Type) bool {
	set, strings := typeSet(typ), 0
	for _, one := range set {
		if basic, ok := one.(*types.Basic); ok && basic.Info()&types.IsString != 0 {
			strings++
		} else if slice, ok := one.(*types.Slice); !ok || !types.Identical(slice.Elem().Underlying(), types.Typ[types.Byte]) {
			return false
		}
	}
	return 0 < strings && strings < len(set)
}

// checkTypeSet reports an operand whose type parameter stands for types that
// are not used in the same way.
func (t *translator) checkTypeSet(e ast.Expr) {
	typ := t.typeOf(e)
	if _, ok := types.Unalias(typ).(*types.TypeParam); !ok || textOrBytes(typ) || !types.IsInterface(core(typ)) {
		return
	}
	for _, one := range typeSet(typ) {
		if basic, ok := one.(*types.Basic); !ok || basic.Info()&types.IsString == 0 {
			t.errorf(e, "values of the type parameter %s can be of several kinds, and what is read of them is another thing for each: a program that takes elements of them cannot be explored; write a function for each kind", typ)
			return
		}
	}
}

func isPointer(typ types.Type) bool {
	_, ok := core(typ).(*types.Pointer)
	return ok
}

func pointee(typ types.Type) types.Type { return core(typ).(*types.Pointer).Elem() }
