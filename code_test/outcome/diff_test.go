package outcome_test

// This file tests the explanation of an output that is no outcome.

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	const file = "-- one --\na\n-- two --\na\nb\n-- three --\na\nb\nc\n-- dump --\nfatal\n...\nexit status 2\n"
	tests := []struct {
		output, want string
	}{
		{"", "one"},
		{"x\n", "one"},
		{"a\nx\n", "one"},
		{"b\na\n", "one"},
		{"a\nb\nx\n", "two"},
		{"b\nc\n", "three"},
		{"fatal\nx\ny\nexit status 3\n", "dump"},
	}
	f := mustParse(t, file)
	for _, test := range tests {
		if got := f.Nearest(test.output).Name; got != test.want {
			t.Errorf("Nearest(%q) = %q, want %q", test.output, got, test.want)
		}
	}
}

func TestDiff(t *testing.T) {
	f := mustParse(t, "-- short --\nhello\n-- long --\nn = <1..3>\nfatal\n...\nexit status 2\n")

	if got := f.Diff("n = 2\nfatal\nx\nexit status 2\n"); got != "" {
		t.Errorf("Diff of an outcome = %q, want nothing", got)
	}

	// go-cmp varies the white space of its reports on purpose, so only the
	// head, and which lines are marked, are compared.
	got := f.Diff("n = 2\nfatal\nx\nexit status 3\n")
	head := "printed:\n\tn = 2\n\tfatal\n\tx\n\texit status 3\nwhich f.txt does not list; the nearest outcome is \"long\" (-nearest +printed):\n"
	if !strings.HasPrefix(got, head) {
		t.Errorf("Diff = %q, want it to begin with %q", got, head)
	}
	var changed []string
	for line := range strings.Lines(got) {
		if strings.HasPrefix(line, "-") || strings.HasPrefix(line, "+") {
			changed = append(changed, strings.Join(strings.Fields(line), " "))
		}
	}
	if len(changed) == 0 || strings.Contains(strings.Join(changed, "\n"), "n = ") {
		t.Errorf("Diff shows %q as changed, want the exit status and nothing that a range or \"...\" stands for:\n%s", changed, got)
	}

	if got := f.Diff(""); !strings.HasPrefix(got, "printed:\n\t(nothing)\n") {
		t.Errorf("Diff of nothing = %q", got)
	}
}
