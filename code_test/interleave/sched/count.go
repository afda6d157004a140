package sched

// This file counts the interleavings that an execution stands for: the ways to
// put its events in a row such that each comes after all that happen before it.

import (
	"math/big"
	"math/bits"
	"strings"

	"goroutines/code_test/interleave/sched/step"
)

// most is how many places, or sets of events, are looked at to count the
// interleavings of one execution. To count them is a hard problem in general
// (Brightwell and Winkler, "Counting Linear Extensions", Order 8, 1991).
const most = 1 << 16

// work is how many pairs of events are looked at for that, where there are sets.
const work = 1 << 22

// A counter counts the interleavings of what is recorded.
type counter struct {
	record *record
	ways   []uint64            // room: of countPlaces
	known  map[string]*big.Int // of sets of events
	left   int                 // how much more work there may be for the sets
}

// count returns how many interleavings there are. It is a walk over how far each
// goroutine has come: the number of ways to get there is the sum of those to get
// one event less far. If ok is false that would take too long, and there are more.
func (c *counter) count() (n *big.Int, ok bool) {
	var running []chain
	size := 1
	for id := range c.record.histories {
		if done := c.record.histories[id].done; len(done) > 0 {
			running = append(running, chain{int32(id), done})
			if size *= len(done) + 1; size > most {
				return c.linearExtensions()
			}
		}
	}
	if len(running) < 2 {
		return big.NewInt(1), true
	}
	if n, ok := c.countPlaces(running, size); ok {
		return new(big.Int).SetUint64(n), true
	}
	return c.linearExtensions()
}

// A chain is a goroutine, and the events that it takes part in.
type chain struct {
	id   int32
	done []int32
}

// countPlaces is count for a number of goroutines that have size places
// together; ok is false if the result does not fit.
func (c *counter) countPlaces(running []chain, size int) (n uint64, ok bool) {
	events := len(c.record.events)
	stride := make([]int, len(running))
	digit := make([]int, events) // the place of each event, as a step from one state to the next
	needs := make([]int32, 0, events*len(running))
	s := 1
	for i, p := range running {
		stride[i] = s
		for _, e := range p.done {
			digit[e] += s
		}
		s *= len(p.done) + 1
	}
	for e := range events {
		past := c.record.events[e].Past
		for _, p := range running {
			need := int32(0)
			for _, d := range p.done {
				if !past.Has(d) {
					break
				}
				need++
			}
			needs = append(needs, need)
		}
	}
	if cap(c.ways) < size {
		c.ways = make([]uint64, size)
	}
	ways := c.ways[:size]
	clear(ways)
	ways[0] = 1
	at := make([]int32, len(running))
	for v := range ways {
		if v > 0 {
			for i := range at {
				at[i]++
				if int(at[i]) <= len(running[i].done) {
					break
				}
				at[i] = 0
			}
		}
		w := ways[v]
		if w == 0 {
			continue
		}
	next:
		for i, p := range running {
			if int(at[i]) == len(p.done) {
				continue
			}
			e := int(p.done[at[i]])
			if l := c.record.events[e].Label; l.Q != step.Alone && l.P != p.id {
				continue // it is a step of its sender
			}
			for j, need := range needs[e*len(running) : (e+1)*len(running)] {
				if at[j] < need {
					continue next
				}
			}
			sum, carry := bits.Add64(ways[v+digit[e]], w, 0)
			if carry != 0 {
				return 0, false
			}
			ways[v+digit[e]] = sum
		}
	}
	return ways[size-1], true
}

// linearExtensions is count for many goroutines: it splits the events where all of
// one part come before all of another, or where no two of different parts are
// ordered, and tries what can come first where it cannot.
func (c *counter) linearExtensions() (n *big.Int, ok bool) {
	c.known, c.left = make(map[string]*big.Int), work
	all := make([]int32, len(c.record.events))
	for i := range all {
		all[i] = int32(i)
	}
	n = c.extensions(all)
	ok = !c.tooMuch()
	c.known = nil
	return n, ok
}

// tooMuch reports whether it is given up to count. Then no number is of use.
func (c *counter) tooMuch() bool { return c.left < 0 || len(c.known) > most/16 }

func (c *counter) before(a, b int32) bool { return c.record.events[b].Past.Has(a) }

// extensions returns the number of linear extensions of the order of some events,
// which are given in one of them.
func (c *counter) extensions(events []int32) *big.Int {
	if len(events) < 2 || c.tooMuch() {
		return big.NewInt(1)
	}
	if parts := c.parts(events, func(a, b int32) bool { return !c.before(a, b) }); len(parts) > 1 {
		// Each part comes before the next one.
		n := big.NewInt(1)
		for _, p := range parts {
			n.Mul(n, c.extensions(p))
		}
		return n
	}
	if parts := c.parts(events, c.before); len(parts) > 1 {
		// The parts are independent: their events mix in every way.
		n, sum := big.NewInt(1), int64(0)
		for _, p := range parts {
			sum += int64(len(p))
			n.Mul(n, c.extensions(p))
			n.Mul(n, new(big.Int).Binomial(sum, int64(len(p))))
		}
		return n
	}
	var key strings.Builder
	for _, e := range events {
		key.WriteByte(byte(e))
		key.WriteByte(byte(e >> 8))
		key.WriteByte(byte(e >> 16))
	}
	if n, ok := c.known[key.String()]; ok {
		return n
	}
	n := new(big.Int)
first:
	for i, e := range events {
		if c.tooMuch() {
			break
		}
		for _, d := range events[:i] {
			if c.before(d, e) {
				continue first
			}
		}
		rest := append(append(make([]int32, 0, len(events)-1), events[:i]...), events[i+1:]...)
		n.Add(n, c.extensions(rest))
	}
	c.known[key.String()] = n
	return n
}

// parts splits events into the connected parts of a graph; linked is asked
// about pairs in the given order.
func (c *counter) parts(events []int32, linked func(a, b int32) bool) [][]int32 {
	part := make([]int, len(events))
	for i := range part {
		part[i] = i
	}
	find := func(i int) int {
		for part[i] != i {
			part[i] = part[part[i]]
			i = part[i]
		}
		return i
	}
	for j := range events {
		if c.left -= j; c.left < 0 {
			return nil
		}
		for i := range j {
			if a, b := find(i), find(j); a != b && linked(events[i], events[j]) {
				part[max(a, b)] = min(a, b)
			}
		}
	}
	var parts [][]int32
	index := make(map[int]int)
	for i, e := range events {
		root := find(i)
		at, ok := index[root]
		if !ok {
			at = len(parts)
			index[root] = at
			parts = append(parts, nil)
		}
		parts[at] = append(parts[at], e)
	}
	return parts
}
