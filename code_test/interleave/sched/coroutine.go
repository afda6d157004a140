package sched

// This file has the coroutines on which goroutines run. One is used again and
// again, which is quicker than to make another; when the exploration is over, all
// are stopped, since nothing else ever ends them.

import "iter"

// coroutines are those of an exploration that run no goroutine now.
type coroutines struct{ idle []*coroutine }

// A coroutine runs one goroutine after the other.
type coroutine struct {
	goroutine goroutine // that runs, or has run last
	next      func() (struct{}, bool)
	stop      func()
	yield     func(struct{}) bool
	idle      bool // its goroutine has ended
}

// take returns an idle coroutine, or makes one. Its goroutine is to be set.
func (cs *coroutines) take() *coroutine {
	if n := len(cs.idle); n > 0 {
		c := cs.idle[n-1]
		cs.idle = cs.idle[:n-1]
		c.idle = false
		return c
	}
	c := new(coroutine)
	c.next, c.stop = iter.Pull(func(yield func(struct{}) bool) {
		c.yield = yield
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

// give takes c back, whose goroutine has ended.
func (cs *coroutines) give(c *coroutine) { cs.idle = append(cs.idle, c) }

// stop ends all coroutines, which must be idle.
func (cs *coroutines) stop() {
	for _, c := range cs.idle {
		c.stop()
	}
	cs.idle = nil
}
