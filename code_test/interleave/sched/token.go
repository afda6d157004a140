package sched

// This file models what is given to an object and taken from it one by one, where it
// is left open which is taken: the values in a Pool, and the goroutines that wait for
// a Cond. Each is a token, a number above 0. That of a goroutine is its ticket, an
// object that has level 1 when the goroutine may go on.

import "goroutines/code_test/interleave/sched/step"

// TakeToken waits until the calling goroutine may take a token that was given
// to o, and returns the one that is chosen: 0 if there is none, and also if there
// is, perhaps.
func (o *Object) TakeToken() int32 {
	return o.take(op{acc: o.By(Write), optional: true})
}

// take is TakeToken for an op that says more.
func (o *Object) take(w op) int32 {
	x := current()
	w.kind, w.site, w.high, w.tokens = choice, x.current.site, unlimited, true
	token := x.wait(w).choice
	if token == 0 {
		x.touch(Access{Access: on(o.id, Read), order: Acquire | Release})
	} else {
		x.touch(Access{Access: on(o.id, Write), order: Acquire | Release, token: -token})
	}
	return token
}

// GiveToken gives o a token, as part of the event that is being done. Gifts
// commute.
func (o *Object) GiveToken(token int32) {
	x := current()
	x.touch(Access{Access: on(o.id, Inc), order: Acquire | Release, token: token})
}

// Queue gives o the ticket of the calling goroutine, as part of the event that is
// being done, and returns it.
func (o *Object) Queue() *Object {
	ticket := New()
	o.GiveToken(ticket.id)
	return ticket
}

// WakeOne lets one of the goroutines that wait for o go on, if there are any, and
// reports whether there are.
func (o *Object) WakeOne() bool {
	token := o.take(op{acc: o.By(Write), wakes: true})
	if token == 0 {
		return false
	}
	current().touch(Access{Access: on(token, Write), order: Release, delta: 1})
	return true
}

// WakeAll lets all goroutines that wait for o go on.
func (o *Object) WakeAll() {
	x := current()
	x.wait(op{kind: simple, site: x.current.site, acc: o.By(Write), high: unlimited, wakes: true})
	before := x.state.events[:len(x.state.events)-1]
	for _, token := range x.state.tokensIn(o.id, before) {
		x.touch(Access{Access: on(token, Write), order: Release, delta: 1})
	}
	x.touch(Access{Access: on(o.id, Write), order: Acquire | Release, token: allTokens})
}

// woken appends to dst how the step l, which is o, touches the tickets of those whom
// it lets go on.
func (c *state) woken(dst []step.Access, o *op, l step.Label) []step.Access {
	switch {
	case !o.tokens:
		for _, token := range c.tokens(o.acc.Object) {
			dst = append(dst, on(token, Write))
		}
	case l.CaseP != 0:
		dst = append(dst, on(l.CaseP, Write))
	}
	return dst
}
