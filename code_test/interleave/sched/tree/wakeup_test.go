package tree

// This file tests sleep sets and wakeup trees by themselves, with steps that are
// written as a goroutine, a way to touch, and an object: pWx.

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/sched/step"
)

// steps reads steps from text.
func steps(text string) []step.Step {
	var all []step.Step
	for _, word := range strings.Fields(text) {
		kind := map[byte]step.Kind{'R': step.Read, 'W': step.Write, 'I': step.Inc}[word[1]]
		all = append(all, step.Step{
			Label:   step.Label{P: int32(word[0]), Q: step.Alone, CaseP: int32(word[2])},
			Touches: []step.Access{{Object: int32(word[2]), Kind: kind}},
		})
	}
	return all
}

// text writes a wakeup tree: the steps of a branch, and in parentheses several
// ways to go on.
func text(w wakeupTree) string {
	var ways []string
	for _, b := range w {
		s := string([]byte{byte(b.P), "RWI"[b.Touches[0].Kind], byte(b.CaseP)})
		if next := text(b.next); next != "" {
			s += " " + next
		}
		ways = append(ways, s)
	}
	if len(ways) > 1 {
		return "(" + strings.Join(ways, " | ") + ")"
	}
	return strings.Join(ways, "")
}

func TestWeakInitial(t *testing.T) {
	tests := []struct {
		s, v string
		want int
	}{
		{"pWx", "", 0},            // whatever it does can be behind p
		{"pWx", "pWx qRx", 0},     // it is the first
		{"pWx", "qWy pWx", 1},     // what is before it does not depend on it
		{"pWx", "qRx pWx", -1},    // what is before it has to come first
		{"pWx", "qWy rRz", 2},     // it is not there, and independent of all
		{"pWx", "qWy rRx", -1},    // it is not there, and would make a difference
		{"pRx", "qRx rRx", 2},     // reads commute
		{"pIx", "qIx pIx", 1},     // so do increments
		{"pIx", "qRx", -1},        // but not with a read
		{"pWx", "pWy pWx", -1},    // its goroutine does something else before
		{"pWx", "qWy pWy", -1},    // or instead
		{"pWx", "qWy pWx qWx", 1}, // what comes behind it does not matter
	}
	for _, test := range tests {
		if got := weakInitial(&steps(test.s)[0], steps(test.v)); got != test.want {
			t.Errorf("weakInitial(%s, %q) = %d, want %d", test.s, test.v, got, test.want)
		}
	}
}

func TestInsert(t *testing.T) {
	tests := []struct {
		name   string
		insert []string // one after the other
		want   string
	}{
		{"one", []string{"pWx qRx"}, "pWx qRx"},
		{"another order", []string{"pWx qRx", "qRx pWx"}, "(pWx qRx | qRx pWx)"},
		{"the same in another order", []string{"pWx qRy", "qRy pWx"}, "pWx qRy"},
		{"what a branch leads to", []string{"pWx", "pWx qRx"}, "pWx"},
		{"what an independent branch leads to", []string{"pWx", "qRy"}, "pWx"},
		{"less than a branch", []string{"pWx qRx rRx", "pWx"}, "pWx qRx rRx"},
		{"a fork", []string{"pWx qWy rWy", "pWx rWy qWy"}, "pWx (qWy rWy | rWy qWy)"},
		{"a fork behind an independent branch", []string{"pWx qWy rWy", "rWy qWy"}, "pWx (qWy rWy | rWy qWy)"},
		{"a choice", []string{"pWx", "pWy"}, "(pWx | pWy)"},
		{"the first branch that fits", []string{"pWx qRx", "qRx pWx", "rWz qRx"}, "(pWx qRx | qRx pWx)"},
		{"the worked example", []string{"pWx", "qRy qRx rRz", "qRy rRz rRx"}, "(pWx | qRy qRx rRz)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var w wakeupTree
			for _, v := range test.insert {
				w.insert(steps(v))
			}
			if diff := cmp.Diff(test.want, text(w)); diff != "" {
				t.Errorf("after insert of %q the tree differs (-want +got):\n%s", test.insert, diff)
			}
		})
	}
}

func TestSleep(t *testing.T) {
	tests := []struct {
		asleep, taken, want string // what sleeps, behind a step
	}{
		{"pWx qRy", "rRz", "pWx qRy"},
		{"pWx qRy", "rRx", "qRy"},
		{"pWx qRy", "rWy", "pWx"},
		{"pWx qRy", "pWz", "qRy"},
		{"", "pWx", ""},
	}
	for _, test := range tests {
		got := sleepSet(nil).after(steps(test.asleep), &steps(test.taken)[0])
		if diff := cmp.Diff(steps(test.want), []step.Step(got)); diff != "" {
			t.Errorf("of %q sleeps behind %s (-want +got):\n%s", test.asleep, test.taken, diff)
		}
	}
	if sleepSet(steps("pWx")).explored(steps("qRx pWx")) {
		t.Error("qRx pWx counts as explored because pWx is")
	}
	if !sleepSet(steps("pWx")).explored(steps("qRy rWy")) {
		t.Error("qRy rWy does not count as explored, though it goes with pWx, which is")
	}
}
