package rewrite

// This file translates expressions.

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// value returns an expression for the value of e.
func (t *translator) value(e ast.Expr) string {
	if name, ok := t.replaced[e]; ok {
		return name
	}
	switch tv := t.info.Types[e]; {
	case tv.Value != nil:
		if _, ok := e.(*ast.BinaryExpr); ok {
			return "(" + t.text(e) + ")"
		}
		return t.text(e)
	case tv.IsType(), tv.IsNil():
		return t.text(e)
	}
	switch e := e.(type) {
	case *ast.ParenExpr:
		return "(" + t.value(e.X) + ")"
	case *ast.Ident, *ast.StarExpr:
		return t.load(t.place(e), e)
	case *ast.SelectorExpr:
		s := t.info.Selections[e]
		if s == nil || s.Kind() == types.MethodExpr {
			return t.text(e)
		}
		if s.Kind() == types.FieldVal {
			return t.load(t.place(e), e)
		}
		p, address := t.receiver(e)
		if !address {
			p.text = t.load(p, e)
		}
		return p.text + "." + e.Sel.Name
	case *ast.IndexExpr:
		if _, ok := core(t.typeOf(e.X)).(*types.Signature); ok {
			return t.text(e)
		}
		return t.load(t.place(e), e)
	}
	return t.plain(e)
}

// plain is value for what is no operand.
func (t *translator) plain(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.IndexExpr: // of a string, or of an array that is no variable
		if textOrBytes(t.typeOf(e.X)) {
			return t.support + ".Byte" + t.list([]string{t.site(e, "read"), t.value(e.X), t.predeclared("int") + "(" + t.value(e.Index) + ")"}, false)
		}
		t.checkTypeSet(e.X)
		return t.value(e.X) + "[" + t.value(e.Index) + "]"
	case *ast.BinaryExpr:
		if e.Op == token.LAND || e.Op == token.LOR {
			return "(" + t.alone(e.X) + " " + e.Op.String() + " " + t.alone(e.Y) + ")"
		}
		return "(" + t.value(e.X) + " " + e.Op.String() + " " + t.value(e.Y) + ")"
	case *ast.UnaryExpr:
		switch e.Op {
		case token.AND:
			return t.address(e.X)
		case token.ARROW:
			return t.op("Recv", e, "receive", t.value(e.X))
		}
		return "(" + e.Op.String() + t.value(e.X) + ")"
	case *ast.CallExpr:
		return t.call(e)
	case *ast.CompositeLit:
		return t.literal(e, t.typeText(t.typeOf(e)))
	case *ast.FuncLit:
		return t.text(e.Type) + " " + t.body(e.Type, nil, e.Body)
	case *ast.SliceExpr:
		return t.slice(e)
	case *ast.TypeAssertExpr:
		if e.Type == nil {
			return t.value(e.X) + ".(type)"
		}
		return t.value(e.X) + ".(" + t.text(e.Type) + ")"
	case *ast.ParenExpr, *ast.Ident, *ast.StarExpr, *ast.SelectorExpr:
		return t.value(e)
	}
	return t.text(e)
}

// address translates &e.
func (t *translator) address(e ast.Expr) string {
	if lit, ok := ast.Unparen(e).(*ast.CompositeLit); ok {
		if name, ok := t.replaced[lit]; ok {
			return t.made(t.support + ".New(" + name + ")")
		}
		return t.newLiteral(lit, t.typeOf(lit))
	}
	return "&" + t.place(e).text
}

// newLiteral translates a pointer to a composite literal of a type.
func (t *translator) newLiteral(e *ast.CompositeLit, typ types.Type) string {
	text := t.literal(e, t.typeText(typ))
	switch core(typ).(type) {
	case *types.Slice, *types.Map:
		return t.made(t.support + ".New(" + text + ")")
	}
	return t.made("&" + text)
}

func (t *translator) slice(e *ast.SliceExpr) string {
	var b strings.Builder
	if _, ok := core(t.typeOf(e.X)).(*types.Array); ok {
		b.WriteString(t.place(e.X).text)
	} else {
		b.WriteString(t.value(e.X))
	}
	b.WriteString("[")
	for i, at := range []ast.Expr{e.Low, e.High, e.Max} {
		if i == 1 || i == 2 && e.Slice3 {
			b.WriteString(":")
		}
		if at != nil {
			b.WriteString(t.value(at))
		}
	}
	b.WriteString("]")
	return b.String()
}

// literal translates a composite literal of a type.
func (t *translator) literal(e *ast.CompositeLit, typ string) string {
	if e.Type != nil {
		typ = t.text(e.Type)
	}
	var elements []string
	under := core(t.typeOf(e))
	if p, ok := under.(*types.Pointer); ok {
		under = core(p.Elem())
	}
	_, isMap := under.(*types.Map)
	for _, x := range e.Elts {
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			key := t.text(kv.Key)
			if isMap {
				key = t.inner(kv.Key)
			}
			elements = append(elements, key+": "+t.inner(kv.Value))
			continue
		}
		elements = append(elements, t.inner(x))
	}
	lit := typ + "{" + strings.Join(elements, ", ") + "}"
	switch under.(type) {
	case *types.Slice:
		return t.sched + ".MadeSlice(" + lit + ")"
	case *types.Map:
		return t.sched + ".MadeMap(" + lit + ")"
	}
	return lit
}

// inner translates an element of a composite literal, which may be a literal that
// leaves out its type.
func (t *translator) inner(e ast.Expr) string {
	lit, ok := e.(*ast.CompositeLit)
	if _, done := t.replaced[e]; !done && ok && lit.Type == nil && isPointer(t.typeOf(lit)) {
		return t.newLiteral(lit, pointee(t.typeOf(lit)))
	}
	return t.value(e)
}

// element translates an element of a map, for the methods of support.Element.
func (t *translator) element(e *ast.IndexExpr) string {
	m := t.support + ".In(" + t.value(e.X) + ")"
	key := t.value(e.Index)
	return m + ".At(" + t.site(e, "map") + ", " + key + ")"
}

// pair translates an expression that gives two values where two are asked for:
// v, ok.
func (t *translator) pair(e ast.Expr) string {
	if name, ok := t.replaced[e]; ok {
		return name
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		return t.element(x) + ".Get2()"
	case *ast.UnaryExpr:
		return t.op("Recv2", x, "receive", t.value(x.X))
	}
	return t.value(ast.Unparen(e))
}

// contextual reports whether the value of e, which is no constant, has its type
// from where it stands, so that := might give it another one.
func (t *translator) contextual(e ast.Expr) bool {
	switch ast.Unparen(e).(type) {
	case *ast.BinaryExpr, *ast.UnaryExpr:
		_, ok := t.typeOf(e).Underlying().(*types.Basic)
		return ok
	}
	return false
}

// settled reports whether e can be evaluated later as well as now.
func (t *translator) settled(e ast.Expr) bool {
	tv := t.info.Types[e]
	return tv.Value != nil || tv.IsNil() || tv.IsType()
}

// keep evaluates e into a new variable: it returns the statement and the name of
// the variable. A constant needs none.
func (t *translator) keep(e ast.Expr) (stmt []string, name string) {
	if t.settled(e) {
		return nil, t.text(e)
	}
	name = t.fresh()
	if t.contextual(e) {
		return []string{"var " + name + " " + t.typeText(types.Default(t.typeOf(e))) + " = " + t.value(e)}, name
	}
	return []string{name + " := " + t.value(e)}, name
}

// replace evaluates e into a new variable that stands for it from then on.
func (t *translator) replace(e ast.Expr) (stmt []string) {
	if _, ok := t.replaced[e]; !ok {
		stmt, t.replaced[e] = t.keep(e)
	}
	return stmt
}
