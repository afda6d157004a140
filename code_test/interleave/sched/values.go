package sched

// This file writes down values: what each step of an execution that is reported
// has read, written, sent or locked. Nothing of that happens while the program is
// explored. When it is, each execution to be reported is done once more, and then
// there is a notebook, in which the operations leave their notes.

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"
)

// A Note is what a step did with one of the things that goroutines share, and
// how it left it.
type Note struct {
	Object  int32   // which thing, the same number in all executions; below 0, in this one
	Name    string  // of the variable that it is, or is part of; empty if it has none
	Index   int     // of the element of a slice that it is; -1 if it is none
	Site    int32   // where in the program it is named
	By      int32   // the goroutine
	Thing   string  // "variable", "channel", "lock", "counter" (of a WaitGroup), "goroutines"
	How     string  // "make", "read", "write", "send", "receive", "close", "lock", "read lock", "unlock", "add", "wait"
	Value   string  // what was read, written, sent, received or added
	State   string  // what is in it then
	Holders []int32 // of a lock: who has it then
}

// A notebook is what is written down of one execution.
type notebook struct {
	before   []Note            // what there is before the first step
	steps    [][]Note          // by step
	late     []func()          // to be called when the step that is being done is over
	declared []declaration     // where the program's variables lie
	elements map[name]uintptr  // of slices: how large an element is
	sites    map[int32]int32   // by channel: where it was first used
	queues   map[int32]*queue  // by channel
	holders  map[int32][]int32 // by lock
}

// A declaration is a variable of the program that has a name.
type declaration struct {
	start unsafe.Pointer
	typ   reflect.Type
	name  string
}

// A queue is what is in a channel.
type queue struct {
	messages []string
	closed   bool
}

func (q *queue) String() string {
	text := "[" + strings.Join(q.messages, " ") + "]"
	if q.closed {
		text += " closed"
	}
	return text
}

// notes is the notebook; nil while nothing is written down.
var notes *notebook

// observe does executions that have ended again, to add to their steps what they
// did with values.
func (x *explorer) observe() {
	for _, o := range x.result.Outcomes {
		for _, run := range o.Runs {
			x.observeRun(run)
		}
	}
}

// observeRun is observe for one execution. One of a random walk may be another
// today: what the walk has found out later can make more steps of it. Such a one
// stays without values.
func (x *explorer) observeRun(run []Step) {
	defer x.abort()
	for _, p := range x.processes {
		p.ops, p.done = p.ops[:0], p.done[:0]
	}
	notes = &notebook{
		elements: make(map[name]uintptr),
		sites:    make(map[int32]int32),
		queues:   make(map[int32]*queue),
		holders:  make(map[int32][]int32),
	}
	defer func() { notes = nil }()
	x.begin()
	x.recording = true // to know which steps are possible
	notes.over()
	for _, s := range run {
		x.enable()
		l := label{s.P, s.Q, s.CaseP, s.CaseQ}
		if !slices.Contains(x.enabled, l) || x.pending(&x.state, l.p).site != s.Site {
			return
		}
		notes.steps = append(notes.steps, nil)
		x.step(l)
		notes.over()
	}
	for i := range run {
		run[i].Notes = notes.settled(notes.steps[i])
	}
	if len(run) > 0 {
		run[0].Before = notes.settled(notes.before)
	}
}

// step returns the notes of the step that is being done.
func (b *notebook) step() *[]Note {
	if x.now < 0 {
		return &b.before
	}
	return &b.steps[x.now]
}

// add adds a note to the step that is being done.
func (b *notebook) add(n Note) {
	if g := x.current; g != nil {
		n.By = g.proc.id
	}
	*b.step() = append(*b.step(), n)
}

// addLate is add for what is only in the thing when the step is over.
func (b *notebook) addLate(n Note, state func() string) {
	b.add(n)
	step := b.step()
	i := len(*step) - 1
	b.late = append(b.late, func() { (*step)[i].State = state() })
}

// over is called when a step is.
func (b *notebook) over() {
	for _, f := range b.late {
		f()
	}
	b.late = b.late[:0]
}

// settled returns notes with the sites of their channels, which have no name
// when they are made.
func (b *notebook) settled(ns []Note) []Note {
	for i := range ns {
		if n := &ns[i]; n.Thing == "channel" && n.Site < 0 {
			if site, ok := b.sites[n.Object]; ok {
				n.Site = site
			}
		}
	}
	return ns
}

// --- variables ---

// Named is Made for a variable that has a name in the program.
func Named[T any](called string, p *T) *T {
	Made(p)
	if notes != nil && !x.aborting {
		t := reflect.TypeFor[T]()
		notes.declared = append(notes.declared, declaration{unsafe.Pointer(p), t, called})
		notes.made(called, unsafe.Pointer(p), t)
	}
	return p
}

// mostParts is up to how many elements of an array are noted one by one.
const mostParts = 16

// made notes that there is a variable, and each of its parts.
func (b *notebook) made(called string, p unsafe.Pointer, t reflect.Type) {
	n := Note{Object: x.at(p).id, Name: called, Index: -1, Site: -1, Thing: "variable", How: "make"}
	like := standIn(t)
	switch {
	case like == "sync.Mutex" || like == "sync.RWMutex":
		n.Thing = "lock"
		b.add(n)
		return
	case like == "sync.WaitGroup":
		n.Thing, n.State = "counter", "0"
		b.add(n)
		return
	case like != "" && !strings.HasPrefix(like, "sync/atomic."):
		return
	}
	b.addLate(n, func() string { return format(reflect.NewAt(t, p).Elem()) })
	switch {
	case like != "":
	case t.Kind() == reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			b.made(called+"."+f.Name, unsafe.Add(p, f.Offset), f.Type)
		}
	case t.Kind() == reflect.Array && t.Len() <= mostParts:
		for i := range t.Len() {
			b.made(fmt.Sprintf("%s[%d]", called, i), unsafe.Add(p, uintptr(i)*t.Elem().Size()), t.Elem())
		}
	}
}

// standIn returns the name of a type that stands in for one of the library, as
// in "sync.Mutex"; it is empty for other types.
func standIn(t reflect.Type) string {
	_, path, ok := strings.Cut(t.PkgPath(), "/interleave/sched/")
	if !ok {
		return ""
	}
	if path == "atomic" {
		path = "sync/atomic"
	}
	return path + "." + t.Name()
}

// madeSlice notes how large the elements of a new slice are.
func (b *notebook) madeSlice(size uintptr) {
	if n := len(x.spans); n > 0 {
		b.elements[x.spans[n-1].name] = size
	}
}

// name returns what the program calls the variable of type t at p, or the part
// of one; or else which element of a slice it is in.
func (b *notebook) name(p unsafe.Pointer, t reflect.Type) (called string, index int) {
	within := func(start unsafe.Pointer, size uintptr) bool {
		return uintptr(p) >= uintptr(start) && uintptr(p) < uintptr(start)+max(size, 1)
	}
	for _, d := range slices.Backward(b.declared) {
		if within(d.start, d.typ.Size()) {
			return d.name + part(d.typ, uintptr(p)-uintptr(d.start), t), -1
		}
	}
	for _, s := range slices.Backward(x.spans) {
		if size := b.elements[s.name]; size > 0 && within(s.start, s.size) {
			return "", int((uintptr(p) - uintptr(s.start)) / size)
		}
	}
	return "", -1
}

// part returns how the part of type t is called that begins at an offset in a
// variable of type whole.
func part(whole reflect.Type, offset uintptr, t reflect.Type) string {
	switch {
	case whole == t, standIn(whole) != "":
	case whole.Kind() == reflect.Struct:
		for i := range whole.NumField() {
			if f := whole.Field(i); offset >= f.Offset && offset < f.Offset+f.Type.Size() {
				return "." + f.Name + part(f.Type, offset-f.Offset, t)
			}
		}
	case whole.Kind() == reflect.Array && whole.Elem().Size() > 0:
		size := whole.Elem().Size()
		return fmt.Sprintf("[%d]", offset/size) + part(whole.Elem(), offset%size, t)
	}
	return ""
}

// noted is Noted for a variable that is only an event to use if it is shared.
func noted[T any](site int32, p *T, how string) {
	if notes != nil && x.anyShared(unsafe.Pointer(p), leaves(reflect.TypeFor[T]())) {
		Noted(site, p, how)
	}
}

// Noted notes that the variable at p was read or written, in the event that is
// being done.
func Noted[T any](site int32, p *T, how string) {
	if notes == nil {
		return
	}
	n := Note{Object: x.at(unsafe.Pointer(p)).id, Site: site, Thing: "variable", How: how, Value: format(reflect.ValueOf(p).Elem())}
	n.Name, n.Index = notes.name(unsafe.Pointer(p), reflect.TypeFor[T]())
	n.State = n.Value
	notes.add(n)
}

// notedMap is noted for a map, which is read or written until the step is over.
func notedMap[M any](site int32, m M, how string) {
	if notes == nil || !x.anyShared(pointer(m), []uintptr{0}) {
		return
	}
	n := Note{Object: x.at(pointer(m)).id, Index: -1, Site: site, Thing: "variable", How: how}
	notes.addLate(n, func() string { return format(reflect.ValueOf(m)) })
}

// anyShared reports whether one of these parts of the variable at p is known to
// be shared.
func (x *explorer) anyShared(p unsafe.Pointer, parts []uintptr) bool {
	return slices.ContainsFunc(parts, func(offset uintptr) bool {
		id := x.at(unsafe.Add(p, offset)).id
		return nameless(id) || int(id) < len(x.sharings) && x.sharings[id].shared
	})
}

// --- channels ---

// namedAt notes where in the program a channel is named.
func (s *channelState) namedAt(site int32) {
	if notes == nil || s == nil {
		return
	}
	if _, ok := notes.sites[s.id]; !ok {
		notes.sites[s.id] = site
	}
}

// notedMessage notes what was done with a channel; send and receive with a
// message.
func notedMessage[T any](s *channelState, how string, message T) {
	if notes == nil {
		return
	}
	q := notes.queues[s.id]
	if q == nil {
		q = new(queue)
		notes.queues[s.id] = q
	}
	n := Note{Object: s.id, Index: -1, Site: -1, Thing: "channel", How: how}
	switch how {
	case "send":
		n.Value = format(reflect.ValueOf(&message).Elem())
		if x.current.partner == nil {
			q.messages = append(q.messages, n.Value)
		}
	case "receive":
		n.Value = format(reflect.ValueOf(&message).Elem())
		if x.current.partner == nil && len(q.messages) > 0 {
			q.messages = q.messages[1:]
		}
	case "close":
		q.closed = true
	}
	n.State = q.String()
	notes.add(n)
}

// --- locks, WaitGroups and goroutines ---

// Locked notes that the running goroutine has got a lock: by "lock", or with
// other readers by "read lock".
func (h *Handle) Locked(how string) {
	if notes != nil {
		o := h.o
		notes.holders[o.id] = append(notes.holders[o.id], x.current.proc.id)
		h.notedLock(how)
	}
}

// Unlocked notes that it gives it back, or if another one has it, that one does.
func (h *Handle) Unlocked() {
	if notes == nil {
		return
	}
	if all := notes.holders[h.o.id]; len(all) > 0 {
		i := max(0, slices.Index(all, x.current.proc.id))
		notes.holders[h.o.id] = slices.Delete(slices.Clone(all), i, i+1)
	}
	h.notedLock("unlock")
}

func (h *Handle) notedLock(how string) {
	n := Note{Object: h.o.id, Site: x.current.site, Thing: "lock", How: how, Holders: slices.Clone(notes.holders[h.o.id])}
	n.Name, n.Index = notes.name(unsafe.Pointer(h), reflect.TypeFor[Handle]())
	notes.add(n)
}

// Counted notes what is done with the counter of a WaitGroup.
func (h *Handle) Counted(how string, delta int) {
	if notes == nil {
		return
	}
	n := Note{Object: h.o.id, Site: x.current.site, Thing: "counter", How: how, State: fmt.Sprint(h.o.Level())}
	if how == "add" {
		n.Value = fmt.Sprintf("%+d", delta)
	}
	n.Name, n.Index = notes.name(unsafe.Pointer(h), reflect.TypeFor[Handle]())
	notes.add(n)
}

// notedGoroutines notes how many goroutines there are.
func (x *explorer) notedGoroutines(how string) {
	if notes != nil {
		n := fmt.Sprint(1 + x.goroutines.Level())
		notes.add(Note{Object: x.goroutines.id, Name: "goroutines", Index: -1, Site: x.current.site, Thing: "goroutines", How: how, Value: n, State: n})
	}
}
