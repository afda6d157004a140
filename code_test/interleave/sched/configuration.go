package sched

// This file tells which steps are possible when some events of an execution
// have happened: all that have, or all but one and what happens after it. The
// events themselves are not done again for that; how far each goroutine is and
// the level of each object follow from what was noted when they were.

// A configuration is what a set of events has led to. The set has everything
// that happens before what it has.
type configuration struct {
	at       []int32 // how many operations each goroutine has done; -1 if it is not there
	objects  levels  // by id
	nameless levels  // by the number of the nameless object
	without  int32   // the event that is left out
	upto     int32   // the last event
}

// levels is what a configuration knows of objects.
type levels []objectLevel

type objectLevel struct {
	level          int32
	sent, received int32 // messages into and out of the buffer of a channel
}

func (c *configuration) reset() {
	for i := range c.at {
		c.at[i] = -1
	}
	clear(c.objects)
	clear(c.nameless)
}

// object returns the levels of an object.
func (c *configuration) object(id int32) *objectLevel {
	l, i := &c.objects, int(id)
	if id < 0 {
		l, i = &c.nameless, int(-id)
	}
	for i >= len(*l) {
		*l = append(*l, objectLevel{})
	}
	return &(*l)[i]
}

func (c *configuration) level(id int32) int32 { return c.object(id).level }

// position returns how many operations p has done, or -1 if it is not there.
func (c *configuration) position(p int32) int32 {
	if int(p) >= len(c.at) {
		return -1
	}
	return c.at[p]
}

func (c *configuration) place(p, n int32) {
	for int(p) >= len(c.at) {
		c.at = append(c.at, -1)
	}
	c.at[p] = n
}

// touch notes what a touch does to its object; by is 1, or -1 to undo it.
func (c *configuration) touch(a *Access, by int32) {
	switch {
	case a.Kind == send:
		o := c.object(a.Object)
		o.level += by * a.delta
		o.sent += by
	case a.Kind == recv:
		o := c.object(a.Object)
		o.level += by * a.delta
		o.received += by
	case a.delta != 0:
		c.object(a.Object).level += by * a.delta
	}
}

// do adds an event.
func (c *configuration) do(e *event) {
	c.at[e.label.p]++
	if e.label.q != alone {
		c.at[e.label.q]++
	}
	for _, id := range e.born {
		c.place(id, 0)
	}
	for i := range e.accs {
		c.touch(&e.accs[i], 1)
	}
}

// undo takes an event back out.
func (c *configuration) undo(e *event) {
	c.at[e.label.p]--
	if e.label.q != alone {
		c.at[e.label.q]--
	}
	for _, id := range e.born {
		c.at[id] = -1
	}
	for i := range e.accs {
		c.touch(&e.accs[i], -1)
	}
}

// pending returns what p waits to do; nil if it is not there or has ended.
func (x *explorer) pending(c *configuration, p int32) *op {
	at := c.position(p)
	if at < 0 || int(at) >= len(x.processes[p].ops) {
		return nil
	}
	return &x.processes[p].ops[at]
}

// has reports whether event m is one of the events of c.
func (x *explorer) has(c *configuration, m int32) bool {
	return m < c.without || m > c.without && m <= c.upto && !x.trace[m].past.has(c.without)
}

// steps appends to dst the steps that are possible and that goroutine p takes
// alone or as the sender.
func (x *explorer) steps(dst []label, c *configuration, p int32) []label {
	o := x.pending(c, p)
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
				dst = append(dst, label{p, alone, int32(i), 0})
			case k.send && k.room == 0:
				dst = x.meetings(dst, c, p, o, int32(i))
			}
		}
		if o.poll && !o.patient && !definite && !(o.eager > 0 && x.offered(c, o, o.eager-1)) {
			dst = append(dst, label{p, alone, byDefault, 0})
		}
	case await:
		if x.changed(c, o) {
			dst = append(dst, label{p, alone, 0, 0})
			break
		}
		for q := range int32(len(c.at)) {
			if q != p && x.offered(c, o, q) {
				dst = append(dst, label{p, alone, q + 1, 0})
			}
		}
	case choice:
		if !x.possible(c, o) {
			break
		}
		ways := o.ways
		if o.tokens {
			ways = x.tokens(c, o.acc.Object)
		}
		for _, w := range ways {
			dst = append(dst, label{p, alone, w, 0})
		}
		if o.optional || len(ways) == 0 {
			dst = append(dst, label{p, alone, 0, 0})
		}
	default:
		if x.possible(c, o) {
			dst = append(dst, label{p, alone, 0, 0})
		}
	}
	return dst
}

// meetings appends the steps in which p sends in case i of o to a receiver that waits.
func (x *explorer) meetings(dst []label, c *configuration, p int32, o *op, i int32) []label {
	for q := range int32(len(c.at)) {
		r := x.pending(c, q)
		if q == p || r == nil || r.kind != channel || o.poll && r.poll {
			continue // two that only look never meet
		}
		for j := range r.cases {
			if o.cases[i].matches(&r.cases[j]) {
				dst = append(dst, label{p, q, i, int32(j)})
			}
		}
	}
	return dst
}

// possible reports whether an op that needs no channel can be done.
func (x *explorer) possible(c *configuration, o *op) bool {
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
func (x *explorer) offered(c *configuration, o *op, q int32) bool {
	r := x.pending(c, q)
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
func (x *explorer) changed(c *configuration, o *op) bool {
	for i := range o.more {
		for m := o.seen[i] + 1; m <= c.upto; m++ {
			if x.has(c, m) && anyConflict(o.more[i:i+1], x.trace[m].accs) {
				return true
			}
		}
	}
	return false
}

// tokens returns the tokens of an object in the order in which they came.
func (x *explorer) tokens(c *configuration, object int32) []int32 {
	tokens := x.tokenRoom[:0]
	for m := range c.upto + 1 {
		if !x.has(c, m) {
			continue
		}
		for i := range x.trace[m].accs {
			a := &x.trace[m].accs[i]
			switch {
			case a.Object != object || a.token == 0:
			case a.token > 0:
				tokens = append(tokens, a.token)
			case a.token == allTokens:
				tokens = tokens[:0]
			default:
				for j, t := range tokens {
					if t == -a.token {
						tokens = append(tokens[:j], tokens[j+1:]...)
						break
					}
				}
			}
		}
	}
	x.tokenRoom = tokens
	return tokens
}

// touches appends to dst what the step l, which is possible, would touch.
func (x *explorer) touches(dst []Access, c *configuration, l label) []Access {
	o := x.pending(c, l.p)
	if o.kind != channel {
		if o.acc.Object != 0 {
			a := o.acc
			if o.limited {
				if level := c.level(a.Object); level < o.from || level > o.to {
					a.Kind = Read
					return append(dst, a)
				}
			}
			if o.kind == choice && l.cp == 0 && o.tokens {
				a.Kind = Read
			}
			dst = append(dst, a)
		}
		if o.put != 0 {
			a := Access{Object: o.put, Kind: observing, site: o.site, room: 1}
			if ch := c.object(o.put); ch.level == 0 {
				a.Kind, a.nth = send, ch.sent
			}
			dst = append(dst, a)
		}
		if o.take != 0 {
			a := Access{Object: o.take, Kind: observing, site: o.site, room: 1}
			if ch := c.object(o.take); ch.level > 0 {
				a.Kind, a.nth = recv, ch.received
			}
			dst = append(dst, a)
		}
		dst = append(dst, o.more...)
		if o.kind == await && l.cp > 0 {
			dst = append(dst, Access{Object: x.offer(l.cp - 1), Kind: Read})
		}
		return dst
	}
	if x.offers {
		dst = append(dst, Access{Object: x.offer(l.p), Kind: Write})
		if l.q != alone {
			dst = append(dst, Access{Object: x.offer(l.q), Kind: Write})
		}
	}
	if l.cp == byDefault {
		for i := range o.cases {
			if k := &o.cases[i]; k.object != 0 {
				dst = append(dst, Access{Object: k.object, Kind: notReady, site: o.site})
			}
		}
		if o.eager > 0 {
			dst = append(dst, Access{Object: x.offer(o.eager - 1), Kind: Read})
		}
		return dst
	}
	k := &o.cases[l.cp]
	ch := c.object(k.object)
	a := Access{Object: k.object, site: o.site, room: k.room}
	switch {
	case l.q != alone:
		a.Kind = meet
	case k.send && ch.level < isClosed:
		a.Kind, a.nth = send, ch.sent
	case !k.send && ch.level&(isClosed-1) > 0:
		a.Kind, a.nth = recv, ch.received
	default:
		a.Kind = closed
	}
	return append(dst, a)
}
