package derive

// This file looks through the instructions of a function.

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// A ref is what a value refers to: it is a pointer to a variable (or a slice of
// it, for an element), or what is in a variable.
type ref struct {
	n       *node
	address bool
}

type refs map[ref]bool

func (r refs) add(other refs) (grown bool) {
	for x := range other {
		if !r[x] {
			r[x] = true
			grown = true
		}
	}
	return grown
}

// A touch is a read or a write of a variable.
type touch struct {
	n     *node
	write bool
}

// A call is one of a method or function that is known when the program runs: the
// one that is in a variable, or the method of what is in it.
type call struct {
	n      *node
	method string
	args   []refs
}

func (c call) key() string { return c.n.String() + " " + c.method }

// A summary is what a function does.
type summary struct {
	touches map[touch]bool
	calls   map[string]*call
	stores  map[*node]refs // what it leaves in variables
	results []refs
	flags   map[string]bool // why it is not known what it does
}

func newSummary(results int) *summary {
	s := &summary{make(map[touch]bool), make(map[string]*call), make(map[*node]refs), make([]refs, results), make(map[string]bool)}
	for i := range s.results {
		s.results[i] = make(refs)
	}
	return s
}

// size grows with every change of a summary.
func (s *summary) size() int {
	n := len(s.touches) + len(s.flags)
	for _, r := range s.stores {
		n += len(r)
	}
	for _, r := range s.results {
		n += len(r)
	}
	for _, c := range s.calls {
		n++
		for _, a := range c.args {
			n += len(a)
		}
	}
	return n
}

// An analysis is about a whole program.
type analysis struct {
	prog      *ssa.Program
	roots     map[string]*node
	functions map[*ssa.Function]int
	byNumber  []*ssa.Function
	closures  []*ssa.Function // by number
	boxes     []types.Type    // by number
	made      map[ssa.Value]*node
	done      map[*ssa.Function]*summary
	visited   map[*ssa.Function]bool // in this round
	changed   bool
	refsIn    map[types.Type]bool
}

func (a *analysis) root(name string) *node {
	if a.roots[name] == nil {
		a.roots[name] = &node{root: name}
	}
	return a.roots[name]
}

func (a *analysis) numbered(kind byte, n int) *node { return a.root(fmt.Sprintf("%c%d", kind, n)) }

// site returns the root of what an instruction makes.
func (a *analysis) site(kind byte, v ssa.Value) *node {
	if n := a.made[v]; n != nil {
		return n
	}
	var n *node
	switch kind {
	case closure:
		n = a.numbered(kind, len(a.closures))
		a.closures = append(a.closures, v.(*ssa.MakeClosure).Fn.(*ssa.Function))
	case boxed:
		n = a.numbered(kind, len(a.boxes))
		a.boxes = append(a.boxes, v.(*ssa.MakeInterface).X.Type())
	default:
		n = a.numbered(kind, len(a.made))
	}
	a.made[v] = n
	return n
}

func number(n *node) int {
	var i int
	fmt.Sscan(n.root[1:], &i)
	return i
}

// hasRefs reports whether values of a type can refer to something that can change.
func (a *analysis) hasRefs(t types.Type) bool {
	if known, ok := a.refsIn[t]; ok {
		return known
	}
	a.refsIn[t] = true
	has := true
	switch u := t.Underlying().(type) {
	case *types.Basic:
		has = u.Kind() == types.UnsafePointer
	case *types.Struct:
		has = false
		for f := range u.Fields() {
			has = has || a.hasRefs(f.Type())
		}
	case *types.Array:
		has = a.hasRefs(u.Elem())
	case *types.Tuple:
		has = false
		for v := range u.Variables() {
			has = has || a.hasRefs(v.Type())
		}
	}
	a.refsIn[t] = has
	return has
}

// summaryOf returns what is known of a function up to now.
func (a *analysis) summaryOf(fn *ssa.Function) *summary {
	if fn.Origin() != nil {
		fn = fn.Origin()
	}
	if a.done[fn] == nil {
		a.done[fn] = newSummary(fn.Signature.Results().Len())
	}
	if a.visited[fn] || fn.Blocks == nil {
		return a.done[fn]
	}
	a.visited[fn] = true
	before := a.done[fn].size()
	w := &walk{analysis: a, fn: fn, values: make(map[ssa.Value][]refs), summary: a.done[fn]}
	w.function()
	if w.summary.size() != before {
		a.changed = true
	}
	return w.summary
}

// A walk looks through one function.
type walk struct {
	*analysis
	*summary
	fn     *ssa.Function
	values map[ssa.Value][]refs
	grown  bool
}

func (w *walk) function() {
	for {
		w.grown = false
		before := w.size()
		for _, b := range w.fn.Blocks {
			for _, i := range b.Instrs {
				w.instruction(i)
			}
		}
		if !w.grown && w.size() == before {
			break
		}
	}
	w.forget()
}

// forget drops from what the function stores what nobody can find.
func (w *walk) forget() {
	keep := make(map[*node]bool)
	var mark func(r refs)
	mark = func(r refs) {
		for x := range r {
			top := x.n.top()
			if top.symbolic() || keep[top] {
				continue
			}
			keep[top] = true
			for n, s := range w.stores {
				if n.top() == top {
					mark(s)
				}
			}
		}
	}
	for n, s := range w.stores {
		if n.symbolic() {
			mark(s)
		}
	}
	for _, r := range w.results {
		mark(r)
	}
	for _, c := range w.calls {
		for _, r := range c.args {
			mark(r)
		}
	}
	for n := range w.stores {
		if !n.symbolic() && !keep[n.top()] {
			delete(w.stores, n)
		}
	}
}

// of returns what a value refers to.
func (w *walk) of(v ssa.Value) refs { return w.part(v, 0) }

func (w *walk) part(v ssa.Value, i int) refs {
	if !w.hasRefs(v.Type()) {
		return nil
	}
	switch v := v.(type) {
	case *ssa.Const, *ssa.Builtin:
		return nil
	case *ssa.Global:
		return refs{{w.root(ofLibrary), true}: true}
	case *ssa.Function:
		if v.Origin() != nil {
			v = v.Origin()
		}
		n, ok := w.functions[v]
		if !ok {
			n = len(w.byNumber)
			w.functions[v] = n
			w.byNumber = append(w.byNumber, v)
		}
		return refs{{w.numbered(function, n), false}: true}
	case *ssa.Parameter:
		for i, p := range w.fn.Params {
			if p == v {
				return refs{{w.numbered(parameter, i), false}: true}
			}
		}
	case *ssa.FreeVar:
		for i, p := range w.fn.FreeVars {
			if p == v {
				return refs{{w.numbered(captured, i), false}: true}
			}
		}
	}
	if all := w.values[v]; i < len(all) {
		return all[i]
	}
	return nil
}

func (w *walk) set(v ssa.Value, i int, r refs) {
	for len(w.values[v]) <= i {
		w.values[v] = append(w.values[v], make(refs))
	}
	if w.values[v][i].add(r) {
		w.grown = true
	}
}

// via returns what is one step from where values refer to.
func via(r refs, op byte, name string, typ types.Type) []*node {
	text := ""
	if typ != nil {
		text = types.TypeString(typ, nil)
	}
	return viaStep(r, op, name, text)
}

func viaStep(r refs, op byte, name, typ string) []*node {
	var out []*node
	for x := range r {
		switch {
		case x.n.root != "" && strings.IndexByte("FC", x.n.root[0]) >= 0:
		case x.address && op == element && name != "" && x.n.op == element:
			out = append(out, x.n.parent.intern(step{element, name, x.n.typ, nil}))
		case x.address && (op == pointee || op == element):
			out = append(out, x.n) // a slice refers to its elements
		default:
			out = append(out, x.n.step(op, name, typ))
		}
	}
	return out
}

// load returns what is in a variable.
func (w *walk) load(n *node, typ types.Type) refs {
	if typ != nil && !w.hasRefs(typ) {
		return nil
	}
	out := make(refs)
	n = canonical(n)
	_, isStruct := typ.(*types.Struct)
	if typ != nil {
		switch typ.Underlying().(type) {
		case *types.Struct, *types.Array:
			isStruct = true
		}
	}
	if n.symbolic() || isStruct || n.root == ofLibrary || n.root == ofNobody {
		out[ref{n, false}] = true
	}
	// What was stored here, or as part of something larger.
	var path []*node
	for m := n; m != nil; m = m.parent {
		for x := range w.stores[m] {
			to := x.n
			if len(path) > 0 && x.address {
				continue
			}
			for _, p := range slices.Backward(path) {
				to = to.step(p.op, p.name, p.typ)
			}
			if len(path) > 0 {
				out.add(w.loadFlat(to))
			} else {
				out[x] = true
			}
		}
		if m.op != field && m.op != index {
			break
		}
		path = append(path, m)
	}
	return out
}

// loadFlat is load for what has been found on the way of another.
func (w *walk) loadFlat(n *node) refs {
	out := make(refs)
	if n.symbolic() || n.root == ofLibrary || n.root == ofNobody {
		out[ref{n, false}] = true
	}
	out.add(w.stores[canonical(n)])
	return out
}

// canonical returns all the elements of a slice for some of them.
func canonical(n *node) *node {
	if n.op == element && n.name != "" {
		return n.parent.intern(step{element, "", n.typ, nil})
	}
	return n
}

func (w *walk) store(n *node, r refs) {
	n = canonical(n)
	if len(r) == 0 || n.root == ofLibrary || n.root == ofNobody {
		return
	}
	if w.stores[n] == nil {
		w.stores[n] = make(refs)
	}
	for x := range r {
		if !x.address && x.n == n {
			continue // what is there already
		}
		if !w.stores[n][x] {
			w.stores[n][x] = true
			w.grown = true
		}
	}
}

func (w *walk) reads(ns ...*node) { w.notes(false, ns) }

func (w *walk) writes(ns ...*node) { w.notes(true, ns) }

func (w *walk) notes(write bool, ns []*node) {
	for _, n := range ns {
		if n.symbolic() && n.parent != nil {
			w.touches[touch{n, write}] = true
		}
	}
}

func elem(t types.Type) types.Type {
	switch u := coreOf(t).(type) {
	case *types.Pointer:
		return u.Elem()
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	}
	return nil
}

// coreOf returns the type that underlies a type, or all of a type parameter's.
func coreOf(t types.Type) types.Type {
	p, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return t.Underlying()
	}
	iface := p.Constraint().Underlying().(*types.Interface)
	for e := range iface.EmbeddedTypes() {
		if u, ok := e.(*types.Union); ok && u.Len() > 0 {
			for term := range u.Terms() {
				if _, basic := term.Type().Underlying().(*types.Basic); !basic {
					return term.Type().Underlying()
				}
			}
			return u.Term(0).Type().Underlying()
		}
		return e.Underlying()
	}
	return t.Underlying()
}

func (w *walk) instruction(i ssa.Instruction) {
	switch i := i.(type) {
	case *ssa.Alloc:
		w.set(i, 0, refs{{w.site(allocated, i), true}: true})
	case *ssa.MakeSlice:
		w.set(i, 0, refs{{w.site(allocated, i).step(element, "", ""), true}: true})
	case *ssa.MakeMap, *ssa.MakeChan:
		w.set(i.(ssa.Value), 0, refs{{w.site(allocated, i.(ssa.Value)), true}: true})
	case *ssa.MakeClosure:
		c := w.site(closure, i)
		for n, b := range i.Bindings {
			w.store(c.step(field, fmt.Sprint(n), ""), w.of(b))
		}
		w.set(i, 0, refs{{c, false}: true})
	case *ssa.MakeInterface:
		b := w.site(boxed, i)
		w.store(b, w.of(i.X))
		w.set(i, 0, refs{{b, false}: true})
	case *ssa.TypeAssert:
		w.set(i, 0, w.unboxed(w.of(i.X), i.AssertedType))
	case *ssa.UnOp:
		switch i.Op {
		case token.MUL:
			ns := via(w.of(i.X), pointee, "", elem(i.X.Type()))
			w.reads(ns...)
			for _, n := range ns {
				w.set(i, 0, w.load(n, i.Type()))
			}
		case token.ARROW:
			w.waits(i.X)
			w.set(i, 0, refs{{w.root(ofNobody), false}: true})
		}
	case *ssa.FieldAddr:
		typ := elem(i.X.Type())
		f := typ.Underlying().(*types.Struct).Field(i.Field)
		for _, n := range via(w.of(i.X), pointee, "", typ) {
			w.set(i, 0, refs{{n.child(field, f.Name(), typ), true}: true})
		}
	case *ssa.Field:
		f := i.X.Type().Underlying().(*types.Struct).Field(i.Field)
		for x := range w.of(i.X) {
			w.set(i, 0, w.load(x.n.child(field, f.Name(), i.X.Type()), f.Type()))
		}
	case *ssa.IndexAddr:
		if _, ok := coreOf(i.X.Type()).(*types.Slice); ok {
			for _, n := range via(w.of(i.X), element, "", elem(i.X.Type())) {
				w.set(i, 0, refs{{n, true}: true})
			}
			return
		}
		array := elem(i.X.Type())
		for _, n := range via(w.of(i.X), pointee, "", array) {
			w.set(i, 0, refs{{n.child(index, "", array), true}: true})
		}
	case *ssa.Index:
		switch coreOf(i.X.Type()).(type) {
		case *types.Array:
			for x := range w.of(i.X) {
				w.set(i, 0, w.load(x.n.child(index, "", i.X.Type()), i.Type()))
			}
		case *types.Slice: // of a type parameter
			for _, n := range via(w.of(i.X), element, "", elem(i.X.Type())) {
				w.reads(n)
				w.set(i, 0, w.load(n, i.Type()))
			}
		}
	case *ssa.Lookup:
		if m, ok := coreOf(i.X.Type()).(*types.Map); ok {
			for _, n := range via(w.of(i.X), entry, "", m) {
				w.reads(n)
				w.set(i, 0, w.load(n, m.Elem()))
			}
		}
	case *ssa.MapUpdate:
		for _, n := range via(w.of(i.Map), entry, "", coreOf(i.Map.Type())) {
			w.writes(n)
			w.store(n, w.of(i.Key))
			w.store(n, w.of(i.Value))
		}
	case *ssa.Store:
		for _, n := range via(w.of(i.Addr), pointee, "", elem(i.Addr.Type())) {
			w.writes(n)
			w.store(n, w.of(i.Val))
		}
	case *ssa.Phi:
		for _, e := range i.Edges {
			w.set(i, 0, w.of(e))
		}
	case *ssa.ChangeType:
		w.set(i, 0, w.of(i.X))
	case *ssa.ChangeInterface:
		w.set(i, 0, w.of(i.X))
	case *ssa.Convert:
		w.convert(i, i.X)
	case *ssa.MultiConvert:
		w.convert(i, i.X)
	case *ssa.SliceToArrayPointer:
		for _, n := range via(w.of(i.X), element, "", elem(i.X.Type())) {
			w.set(i, 0, refs{{n, true}: true})
		}
	case *ssa.Slice:
		w.slice(i)
	case *ssa.Extract:
		w.set(i, 0, w.part(i.Tuple, w.index(i)))
	case *ssa.Range:
		w.set(i, 0, w.of(i.X))
	case *ssa.Next:
		if i.IsString {
			return
		}
		m, _ := coreOf(i.Iter.(*ssa.Range).X.Type()).(*types.Map)
		for _, n := range via(w.of(i.Iter), entry, "", m) {
			w.reads(n)
			for at := 1; at <= 2; at++ {
				w.set(i, at, w.load(n, i.Type().(*types.Tuple).At(at).Type()))
			}
		}
	case *ssa.Select:
		for _, s := range i.States {
			w.waits(s.Chan)
		}
	case *ssa.Send:
		w.waits(i.Chan)
	case *ssa.Go:
		w.flags["starts a goroutine"] = true
	case *ssa.Defer:
		w.call(nil, &i.Call)
	case *ssa.Call:
		w.call(i, &i.Call)
	case *ssa.Return:
		for n, r := range i.Results {
			w.results[n].add(w.of(r))
		}
	}
}

// index returns which part of a tuple is extracted, as it has been set.
func (w *walk) index(i *ssa.Extract) int {
	switch i.Tuple.(type) {
	case *ssa.Call, *ssa.Next:
		return i.Index
	}
	return 0
}

func (w *walk) waits(c ssa.Value) {
	for x := range w.of(c) {
		if x.n.symbolic() || x.n.rooted(allocated) {
			w.flags["waits for a channel"] = true
		}
	}
}

// unboxed returns what is in an interface that has a type.
func (w *walk) unboxed(r refs, typ types.Type) refs {
	out := make(refs)
	for x := range r {
		if x.n.rooted(boxed) && !types.IsInterface(typ) {
			if types.Identical(w.boxes[number(x.n.top())], typ) {
				out.add(w.stores[x.n])
			}
			continue
		}
		if !types.IsInterface(typ) && !x.address {
			x.n = x.n.child(asserted, "", typ)
		}
		out[x] = true
	}
	return out
}

func (w *walk) convert(v, from ssa.Value) {
	switch u := coreOf(from.Type()).(type) {
	case *types.Slice:
		if basic, ok := coreOf(v.Type()).(*types.Basic); ok && basic.Info()&types.IsString != 0 {
			w.reads(via(w.of(from), element, "", u.Elem())...)
			return
		}
	case *types.Basic:
		if _, ok := coreOf(v.Type()).(*types.Slice); ok {
			w.set(v, 0, refs{{w.site(allocated, v).step(element, "", ""), true}: true})
			return
		}
	}
	w.set(v, 0, w.of(from))
}

func (w *walk) slice(i *ssa.Slice) {
	if p, ok := coreOf(i.X.Type()).(*types.Pointer); ok { // to an array
		for _, n := range via(w.of(i.X), pointee, "", p.Elem()) {
			// The elements are named as those of a slice, in memory that is the array's.
			e := n.child(index, "", p.Elem())
			w.set(i, 0, refs{{e, true}: true})
		}
		return
	}
	s, ok := coreOf(i.X.Type()).(*types.Slice)
	if !ok {
		return // a string
	}
	if i.High == nil {
		w.set(i, 0, w.of(i.X))
		return
	}
	for _, n := range via(w.of(i.X), element, "^", s.Elem()) {
		w.set(i, 0, refs{{n, true}: true})
	}
}
