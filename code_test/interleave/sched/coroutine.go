package sched

// This file has the coroutines on which goroutines run. One is used again and
// again, which is quicker than to make another; when the exploration is over, all
// are stopped, since nothing else ever ends them.

import "iter"

// coroutines are those of an exploration that run no goroutine now.
type coroutines struct {
	idle []*coroutine
	real bool // they are threads, and used once: see real.go
}

// A coroutine runs one goroutine after the other.
type coroutine struct {
	goroutine goroutine // that runs, or has run last
	next      func() (struct{}, bool)
	stop      func()
	yield     func(struct{}) bool
	idle      bool // its goroutine has ended
	spent     bool // by runtime.Goexit: it is of no more use
}

// take returns an idle coroutine, or makes one. Its goroutine is to be set.
func (cs *coroutines) take() *coroutine {
	if n := len(cs.idle); n > 0 {
		c := cs.idle[n-1]
		cs.idle = cs.idle[:n-1]
		c.idle = false
		return c
	}
	if cs.real {
		return newThread()
	}
	c := new(coroutine)
	c.next, c.stop = iter.Pull(func(yield func(struct{}) bool) {
		c.yield = yield
		defer c.exited()
		for {
			c.goroutine.run()
			c.idle = true
			if !yield(struct{}{}) {
				return
			}
		}
	})
	return c
}

// exited is deferred at the bottom: it stops runtime.Goexit for as long as anybody
// wants something of c.
func (c *coroutine) exited() {
	if c.goroutine.exiting && !current().faulty {
		c.idle, c.spent = true, true
		c.yield(struct{}{})
	}
}

// give takes c back, whose goroutine has ended.
func (cs *coroutines) give(c *coroutine) {
	switch {
	case cs.real:
	case c.spent: // runtime.Goexit would go on with who lets it
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			c.next()
		}()
		<-gone
	default:
		cs.idle = append(cs.idle, c)
	}
}

// stop ends all coroutines, which must be idle.
func (cs *coroutines) stop() {
	for _, c := range cs.idle {
		c.stop()
	}
	cs.idle = nil
}
