package draw

// This file checks what is told of values: what is in each thing after a step,
// and what goroutines hold.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// entryText writes an entry on a line: a star if it is changed.
func entryText(e entry) string {
	text := e.Name + ": " + e.Value
	if e.Was != "" {
		text = fmt.Sprintf("%s: %s → %s", e.Name, e.Was, e.Value)
	}
	if e.Changed {
		text = "*" + text
	}
	return text
}

// now writes entries on a line.
func now(entries []entry) string {
	var all []string
	for _, e := range entries {
		all = append(all, entryText(e))
	}
	return strings.Join(all, " | ")
}

func TestNow(t *testing.T) {
	tests := []struct {
		name          string
		program       func(*testing.T) Program
		outcome, step int // how many steps are done
		want          string
	}{
		{"at first", lostUpdate, 1, 0, "n: 0 | wg: 0 | main holds: nothing | increment·1 holds: nothing | increment·2 holds: nothing"},
		{"a count", lostUpdate, 1, 2, "n: 0 | *wg: 1 → 2 | main holds: nothing | increment·1 holds: nothing | increment·2 holds: nothing"},
		{"one holds 0", lostUpdate, 1, 3, "n: 0 | wg: 2 | main holds: nothing | *increment·1 holds: n: 0 | increment·2 holds: nothing"},
		{"both hold 0", lostUpdate, 1, 4, "n: 0 | wg: 2 | main holds: nothing | increment·1 holds: n: 0 | *increment·2 holds: n: 0"},
		{"one writes", lostUpdate, 1, 5, "*n: 0 → 1 | wg: 2 | main holds: nothing | *increment·1 holds: nothing | increment·2 holds: n: 0"},
		{"the other writes the same", lostUpdate, 1, 6, "*n: 1 → 1 | wg: 2 | main holds: nothing | increment·1 holds: nothing | *increment·2 holds: nothing"},
		{"main knows what it prints", lostUpdate, 1, 10, "n: 1 | wg: 0 | *main holds: n: 1 | increment·1 holds: nothing | increment·2 holds: nothing"},
		{"and then no more", lostUpdate, 1, 11, "n: 1 | wg: 0 | *main holds: nothing | increment·1 holds: nothing | increment·2 holds: nothing"},
		{"free locks", deadlock, 1, 0, "tea: free | toast: free | wg: 0"},
		{"a lock is taken", deadlock, 1, 3, "*tea: g1 has it | toast: free | wg: 2"},
		{"each waits for the other", deadlock, 1, 5, "tea: g1 has it | toast: g2 has it | wg: 2"},
		{"a lock is given back", deadlock, 0, 6, "tea: g1 has it | *toast: free | wg: 2"},
		{"a message that is handed over", meeting, 0, 2, "*c: empty"},
		{"nothing is shared", welcome, 0, 1, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := now(storyOf(t, test.program(t), test.outcome).now[test.step])
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("what there is (-want +got):\n%s", diff)
			}
		})
	}
}

func TestContent(t *testing.T) {
	tests := []struct {
		value Value
		want  string
	}{
		{Value{Thing: "variable", State: "7"}, "7"},
		{Value{Thing: "channel", State: "[]"}, "empty"},
		{Value{Thing: "channel", State: "[1 2]"}, "[1 2]"},
		{Value{Thing: "channel", State: "[1] closed"}, "[1], closed"},
		{Value{Thing: "channel", State: "[] closed"}, "empty, closed"},
		{Value{Thing: "lock"}, "free"},
		{Value{Thing: "lock", Holders: []int{1}}, "a has it"},
		{Value{Thing: "lock", Holders: []int{0, 1}}, "main and a have it"},
	}
	for _, test := range tests {
		if got := content(test.value, []string{"main", "a"}); got != test.want {
			t.Errorf("content of %+v: %q, want %q", test.value, got, test.want)
		}
	}
}

func TestLabels(t *testing.T) {
	tests := []struct {
		step Step
		want string
	}{
		{does(0, 1, "read", values(variable("n", "read", "0"))), "read n: 0"},
		{does(0, 1, "write", values(variable("x", "write", `"b"`))), `write x: "b"`},
		{does(0, 1, "write"), "write"},
		{does(0, 1, "lock", values(lock("mu", "lock", 0))), "lock mu"},
		{does(0, 1, "lock", values(lock("mu", "read lock", 0))), "lock mu"},
		{does(0, 1, "send", values(Value{Name: "c", Thing: "channel", How: "send", Value: "7", State: "[7]"})), "send c: 7"},
		{does(0, 1, "close", values(Value{Name: "c", Thing: "channel", How: "close", State: "[] closed"})), "close c"},
		{does(0, 1, "num goroutine", values(Value{Name: "goroutines", Thing: "goroutines", How: "read", Value: "2", State: "2"})), "count goroutines: 2"},
		{does(0, 1, "num goroutine"), "count goroutines"},
	}
	for _, test := range tests {
		if got := label(test.step, []string{"main"}); got != test.want {
			t.Errorf("label of %+v: %q, want %q", test.step, got, test.want)
		}
	}
}
