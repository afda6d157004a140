package rewrite

// This file knows what functions of the standard library do to variables that
// they can reach through a pointer, a slice or a map. What it does not know is
// taken to write.

import (
	"go/ast"
	"go/types"
	"strings"

	"goroutines/code_test/interleave/library"
)

type touch int

const (
	touchesNothing touch = iota
	reads
	writes
)

// An effect is what a function does to what it can reach.
type effect struct {
	arguments, receiver touch
	fresh               bool // returns a slice that is new
}

// readers are packages whose functions only read what their arguments point to.
var readers = set("fmt", "errors", "log", "strconv", "strings", "unicode", "unicode/utf8", "unicode/utf16",
	"math/big", "maps", "bytes", "cmp", "regexp", "html", "encoding/hex", "encoding/base64",
	"hash/crc32", "hash/crc64", "hash/adler32", "crypto/md5", "crypto/sha1", "crypto/sha256", "crypto/sha512", "iter")

// looking are methods of the library that do not change their receiver.
var looking = set("String", "Len", "Cap", "Available", "Buffered", "Error", "Cmp", "Sign", "Int64", "Uint64", "IsInt64",
	"Front", "Back", "Next", "Prev", "Bytes", "MatchString", "FindString", "ReplaceAllString", "Text")

// slicesWriting and mapsWriting are the functions of packages slices and maps
// that change an argument; sliceMaking are those of any package that return a
// new slice.
var (
	slicesWriting = set("Sort", "SortFunc", "SortStableFunc", "Reverse", "Insert", "Delete", "DeleteFunc", "Replace", "Compact", "CompactFunc", "AppendSeq")
	sliceMaking   = set("slices.Clone", "slices.Collect", "slices.Concat", "slices.Repeat", "slices.Sorted", "slices.SortedFunc", "slices.SortedStableFunc",
		"strings.Split", "strings.SplitN", "strings.SplitAfter", "strings.Fields", "strings.FieldsFunc", "bytes.Clone")
	mapsWriting = set("Copy", "DeleteFunc", "Insert")
)

func effectOf(f *types.Func) effect {
	p, name := f.Pkg().Path(), f.Name()
	e := effect{writes, writes, sliceMaking[p+"."+name]}
	switch {
	case strings.HasPrefix(p, "sync"), p == "context", p == "time", p == "runtime":
		return effect{} // their stand-ins tell by themselves
	case p == "os":
		return effect{arguments: reads}
	case strings.HasPrefix(name, "Append"), p == "errors" && name == "As", p == "maps" && mapsWriting[name]:
	case p == "sort" && (strings.HasPrefix(name, "Search") || strings.HasSuffix(name, "AreSorted") || strings.HasPrefix(name, "Is")),
		p == "slices" && !slicesWriting[name],
		readers[p] && !strings.Contains(name, "scan"):
		e.arguments = reads
	}
	if does := library.Of(f.Origin().FullName()); does != nil && !standIns[p] {
		first := 0
		if f.Signature().Recv() != nil {
			first = 1
			e.receiver = touchOf(does, 0, 1)
		}
		e.arguments = touchOf(does, first, first+f.Signature().Params().Len())
		return e
	}
	switch {
	case p == "log":
		e.receiver = touchesNothing // its stand-in tells by itself
	case p == "regexp", looking[name]:
		e.receiver = reads
	}
	return e
}

// touchOf returns what a function does by way of some parameters.
func touchOf(does *library.Effects, from, to int) touch {
	how := touchesNothing
	for _, t := range does.Touches {
		switch i := t.Place.Parameter; {
		case i < from || i >= to:
		case t.Write:
			return writes
		default:
			how = reads
		}
	}
	for _, c := range does.Calls {
		if i := c.Place.Parameter; i >= from && i < to {
			how = max(how, reads)
		}
	}
	return how
}

// passed translates an argument of a function of the library that touches in
// some way what it can reach.
func (t *translator) passed(e ast.Expr, how touch) string {
	if t.settled(e) {
		return t.value(e)
	}
	typ := t.typeOf(e)
	switch {
	case how == reads && isWriter(typ):
		how = writes // by fmt.Fprint and the like
	case how == reads && isPointer(typ) && t.hasOwnText(typ):
		how = touchesNothing // its method is called, and tells by itself
	}
	return t.touched(t.value(e), typ, how, e)
}

// touched returns a pointer, slice or map, after what it refers to has been
// touched. A value of another type refers to nothing, as far as can be seen.
func (t *translator) touched(text string, typ types.Type, how touch, at ast.Node) string {
	if how == touchesNothing {
		return text
	}
	function, what := "Reads", "read"
	if how == writes {
		function, what = "Writes", "write"
	}
	switch core(typ).(type) {
	case *types.Pointer:
		return t.op(function, at, what, text)
	case *types.Slice:
		return t.op(function+"Slice", at, what, text)
	case *types.Map:
		if how == writes {
			return t.op("MapWrite", at, what, text)
		}
		return t.op("MapRead", at, what, text)
	}
	return text
}

// hasOwnText reports whether typ has a method of the program that package fmt
// prints it by.
func (t *translator) hasOwnText(typ types.Type) bool {
	for _, name := range []string{"Error", "String", "Format", "GoString"} {
		m, _, _ := types.LookupFieldOrMethod(typ, false, t.pkg, name)
		if f, ok := m.(*types.Func); ok && f.Pkg() == t.pkg {
			return true
		}
	}
	return false
}

// isWriter reports whether typ is a pointer to a writer of the library.
func isWriter(typ types.Type) bool {
	switch types.TypeString(typ, nil) {
	case "*bytes.Buffer", "*strings.Builder", "*bufio.Writer", "*text/tabwriter.Writer":
		return true
	}
	return false
}

// prints reports whether f prints its arguments.
func prints(f *types.Func) bool {
	switch f.Pkg().Path() {
	case "log":
		return word(f) == "print"
	case "fmt":
		return !strings.Contains(f.Name(), "can") && !strings.HasPrefix(f.Name(), "Append")
	}
	return false
}

// printed translates an argument of a function that prints. What is reached by
// more than one step is only known when it runs.
func (t *translator) printed(e ast.Expr, writer bool) string {
	typ := t.typeOf(e)
	switch {
	case t.settled(e):
	case writer && types.IsInterface(typ):
		return t.support + ".Writer(" + t.site(e, "print") + ", " + t.value(e) + ")"
	case !writer && t.printsMore(typ, true):
		return t.support + ".Printed(" + t.site(e, "read") + ", " + t.value(e) + ")"
	case writer || t.hasOwnText(typ):
	default:
		// Other arguments may be read after this one, and before it is printed.
		switch core(typ).(type) {
		case *types.Pointer:
			return t.support + ".PrintedPointer(" + t.site(e, "read") + ", " + t.value(e) + ")"
		case *types.Slice:
			return t.support + ".PrintedSlice(" + t.site(e, "read") + ", " + t.value(e) + ")"
		case *types.Map:
			return t.support + ".PrintedMap(" + t.site(e, "read") + ", " + t.value(e) + ")"
		}
	}
	return t.passed(e, reads)
}

// printsMore reports whether package fmt follows references in what a value of
// this type is or, at the top, refers to.
func (t *translator) printsMore(typ types.Type, top bool) bool {
	if t.hasText(typ) {
		return false
	}
	if _, ok := types.Unalias(typ).(*types.TypeParam); ok {
		return true
	}
	switch u := typ.Underlying().(type) {
	case *types.Interface:
		return true
	case *types.Slice:
		return !top || t.printsMore(u.Elem(), false)
	case *types.Map:
		return !top || t.printsMore(u.Key(), false) || t.printsMore(u.Elem(), false)
	case *types.Pointer:
		return top && t.printsMore(u.Elem(), false)
	case *types.Array:
		return t.printsMore(u.Elem(), false)
	case *types.Struct:
		for f := range u.Fields() {
			if t.printsMore(f.Type(), false) {
				return true
			}
		}
	}
	return false
}

// hasText reports whether typ has a method that package fmt prints it by.
func (t *translator) hasText(typ types.Type) bool {
	for _, name := range []string{"Error", "String", "Format"} {
		if m, _, _ := types.LookupFieldOrMethod(typ, false, t.pkg, name); m != nil {
			if _, ok := m.(*types.Func); ok {
				return true
			}
		}
	}
	return false
}
