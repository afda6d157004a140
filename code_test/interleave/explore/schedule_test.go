package explore_test

// This file checks the text of schedules.

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/explore"
	"goroutines/code_test/interleave/sched"
)

func TestSchedule(t *testing.T) {
	choices := []sched.Choice{
		{P: 0, Q: -1},
		{P: 12, Q: -1, CaseP: 3},
		{P: 1, Q: -1, CaseP: -2},
		{P: 1, Q: 0},
		{P: 2, Q: 10, CaseP: 1},
		{P: 2, Q: 1, CaseQ: 4},
	}
	const want = "0 12.3 1.d 1>0 2>10.1.0 2>1.0.4"
	for _, s := range []struct {
		schedule explore.Schedule
		want     string
	}{
		{explore.Schedule{Steps: choices}, want},
		{explore.Schedule{Steps: choices, Weak: true}, "weak " + want},
	} {
		text := s.schedule.String()
		if text != s.want {
			t.Errorf("String: got %q, want %q", text, s.want)
		}
		got, err := explore.ParseSchedule(text)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s.schedule, got); diff != "" {
			t.Errorf("ParseSchedule(%q) differs (-want +got):\n%s", text, diff)
		}
	}
	if got, err := explore.ParseSchedule(" \n"); err != nil || len(got.Steps) != 0 {
		t.Errorf("ParseSchedule of nothing: got %v, %v; want nothing", got, err)
	}
}

func TestScheduleErrors(t *testing.T) {
	tests := []struct{ text, want string }{
		{"0 x", `step 2 is "x"`},
		{"-1", `want a number, got "-1"`},
		{"1>", `want a number, got ""`},
		{"1.", `want a number, got ""`},
		{"1>2.3", "want a way for each goroutine"},
		{"1.2.3", "want a way for each goroutine"},
		{"99999999999", "want a number"},
	}
	for _, test := range tests {
		got, err := explore.ParseSchedule(test.text)
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("ParseSchedule(%q): got %v and error %v, want an error with %q", test.text, got, err, test.want)
		}
	}
}
