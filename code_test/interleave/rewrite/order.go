package rewrite

// This file keeps the order in which Go evaluates the operands of a statement:
// calls, receives and the like (turn.go) from left to right. Whether a variable
// beside them is read before or after them the specification leaves open. The Go
// compiler reads it after all of them, and finds only then that a pointer is
// nil or an index out of range; so it is done here. For that, those that stand
// behind something to read are evaluated first, into new variables.

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// early returns statements that evaluate what has to come first in some
// expressions, which a statement evaluates in this order. What they evaluate is
// replaced from then on.
func (t *translator) early(exprs ...ast.Expr) []string { return t.operands(exprs...).first() }

// earlyFor is early for an assignment to lhs.
func (t *translator) earlyFor(lhs, rhs []ast.Expr) []string {
	o := t.operands()
	for _, e := range lhs {
		o.place(e)
	}
	if len(lhs) > len(rhs) && len(rhs) > 0 {
		// What gives several values is left where it is, behind all calls on the left.
		if len(o.calls) > 0 {
			o.late, o.behind = true, true
		}
		rhs = o.parts(rhs[0])
	}
	for i, e := range rhs {
		if len(lhs) == len(rhs) {
			o.box(e, o.typeOf(lhs[i]))
		}
		o.visit(e)
	}
	return o.first()
}

// alone returns the value of e where no statement can stand in front.
func (t *translator) alone(e ast.Expr) string {
	before := t.early(e)
	if len(before) == 0 {
		return t.value(e)
	}
	typ := types.Default(t.typeOf(e))
	return "func() " + t.typeText(typ) + " " + block(before, []string{"return " + t.value(e)}) + "()"
}

// withEarly puts what has to come first in front of statements.
func withEarly(before, stmts []string) []string {
	if len(before) == 0 {
		return stmts
	}
	return []string{block(before, stmts)}
}

// operands looks through expressions for what is evaluated in them.
type operands struct {
	*translator
	calls  []ast.Expr // what is evaluated from left to right, the outermost ones
	reads  bool       // something is read
	behind bool       // the last of calls stands behind something to read
	late   bool       // some of them have to come first
}

func (t *translator) operands(exprs ...ast.Expr) *operands {
	o := &operands{translator: t}
	for _, e := range exprs {
		o.visit(e)
	}
	return o
}

// parts returns the operands of an expression, in the order in which they are
// evaluated. What is behind && or || is no such operand: it may not be evaluated
// at all.
func (t *translator) parts(e ast.Expr) []ast.Expr {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		return []ast.Expr{e.X}
	case *ast.BinaryExpr:
		if e.Op != token.LAND && e.Op != token.LOR {
			return []ast.Expr{e.X, e.Y}
		}
	case *ast.IndexExpr:
		return []ast.Expr{e.X, e.Index}
	case *ast.TypeAssertExpr:
		return []ast.Expr{e.X}
	case *ast.SelectorExpr:
		return []ast.Expr{e.X}
	case *ast.SliceExpr:
		for _, at := range []ast.Expr{e.Low, e.High, e.Max} {
			if _, isName := at.(*ast.Ident); at != nil && !isName && !t.settled(at) {
				t.boxed[at] = true
			}
		}
		return []ast.Expr{e.X, e.Low, e.High, e.Max}
	case *ast.CompositeLit:
		return t.members(e)
	case *ast.CallExpr:
		if _, tuple := t.first(e).(*types.Tuple); tuple {
			return append([]ast.Expr{e.Fun}, t.parts(e.Args[0])...)
		}
		t.boxArguments(e)
		t.boxFunction(e)
		t.noteTouched(e)
		return append([]ast.Expr{e.Fun}, e.Args...)
	}
	return nil
}

// noteTouched notes those arguments of a function of the library, and its
// receiver, that are more than a value: it reads what they refer to when it is
// called.
func (t *translator) noteTouched(e *ast.CallExpr) {
	f, ok := typeutil.Callee(t.info, e).(*types.Func)
	if !ok || f.Pkg() == nil || f.Pkg() == t.pkg {
		return
	}
	how := effectOf(f)
	t.touches[e.Fun] = t.methodOf(e.Fun) != nil && how.receiver != touchesNothing
	for _, a := range e.Args {
		t.touches[a] = how.arguments != touchesNothing && t.refers(a)
	}
}

// refers reports whether e is more than a value by itself.
func (t *translator) refers(e ast.Expr) bool {
	_, basic := core(t.typeOf(e)).(*types.Basic)
	return !basic
}

// first returns the statements that evaluate what has to come first.
func (o *operands) first() []string {
	if !o.late {
		return nil
	}
	var out []string
	for i, c := range o.calls {
		if lit, ok := ast.Unparen(c).(*ast.CompositeLit); ok && o.isMapLiteral(lit) && o.mixed(lit) {
			out = append(out, o.oneByOne(lit)...)
			continue
		}
		out = append(out, o.early(o.parts(c)...)...)
		if i == len(o.calls)-1 && !o.behind {
			break // it can stay where it is
		}
		out = append(out, o.replace(c)...)
	}
	return out
}

func (o *operands) call(e ast.Expr) {
	o.behind = o.reads
	o.late = o.late || o.reads || o.operands(o.parts(e)...).late
	o.calls = append(o.calls, e)
}

func (o *operands) visit(e ast.Expr) {
	if e == nil || o.settled(e) {
		return
	}
	if _, ok := o.replaced[e]; ok {
		return
	}
	defer func() { o.reads = o.reads || o.touches[e] }()
	if o.boxed[e] && o.does(e) {
		o.call(e)
		return
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		o.visit(e.X)
	case *ast.SliceExpr:
		o.call(e)
	case *ast.TypeAssertExpr:
		if o.assertedLate(e) {
			o.visit(e.X)
			o.reads = true
		} else {
			o.call(e)
		}
	case *ast.CompositeLit:
		if o.isMapLiteral(e) && o.does(e) {
			o.call(e)
			o.late = o.late || o.mixed(e)
			return
		}
		for _, x := range o.members(e) {
			o.visit(x)
		}
	case *ast.UnaryExpr:
		switch e.Op {
		case token.ARROW:
			o.call(e)
		case token.AND:
			o.place(e.X)
		default:
			o.visit(e.X)
		}
	case *ast.BinaryExpr:
		if e.Op != token.LAND && e.Op != token.LOR {
			o.visit(e.X)
			o.visit(e.Y)
			o.reads = o.reads || o.mayPanic(e)
		} else {
			o.call(e)
		}
	case *ast.CallExpr:
		o.visitCall(e)
	case *ast.Ident, *ast.StarExpr, *ast.SelectorExpr, *ast.IndexExpr:
		o.place(e)
		if v := o.root(e); v != nil && o.memory[v] {
			o.reads = true
		}
	}
}

func (o *operands) visitCall(e *ast.CallExpr) {
	if o.info.Types[e.Fun].IsType() {
		o.visitConversion(e)
		return
	}
	switch f := typeutil.Callee(o.info, e).(type) {
	case *types.Builtin:
		if inTurn[f.Name()] && (always[f.Name()] || o.does(e)) {
			o.call(e)
			return
		}
		o.boxArguments(e)
	case *types.Func:
		if f.Pkg() != nil && f.Pkg() != o.pkg && !standIns[f.Pkg().Path()] {
			// One that only computes with values need not come first.
			inner := o.operands(o.parts(e)...)
			if len(inner.calls) == 0 && !inner.reads && !slices.ContainsFunc(e.Args, o.refers) {
				return
			}
		}
		o.call(e)
		return
	default:
		o.call(e)
		return
	}
	for _, a := range e.Args {
		if !o.info.Types[a].IsType() {
			o.visit(a)
		}
	}
}

// place visits an operand that is not read itself: one that is assigned to, or
// whose address is taken.
func (o *operands) place(e ast.Expr) {
	if _, ok := o.replaced[e]; ok {
		return
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		o.place(e.X)
	case *ast.StarExpr:
		o.visit(e.X)
		o.reads = true
	case *ast.SelectorExpr:
		s := o.info.Selections[e]
		switch {
		case s == nil || s.Kind() == types.MethodExpr:
		case s.Kind() == types.FieldVal && !s.Indirect() || o.takesAddress(e):
			o.place(e.X)
		default:
			o.visit(e.X)
			o.reads = o.reads || s.Kind() == types.FieldVal || len(s.Index()) > 1 || isPointer(o.typeOf(e.X)) && !isPointer(s.Obj().(*types.Func).Signature().Recv().Type())
		}
	case *ast.IndexExpr:
		switch core(o.typeOf(e.X)).(type) {
		case *types.Signature: // an instance of a generic function
		case *types.Array:
			o.place(e.X)
			o.visit(e.Index)
			o.reads = o.reads || !o.settled(e.Index)
		case *types.Map:
			o.boxed[e.Index] = o.keyInTurn(core(o.typeOf(e.X)).(*types.Map), e.Index)
			o.visit(e.X)
			o.visit(e.Index)
			o.reads = true
		default:
			o.visit(e.X)
			o.visit(e.Index)
			o.reads = true
		}
	case *ast.Ident:
	default:
		o.visit(e)
	}
}
