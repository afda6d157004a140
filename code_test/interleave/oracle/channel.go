package oracle

// This file has the communications: sends, receives and select statements.

// cases returns the communications among which a statement chooses.
func (t *Statement) cases() []Statement {
	switch t.Op {
	case Select:
		return t.Cases
	case Send, Receive:
		return []Statement{*t}
	}
	return nil
}

// communications returns the possible steps of a goroutine that sends or receives;
// of those that meet, the ones in which it sends. That a goroutine waits is no step,
// so that one that is about to communicate may wait already, or may not: others can
// meet it, and can find nobody there.
func (m *machine) communications(s *state, id int) []step {
	var all []step
	now := &s.goroutines[id].todo[0]
	ready := false
	for i, c := range now.cases() {
		room := m.program.Channels[c.Object]
		if room < 0 {
			continue // nobody ever communicates over a nil channel
		}
		ch := &s.channels[c.Object]
		switch {
		case ch.closed, c.Op == Send && len(ch.messages) < room, c.Op == Receive && len(ch.messages) > 0:
			ready = true
			all = append(all, step{by: id, with: nobody, way: i})
		case c.Op == Send && room == 0:
			all = append(all, m.meetings(s, id, i)...)
		}
	}
	if now.Op == Select && now.Default && !ready {
		all = append(all, step{by: id, with: nobody, way: byDefault})
	}
	return all
}

// meetings returns the steps in which a goroutine sends, by one of its cases, to
// another one without a buffer. One of the two has to wait for the other, so that
// two that have a default case never meet.
func (m *machine) meetings(s *state, id, way int) []step {
	var all []step
	now := &s.goroutines[id].todo[0]
	for other := range s.goroutines {
		h := &s.goroutines[other]
		if other == id || !h.started || len(h.todo) == 0 || now.Default && h.todo[0].Default {
			continue
		}
		for j, d := range h.todo[0].cases() {
			if d.Op == Receive && d.Object == now.cases()[way].Object {
				all = append(all, step{by: id, with: other, way: way, wayWith: j})
			}
		}
	}
	return all
}

// communicate does a communication of one goroutine with a buffer, with a closed
// channel, or with nobody, by default.
func (m *machine) communicate(s *state, id, way int, now Statement) {
	g := &s.goroutines[id]
	if way == byDefault {
		g.todo = plus(now.Body, g.todo...)
		return
	}
	t := now.cases()[way]
	c, room := &s.channels[t.Object], m.program.Channels[t.Object]
	switch {
	case t.Op == Send && c.closed:
		m.panics(g, "send on closed channel", now.site)
		return
	case t.Op == Send:
		// The k-th receive is synchronized before the send that takes its place.
		if n := c.sent - room; n >= 0 {
			g.past = g.past.with(c.received[n])
		}
		c.sent++
		c.messages = plus(c.messages, cell{g.value(t.Value), g.past})
	case len(c.messages) > 0:
		g.set(t.Register, c.messages[0].value)
		g.past = g.past.with(c.messages[0].past)
		c.messages = c.messages[1:]
		c.received = plus(c.received, g.past)
	default: // it is closed
		g.set(t.Register, 0)
		g.past = g.past.with(c.closing)
	}
	m.chosen(g, now, t)
}

// chosen lets a goroutine go on with the body of the case that was chosen.
func (m *machine) chosen(g *goroutine, now, t Statement) {
	if now.Op == Select {
		g.todo = plus(t.Body, g.todo...)
	}
}

// meet does a step of two goroutines.
func (m *machine) meet(s *state, st step) {
	g, h := &s.goroutines[st.by], &s.goroutines[st.with]
	m.tick(g, st.by)
	m.tick(h, st.with)
	both := g.past.with(h.past)
	g.past, h.past = both, both
	send, receive := g.todo[0], h.todo[0]
	g.todo, h.todo = g.todo[1:], h.todo[1:]
	t, u := send.cases()[st.way], receive.cases()[st.wayWith]
	h.set(u.Register, g.value(t.Value))
	m.chosen(g, send, t)
	m.chosen(h, receive, u)
	m.settle(s, st.by)
	m.settle(s, st.with)
}
