package oracle

// This file enumerates: all rows of steps, by going through all states.

// Interleavings returns the outcomes of the program if one goroutine runs at a time,
// and in how many interleavings each comes about. These go on behind the end of the
// program, where nothing is printed. If strict is set, the beginning of a Wait that
// has to wait is a step, which can be noticed if a WaitGroup is used wrongly. If ok
// is false there are more states than most.
func (p Program) Interleavings(strict bool, most int) (outcomes map[string]uint64, ok bool) {
	m := p.machine()
	m.strict = strict
	if m.local, ok = p.locals(most); !ok {
		return nil, false
	}
	known := make(map[string]map[string]uint64)
	var from func(s *state) map[string]uint64
	from = func(s *state) map[string]uint64 {
		k := s.key()
		if ways, ok := known[k]; ok {
			return ways
		}
		ways := make(map[string]uint64)
		if len(known) >= most {
			return ways
		}
		known[k] = ways
		steps := m.steps(s)
		if len(steps) == 0 {
			ways[s.outcome()] = 1
		}
		for _, st := range steps {
			for out, n := range from(m.do(s, st)) {
				ways[out] += n
			}
		}
		return ways
	}
	outcomes = from(m.begin())
	return outcomes, len(known) < most
}

// machine returns a machine for the program.
func (p Program) machine() *machine {
	m := new(machine)
	m.program, m.goroutines = p.number()
	return m
}

// visit calls f for every state that can be reached, with the steps that are
// possible in it. If ok is false there are more than most.
func (m *machine) visit(most int, f func(*state, []step)) (ok bool) {
	seen := make(map[string]bool)
	var from func(s *state)
	from = func(s *state) {
		k := s.key()
		if seen[k] || len(seen) >= most {
			return
		}
		seen[k] = true
		steps := m.steps(s)
		f(s, steps)
		if m.weak && s.over {
			return
		}
		for _, st := range steps {
			from(m.do(s, st))
		}
	}
	from(m.begin())
	return len(seen) < most
}

// locals returns which plain variables are only ever used by one goroutine, or only
// read: to use them is no step.
func (p Program) locals(most int) (local []bool, ok bool) {
	m := p.machine()
	users := make([]map[int]bool, p.Plain)
	written := make([]bool, p.Plain)
	for i := range users {
		users[i] = make(map[int]bool)
	}
	ok = m.visit(most, func(s *state, steps []step) {
		for _, st := range steps {
			if t := s.goroutines[st.by].todo[0]; t.Op == Read || t.Op == Write {
				users[t.Object][st.by] = true
				written[t.Object] = written[t.Object] || t.Op == Write
			}
		}
	})
	local = make([]bool, p.Plain)
	for i := range local {
		local[i] = len(users[i]) < 2 || !written[i]
	}
	return local, ok
}

// Weak returns the outcomes that the memory model allows, of which a program with
// data races may have more than those of its interleavings.
func (p Program) Weak(most int) (outcomes map[string]bool, ok bool) {
	m := p.machine()
	m.weak, m.past = true, true
	outcomes = make(map[string]bool)
	ok = m.visit(most, func(s *state, steps []step) {
		if s.over || len(steps) == 0 {
			outcomes[s.outcome()] = true
		}
	})
	return outcomes, ok
}

// Races returns the pairs of statements that access the same plain variable in some
// interleaving, at least one of them to write, where neither happens before the
// other: their numbers in the program, from 1 in the order of the text, the smaller
// one first.
func (p Program) Races(most int) (races map[[2]int]bool, ok bool) {
	m := p.machine()
	m.past = true
	races = make(map[[2]int]bool)
	ok = m.visit(most, func(s *state, steps []step) {
		for _, st := range steps {
			g := &s.goroutines[st.by]
			t := &g.todo[0]
			if t.Op != Read && t.Op != Write {
				continue
			}
			for _, a := range s.plain[t.Object] {
				if a.n > 0 && a.goroutine != st.by && (a.write || t.Op == Write) && !a.before(g.past) {
					races[[2]int{min(a.site, t.site), max(a.site, t.site)}] = true
				}
			}
		}
	})
	return races, ok
}
