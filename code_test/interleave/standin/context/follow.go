package context

// This file has contexts canceled when their parents are.

import "goroutines/code_test/interleave/sched"

// A fate is what the parent of a context means for it.
type fate int

const (
	alone    fate = iota // the parent is never canceled
	followed             // the context is canceled when the parent is
	doomed               // the parent was canceled, and so the context is
)

// follow makes parent the parent of c. From now on child, which c is part of, is
// canceled when parent is.
func (c *cancelCtx) follow(parent Context, child canceler) fate {
	c.Context = parent
	done := parent.Done()
	if done == nil {
		return alone
	}
	p, ok := canceledWith(parent)
	if !ok {
		// A context of the program's own is asked first.
		if closed(done) {
			child.cancel(false, parent.Err(), Cause(parent))
			return doomed
		}
		p, ok = parentCancelCtx(parent)
	}
	if ok {
		return p.adopt(child)
	}
	if a, ok := parent.(afterFuncer); ok {
		stop := a.AfterFunc(func() { child.cancel(false, parent.Err(), Cause(parent)) })
		c.Context = stopCtx{parent, stop}
		return followed
	}
	site := sched.Where()
	sched.Go(site, func() {
		byParent, byItself := sched.In(site, parent.Done()), sched.In(site, child.Done())
		if sched.Select(site, false, byParent.Case(), byItself.Case()) == 0 {
			byParent.Take()
			child.cancel(false, parent.Err(), Cause(parent))
		} else {
			byItself.Take()
		}
	})
	return followed
}

// closed is the event that looks at whether a context's channel is closed.
func closed(done <-chan struct{}) bool {
	site := sched.Where()
	r := sched.In(site, done)
	if sched.Select(site, true, r.Case()) < 0 {
		return false
	}
	r.Take()
	return true
}

// adopt makes child one of the children of p, or cancels it if p is canceled.
func (p *cancelCtx) adopt(child canceler) fate {
	p.state.Await(sched.Inc, active, canceled)
	p.state.Touch(sched.Inc, 0)
	if p.err != nil {
		child.cancel(false, p.err, p.cause)
		return doomed
	}
	p.children[child] = struct{}{}
	return followed
}

// removeChild takes child off parent.
func removeChild(parent Context, child canceler) {
	if s, ok := parent.(stopCtx); ok {
		s.stop()
		return
	}
	p, ok := parentCancelCtx(parent)
	if !ok {
		return
	}
	p.state.Await(sched.Inc, active, canceled)
	p.state.Touch(sched.Inc, 0)
	delete(p.children, child)
}

// parentCancelCtx returns the nearest context from parent on that can be
// canceled, unless a context of the program's own on the way there has another
// channel.
func parentCancelCtx(parent Context) (*cancelCtx, bool) {
	done := parent.Done()
	if done == nil {
		return nil, false
	}
	p, ok := parent.Value(&cancelCtxKey).(*cancelCtx)
	return p, ok && p.done == done
}

// An afterFuncer is a context of the program's own that calls functions itself
// when it is canceled.
type afterFuncer interface {
	AfterFunc(func()) func() bool
}

// A stopCtx is the parent of a context that an afterFuncer cancels: stop takes
// that context off it.
type stopCtx struct {
	Context
	stop func() bool
}
