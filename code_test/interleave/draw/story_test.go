package draw

// This file checks what is told of a run: its lanes, its arrows, where it is
// blocked, and the sentences.

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// storyOf tells the first run of an outcome.
func storyOf(t *testing.T, p Program, outcome int) *story {
	t.Helper()
	src, err := readSource(p.Name, p.Source)
	if err != nil {
		t.Fatal(err)
	}
	var all []Run
	for _, o := range p.Outcomes {
		all = append(all, o.Runs...)
	}
	s, err := tell(p.Outcomes[outcome].Runs[0], src.names(all))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStory(t *testing.T) {
	tests := []struct {
		name    string
		program func(*testing.T) Program
		outcome int
		lanes   []lane
		arrows  []arrow
		waits   []wait
	}{
		{
			name:    "a child that never gets its turn is cut off",
			program: welcome,
			lanes:   []lane{{-1, 2, returned}, {0, 3, cut}},
			arrows:  []arrow{{fork, 0, 0, 1, 0}},
		},
		{
			name:    "a child that has returned is not",
			program: welcome,
			outcome: 1,
			lanes:   []lane{{-1, 3, returned}, {0, 2, returned}},
			arrows:  []arrow{{fork, 0, 0, 1, 0}},
		},
		{
			name:    "fork and join",
			program: forkJoin,
			outcome: 4, // parent, A, B
			lanes:   []lane{{-1, 9, returned}, {0, 4, returned}, {1, 6, returned}},
			arrows: []arrow{
				{fork, 0, 0, 1, 0}, {fork, 0, 1, 2, 1},
				{join, 1, 4, 0, 7}, {join, 2, 6, 0, 7},
			},
			waits: []wait{{0, 2, 6}},
		},
		{
			name:    "a lock is handed over",
			program: deadlock,
			lanes:   []lane{{-1, 15, returned}, {0, 8, returned}, {1, 13, returned}},
			arrows: []arrow{
				{fork, 0, 0, 1, 0}, {fork, 0, 1, 2, 1},
				{handed, 1, 5, 2, 6}, {handed, 1, 7, 2, 9},
				{join, 1, 8, 0, 14}, {join, 2, 13, 0, 14},
			},
			waits: []wait{{0, 1, 13}, {2, 3, 5}},
		},
		{
			name:    "deadlock",
			program: deadlock,
			outcome: 1,
			lanes:   []lane{{-1, 5, stuck}, {0, 5, stuck}, {1, 5, stuck}},
			arrows:  []arrow{{fork, 0, 0, 1, 0}, {fork, 0, 1, 2, 1}},
			waits:   []wait{{0, 1, 5}, {1, 3, 5}, {2, 3, 5}},
		},
		{
			name:    "a message through a channel",
			program: channel,
			outcome: 1,
			lanes:   []lane{{-1, 6, returned}, {0, 4, returned}},
			arrows:  []arrow{{fork, 0, 0, 1, 0}, {message, 1, 4, 0, 5}},
			waits:   []wait{{0, 2, 4}},
		},
		{
			name:    "a message without a buffer",
			program: meeting,
			lanes:   []lane{{-1, 3, returned}, {0, 1, returned}},
			arrows:  []arrow{{fork, 0, 0, 1, 0}, {message, 1, 1, 0, 1}},
			waits:   []wait{{0, 0, 1}},
		},
		{
			name:    "leak",
			program: leak,
			lanes:   []lane{{-1, 2, returned}, {0, 3, stuck}},
			arrows:  []arrow{{fork, 0, 0, 1, 0}},
			waits:   []wait{{1, 0, 3}},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := storyOf(t, test.program(t), test.outcome)
			if diff := cmp.Diff(test.lanes, s.lanes); diff != "" {
				t.Errorf("lanes (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.arrows, s.arrows, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("arrows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.waits, s.waits, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("blocked stretches (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSays(t *testing.T) {
	tests := []struct {
		name          string
		program       func(*testing.T) Program
		outcome, step int
		want          string
		at            []int
	}{
		{"fork", forkJoin, 0, 0, "main starts childA (line 14).", []int{15, 9, 0}},
		{"print", welcome, 1, 2, `welcome prints "Welcome to GopherLabs!" (line 7).`, []int{13, 0}},
		{"blocked", deadlock, 0, 3, "g1 takes toast (line 15). g2: blocked.", []int{25, 16, 13}},
		{"handed over", deadlock, 0, 5, "g1 gives toast back (line 17). g2 can go on.", []int{25, 18, 13}},
		{"lock", deadlock, 0, 6, "g2 takes toast, after g1 (line 13).", []int{25, 18, 15}},
		{"join", forkJoin, 0, 7, "main joins childA and childB: all that it waited for is done (line 17).", []int{18, 0, 0}},
		{"message", meeting, 0, 1, `child sends to c: "</script><b>&" (line 4), and main receives (line 10).`, []int{10, 0}},
		{"read", lostUpdate, 1, 3, "increment·2 reads n: 0 (line 12).", []int{19, 12, 12}},
		{"race", lostUpdate, 1, 4, "increment·1 writes n: 1 (line 12). Data race!", []int{19, 12, 12}},
		{"end", leak, 0, 2, "main returns, and the program ends (line 13). Blocked for ever: worker.", []int{0, 4}},
		{"cut off", welcome, 0, 2, "main returns, and the program ends (line 13). Cut off: welcome.", []int{0, 7}},
		{"deadlock", deadlock, 1, 4, "fatal error: all goroutines are asleep - deadlock!", []int{25, 15, 15}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := storyOf(t, test.program(t), test.outcome).moments[test.step]
			if diff := cmp.Diff(test.want, m.Says); diff != "" {
				t.Errorf("the sentence (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.at, m.At); diff != "" {
				t.Errorf("where the goroutines stand then (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNames(t *testing.T) {
	tests := []struct {
		name    string
		program func(*testing.T) Program
		want    []string
	}{
		{"functions", forkJoin, []string{"main", "childA", "childB"}},
		{"one function twice", lostUpdate, []string{"main", "increment·1", "increment·2"}},
		{"functions without a name", deadlock, []string{"main", "g1", "g2"}},
		{"go statement", leak, []string{"main", "worker"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := test.program(t)
			src, err := readSource(p.Name, p.Source)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, src.names(p.Outcomes[0].Runs)); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		})
	}
}
