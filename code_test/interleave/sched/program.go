package sched

// This file keeps what executions have told of the program: the names by which
// an event of one is compared with one of another, and what turned out on the way
// that asks to explore the program in another manner.

import (
	"reflect"

	"goroutines/code_test/interleave/sched/step"
)

// A program is what is known of one, from one execution to the next.
type program struct {
	counting bool // it asks how many goroutines there are
	timed    bool // it uses more of time than Sleep
	offers   bool // a loop waits for partners: see loop.go
	split    bool // variables of several words take part in a data race: they are read and written word by word
	weak     bool // it is explored by the memory model: see weak.go
	anew     bool // the last, a sharing, or what is strict is new: explore it from the beginning

	strict         map[int32]bool // objects to explore strictly: see primitive.go
	strictNameless bool           // the same for all objects without names
	stricter       int            // how often one was added

	unlike    int            // ends in a panic that cannot be told to be the same
	processes []*process     // by number
	names     map[name]int32 // the ids of objects
	keys      map[any]int32  // of maps
	objects   []*Object      // by id
	sharings  []sharing      // by object
	parts     map[reflect.Type][]Part
	standIns  map[reflect.Type][]Part
	children  map[int32][]int32 // the objects that are parts of another, by that
	timers    map[int32]bool    // the objects of timers
	isChild   map[int32]bool    // they are among them
}

func newProgram(opts *Options) *program {
	return &program{
		counting:  opts.Counts,
		timed:     opts.Timed,
		processes: []*process{{id: 0}},
		names:     make(map[name]int32),
		keys:      make(map[any]int32),
		objects:   []*Object{nil}, // 0 is no object
		parts:     make(map[reflect.Type][]Part),
		standIns:  make(map[reflect.Type][]Part),
		children:  make(map[int32][]int32),
		timers:    make(map[int32]bool),
		isChild:   make(map[int32]bool),
		strict:    make(map[int32]bool),
	}
}

// A process is a goroutine in all executions: it is the same one if its parent is
// the same and starts it as its same child.
type process struct {
	id       int32
	children []*process // by the order in which they are started
}

// child returns the n-th goroutine that a goroutine starts, from 0.
func (p *program) child(parent *process, n int32) *process {
	if int(n) == len(parent.children) {
		child := &process{id: int32(len(p.processes))}
		p.processes = append(p.processes, child)
		parent.children = append(parent.children, child)
	}
	return parent.children[n]
}

// A name of an object is made of the goroutine that made it, which of its objects
// it is, and for a part of it, where the part begins.
type name struct {
	goroutine, made int32
	offset          uintptr
}

// What is no goroutine's has a number below 0 in place of it.
const (
	byNobody = -1 - iota // what is there from the beginning
	byMap                // the part of a map that a key names
	byOffer              // what a goroutine waits to send or receive
	byWrite              // a write of a variable, by the goroutine and its operation
	byFirst              // a write of a variable that is no step
)

// id returns the id of a name, the same in each execution.
func (p *program) id(n name) int32 {
	id, ok := p.names[n]
	if !ok {
		id = int32(len(p.names) + 1)
		p.names[n] = id
	}
	return id
}

// offer returns the object that stands for what goroutine g waits to send or
// receive: it is written when g does. It is only used if a loop waits for
// partners.
func (p *program) offer(g int32) int32 { return p.id(name{byOffer, g, 0}) }

// object returns the object with a name.
func (p *program) object(n name) *Object {
	id := p.id(n)
	for int(id) >= len(p.objects) {
		p.objects = append(p.objects, nil)
	}
	if p.objects[id] == nil {
		p.objects[id] = &Object{id: id, name: n}
	}
	return p.objects[id]
}

// A sharing tells which goroutines have used a variable, in any execution.
type sharing struct {
	first   int32 // the first one, counted from 1
	several bool
	written bool
	plain   bool // as a variable, not only by operations of a stand-in
	shared  bool
	atomic  bool // and by package sync/atomic too
	standIn bool // it is part of a stand-in, of which copies are made
}

// shares reports whether a variable that goroutine g touches is shared: used by
// several goroutines, and written by one of them. To use one that is not is no
// event. Where it turns out that it is after all, the program is explored anew;
// until then no order of events could have depended on it.
func (p *program) shares(object, g int32, kind Kind) bool {
	if step.Nameless(object) {
		return true
	}
	for int(object) >= len(p.sharings) {
		p.sharings = append(p.sharings, sharing{})
	}
	s := &p.sharings[object]
	if !s.plain {
		s.plain = true
		p.anew = p.anew || p.weak && s.atomic
	}
	if s.shared {
		return true
	}
	p.use(s, g, kind)
	return false
}

// uses is shares for an operation of a stand-in, which is an event in any case.
func (p *program) uses(object int32, g *goroutine, kind Kind) {
	if step.Nameless(object) || g == nil {
		return
	}
	for int(object) >= len(p.sharings) {
		p.sharings = append(p.sharings, sharing{})
	}
	p.use(&p.sharings[object], g.proc.id, kind)
}

func (p *program) use(s *sharing, g int32, kind Kind) {
	if s.shared {
		return
	}
	if s.first == 0 {
		s.first = g + 1
	}
	s.several = s.several || s.first != g+1
	s.written = s.written || kind != Read
	if s.plain && s.several && s.written {
		s.shared, p.anew = true, true
	}
}

// isStrict reports whether an object is explored strictly.
func (p *program) isStrict(object int32) bool {
	if step.Nameless(object) {
		return p.strictNameless
	}
	return p.strict[object]
}

// needStrict asks for that.
func (p *program) needStrict(object int32) {
	switch {
	case p.isStrict(object):
		return
	case step.Nameless(object):
		p.strictNameless = true
	default:
		p.strict[object] = true
	}
	p.stricter++
	p.anew = true
}

// isShared reports whether a variable is known to be shared.
func (p *program) isShared(object int32) bool {
	return step.Nameless(object) || int(object) < len(p.sharings) && p.sharings[object].shared
}

// usedAtomically notes that package sync/atomic is used on a variable.
func (p *program) usedAtomically(object int32) {
	if step.Nameless(object) {
		return
	}
	for int(object) >= len(p.sharings) {
		p.sharings = append(p.sharings, sharing{})
	}
	if s := &p.sharings[object]; !s.atomic {
		s.atomic = true
		p.anew = p.anew || p.weak && s.plain
	}
}

// isMixed reports whether a variable is used both with package sync/atomic and
// without, or may be.
func (p *program) isMixed(object int32) bool {
	if step.Nameless(object) {
		return true
	}
	s := &p.sharings[object]
	return s.plain && s.atomic && !s.standIn
}

// isCopied notes that a stand-in of which an object is part is copied.
func (p *program) isCopied(object int32) {
	if step.Nameless(object) {
		return
	}
	if s := &p.sharings[object]; !s.standIn {
		s.standIn = true
		p.anew = p.anew || p.weak
	}
}
