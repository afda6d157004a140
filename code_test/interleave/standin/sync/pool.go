package sync

//lint:file-ignore U1000 The fields are those of the library, whether or not they are used here.

import (
	"unsafe"

	"goroutines/code_test/interleave/sched"
)

// A Pool may lose what is put into it at any time: Get has the choice. What is
// in it are tokens of its object. It lies outside of the Pool, as in the library, so
// that a copy of one that was used has it too.
type Pool struct {
	noCopy     noCopy
	local      unsafe.Pointer // to a pooled
	localSize  uintptr
	victim     unsafe.Pointer
	victimSize uintptr
	New        func() any
}

// pooled is what is in a Pool and its copies.
type pooled struct {
	object *sched.Object // of the first of them
	items  map[int32]any // by token
	puts   int32
}

func init() {
	var p Pool
	sched.Model[Pool](
		sched.Part{Offset: unsafe.Offsetof(p.local)},
		sched.Part{Offset: unsafe.Offsetof(p.New)},
	)
}

// in returns what is in p, after p was used.
func (p *Pool) in() *pooled {
	o := sched.Use(p, sched.Write)
	if p.local == nil {
		p.local = unsafe.Pointer(&pooled{object: o, items: make(map[int32]any)})
	}
	return (*pooled)(p.local)
}

// Put adds v to the pool.
func (p *Pool) Put(v any) {
	if v == nil {
		return
	}
	in := p.in()
	in.object.Await(sched.Write, 0, sched.Unlimited)
	in.puts++
	in.items[in.puts] = v
	in.object.Touch(sched.Write, 0)
	in.object.GiveToken(in.puts)
}

// Get takes something out of the pool, or makes something new.
func (p *Pool) Get() any {
	in := p.in()
	if token := in.object.TakeToken(); token != 0 {
		v := in.items[token]
		delete(in.items, token)
		return v
	}
	if create := sched.Load(sched.Where(), &p.New); create != nil {
		return create()
	}
	return nil
}
