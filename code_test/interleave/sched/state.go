package sched

// This file tells which steps are possible when some events of an execution
// have happened: all that have, or all but one and what happens after it. The
// events themselves are not done again for that; how far each goroutine is and
// the level of each object follow from what was noted when they were. With this
// an execution answers the questions of the tree.

import (
	"slices"

	"goroutines/code_test/interleave/sched/step"
	"goroutines/code_test/interleave/sched/tree"
)

// A state is what a set of events of a record has led to. The set has everything
// that happens before what it has.
type state struct {
	record   *record
	events   []int32 // the set, in order
	at       []int32 // how many operations each goroutine has done; -1 if it is not there
	objects  levels  // by id
	nameless levels  // by the number of the nameless object

	tokenRoom []int32 // room: of tokens
	writes    []int32 // room: of visible
}

var _ tree.Execution = (*state)(nil)

// levels is what a state knows of objects.
type levels []objectLevel

type objectLevel struct {
	level          int32
	sent, received int32 // messages into and out of the buffer of a channel
}

// reset goes to the state in which there is nothing, not even main.
func (c *state) reset() {
	c.events = c.events[:0]
	for i := range c.at {
		c.at[i] = -1
	}
	clear(c.objects)
	clear(c.nameless)
}

// Begin goes to the state before the first event.
func (c *state) Begin() {
	c.reset()
	c.place(0, 0)
	for i := range c.record.initial {
		c.touch(&c.record.initial[i], 1)
	}
}

// object returns the levels of an object.
func (c *state) object(id int32) *objectLevel {
	l, i := &c.objects, int(id)
	if id < 0 {
		l, i = &c.nameless, int(-id)
	}
	for i >= len(*l) {
		*l = append(*l, objectLevel{})
	}
	return &(*l)[i]
}

func (c *state) level(id int32) int32 { return c.object(id).level }

// place notes that goroutine p has done n operations.
func (c *state) place(p, n int32) {
	for int(p) >= len(c.at) {
		c.at = append(c.at, -1)
	}
	c.at[p] = n
}

// touch notes what a touch does to its object; by is 1, or -1 to undo it.
func (c *state) touch(a *Access, by int32) {
	switch {
	case a.Kind == step.Send:
		o := c.object(a.Object)
		o.level += by * a.delta
		o.sent += by
	case a.Kind == step.Recv:
		o := c.object(a.Object)
		o.level += by * a.delta
		o.received += by
	case a.delta != 0:
		c.object(a.Object).level += by * a.delta
	}
}

// Do adds event n.
func (c *state) Do(n int32) {
	e := c.record.events[n]
	c.events = append(c.events, n)
	c.at[e.P]++
	if e.Q != step.Alone {
		c.at[e.Q]++
	}
	for _, id := range e.Started {
		c.place(id, 0)
	}
	for i := range e.accesses {
		c.touch(&e.accesses[i], 1)
	}
}

// Undo takes event n, the last one of the set, back out.
func (c *state) Undo(n int32) {
	e := c.record.events[n]
	c.events = c.events[:len(c.events)-1]
	c.at[e.P]--
	if e.Q != step.Alone {
		c.at[e.Q]--
	}
	for _, id := range e.Started {
		c.at[id] = -1
	}
	for i := range e.accesses {
		c.touch(&e.accesses[i], -1)
	}
}

// goroutines returns how many goroutines there may be: they are numbered from 0, and
// some of them may not be there.
func (c *state) goroutines() int32 { return int32(len(c.at)) }

// pending returns what p waits to do; nil if it is not there or has ended.
func (c *state) pending(p int32) *op {
	if int(p) >= len(c.at) || c.at[p] < 0 {
		return nil
	}
	if ops := c.record.histories[p].ops; int(c.at[p]) < len(ops) {
		return &ops[c.at[p]]
	}
	return nil
}

// About appends to dst the goroutines that wait to do something that may depend on
// each of these events.
func (c *state) About(dst []int32, events []*step.Event) []int32 {
next:
	for p := range c.goroutines() {
		o := c.pending(p)
		if o == nil {
			continue
		}
		for _, e := range events {
			if !e.Moves(p) && !o.concerns(e.Touches) {
				continue next
			}
		}
		dst = append(dst, p)
	}
	return dst
}

// Several reports whether p has several ways to go on.
func (c *state) Several(p int32) bool { return c.pending(p).several() }

// Watches returns the goroutine that p, which waits in a loop, has seen to be a
// partner, if it goes on for that.
func (c *state) Watches(l step.Label) int32 {
	if c.pending(l.P).kind == await && l.CaseP > 0 && l.CaseP < observing {
		return l.CaseP - 1
	}
	return step.Alone
}

// Possible appends to dst the steps that are possible and that goroutine p takes
// alone or as the sender.
func (c *state) Possible(dst []step.Label, p int32) []step.Label {
	o := c.pending(p)
	if o == nil {
		return dst
	}
	switch o.kind {
	case channel:
		definite := false
		for i := range o.cases {
			k := &o.cases[i]
			switch {
			case k.object == 0:
			case k.ready(c.level(k.object)):
				definite = true
				dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: int32(i)})
			case k.send && k.room == 0:
				dst = c.meetings(dst, p, o, int32(i))
			}
		}
		if o.poll && !o.patient && !definite && !(o.eager > 0 && c.offered(o, o.eager-1)) {
			dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: byDefault})
		}
	case await:
		if o.never {
			if c.hidden(p, o) {
				dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: 0})
			}
			break
		}
		dst = c.newLoads(dst, p, o)
		if c.changed(o) {
			dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: 0})
			break
		}
		for q := range int32(len(c.at)) {
			if q != p && c.offered(o, q) {
				dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: q + 1})
			}
		}
	case load:
		c.writes = c.visible(c.writes[:0], p, o.acc.Object)
		for _, w := range c.writes {
			if o.only == 0 || o.only == w {
				dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: w})
			}
		}
	case choice:
		if !c.possible(o) {
			break
		}
		ways := o.ways
		if o.tokens {
			ways = c.tokens(o.acc.Object)
		}
		for _, w := range ways {
			dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: w})
		}
		if o.optional || len(ways) == 0 {
			dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: 0})
		}
	default:
		if c.possible(o) {
			dst = append(dst, step.Label{P: p, Q: step.Alone, CaseP: 0})
		}
	}
	return dst
}

// Hindered appends to dst the steps that p could take alone if something had not
// happened. What takes messages out of a buffer, or puts them there, happens in a row:
// so that only the default case of a select can be hindered by events that do not happen
// after each other, and what waits for a level or for tokens.
func (c *state) Hindered(dst []step.Label, p int32) []step.Label {
	o := c.pending(p)
	if o == nil {
		return dst
	}
	l := step.Label{P: p, Q: step.Alone}
	hindered := false
	switch o.kind {
	case channel:
		l.CaseP = byDefault
		for i := range o.cases {
			k := &o.cases[i]
			hindered = hindered || o.poll && !o.patient && k.object != 0 && k.ready(c.level(k.object))
		}
	case choice:
		hindered = !c.possible(o) || o.tokens && !o.optional && len(c.tokens(o.acc.Object)) > 0
	case simple:
		hindered = !c.possible(o)
	}
	if hindered {
		dst = append(dst, l)
	}
	return dst
}

// meetings appends the steps in which p sends in case i of o to a receiver that waits.
func (c *state) meetings(dst []step.Label, p int32, o *op, i int32) []step.Label {
	for q := range int32(len(c.at)) {
		r := c.pending(q)
		if q == p || r == nil || r.kind != channel || o.poll && r.poll {
			continue // two that only look never meet
		}
		for j := range r.cases {
			if o.cases[i].matches(&r.cases[j]) {
				dst = append(dst, step.Label{P: p, Q: q, CaseP: i, CaseQ: int32(j)})
			}
		}
	}
	return dst
}

// possible reports whether an op that needs no channel can be done.
func (c *state) possible(o *op) bool {
	for _, id := range o.zero {
		if c.level(id) != 0 {
			return false
		}
	}
	if o.acc.Object == 0 {
		return true
	}
	level := c.level(o.acc.Object)
	return level >= o.low && level <= o.high
}

// offered reports whether goroutine q waits for a partner for one of o's cases.
func (c *state) offered(o *op, q int32) bool {
	r := c.pending(q)
	if r == nil || r.kind != channel || r.poll {
		return false
	}
	for i := range o.cases {
		for j := range r.cases {
			if o.cases[i].matches(&r.cases[j]) {
				return true
			}
		}
	}
	return false
}

// changed reports whether something that o waits for has changed since it was
// observed.
func (c *state) changed(o *op) bool {
	for i := range o.more {
		for _, m := range slices.Backward(c.events) {
			if m <= o.seen[i] {
				break
			}
			for k := range c.record.events[m].Touches {
				if step.Conflict(&o.more[i].Access, &c.record.events[m].Touches[k]) {
					return true
				}
			}
		}
	}
	return false
}

// tokens returns the tokens of an object in the order in which they came.
func (c *state) tokens(object int32) []int32 { return c.tokensIn(object, c.events) }

// tokensIn is tokens when only these events have happened.
func (c *state) tokensIn(object int32, events []int32) []int32 {
	tokens := c.tokenRoom[:0]
	for _, m := range events {
		accesses := c.record.events[m].accesses
		for i := range accesses {
			a := &accesses[i]
			switch {
			case a.Object != object || a.token == 0:
			case a.token > 0:
				tokens = append(tokens, a.token)
			case a.token == allTokens:
				tokens = tokens[:0]
			default:
				if j := slices.Index(tokens, -a.token); j >= 0 {
					tokens = slices.Delete(tokens, j, j+1)
				}
			}
		}
	}
	c.tokenRoom = tokens
	return tokens
}

// Touches appends to dst what the step l, which is possible, would touch.
func (c *state) Touches(dst []step.Access, l step.Label) []step.Access {
	o := c.pending(l.P)
	switch {
	case o.kind == channel:
		return c.touchesChannel(dst, o, l)
	case o.kind == load:
		return append(dst, step.Access{Object: o.acc.Object, Kind: step.Load, Nth: l.CaseP})
	case o.kind == await && l.CaseP > observing:
		dst = append(dst, c.newLoad(l.P, o, l.CaseP-observing))
	}
	if o.acc.Object != 0 {
		a := o.acc.Access
		if o.limited {
			if level := c.level(a.Object); level < o.from || level > o.to {
				a.Kind = Read
				return append(dst, a)
			}
		}
		if o.kind == choice && l.CaseP == 0 && o.tokens {
			a.Kind = Read
		}
		dst = append(dst, a)
		if o.wakes {
			dst = c.woken(dst, o, l)
		}
		if o.parts {
			dst = c.parts(dst, o.acc.Object)
		}
	}
	if o.put != 0 {
		a := step.Access{Object: o.put, Kind: step.Observing, Room: 1}
		if ch := c.object(o.put); ch.level == 0 {
			a.Kind, a.Nth = step.Send, ch.sent
		}
		dst = append(dst, a)
	}
	if o.take != 0 {
		a := step.Access{Object: o.take, Kind: step.Observing, Room: 1}
		if ch := c.object(o.take); ch.level > 0 {
			a.Kind, a.Nth = step.Recv, ch.received
		}
		dst = append(dst, a)
	}
	for i := range o.more {
		dst = append(dst, o.more[i].Access)
	}
	if o.kind == await && l.CaseP > 0 && l.CaseP < observing {
		dst = append(dst, on(c.offer(l.CaseP-1), Read))
	}
	return dst
}

// touchesChannel is Touches for an operation on channels.
func (c *state) touchesChannel(dst []step.Access, o *op, l step.Label) []step.Access {
	if c.record.program.offers {
		dst = append(dst, on(c.offer(l.P), Write))
		if l.Q != step.Alone {
			dst = append(dst, on(c.offer(l.Q), Write))
		}
	}
	if l.CaseP == byDefault {
		for i := range o.cases {
			if k := &o.cases[i]; k.object != 0 {
				dst = append(dst, on(k.object, step.NotReady))
			}
		}
		if o.eager > 0 {
			dst = append(dst, on(c.offer(o.eager-1), Read))
		}
		return dst
	}
	k := &o.cases[l.CaseP]
	ch := c.object(k.object)
	a := step.Access{Object: k.object, Room: k.room}
	switch {
	case l.Q != step.Alone:
		a.Kind = step.Meet
	case k.send && ch.level < isClosed:
		a.Kind, a.Nth = step.Send, ch.sent
	case !k.send && ch.level&(isClosed-1) > 0:
		a.Kind, a.Nth = step.Recv, ch.received
	default:
		a.Kind = step.Closed
	}
	return append(dst, a)
}

func (c *state) offer(p int32) int32 { return c.record.program.offer(p) }
