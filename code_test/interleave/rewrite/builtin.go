package rewrite

// This file translates calls of builtin functions.

import (
	"go/ast"
	"go/types"
	"strings"
)

func (t *translator) builtin(e *ast.CallExpr, name string) string {
	if tuple, ok := t.first(e).(*types.Tuple); ok {
		return t.builtinOf(e, name, tuple)
	}
	arg := func(i int) string { return t.value(e.Args[i]) }
	kind := func(i int) types.Type { return core(t.typeOf(e.Args[i])) }
	switch name {
	case "new":
		if t.info.Types[e.Args[0]].IsType() {
			return t.made(t.text(e))
		}
		return t.made("new(" + arg(0) + ")")
	case "make":
		typ := t.text(e.Args[0])
		switch made := kind(0).(type) {
		case *types.Chan:
			size := "0"
			if len(e.Args) > 1 {
				size = arg(1)
				if !types.Identical(t.typeOf(e.Args[1]), types.Typ[types.Int]) {
					size = t.predeclared("int") + "(" + size + ")"
				}
			}
			if made.Dir() != types.SendRecv {
				both := t.typeText(types.NewChan(types.SendRecv, made.Elem()))
				return "(" + typ + ")(" + t.sched + ".MakeChannel[" + both + "](" + size + "))"
			}
			return t.sched + ".MakeChannel[" + typ + "](" + size + ")"
		case *types.Map:
			return t.sched + ".MadeMap(make" + t.list(t.values(e.Args), false) + ")"
		}
		return t.sched + ".MadeSlice(make" + t.list(t.values(e.Args), false) + ")"
	case "len", "cap":
		switch kind(0).(type) {
		case *types.Chan:
			if name == "cap" {
				return t.sched + ".Cap(" + arg(0) + ")"
			}
			return t.op("Len", e, "len", arg(0))
		case *types.Map:
			return name + "(" + t.op("MapRead", e, "read", arg(0)) + ")"
		case *types.Array:
			return name + "(" + t.place(e.Args[0]).text + ")"
		}
	case "close":
		return t.op("Close", e, "close", arg(0))
	case "clear":
		if _, ok := kind(0).(*types.Map); ok {
			return "clear(" + t.op("MapWrite", e, "write", arg(0)) + ")"
		}
		return "clear(" + t.op("WritesSlice", e, "write", arg(0)) + ")"
	case "delete":
		m, key := arg(0), arg(1)
		return t.support + ".In(" + m + ").At(" + t.site(e, "delete") + ", " + key + ").Delete()"
	case "append":
		return t.appending(e)
	case "copy":
		src := arg(1)
		if textOrBytes(t.typeOf(e.Args[1])) {
			src = t.support + ".Bytes(" + t.site(e.Args[1], "read") + ", " + src + ")"
		} else if basic, ok := kind(1).(*types.Basic); ok && basic.Info()&types.IsString != 0 {
			src = "[]" + t.predeclared("byte") + "(" + src + ")"
		}
		return t.support + ".Copy(" + t.site(e, "copy") + ", " + arg(0) + ", " + src + ")"
	case "panic":
		return t.sched + ".Panic(" + arg(0) + ")"
	case "recover":
		return t.sched + ".Recover(recover())"
	case "print":
		return t.support + ".Print" + t.list(append([]string{t.site(e, "print")}, t.values(e.Args)...), false)
	case "println":
		return t.support + ".Println" + t.list(append([]string{t.site(e, "print")}, t.values(e.Args)...), false)
	}
	return t.text(e.Fun) + t.list(t.values(e.Args), false)
}

// builtinOf translates a call of a builtin function that takes the results of
// another call, as copy(f()).
func (t *translator) builtinOf(e *ast.CallExpr, name string, results *types.Tuple) string {
	spread, names := t.spread(e, results)
	params := make([]string, len(names))
	for i, name := range names {
		params[i] = name + " " + t.typeText(results.At(i).Type())
	}
	call, result := t.builtin(spread, name), ""
	if tv := t.info.Types[e]; !tv.IsVoid() {
		call, result = "return "+call, t.typeText(tv.Type)+" "
	}
	return "func(" + strings.Join(params, ", ") + ") " + result + "{ " + call + " }(" + t.value(e.Args[0]) + ")"
}

// spread returns a call of the same function with new variables, which have the
// names, in place of a call that has several results.
func (t *translator) spread(e *ast.CallExpr, results *types.Tuple) (call *ast.CallExpr, names []string) {
	call = &ast.CallExpr{Fun: e.Fun, Lparen: e.Lparen, Rparen: e.Rparen}
	for v := range results.Variables() {
		id := &ast.Ident{NamePos: e.Args[0].Pos(), Name: t.fresh()}
		t.info.Types[id] = types.TypeAndValue{Type: v.Type()}
		t.replaced[id] = id.Name
		call.Args = append(call.Args, id)
		names = append(names, id.Name)
	}
	return call, names
}

func (t *translator) values(es []ast.Expr) []string {
	out := make([]string, len(es))
	for i, e := range es {
		out[i] = t.value(e)
	}
	return out
}

func (t *translator) appending(e *ast.CallExpr) string {
	var s string
	if t.info.Types[e.Args[0]].IsNil() {
		s = t.typeText(t.typeOf(e)) + "(nil)"
	} else {
		s = t.value(e.Args[0])
	}
	values := t.values(e.Args[1:])
	if e.Ellipsis.IsValid() {
		switch typ := core(t.typeOf(e.Args[1])).(type) {
		case *types.Basic:
			if typ.Info()&types.IsString != 0 {
				values[0] = "[]" + t.predeclared("byte") + "(" + values[0] + ")"
			}
		case *types.Interface:
			values[0] = t.support + ".Bytes(" + t.site(e.Args[1], "read") + ", " + values[0] + ")"
		default:
			values[0] = t.op("ReadsSlice", e.Args[1], "read", values[0])
		}
	}
	return t.support + ".To(" + t.site(e, "append") + ", " + s + ").Append" + t.list(values, e.Ellipsis.IsValid())
}
