package derive

// This file looks through calls: what the function that is called does, seen from
// where it is called.

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// call looks through a call; v is nil if its results are not used.
func (w *walk) call(v *ssa.Call, c *ssa.CallCommon) {
	args := make([]refs, len(c.Args))
	for i, a := range c.Args {
		args[i] = w.of(a)
	}
	set := func(i int, r refs) {
		if v != nil {
			w.set(v, i, r)
		}
	}
	if c.IsInvoke() {
		w.invoke(w.of(c.Value), c.Method, args, set)
		return
	}
	switch f := c.Value.(type) {
	case *ssa.Builtin:
		w.builtin(v, f.Name(), c, args)
	case *ssa.Function:
		w.callFunction(v, f, args, nil, set)
	default:
		w.callValue(w.of(c.Value), args, set)
	}
}

// callValue looks through a call of a function that is a value.
func (w *walk) callValue(f refs, args []refs, set func(int, refs)) {
	for x := range f {
		switch {
		case x.n.rooted(closure):
			top := x.n.top()
			w.callFunction(nil, w.closures[number(top)], args, top, set)
		case x.n.rooted(function):
			w.callFunction(nil, w.byNumber[number(x.n.top())], args, nil, set)
		default:
			w.dynamic(x.n, "", args, set)
		}
	}
}

// invoke looks through a call of a method of what is in an interface.
func (w *walk) invoke(r refs, m *types.Func, args []refs, set func(int, refs)) {
	for x := range r {
		if !x.n.rooted(boxed) {
			w.dynamic(x.n, m.Name(), args, set)
			continue
		}
		if fn := w.prog.LookupMethod(w.boxes[number(x.n.top())], m.Pkg(), m.Name()); fn != nil {
			w.callFunction(nil, fn, append([]refs{w.stores[x.n]}, args...), nil, set)
		}
	}
}

// dynamic notes a call of a function or method that is only known when the
// program runs. What it is given to call it may call.
func (w *walk) dynamic(n *node, method string, args []refs, set func(int, refs)) {
	for _, a := range args {
		w.calledBack(a)
	}
	set(0, refs{{w.root(ofNobody), false}: true})
	set(1, refs{{w.root(ofNobody), false}: true})
	if !n.symbolic() {
		return
	}
	c := call{n, method, args}
	old := w.calls[c.key()]
	if old == nil {
		old = &call{n, method, make([]refs, len(args))}
		for i := range old.args {
			old.args[i] = make(refs)
		}
		w.calls[c.key()] = old
		w.grown = true
	}
	for i := range old.args {
		if i < len(args) && old.args[i].add(args[i]) {
			w.grown = true
		}
	}
}

// calledBack looks through the functions among some values, which are called
// with nobody knows what.
func (w *walk) calledBack(r refs) {
	for x := range r {
		var fn *ssa.Function
		switch {
		case x.n.rooted(closure):
			fn = w.closures[number(x.n.top())]
		case x.n.rooted(function):
			fn = w.byNumber[number(x.n.top())]
		default:
			continue
		}
		unknown := make([]refs, len(fn.Params))
		for i := range unknown {
			unknown[i] = refs{{w.root(ofNobody), false}: true}
		}
		w.callFunction(nil, fn, unknown, x.n.top(), func(int, refs) {})
	}
}

// callFunction looks through a call of a function; closure is the root of what it
// captures, if it does.
func (w *walk) callFunction(v *ssa.Call, fn *ssa.Function, args []refs, closure *node, set func(int, refs)) {
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	if w.known(v, fn, args, set) {
		return
	}
	s := w.summaryOf(fn)
	in := &inlined{walk: w, args: args, closure: closure, locations: make(map[*node][]*node), inside: make(map[*node]bool)}
	for why := range s.flags {
		w.flags[why] = true
	}
	for t := range s.touches {
		w.notes(t.write, in.places(t.n))
	}
	for n, r := range s.stores {
		values := in.values(r)
		for _, to := range in.places(n) {
			w.store(to, values)
		}
	}
	for i, r := range s.results {
		set(i, in.values(r))
	}
	for _, c := range s.calls {
		in.again(c)
	}
}

// An inlined call is one whose summary is translated to its caller's names.
type inlined struct {
	*walk
	args      []refs
	closure   *node
	locations map[*node][]*node
	inside    map[*node]bool // those that are being translated
}

// again calls what the function calls.
func (in *inlined) again(c *call) {
	args := make([]refs, len(c.args))
	for i, a := range c.args {
		args[i] = in.values(a)
	}
	ignore := func(int, refs) {}
	f := in.contents(c.n)
	if c.method == "" {
		in.callValue(f, args, ignore)
		return
	}
	for x := range f {
		if !x.n.rooted(boxed) {
			in.dynamic(x.n, c.method, args, ignore)
			continue
		}
		typ := in.boxes[number(x.n.top())]
		if obj, _, _ := types.LookupFieldOrMethod(typ, false, nil, c.method); obj != nil {
			if fn := in.prog.LookupMethod(typ, obj.Pkg(), c.method); fn != nil {
				in.callFunction(nil, fn, append([]refs{in.stores[x.n]}, args...), nil, ignore)
			}
		}
	}
}

// values translates what the function knows of values.
func (in *inlined) values(r refs) refs {
	out := make(refs)
	for x := range r {
		if x.address {
			for _, n := range in.places(x.n) {
				out[ref{n, true}] = true
			}
			continue
		}
		out.add(in.contents(x.n))
	}
	return out
}

// contents translates what is in a variable.
func (in *inlined) contents(n *node) refs {
	if n.parent == nil {
		switch n.root[0] {
		case parameter:
			if i := number(n); i < len(in.args) {
				return in.args[i]
			}
			return nil
		case captured:
			if in.closure == nil {
				return nil
			}
			return in.stores[in.closure.step(field, n.root[1:], "")]
		}
		return refs{{n, false}: true}
	}
	if !n.symbolic() {
		return refs{{n, false}: true}
	}
	out := make(refs)
	if n.op == asserted {
		for x := range in.contents(n.parent) {
			switch {
			case x.n.rooted(boxed):
				if types.TypeString(in.boxes[number(x.n.top())], nil) == n.typ {
					out.add(in.stores[x.n])
				}
			case x.address:
				out[x] = true
			default:
				out[ref{x.n.step(asserted, "", n.typ), false}] = true
			}
		}
		return out
	}
	for _, to := range in.places(n) {
		out.add(in.load(to, nil))
		if to.rooted(allocated) {
			out[ref{to, false}] = true // it may have parts
		}
	}
	return out
}

// places translates a variable.
func (in *inlined) places(n *node) []*node {
	if !n.symbolic() {
		return []*node{n}
	}
	if known, ok := in.locations[n]; ok {
		return known
	}
	if n.parent == nil || in.inside[n] {
		return nil
	}
	in.inside[n] = true
	defer delete(in.inside, n)
	found := make(map[*node]bool)
	var out []*node
	add := func(m *node) {
		if !found[m] {
			found[m] = true
			out = append(out, m)
		}
	}
	switch n.op {
	case field, index:
		if n.parent.parent == nil || n.parent.op == asserted { // of a value
			for x := range in.contents(n.parent) {
				add(x.n.step(n.op, n.name, n.typ))
			}
			break
		}
		for _, p := range in.places(n.parent) {
			add(p.step(n.op, n.name, n.typ))
		}
	case pointee, element, entry:
		for _, p := range viaStep(in.contents(n.parent), n.op, n.name, n.typ) {
			add(p)
		}
	case reached:
		for x := range in.everything(in.contents(n.base)) {
			add(x.reach(n.name[0], n.name[1:], n.typ))
		}
		for _, p := range in.places(n.base) {
			if p.symbolic() {
				add(p.reach(n.name[0], n.name[1:], n.typ))
			}
		}
	}
	in.locations[n] = out
	return out
}

// everything returns the variables of the caller that can be reached from values,
// by way of what has been allocated.
func (in *inlined) everything(r refs) map[*node]bool {
	out, seen := make(map[*node]bool), make(map[*node]bool)
	var follow func(r refs)
	follow = func(r refs) {
		for x := range r {
			if x.n.symbolic() {
				out[x.n] = true
				continue
			}
			if top := x.n.top(); !seen[top] {
				seen[top] = true
				for n, s := range in.stores {
					if n.top() == top {
						follow(s)
					}
				}
			}
		}
	}
	follow(r)
	return out
}

func (w *walk) builtin(v *ssa.Call, name string, c *ssa.CallCommon, args []refs) {
	set := func(r refs) {
		if v != nil {
			w.set(v, 0, r)
		}
	}
	elements := func(i int, region string) []*node {
		if _, ok := coreOf(c.Args[i].Type()).(*types.Slice); !ok {
			return nil
		}
		return via(args[i], element, region, elem(c.Args[i].Type()))
	}
	switch name {
	case "append":
		w.reads(elements(0, "?")...)
		w.writes(elements(0, "+")...)
		set(args[0])
		if v == nil {
			return
		}
		fresh := w.site(allocated, v).step(element, "", "")
		set(refs{{fresh, true}: true})
		if len(args) < 2 {
			return
		}
		w.reads(elements(1, "")...)
		if typ := elem(c.Args[0].Type()); typ != nil && w.hasRefs(typ) {
			for _, from := range append(elements(1, ""), elements(0, "")...) {
				r := w.load(from, typ)
				w.store(fresh, r)
				for _, to := range elements(0, "") {
					w.store(to, r)
				}
			}
		}
	case "copy":
		w.writes(elements(0, "")...)
		w.reads(elements(1, "")...)
		if typ := elem(c.Args[0].Type()); typ != nil && w.hasRefs(typ) {
			for _, from := range elements(1, "") {
				for _, to := range elements(0, "") {
					w.store(to, w.load(from, typ))
				}
			}
		}
	case "clear":
		if m, ok := coreOf(c.Args[0].Type()).(*types.Map); ok {
			w.writes(via(args[0], entry, "", m)...)
			return
		}
		w.writes(elements(0, "")...)
	case "delete":
		w.writes(via(args[0], entry, "", coreOf(c.Args[0].Type()))...)
	case "len":
		if m, ok := coreOf(c.Args[0].Type()).(*types.Map); ok {
			w.reads(via(args[0], entry, "", m)...)
		}
	case "close":
		w.waits(c.Args[0])
	case "SliceData", "StringData":
		for _, n := range elements(0, "") {
			set(refs{{n, true}: true})
		}
	case "Slice", "String", "Add", "ssa:wrapnilchk":
		set(args[0])
	}
}

// known looks through a call of a function that has no instructions here: one of
// the runtime's, of a package that is opaque, or written in assembly.
func (w *walk) known(v *ssa.Call, fn *ssa.Function, args []refs, set func(int, refs)) bool {
	pkg := ""
	switch {
	case fn.Pkg != nil:
		pkg = fn.Pkg.Pkg.Path()
	case fn.Object() != nil && fn.Object().Pkg() != nil:
		pkg = fn.Object().Pkg().Path()
	}
	name := fn.String()
	unknown := func() {
		for i := range fn.Signature.Results().Len() {
			set(i, refs{{w.root(ofNobody), false}: true})
		}
	}
	switch {
	case name == "(*sync.Once).Do", name == "(*sync.Once).doSlow":
		return true // whatever it does is done before anybody else goes on
	case name == "internal/abi.NoEscape", name == "internal/abi.Escape", name == "internal/stringslite.Clone":
		set(0, args[0])
		return true
	case pkg == "fmt" && strings.HasPrefix(fn.Name(), "Fprint"):
		for x := range args[0] {
			if x.n.rooted(boxed) {
				if m := w.prog.LookupMethod(w.boxes[number(x.n.top())], nil, "Write"); m != nil {
					w.callFunction(nil, m, []refs{w.stores[x.n], nil}, nil, func(int, refs) {})
				}
				continue
			}
			w.dynamic(x.n, "Write", []refs{{}}, func(int, refs) {})
		}
		unknown()
		return true
	case pkg == "reflect", pkg == "internal/reflectlite":
		for _, a := range args {
			for x := range (&inlined{walk: w}).everything(a) {
				if x.parent != nil || x.root[0] == parameter {
					w.flags["uses reflection"] = true
				}
			}
		}
		unknown()
		return true
	case pkg == "sync":
		if recv := fn.Signature.Recv(); recv != nil && !strings.Contains(name, "Pool") && !strings.Contains(name, "sync.Map") {
			for x := range args[0] {
				if x.n.symbolic() {
					w.flags["uses "+strings.TrimSuffix(strings.TrimPrefix(types.TypeString(recv.Type(), nil), "*"), ")")] = true
				}
			}
		}
		unknown()
		return true
	case fn.Blocks != nil:
		return false
	case pkg == "internal/bytealg":
		for i := range args {
			w.readsAll(fn, i, args)
		}
		unknown()
		return true
	case opaque(pkg):
		unknown()
		return true
	}
	if strings.HasPrefix(name, "iter.") || strings.Contains(fn.Name(), "coro") {
		w.flags["switches coroutines"] = true
	} else if len(args) > 0 {
		for i := range args {
			w.readsAll(fn, i, args)
		}
		for x := range refsOf(args) {
			if x.n.symbolic() {
				w.flags["is not written in Go: "+name] = true
			}
		}
	}
	unknown()
	return true
}

func refsOf(args []refs) refs {
	out := make(refs)
	for _, a := range args {
		out.add(a)
	}
	return out
}

// readsAll reads the elements of a slice that is an argument.
func (w *walk) readsAll(fn *ssa.Function, i int, args []refs) {
	if i >= fn.Signature.Params().Len() {
		return
	}
	if s, ok := coreOf(fn.Signature.Params().At(i).Type()).(*types.Slice); ok {
		w.reads(via(args[i], element, "", s.Elem())...)
	}
}
