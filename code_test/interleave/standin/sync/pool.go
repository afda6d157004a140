package sync

import "goroutines/code_test/interleave/sched"

// A Pool may lose what is put into it at any time: Get has the choice. What is
// in it are its object's tokens.
type Pool struct {
	New   func() any
	h     sched.Handle
	items map[int32]any // by token
	puts  int32
}

// Put adds v to the pool.
func (p *Pool) Put(v any) {
	if v == nil {
		return
	}
	p.h.Object().Await(sched.Write, 0, sched.Unlimited)
	p.puts++
	if p.items == nil {
		p.items = make(map[int32]any)
	}
	p.items[p.puts] = v
	p.h.Touch(sched.Write, 0)
	p.h.Object().GiveToken(p.puts)
}

// Get takes something out of the pool, or makes something new.
func (p *Pool) Get() any {
	if token := p.h.Object().TakeToken(true); token != 0 {
		v := p.items[token]
		delete(p.items, token)
		return v
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}
