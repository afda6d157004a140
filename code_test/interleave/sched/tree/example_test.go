package tree

// This file prints the worked example of the package comment.

import (
	"fmt"
	"strings"
	"testing"

	"goroutines/code_test/interleave/sched/step"
)

func Example() {
	example := paper{
		{write("x")},
		{read("y"), read("x")},
		{read("z"), read("x")},
	}
	explore(new(testing.T), example, false, func(t *Tree, r *run) {
		text := func(s *step.Step) string {
			for name, id := range r.ids {
				if id == s.Touches[0].Object {
					return fmt.Sprintf("%c.%s", 'p'+s.P, name)
				}
			}
			return ""
		}
		row := func(steps []step.Step) string {
			var words []string
			for i := range steps {
				words = append(words, text(&steps[i]))
			}
			return strings.Join(words, " ")
		}
		var events []step.Step
		for _, e := range r.events {
			events = append(events, e.Step)
		}
		fmt.Println(row(events))
		for n := range t.nodes {
			nd := &t.nodes[n]
			if len(nd.asleep) > 0 {
				fmt.Printf("\tin state %d, asleep: %s\n", n, row(nd.asleep))
			}
			for i, b := range nd.planned {
				if i == 0 {
					continue // it is being taken
				}
				v := []step.Step{b.Step}
				for len(b.next) > 0 {
					b = b.next[0]
					v = append(v, b.Step)
				}
				fmt.Printf("\tin state %d, planned: %s\n", n, row(v))
			}
		}
	})
	// Output:
	// p.x q.y q.x r.z r.x
	// 	in state 0, planned: q.y q.x r.z
	// q.y q.x r.z r.x p.x
	// 	in state 0, asleep: p.x
	// 	in state 1, asleep: p.x
	// 	in state 1, planned: r.z r.x p.x
	// 	in state 3, planned: p.x
	// q.y q.x r.z p.x r.x
	// 	in state 0, asleep: p.x
	// 	in state 1, asleep: p.x
	// 	in state 1, planned: r.z r.x p.x
	// 	in state 3, asleep: r.x
	// q.y r.z r.x p.x q.x
	// 	in state 0, asleep: p.x
	// 	in state 1, asleep: p.x q.x
	// 	in state 2, asleep: p.x q.x
	// 	in state 3, asleep: q.x
}
