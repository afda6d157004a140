package oracle

// This file says which steps commute, and counts interleavings that differ in more
// than the order of those.

import (
	"fmt"
	"slices"
	"strings"
)

// A use is what a step does to something that goroutines share.
type use struct {
	what string // its name
	how  string // see commute
	nth  int    // of send and receive: the number of the message
	room int    // and the capacity
}

// uses returns what a step that is possible does to what goroutines share.
func (m *machine) uses(s *state, st step) []use {
	g := &s.goroutines[st.by]
	now := &g.todo[0]
	one := func(what, how string) []use { return []use{{what: fmt.Sprint(what, now.Object), how: how}} }
	switch now.Op {
	case Read:
		return one("x", "read")
	case Write:
		return one("x", "write")
	case Load:
		return one("a", "read")
	case CAS:
		if s.atomics[now.Object].value != now.Old {
			return one("a", "read")
		}
		return one("a", "write")
	case Store, Add, Swap:
		return one("a", "write")
	case Lock, Unlock:
		return one("mu", "write")
	case OnceDo:
		if s.onces[now.Object].value == 2 {
			return one("once", "read")
		}
		return one("once", "write")
	case onceEnd:
		return one("once", "write")
	case GroupAdd, GroupDone, GroupGo, groupEnd, groupCheck, groupReset:
		return one("wg", "add")
	case GroupWait, waitEnd:
		return one("wg", "read")
	case Print, Exit, die, fatal, finished:
		return []use{{what: "out", how: "write"}}
	case Close:
		return one("c", "close")
	case Len:
		return one("c", "len")
	case Send, Receive, Select:
		return m.usesChannel(s, now, st)
	}
	return nil
}

func (m *machine) usesChannel(s *state, now *Statement, st step) []use {
	if st.way == byDefault {
		var all []use
		for _, c := range now.Cases {
			if m.program.Channels[c.Object] >= 0 {
				all = append(all, use{what: fmt.Sprint("c", c.Object), how: "default"})
			}
		}
		return all
	}
	t := now.cases()[st.way]
	c := &s.channels[t.Object]
	u := use{what: fmt.Sprint("c", t.Object), room: m.program.Channels[t.Object]}
	switch {
	case st.with != nobody:
		u.how = "meet"
	case t.Op == Send && !c.closed:
		u.how, u.nth = "send", c.sent
	case t.Op == Receive && len(c.messages) > 0:
		u.how, u.nth = "receive", len(c.received)
	default:
		u.how = "closed"
	}
	return []use{u}
}

// commute lists the pairs of uses of one thing, in alphabetical order, whose order
// makes no difference. All others may depend on each other.
var commute = map[string]bool{
	"read read": true, // who looks first does not matter
	"add add":   true, // the sum is the same, and nobody sees it but a Wait

	"meet meet":       true, // of different partners
	"default default": true,
	"closed closed":   true,
	"len len":         true,
	"default len":     true,

	"close receive": true, // what is in the buffer is received from a closed channel too
	"close len":     true,
	"default meet":  true, // who finds nobody there does not keep others from meeting
	"len meet":      true, // there is no buffer
	"closed len":    true,

	// One of these never comes right before the other, in either order.
	"closed default": true, "closed meet": true,
}

// commutes reports whether the order of two uses makes no difference.
func (u use) commutes(v use) bool {
	if u.what != v.what || commute[min(u.how, v.how)+" "+max(u.how, v.how)] {
		return true
	}
	if u.how == "receive" && v.how == "send" {
		u, v = v, u
	}
	if u.how == "send" && v.how == "receive" {
		// The message itself, or the place that it takes.
		return u.nth != v.nth && u.nth != v.nth+u.room
	}
	return false
}

// An event is a step that was taken.
type event struct {
	step
	name  string // the same wherever in the row it is taken
	moves []int  // the goroutines that take it, and those that it starts
	uses  []use
}

// depends reports whether the order of two events makes a difference.
func (e *event) depends(f *event) bool {
	for _, id := range e.moves {
		if slices.Contains(f.moves, id) {
			return true
		}
	}
	for _, u := range e.uses {
		for _, v := range f.uses {
			if !u.commutes(v) {
				return true
			}
		}
	}
	return false
}

// event returns the event that a step is, which is to be taken.
func (m *machine) event(s *state, st step, taken []int) event {
	e := event{step: st, moves: []int{st.by}, uses: m.uses(s, st)}
	if st.with != nobody {
		e.moves = append(e.moves, st.with)
	}
	var name strings.Builder
	for _, id := range e.moves {
		fmt.Fprintf(&name, "%d.%d ", id, taken[id])
	}
	fmt.Fprintf(&name, "way %d %d", st.way, st.wayWith)
	e.name = name.String()
	if t := &s.goroutines[st.by].todo[0]; t.Op == Go || t.Op == GroupGo {
		e.moves = append(e.moves, t.child)
	}
	return e
}

// Classes returns how many classes of interleavings there are: two are of one class
// if they have the same events, and each two of these that depend on each other in
// the same order. If ok is false there are more interleavings than most.
func (p Program) Classes(strict bool, most int) (n int, ok bool) {
	m := p.machine()
	m.strict = strict
	if m.local, ok = p.locals(most); !ok {
		return 0, false
	}
	classes := make(map[string]bool)
	rows := 0
	var from func(s *state, row []event, taken []int)
	from = func(s *state, row []event, taken []int) {
		if rows >= most {
			return
		}
		steps := m.steps(s)
		if len(steps) == 0 {
			rows++
			classes[class(row)] = true
		}
		for _, st := range steps {
			e := m.event(s, st, taken)
			now := slices.Clone(taken)
			now[st.by]++
			if st.with != nobody {
				now[st.with]++
			}
			from(m.do(s, st), plus(row, e), now)
		}
	}
	from(m.begin(), nil, make([]int, m.goroutines))
	return len(classes), rows < most
}

// class returns a text that is the same for rows of one class: each event with those
// before it on which it depends.
func class(row []event) string {
	var lines []string
	for i := range row {
		var before []string
		for j := range row[:i] {
			if row[j].depends(&row[i]) {
				before = append(before, row[j].name)
			}
		}
		slices.Sort(before)
		lines = append(lines, row[i].name+" after "+strings.Join(before, ", "))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}
