package rewrite

// This file says which packages a program may use, and how.

import (
	"go/types"
	"path"
	"strconv"
)

const (
	module      = "goroutines/code_test/interleave/"
	schedPath   = module + "sched"
	standInDir  = module + "standin"
	supportPath = module + "rewrite/support"
	runnerPath  = module + "explore/runner"
)

// standIns are the packages of which there is one in the folder of stand-ins.
var standIns = set("context", "fmt", "log", "maps", "os", "runtime", "sync", "sync/atomic", "time")

// allowed are packages that compute, and do nothing else.
var allowed = set(
	"bufio", "bytes", "cmp", "container/heap", "container/list", "container/ring",
	"crypto/md5", "crypto/sha1", "crypto/sha256", "crypto/sha512",
	"encoding/base64", "encoding/binary", "encoding/hex", "errors",
	"hash", "hash/adler32", "hash/crc32", "hash/crc64", "hash/fnv", "html",
	"encoding/json", "io", "iter", "math", "math/big", "math/bits", "math/cmplx", "math/rand", "math/rand/v2",
	"path", "regexp", "slices", "sort", "strconv", "strings", "text/tabwriter",
	"unicode", "unicode/utf16", "unicode/utf8",
)

func set(names ...string) map[string]bool {
	s := make(map[string]bool)
	for _, n := range names {
		s[n] = true
	}
	return s
}

// standInPath returns the path of the stand-in of a package: sync/atomic has standin/atomic.
func standInPath(p string) string { return path.Join(standInDir, path.Base(p)) }

func (t *translator) checkImports() {
	for _, spec := range t.file.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		if !standIns[p] && !allowed[p] {
			t.errorf(spec, "import %q: a program that uses it cannot be explored, because what it does may depend on more than the schedule; remove it, or only run the program", p)
		}
	}
}

// checkStandIns reports what the program uses of a package and its stand-in does not have.
func (t *translator) checkStandIns(importer types.Importer) {
	for id, obj := range t.info.Uses {
		if obj.Pkg() == nil || obj.Pkg() == t.pkg {
			continue
		}
		p := obj.Pkg().Path()
		switch name := fullName(obj); name {
		case "iter.Pull", "iter.Pull2":
			t.errorf(id, "%s: a program that uses it cannot be explored, because its coroutines get in the way of those that run the goroutines; use range over the function", name)
		case "io.Pipe":
			t.errorf(id, "%s: a program that uses it cannot be explored, because its reader and writer wait for each other unseen; use a channel", name)
		}
		if !standIns[p] {
			continue
		}
		t.notice(obj)
		stand, err := importer.Import(standInPath(p))
		if err != nil {
			t.errorf(id, "%s: %v", p, err)
			continue
		}
		if !has(stand, obj) {
			t.errorf(id, "%s: a program that uses it cannot be explored, because what it does depends on more than the schedule, or is not modeled", fullName(obj))
		}
	}
}

// has reports whether a stand-in has something like obj.
func has(stand *types.Package, obj types.Object) bool {
	fn, ok := obj.(*types.Func)
	if v, isVar := obj.(*types.Var); isVar && v.IsField() {
		return true // if it is not, there is no such type, or the compiler says so
	}
	if !ok || fn.Signature().Recv() == nil {
		return stand.Scope().Lookup(obj.Name()) != nil
	}
	recv := fn.Signature().Recv().Type()
	if p, ok := types.Unalias(recv).(*types.Pointer); ok {
		recv = p.Elem()
	}
	named, ok := types.Unalias(recv).(*types.Named)
	if !ok {
		return true
	}
	typ := stand.Scope().Lookup(named.Obj().Name())
	if typ == nil {
		return false
	}
	m, _, _ := types.LookupFieldOrMethod(typ.Type(), true, stand, fn.Name())
	return m != nil
}

// fullName returns the name of obj as a program writes it: sync.Mutex, or
// (*sync.Mutex).Lock.
func fullName(obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok {
		if recv := fn.Signature().Recv(); recv != nil {
			typ := types.TypeString(recv.Type(), func(p *types.Package) string { return p.Name() })
			if _, ok := recv.Type().(*types.Pointer); ok {
				typ = "(" + typ + ")"
			}
			return typ + "." + fn.Name()
		}
	}
	return obj.Pkg().Name() + "." + obj.Name()
}

// notice notes what the exploration has to know of a program that uses obj.
func (t *translator) notice(obj types.Object) {
	switch obj.Pkg().Path() + "." + obj.Name() {
	case "runtime.NumGoroutine":
		t.counts = true
	case "time.After", "time.AfterFunc", "time.NewTimer", "time.NewTicker", "time.Tick",
		"context.WithTimeout", "context.WithTimeoutCause", "context.WithDeadline", "context.WithDeadlineCause":
		t.timed = true
	}
}
