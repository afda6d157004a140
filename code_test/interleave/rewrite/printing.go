package rewrite

// This file refuses programs that print what is different in every run: the
// address of something, or the time.

import (
	"go/ast"
	"go/constant"
	"go/types"
	"log"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

func (t *translator) checkPrinting() {
	var logging ast.Node // the first print with the default logger
	plainLog := false
	ast.Inspect(t.file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch f := typeutil.Callee(t.info, call).(type) {
		case *types.Builtin:
			if f.Name() == "print" || f.Name() == "println" {
				for _, a := range call.Args {
					if t.hasAddress(t.typeOf(a)) {
						t.errorf(a, "%s: prints an address, which is another one in every run", f.Name())
					}
				}
			}
		case *types.Func:
			if f.Pkg() == nil || f.Pkg().Path() != "fmt" && f.Pkg().Path() != "log" {
				return true
			}
			t.checkPrinted(call, f)
			if f.Pkg().Path() != "log" {
				return true
			}
			switch name := fullName(f); {
			case name == "log.SetFlags":
				plainLog = plainLog || plainFlags(t.info.Types[call.Args[0]].Value)
			case name == "log.New":
				if !plainFlags(t.info.Types[call.Args[2]].Value) {
					t.errorf(call, "log.New: a logger that prints the time or the line prints something else in every run; give it the flags 0, log.Lmsgprefix or log.LUTC")
				}
			case f.Signature().Recv() == nil && word(f) == "print" && logging == nil:
				logging = call
			}
		}
		return true
	})
	if logging != nil && !(plainLog && t.setsFlagsFirst()) {
		t.errorf(logging, "log: prints the time, which is another one in every run; begin main with log.SetFlags(0)")
	}
}

// hasAddress reports whether the builtin print functions print values of this
// type, or one of several, as addresses.
func (t *translator) hasAddress(typ types.Type) bool {
	if tuple, ok := typ.(*types.Tuple); ok {
		for v := range tuple.Variables() {
			if t.hasAddress(v.Type()) {
				return true
			}
		}
		return false
	}
	set := typeSet(typ)
	for _, one := range set {
		if _, basic := one.(*types.Basic); !basic {
			return true
		}
	}
	return len(set) == 0
}

// setsFlagsFirst reports whether log.SetFlags is called by a statement of main
// or init itself.
func (t *translator) setsFlagsFirst() bool {
	for _, d := range t.file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil || f.Recv != nil || f.Name.Name != "main" && f.Name.Name != "init" {
			continue
		}
		for _, s := range f.Body.List {
			if e, ok := s.(*ast.ExprStmt); ok {
				if call, ok := e.X.(*ast.CallExpr); ok {
					if fn, ok := typeutil.Callee(t.info, call).(*types.Func); ok && fullName(fn) == "log.SetFlags" {
						return true
					}
				}
			}
		}
	}
	return false
}

// plainFlags reports whether a constant has no bits that ask for the time or for a line.
func plainFlags(v constant.Value) bool {
	if v == nil {
		return false
	}
	flags, ok := constant.Int64Val(constant.ToInt(v))
	return ok && flags&(log.Ldate|log.Ltime|log.Lmicroseconds|log.Llongfile|log.Lshortfile) == 0
}

// checkPrinted reports the arguments of a printing function that are printed as addresses.
func (t *translator) checkPrinted(call *ast.CallExpr, f *types.Func) {
	name := f.Name()
	if word(f) != "print" && name != "Errorf" && !strings.HasPrefix(name, "Append") {
		return
	}
	for i, a := range call.Args {
		tv := t.info.Types[a]
		if tv.Value != nil && tv.Value.Kind() == constant.String && strings.HasSuffix(name, "f") && strings.Contains(constant.StringVal(tv.Value), "%p") {
			t.errorf(a, "%s: %%p prints an address, which is another one in every run", fullName(f))
		}
		if i == 0 && (strings.HasPrefix(name, "Fprint") || strings.HasPrefix(name, "Append")) {
			continue
		}
		if tv.Value == nil && !tv.IsNil() && t.printsAddress(tv.Type, true, nil) {
			t.errorf(a, "%s: prints the address of something, which is another one in every run (the argument is a %s)", fullName(f), types.TypeString(tv.Type, t.nameInText))
		}
	}
}

// printsAddress reports whether package fmt prints a value of this type, or a
// part of it, as an address. At the top, a pointer to something with parts is
// printed as & and the parts.
func (t *translator) printsAddress(typ types.Type, top bool, within []types.Type) bool {
	for _, outer := range within {
		if types.Identical(outer, typ) {
			return false
		}
	}
	if !top {
		within = append(within, typ)
	}
	if t.hasText(typ) {
		return false
	}
	switch u := typ.Underlying().(type) {
	case *types.Chan, *types.Signature:
		return true
	case *types.Basic:
		return u.Kind() == types.UnsafePointer
	case *types.Pointer:
		if !top || !compound(u.Elem()) && !isSliceOrMap(u.Elem()) {
			return true
		}
		return t.printsAddress(u.Elem(), false, within)
	case *types.Slice:
		return t.printsAddress(u.Elem(), false, within)
	case *types.Array:
		return t.printsAddress(u.Elem(), false, within)
	case *types.Map:
		return t.printsAddress(u.Key(), false, within) || t.printsAddress(u.Elem(), false, within)
	case *types.Struct:
		for i := range u.NumFields() {
			if t.printsAddress(u.Field(i).Type(), false, within) {
				return true
			}
		}
	}
	return false
}

func isSliceOrMap(typ types.Type) bool {
	switch typ.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return false
}

// nameInText returns how an error names a package.
func (t *translator) nameInText(p *types.Package) string {
	if p == t.pkg {
		return ""
	}
	return p.Name()
}
