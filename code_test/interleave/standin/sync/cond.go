package sync

import "goroutines/code_test/interleave/sched"

// A Cond has a token for each goroutine that waits; Signal takes one of them,
// and leaves open which. The goroutine waits for an object of its own to have
// level 1.
type Cond struct {
	L       Locker
	h       sched.Handle
	tickets map[int32]*sched.Object // by token
}

// NewCond returns a Cond that goes with l.
func NewCond(l Locker) *Cond { return sched.Made(&Cond{L: l}) }

// Wait unlocks c.L, waits to be woken, and locks c.L.
func (c *Cond) Wait() {
	c.h.Object().Await(sched.Inc, 0, sched.Unlimited)
	token := sched.Goroutine()
	c.h.Object().GiveToken(token)
	if c.tickets == nil {
		c.tickets = make(map[int32]*sched.Object)
	}
	ticket := sched.New()
	c.tickets[token] = ticket
	c.L.Unlock()
	ticket.Await(sched.Read, 1, 1)
	ticket.TouchAs(sched.Read, 0, sched.Acquire)
	c.L.Lock()
}

// Signal wakes one of those that wait, if there are any.
func (c *Cond) Signal() {
	if token := c.h.Object().TakeToken(false); token != 0 {
		c.wake(token)
	}
}

// Broadcast wakes all that wait.
func (c *Cond) Broadcast() {
	c.h.Object().Await(sched.Write, 0, sched.Unlimited)
	c.h.Object().TakeAllTokens()
	for token := range c.tickets {
		c.wake(token)
	}
}

func (c *Cond) wake(token int32) {
	c.tickets[token].TouchAs(sched.Write, 1, sched.Release)
	delete(c.tickets, token)
}
