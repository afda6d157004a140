package rewrite

// This file says what the Go compiler evaluates when its turn comes, from left
// to right, besides calls and receives: what it copies into a variable of its own
// at once. All else, and the variables in it, it evaluates last. It is written
// down from package walk of the compiler (order.go).

import (
	"go/ast"
	"go/token"
	"go/types"
	"runtime"

	"golang.org/x/tools/go/types/typeutil"
)

// inTurn are the builtin functions that are called when their turn comes; always
// are those that may panic, or that can be noticed, whatever they are given.
var (
	inTurn = set("append", "cap", "complex", "copy", "imag", "len", "make", "max", "min", "new", "real", "recover")
	always = set("append", "copy", "make", "recover")
)

// does reports whether something is read or called to evaluate the parts of e.
func (o *operands) does(e ast.Expr) bool {
	inner := o.operands()
	if and, ok := ast.Unparen(e).(*ast.UnaryExpr); ok && and.Op == token.AND {
		inner.place(and.X)
	} else {
		inner = o.operands(o.parts(e)...)
	}
	return inner.reads || len(inner.calls) > 0
}

// members returns what is evaluated in a composite literal, in this order.
func (t *translator) members(e *ast.CompositeLit) []ast.Expr {
	typ := t.typeOf(e)
	if isPointer(typ) {
		typ = pointee(typ)
	}
	var all []ast.Expr
	for i, x := range e.Elts {
		kv, keyed := x.(*ast.KeyValueExpr)
		if keyed {
			x = kv.Value
		}
		switch typ := core(typ).(type) {
		case *types.Struct:
			if !keyed {
				t.box(x, typ.Field(i).Type())
			} else if f, ok := t.info.Uses[kv.Key.(*ast.Ident)].(*types.Var); ok {
				t.box(x, f.Type())
			}
		case *types.Map:
			t.boxed[kv.Key] = t.keyInTurn(typ, kv.Key)
			t.box(x, typ.Elem())
			all = append(all, kv.Key)
		case interface{ Elem() types.Type }:
			t.box(x, typ.Elem())
		}
		all = append(all, x)
	}
	return all
}

func (t *translator) isMapLiteral(e *ast.CompositeLit) bool {
	_, ok := core(t.typeOf(e)).(*types.Map)
	return ok
}

// oneByOne evaluates a map literal as the compiler does it: what is constant
// first, and then one element after the other.
func (o *operands) oneByOne(e *ast.CompositeLit) []string {
	name := o.fresh()
	fixed := *e
	fixed.Elts = nil
	o.info.Types[&fixed] = o.info.Types[e]
	var out []string
	for _, x := range e.Elts {
		kv := x.(*ast.KeyValueExpr)
		if o.constant(kv.Key) && o.constant(kv.Value) {
			fixed.Elts = append(fixed.Elts, kv)
			continue
		}
		first := o.operands(kv.Key)
		first.late, first.behind = true, true
		stmts := append(first.first(), o.early(kv.Value)...)
		for _, x := range []ast.Expr{kv.Key, kv.Value} {
			if lit, ok := x.(*ast.CompositeLit); ok && lit.Type == nil {
				o.replaced[x] = o.inner(x) // its type is that of the element
			}
		}
		stmts = append(stmts, o.replace(kv.Value)...) // which is read before the key
		out = append(out, block(stmts, []string{name + "[" + o.value(kv.Key) + "] = " + o.value(kv.Value)}))
	}
	o.replaced[e] = name
	return append([]string{name + " := " + o.literal(&fixed, o.typeText(o.typeOf(e)))}, out...)
}

// mixed reports whether what is read for a key of a map literal stands before
// something else that is read or called.
func (o *operands) mixed(e *ast.CompositeLit) bool {
	if o.operands(o.members(e)...).late {
		return true
	}
	for _, x := range e.Elts {
		kv := x.(*ast.KeyValueExpr)
		if o.operands(kv.Key).reads && o.operands(kv.Value).reads {
			return true
		}
	}
	return false
}

// constant reports whether the compiler sees what e is: a constant, or a struct
// or an array of constants.
func (t *translator) constant(e ast.Expr) bool {
	if t.settled(e) {
		return true
	}
	lit, ok := ast.Unparen(e).(*ast.CompositeLit)
	if !ok || !compound(t.typeOf(lit)) {
		return false
	}
	for _, x := range t.members(lit) {
		if !t.constant(x) {
			return false
		}
	}
	return true
}

// boxArguments is box for the arguments of a call.
func (t *translator) boxArguments(e *ast.CallExpr) {
	sig, ok := core(t.typeOf(e.Fun)).(*types.Signature)
	if !ok {
		return
	}
	last := sig.Params().Len() - 1
	for i, a := range e.Args {
		if last < 0 || e.Ellipsis.IsValid() && i >= last {
			continue
		}
		to := sig.Params().At(min(i, last)).Type()
		if slice, ok := to.(*types.Slice); ok && sig.Variadic() && i >= last {
			to = slice.Elem()
		}
		t.box(a, to)
	}
}

// boxFunction notes whether the function of a call, or the interface that has it,
// is copied before its arguments have their turn: if something is called to find it.
func (t *translator) boxFunction(e *ast.CallExpr) {
	fun := e.Fun
	if sel := t.methodOf(fun); sel != nil {
		if !types.IsInterface(t.typeOf(sel.X)) || isTypeParam(t.typeOf(sel.X)) {
			return
		}
		fun = sel.X
	}
	if t.info.Types[fun].IsBuiltin() || t.settled(fun) {
		return
	}
	ast.Inspect(fun, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.UnaryExpr:
			t.boxed[fun] = t.boxed[fun] || n.Op == token.ARROW
		case *ast.CallExpr:
			if tv := t.info.Types[n]; tv.Value == nil && !t.info.Types[n.Fun].IsType() {
				b, ok := typeutil.Callee(t.info, n).(*types.Builtin)
				t.boxed[fun] = t.boxed[fun] || !ok || b.Name() != "new" && b.Name() != "make"
			}
		}
		return true
	})
}

// box notes whether e, which becomes a value of a type, is copied when its turn
// comes: because it becomes an interface that points to it, and is no variable.
func (t *translator) box(e ast.Expr, to types.Type) {
	from := t.typeOf(e)
	if t.settled(e) || to == nil || !types.IsInterface(to) || types.IsInterface(from) || isTypeParam(to) || isTypeParam(from) {
		return
	}
	if _, tuple := from.(*types.Tuple); !tuple && pointedTo(types.Default(from)) && !t.inMemory(e) {
		t.boxed[e] = true
	}
}

func isTypeParam(typ types.Type) bool {
	_, ok := types.Unalias(typ).(*types.TypeParam)
	return ok
}

var sizes = types.SizesFor("gc", runtime.GOARCH)

// pointedTo reports whether the function that makes an interface of a value of
// this type takes a pointer to it.
func pointedTo(typ types.Type) bool {
	size, align := sizes.Sizeof(typ), sizes.Alignof(typ)
	switch {
	case size == 2 && align == 2,
		size == 4 && align == 4 && !hasPointers(typ),
		size == 8 && align == sizes.Alignof(types.Typ[types.Uint64]) && !hasPointers(typ):
		return false
	}
	switch one := sole(typ).(type) {
	case *types.Basic:
		return one.Info()&types.IsString == 0
	case *types.Slice:
		return false
	}
	return true
}

// sole returns the type that is all there is in typ, if there is one.
func sole(typ types.Type) types.Type {
	switch u := typ.Underlying().(type) {
	case *types.Struct:
		if u.NumFields() == 1 {
			return sole(u.Field(0).Type())
		}
		return nil
	case *types.Array:
		if u.Len() == 1 {
			return sole(u.Elem())
		}
		return nil
	default:
		return u
	}
}

func hasPointers(typ types.Type) bool {
	switch u := typ.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0 || u.Kind() == types.UnsafePointer
	case *types.Array:
		return u.Len() > 0 && hasPointers(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if hasPointers(f.Type()) {
				return true
			}
		}
		return false
	}
	return true
}

// inMemory reports whether e is a variable or a part of one, which lies somewhere.
func (t *translator) inMemory(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		_, ok := t.info.ObjectOf(e).(*types.Var)
		return ok
	case *ast.StarExpr:
		return true
	case *ast.SelectorExpr:
		s := t.info.Selections[e]
		if s == nil {
			_, ok := t.info.Uses[e.Sel].(*types.Var)
			return ok
		}
		return s.Kind() == types.FieldVal && (s.Indirect() || t.inMemory(e.X))
	case *ast.IndexExpr:
		switch core(t.typeOf(e.X)).(type) {
		case *types.Slice, *types.Pointer:
			return true
		case *types.Array:
			return t.inMemory(e.X)
		}
	}
	return false
}

// keyInTurn reports whether the index of a map is copied when its turn comes,
// because the function that looks for it takes a pointer to it.
func (t *translator) keyInTurn(m *types.Map, key ast.Expr) bool {
	if isTypeParam(m.Key()) || isTypeParam(m.Elem()) || t.settled(key) {
		return false
	}
	if types.IsInterface(m.Key()) && !types.IsInterface(t.typeOf(key)) {
		return true
	}
	one, size := sole(m.Key()), sizes.Sizeof(m.Key())
	quick := false
	switch one := one.(type) {
	case *types.Basic:
		quick = one.Info()&types.IsString != 0 || one.Info()&types.IsInteger != 0 && (size == 4 || size == 8) || one.Kind() == types.UnsafePointer
	case *types.Pointer, *types.Chan:
		quick = true
	}
	if quick && sizes.Sizeof(m.Elem()) <= 128 {
		return compound(m.Key())
	}
	return !t.inMemory(key)
}

// assertedLate reports whether a type assertion is evaluated last: to a type
// whose values are pointers, which an interface holds itself, or to one that the
// compiler does not know.
func (t *translator) assertedLate(e *ast.TypeAssertExpr) bool {
	if e.Type == nil {
		return true
	}
	typ := t.typeOf(e)
	if tuple, ok := typ.(*types.Tuple); ok {
		typ = tuple.At(0).Type()
	}
	if mentionsTypeParam(typ) {
		return true
	}
	switch one := sole(typ).(type) {
	case *types.Pointer, *types.Chan, *types.Map, *types.Signature:
		return true
	case *types.Basic:
		return one.Kind() == types.UnsafePointer
	}
	return false
}

// mentionsTypeParam reports whether there is a type parameter in typ.
func mentionsTypeParam(typ types.Type) bool {
	switch typ := types.Unalias(typ).(type) {
	case *types.TypeParam:
		return true
	case *types.Named:
		for arg := range typ.TypeArgs().Types() {
			if mentionsTypeParam(arg) {
				return true
			}
		}
	case *types.Map:
		return mentionsTypeParam(typ.Key()) || mentionsTypeParam(typ.Elem())
	case interface{ Elem() types.Type }:
		return mentionsTypeParam(typ.Elem())
	}
	return false
}

// visitConversion visits a conversion. One that makes bytes or runes of a string
// is a call; one that reads the elements of a slice does it last.
func (o *operands) visitConversion(e *ast.CallExpr) {
	o.box(e.Args[0], o.typeOf(e))
	if anyTerm(o.typeOf(e), isSlice) && anyTerm(o.typeOf(e.Args[0]), isString) {
		o.call(e)
		return
	}
	o.visit(e.Args[0])
	o.reads = o.reads || o.convertsElements(e)
}

// mayPanic reports whether an operator may panic, which is found last: one that
// divides, shifts by a negative number, or compares what cannot be compared.
func (t *translator) mayPanic(e *ast.BinaryExpr) bool {
	right := t.info.Types[e.Y]
	switch e.Op {
	case token.QUO, token.REM, token.SHL, token.SHR:
		basic, ok := core(right.Type).(*types.Basic)
		return right.Value == nil && (!ok || basic.Info()&types.IsInteger != 0)
	case token.EQL, token.NEQ:
		return !right.IsNil() && !t.info.Types[e.X].IsNil() && (holdsInterface(right.Type) || holdsInterface(t.typeOf(e.X)))
	}
	return false
}

// holdsInterface reports whether an interface is, or is part of, a value of typ.
func holdsInterface(typ types.Type) bool {
	switch u := typ.Underlying().(type) {
	case *types.Interface:
		return true
	case *types.Array:
		return holdsInterface(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if holdsInterface(f.Type()) {
				return true
			}
		}
	}
	return false
}
