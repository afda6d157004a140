package rewrite

// This file refuses programs to which the clock or chance is an input: they do
// not do the same when they are run again. How long to sleep is none: whatever
// the duration, a goroutine that sleeps goes on at any time, unless a timer tells how
// long it slept. A random number of a few that are possible is a choice of the
// exploration.

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// waitingCalls are the functions and methods whose arguments say how long to wait.
var waitingCalls = set(
	"time.Sleep", "time.After", "time.AfterFunc", "time.NewTimer", "time.NewTicker", "time.Tick",
	"(*time.Timer).Reset", "(*time.Ticker).Reset",
	"context.WithTimeout", "context.WithDeadline", "context.WithTimeoutCause", "context.WithDeadlineCause",
)

// byChance reports whether f returns something of the clock or of chance.
func byChance(f *types.Func) bool {
	if f == nil || f.Pkg() == nil {
		return false
	}
	switch f.Pkg().Path() {
	case "time":
		switch fullName(f) {
		case "time.Now", "time.Since", "time.Until":
			return true
		}
	case "context":
		return f.Name() == "Deadline"
	case "math/rand", "math/rand/v2":
		return true
	}
	return false
}

// A flow follows values through the program to where they are used.
type flow struct {
	*translator
	parents map[ast.Node]ast.Node
	uses    map[types.Object][]*ast.Ident
	seen    map[types.Object]bool
}

func (t *translator) checkChance() {
	f := flow{t, make(map[ast.Node]ast.Node), make(map[types.Object][]*ast.Ident), make(map[types.Object]bool)}
	var nest []ast.Node
	ast.Inspect(t.file, func(n ast.Node) bool {
		if n == nil {
			nest = nest[:len(nest)-1]
			return true
		}
		if len(nest) > 0 {
			f.parents[n] = nest[len(nest)-1]
		}
		nest = append(nest, n)
		if id, ok := n.(*ast.Ident); ok && t.info.Uses[id] != nil {
			f.uses[t.info.Uses[id]] = append(f.uses[t.info.Uses[id]], id)
		}
		return true
	})
	calls := make(map[*ast.Ident]*ast.CallExpr) // by the name of the function
	ast.Inspect(t.file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			switch fun := ast.Unparen(call.Fun).(type) {
			case *ast.Ident:
				calls[fun] = call
			case *ast.SelectorExpr:
				calls[fun.Sel] = call
			case *ast.IndexExpr:
				if sel, ok := fun.X.(*ast.SelectorExpr); ok {
					calls[sel.Sel] = call
				}
			}
		}
		return true
	})
	ast.Inspect(t.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && isTime(t.typeOf(n)) && !f.onlyWaits(n) {
				t.errorf(n, "receive of a time.Time: the clock as input: what the program does depends on more than the schedule; do not use what is received")
			}
		case *ast.RangeStmt:
			if n.Key != nil && !isBlank(n.Key) && isTime(t.typeOf(n.Key)) {
				t.errorf(n.Key, "receive of a time.Time: the clock as input: what the program does depends on more than the schedule; do not use what is received")
			}
		}
		return true
	})
	for id, call := range calls {
		fn, ok := f.info.Uses[id].(*types.Func)
		if ok && (fullName(fn) == "context.WithDeadline" || fullName(fn) == "context.WithDeadlineCause") && !f.isFromNow(call.Args[1]) {
			t.errorf(id, "%s: how much time is left until a deadline that was set earlier cannot be explored; use context.WithTimeout, or time.Now().Add(d) in its place", fullName(fn))
		}
	}
	for obj, ids := range f.uses {
		fn, ok := obj.(*types.Func)
		if !ok || !byChance(fn) {
			continue
		}
		for _, id := range ids {
			call := calls[id]
			waits := call != nil && f.onlyWaits(call) && fn.Name() != "Shuffle"
			if waits && !(t.timed && isRandom(fn) && isNumber(fn)) {
				continue
			}
			if t.isFew(call, fn) {
				t.few[call] = true
				continue
			}
			if waits {
				t.errorf(id, "%s: the length of a wait is left to chance, and another timer of the program can tell how long it is; use one of at most %d numbers, as in rand.IntN(%d)", fullName(fn), mostChances, mostChances)
			} else {
				t.errorf(id, "%s: the clock or random as input: what the program does depends on more than the schedule; it may only say how long to wait", fullName(fn))
			}
		}
	}
}

// mostChances is up to how many numbers a random one is explored as each of them.
const mostChances = 64

// isNumber reports whether f returns a number.
func isNumber(f *types.Func) bool {
	results := f.Signature().Results()
	if results.Len() != 1 {
		return false
	}
	_, ok := results.At(0).Type().Underlying().(*types.Basic)
	return ok
}

func isRandom(f *types.Func) bool {
	return f.Pkg().Path() == "math/rand" || f.Pkg().Path() == "math/rand/v2"
}

// isFew reports whether a call of f returns one of the numbers from 0 up to a constant
// that is not large.
func (t *translator) isFew(call *ast.CallExpr, f *types.Func) bool {
	if call == nil || len(call.Args) != 1 || !isRandom(f) || f.Signature().Recv() != nil {
		return false
	}
	switch f.Name() {
	case "Intn", "Int31n", "Int63n", "IntN", "Int32N", "Int64N", "UintN", "Uint32N", "Uint64N", "N":
		n := t.info.Types[call.Args[0]].Value
		if n == nil {
			return false
		}
		few, ok := constant.Int64Val(constant.ToInt(n))
		return ok && few > 0 && few <= mostChances
	}
	return false
}

// chance translates a call of which isFew is true.
func (t *translator) chance(call *ast.CallExpr) string {
	return t.typeText(t.typeOf(call)) + "(" + t.op("Chance", call, "random", "int("+t.text(call.Args[0])+")") + ")"
}

// isFromNow reports whether e is time.Now().Add(d).
func (t *translator) isFromNow(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	add, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || add.Sel.Name != "Add" {
		return false
	}
	now, ok := ast.Unparen(add.X).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(t.info, now).(*types.Func)
	return ok && fullName(fn) == "time.Now"
}

// isTime reports whether typ is time.Time, or a pair of one and whether it is there.
func isTime(typ types.Type) bool {
	if pair, ok := typ.(*types.Tuple); ok && pair.Len() > 0 {
		typ = pair.At(0).Type()
	}
	named, ok := types.Unalias(typ).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time" && named.Obj().Name() == "Time"
}

// onlyWaits reports whether the value of e does nothing but to say how long to
// wait, or is not used.
func (f flow) onlyWaits(e ast.Expr) bool {
	switch p := f.parents[e].(type) {
	case *ast.ExprStmt, *ast.CommClause:
		return true
	case *ast.ParenExpr:
		return f.onlyWaits(p)
	case *ast.BinaryExpr:
		switch p.Op {
		case token.ADD, token.SUB, token.MUL, token.QUO, token.REM, token.AND, token.OR, token.XOR, token.SHL, token.SHR, token.AND_NOT:
			return f.onlyWaits(p)
		}
	case *ast.UnaryExpr:
		return p.Op != token.AND && f.onlyWaits(p)
	case *ast.SelectorExpr: // its method or field
		call, ok := f.parents[p].(*ast.CallExpr)
		return ok && call.Fun == p && f.onlyWaits(call)
	case *ast.CallExpr:
		if f.info.Types[p.Fun].IsType() {
			return f.onlyWaits(p)
		}
		fn, ok := typeutil.Callee(f.info, p).(*types.Func)
		if !ok {
			b, ok := typeutil.Callee(f.info, p).(*types.Builtin)
			return ok && (b.Name() == "min" || b.Name() == "max") && f.onlyWaits(p)
		}
		if fn.Pkg() == nil || fn.Pkg() == f.pkg {
			return false
		}
		if waitingCalls[fullName(fn)] || byChance(fn) {
			return true
		}
		recv := fn.Signature().Recv()
		return fn.Pkg().Path() == "time" && recv != nil && f.onlyWaits(p) // t.Add(d)
	case *ast.AssignStmt:
		if len(p.Lhs) != len(p.Rhs) {
			return false
		}
		for i := range p.Rhs {
			if p.Rhs[i] == e && !f.variableOnlyWaits(p.Lhs[i]) {
				return false
			}
		}
		return true
	case *ast.ValueSpec:
		if len(p.Names) != len(p.Values) {
			return false
		}
		for i := range p.Values {
			if p.Values[i] == e && !f.variableOnlyWaits(p.Names[i]) {
				return false
			}
		}
		return true
	}
	return false
}

// variableOnlyWaits is onlyWaits for all uses of a variable.
func (f flow) variableOnlyWaits(e ast.Expr) bool {
	if isBlank(e) {
		return true
	}
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	obj := f.info.ObjectOf(id)
	if f.seen[obj] {
		return true
	}
	f.seen[obj] = true
	for _, use := range f.uses[obj] {
		if a, ok := f.parents[use].(*ast.AssignStmt); ok && assigns(a, use) {
			continue
		}
		if !f.onlyWaits(use) {
			delete(f.seen, obj)
			return false
		}
	}
	return true
}

func assigns(a *ast.AssignStmt, id *ast.Ident) bool {
	for _, e := range a.Lhs {
		if e == id {
			return true
		}
	}
	return false
}
