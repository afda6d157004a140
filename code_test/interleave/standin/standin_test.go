package standin_test

// This file compares the packages below this one with those of the standard
// library that they stand in for: what they have is declared as it is there, and
// what they do not have is left out on purpose.

import (
	"go/importer"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// leftOut names what a stand-in lacks, in alphabetical order. Of package os it
// has next to nothing, and so is not asked.
var leftOut = map[string]string{
	"context": "",
	"fmt":     "Scan Scanf Scanln",
	"log":     "",
	"maps":    "",
	"runtime": `AddCleanup BlockProfile BlockProfileRecord Breakpoint CPUProfile Caller Callers CallersFrames Cleanup
		Frame Frames Func FuncForPC GOROOT GoroutineProfile MemProfile MemProfileRate MemProfileRecord MemStats
		MutexProfile NumCgoCall Pinner ReadMemStats ReadTrace SetBlockProfileRate SetCPUProfileRate SetCgoTraceback
		SetDefaultGOMAXPROCS SetFinalizer SetMutexProfileFraction Stack StackRecord StartTrace StopTrace
		ThreadCreateProfile`,
}

const below = "goroutines/code_test/interleave/standin/"

func TestStandIns(t *testing.T) {
	source := importer.ForCompiler(token.NewFileSet(), "source", nil)
	load := func(path string) map[string]string {
		t.Helper()
		p, err := source.Import(path)
		if err != nil {
			t.Fatal(err)
		}
		return declarations(p)
	}
	for p := range leftOut {
		library, standIn := load(p), load(below+p)
		var missing []string
		for name, decl := range library {
			if typ, _, isMethod := strings.Cut(name, "."); isMethod && standIn[typ] == "" {
				continue
			} else if got, ok := standIn[name]; !ok {
				missing = append(missing, name)
			} else if diff := cmp.Diff(decl, got); diff != "" {
				t.Errorf("%s.%s differs (-library +stand-in):\n%s", p, name, diff)
			}
		}
		slices.Sort(missing)
		if diff := cmp.Diff(append([]string{}, strings.Fields(leftOut[p])...), append([]string{}, missing...)); diff != "" {
			t.Errorf("what the stand-in of %s lacks differs (-expected +lacking):\n%s", p, diff)
		}
		for name := range standIn {
			if library[name] == "" {
				t.Errorf("the stand-in of %s has %s, which the library does not", p, name)
			}
		}
	}
	library := load("os")
	for name, decl := range load(below + "os") {
		if diff := cmp.Diff(library[name], decl); diff != "" {
			t.Errorf("os.%s differs (-library +stand-in):\n%s", name, diff)
		}
	}
}

// declarations returns how the exported objects of a package, and the methods of
// its types, are declared. Of a type there is only its kind: what it is made of
// is its own affair.
func declarations(p *types.Package) map[string]string {
	decls := make(map[string]string)
	qualify := func(p *types.Package) string { return p.Name() }
	for _, name := range p.Scope().Names() {
		obj := p.Scope().Lookup(name)
		if !obj.Exported() {
			continue
		}
		switch obj := obj.(type) {
		case *types.TypeName:
			decls[name] = "type"
			methods := types.NewMethodSet(types.NewPointer(obj.Type()))
			if types.IsInterface(obj.Type()) {
				methods = types.NewMethodSet(obj.Type())
			}
			for m := range methods.Methods() {
				if m.Obj().Exported() {
					decls[name+"."+m.Obj().Name()] = signature(m.Obj(), qualify)
				}
			}
		case *types.Const:
			decls[name] = "const " + obj.Val().ExactString()
		default:
			decls[name] = signature(obj, qualify)
		}
	}
	return decls
}

// signature returns the type of a function or a variable, without the names of
// parameters and type parameters.
func signature(obj types.Object, qualify types.Qualifier) string {
	sig, ok := obj.Type().(*types.Signature)
	if !ok {
		return types.TypeString(obj.Type(), qualify)
	}
	unnamed := func(t *types.Tuple) *types.Tuple {
		var vars []*types.Var
		for v := range t.Variables() {
			vars = append(vars, types.NewParam(v.Pos(), v.Pkg(), "", v.Type()))
		}
		return types.NewTuple(vars...)
	}
	return types.TypeString(types.NewSignatureType(nil, nil, nil, unnamed(sig.Params()), unnamed(sig.Results()), sig.Variadic()), qualify)
}
