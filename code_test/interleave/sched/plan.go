package sched

// This file plans further executions. After each one it looks for steps that
// could have come before an event that they depend on, and notes for the state
// before that event a sequence of steps in which they do. This is Algorithm 2 of
// Abdulla, Aronis, Jonsson and Sagonas, "Source Sets: A Foundation for Optimal
// Dynamic Partial Order Reduction", Journal of the ACM 64(4), 2017, with one
// difference. Their goroutines have one step that they can take next, and so
// they look at pairs of events that have happened. Ours can have several, with
// different partners, and a step can be undone by what makes another possible:
// so we look at pairs of an event and a step that the other events would have
// made possible, whether or not it was taken later.

// A plan is a step to take, and what to do next, one after the other: a node of
// a wakeup tree. It leaves open what follows if next is empty.
type plan struct {
	label label
	accs  []Access
	next  []*plan
}

// plan makes plans from the execution that has just ended. From its events
// before fresh, which it has in common with the one before, they were made then.
func (x *explorer) plan(fresh int32) {
	if x.opts.Naive {
		return
	}
	c := &x.before
	c.reset()
	c.place(0, 0)
	for i := range x.now + 1 {
		e := &x.trace[i]
		c.without, c.upto = i, i
		if o := x.pending(c, e.label.p); len(e.accs) > 0 || o.kind == channel || o.kind == choice {
			x.alternatives(c, i, fresh)
		}
		c.do(e)
	}
}

// alternatives plans steps that come before event i; c is the state before it.
func (x *explorer) alternatives(c *configuration, i, fresh int32) {
	if i >= fresh {
		x.alternativesAt(c, i, nil)
	}
	for k := i + 1; k <= x.now; k++ {
		t := &x.trace[k]
		if t.past.has(i) {
			continue
		}
		c.do(t)
		c.upto = k
		if k >= fresh {
			x.alternativesAt(c, i, t)
		}
	}
	for k := x.now; k > i; k-- {
		if t := &x.trace[k]; !t.past.has(i) {
			c.undo(t)
		}
	}
	c.upto = i
}

// alternativesAt plans the steps that are possible in c and depend on event i,
// which is not in c. If last is not nil they are those which that event, the
// last one of c, has made possible or makes another.
func (x *explorer) alternativesAt(c *configuration, i int32, last *event) {
	e := &x.trace[i]
	for p := range int32(len(c.at)) {
		o := x.pending(c, p)
		if o == nil || !o.concerns(e.accs) && p != e.label.p && p != e.label.q {
			continue
		}
		if last != nil && !last.moves(p) && !o.concerns(last.accs) {
			continue
		}
		x.room = x.steps(x.room[:0], c, p)
		for _, l := range x.room {
			if l == e.label {
				continue
			}
			x.touched = x.touches(x.touched[:0], c, l)
			if !l.shares(e.label) && !mayAnyConflict(x.touched, e.accs) {
				continue
			}
			if last != nil && !last.moves(l.p) && !(l.q != alone && last.moves(l.q)) && !(o.kind == await && last.moves(l.cp-1)) && !mayAnyConflict(x.touched, last.accs) {
				continue
			}
			x.propose(c, i, l)
		}
	}
}

// moves reports whether goroutine p goes on, or begins, with e.
func (e *event) moves(p int32) bool {
	if p == e.label.p || p == e.label.q {
		return true
	}
	for _, b := range e.born {
		if b == p {
			return true
		}
	}
	return false
}

// propose plans to take step l, which touches x.touched, before event i: after
// those events of c that come later than i, and before those still later ones
// that neither happen after i nor depend on l. The more there are in the plan,
// the less is mistaken for something that is explored already.
func (x *explorer) propose(c *configuration, i int32, l label) {
	v := x.sequence[:0]
	for m := i + 1; m <= c.upto; m++ {
		if t := &x.trace[m]; !t.past.has(i) {
			v = append(v, sleeper{t.label, t.accs})
		}
	}
	v = append(v, sleeper{l, x.touched})
	x.excluded = x.excluded[:0]
	for m := max(c.upto, i) + 1; m <= x.now; m++ {
		t := &x.trace[m]
		if t.past.has(i) || t.label.shares(l) || mayAnyConflict(t.accs, x.touched) || t.past.meets(x.excluded) {
			x.excluded.add(m)
			continue
		}
		v = append(v, sleeper{t.label, t.accs})
	}
	x.sequence = v
	nd := &x.nodes[i]
	for s := range nd.asleep {
		if at := initial(&nd.asleep[s], v); at >= 0 {
			return
		}
	}
	x.insert(&nd.plans, v)
}

// insert adds v to a tree of plans, unless what is planned leads to it anyway.
func (x *explorer) insert(tree *[]*plan, v []sleeper) {
next:
	for len(v) > 0 {
		for _, p := range *tree {
			at := initial(&sleeper{p.label, p.accs}, v)
			if at < 0 {
				continue
			}
			if at < len(v) {
				v = append(v[:at], v[at+1:]...)
			}
			if len(p.next) == 0 {
				return
			}
			tree = &p.next
			continue next
		}
		break
	}
	for _, s := range v {
		p := &plan{label: s.label, accs: append([]Access(nil), s.accs...)}
		*tree = append(*tree, p)
		tree = &p.next
	}
}

// initial tells whether some execution that begins with v can as well begin
// with s: the index of s in v if nothing before it has to come first, len(v) if
// s is not in v and independent of all of it, and -1 otherwise.
func initial(s *sleeper, v []sleeper) int {
	for i := range v {
		if s.label.shares(v[i].label) {
			if s.label == v[i].label {
				return i
			}
			return -1
		}
		if mayAnyConflict(s.accs, v[i].accs) {
			return -1
		}
	}
	return len(v)
}
