package rewrite

// This file translates calls. A call of a function of the program is what it
// was. One of the library is preceded by what it does to the variables that it
// is given pointers to; and if a stand-in takes it, by where it is called.

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/types/typeutil"
)

func (t *translator) call(e *ast.CallExpr) string {
	if t.info.Types[e.Fun].IsType() {
		return t.conversion(e)
	}
	if t.few[e] {
		return t.chance(e)
	}
	switch f := typeutil.Callee(t.info, e).(type) {
	case *types.Builtin:
		return t.builtin(e, f.Name())
	case *types.Func:
		if f.Pkg() != nil && f.Pkg() != t.pkg {
			return t.libraryCall(e, f)
		}
	}
	fun := t.value(e.Fun)
	if name := t.variable(e.Fun); name != "" {
		// It may be a function of the library that tells nothing of its own.
		fun = t.sched + ".Here(" + t.site(e, name) + ", " + fun + ")"
	}
	t.visible++
	return fun + t.list(t.arguments(e), e.Ellipsis.IsValid())
}

// variable returns the name of the variable that a function is in; "" if it is
// in none.
func (t *translator) variable(fun ast.Expr) string {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		if _, ok := t.info.Uses[fun].(*types.Var); ok {
			return fun.Name
		}
	case *ast.SelectorExpr:
		if _, ok := t.info.Uses[fun.Sel].(*types.Var); ok {
			return fun.Sel.Name
		}
	}
	return ""
}

func (t *translator) list(args []string, spread bool) string {
	s := "(" + strings.Join(args, ", ")
	if spread {
		s += "..."
	}
	return s + ")"
}

func (t *translator) conversion(e *ast.CallExpr) string {
	fun, arg := t.text(e.Fun), t.value(e.Args[0])
	if t.convertsElements(e) {
		arg = t.elements(e, arg)
	}
	switch e.Fun.(type) {
	case *ast.ParenExpr, *ast.Ident, *ast.SelectorExpr, *ast.ArrayType, *ast.IndexExpr, *ast.IndexListExpr:
	default:
		fun = "(" + fun + ")"
	}
	text := fun + "(" + arg + ")"
	if _, ok := core(t.typeOf(e)).(*types.Slice); ok {
		if _, ok := core(t.typeOf(e.Args[0])).(*types.Basic); ok && !t.info.Types[e.Args[0]].IsNil() {
			return t.sched + ".MadeSlice(" + text + ")"
		}
	}
	return text
}

// arguments translates the arguments of a call of a function of the program.
// The slice that holds those of a variadic function is announced.
func (t *translator) arguments(e *ast.CallExpr) []string {
	var args []string
	for _, a := range e.Args {
		args = append(args, t.value(a))
	}
	sig, ok := core(t.typeOf(e.Fun)).(*types.Signature)
	if !ok || !sig.Variadic() || e.Ellipsis.IsValid() || len(args) < sig.Params().Len() {
		return args
	}
	if _, ok := t.typeOf(e.Args[0]).(*types.Tuple); ok {
		return args
	}
	n := sig.Params().Len() - 1
	typ := t.typeText(sig.Params().At(n).Type())
	rest := t.sched + ".MadeSlice(" + typ + "{" + strings.Join(args[n:], ", ") + "})..."
	return append(args[:n:n], rest)
}

// libraryCall translates a call of a function or method of the standard library.
// A stand-in is told where it is called as late as possible: with the last
// argument that does something visible, or else with the function.
func (t *translator) libraryCall(e *ast.CallExpr, f *types.Func) string {
	if text, ok := t.anyOrder(e, f); ok {
		return text
	}
	how := effectOf(f)
	var args []string
	last := -1 // the last argument that does something visible
	for i, a := range e.Args {
		before := t.visible
		if prints(f) {
			args = append(args, t.printed(a, i == 0 && strings.HasPrefix(f.Name(), "Fprint")))
		} else {
			args = append(args, t.passed(a, how.arguments))
		}
		if t.visible > before {
			last = i
		}
	}
	if fullName(f) == "(*sync.WaitGroup).Go" {
		// When the function has returned, the goroutine calls Done.
		args[0] = t.support + ".Finally(" + t.site(e, "done") + ", " + args[0] + ")"
	}
	untold := standIns[f.Pkg().Path()]
	site := ""
	if untold {
		site = t.site(e, word(f))
	}
	announced := ".Here("
	if t.unused[e] && commutes(f) {
		announced = ".Unused("
	}
	here := func(text string) string { return t.sched + announced + site + ", " + text + ")" }
	if _, tuple := t.first(e).(*types.Tuple); untold && last >= 0 && !tuple {
		if a := e.Args[last]; t.contextual(a) {
			args[last] = t.typeText(t.typeOf(a)) + "(" + args[last] + ")"
		}
		args[last], untold = here(args[last]), false
	}
	var fun string
	if sel := t.methodOf(e.Fun); sel != nil {
		recv := t.owner(sel, how.receiver)
		switch {
		case untold:
			recv = here(recv)
		case strings.HasPrefix(recv, "&"):
			recv = "(" + recv + ")"
		}
		fun = recv + "." + sel.Sel.Name
	} else {
		fun = t.value(e.Fun)
		switch generic := f.Signature().TypeParams().Len() > 0; {
		case untold && !generic:
			fun = here(fun)
		case untold && len(args) > 0 && !t.settled(e.Args[0]):
			args[0] = here(args[0])
		}
	}
	text := fun + t.list(args, e.Ellipsis.IsValid())
	if how.fresh {
		text = t.sched + ".MadeSlice(" + text + ")"
	}
	return text
}

// commutes reports whether f is a function or method of package sync/atomic that
// commutes with another call of itself if nobody uses their results.
func commutes(f *types.Func) bool {
	return f.Pkg().Path() == "sync/atomic" && slices.ContainsFunc([]string{"Add", "And", "Or"}, func(name string) bool {
		return strings.HasPrefix(f.Name(), name)
	})
}

// methodOf returns fun if it is a method of a value that is still to be
// evaluated, and nil if not.
func (t *translator) methodOf(fun ast.Expr) *ast.SelectorExpr {
	if _, kept := t.replaced[fun]; kept {
		return nil
	}
	sel, ok := ast.Unparen(fun).(*ast.SelectorExpr)
	if !ok || t.info.Selections[sel] == nil || t.info.Selections[sel].Kind() != types.MethodVal {
		return nil
	}
	return sel
}

// owner translates the x of a method x.m of the library that touches in some way
// what x points to. If m is declared for pointers, the result is one.
func (t *translator) owner(sel *ast.SelectorExpr, how touch) string {
	p, address := t.receiver(sel)
	if address {
		return t.touched(p.address(), types.NewPointer(p.typ), how, sel)
	}
	text := t.load(p, sel)
	if isPointer(p.typ) {
		return t.touched(text, p.typ, how, sel)
	}
	return text
}

// first returns the type of the first argument of a call, or nil.
func (t *translator) first(e *ast.CallExpr) types.Type {
	if len(e.Args) == 0 {
		return nil
	}
	return t.typeOf(e.Args[0])
}

// word says in a word or two what a function does: "print", "lock", "compare and swap".
func word(f *types.Func) string {
	name := f.Name()
	switch f.Pkg().Path() {
	case "fmt", "log":
		if strings.Contains(name, "rint") || strings.HasPrefix(name, "Fatal") || strings.HasPrefix(name, "Panic") {
			return "print"
		}
	}
	var b strings.Builder
	for i, r := range name {
		// The R of RLock stands for read, and belongs to what follows.
		if unicode.IsUpper(r) && i > 0 && name[i-1] != 'R' {
			b.WriteByte(' ')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
