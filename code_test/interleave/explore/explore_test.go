package explore_test

// This file explores programs of the talk, and programs that leave nothing to
// chance: these print the same when they are explored as when they are run.

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/explore"
	"goroutines/code_test/interleave/rewrite"
)

// outputs returns what a program can print.
func outputs(r *explore.Report) []string {
	var all []string
	for _, o := range r.Outcomes {
		all = append(all, o.Output)
	}
	return all
}

func TestTalk(t *testing.T) {
	tests := []struct {
		program string
		want    []string
		races   [][2]string // lines and columns
	}{
		{"welcome", []string{
			"Hello World!\n",
			"Hello World!\nWelcome to GopherLabs!\n",
			"Welcome to GopherLabs!\nHello World!\n",
		}, [][2]string{}},
		{"lost-update", []string{"n = 1\n", "n = 2\n"}, [][2]string{{"12:2", "12:2"}}},
		{"result", []string{"from a channel: 49\nafter a join: 64\n"}, [][2]string{}},
		{"deadlock", []string{
			"breakfast\nbreakfast\n",
			"fatal error: all goroutines are asleep - deadlock!\n...\nexit status 2\n",
		}, [][2]string{}},
	}
	var programs []explore.Program
	for _, test := range tests {
		programs = append(programs, explore.Program{Path: "../../../code/" + test.program})
	}
	reports, err := explore.Programs(t.Context(), programs, explore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, test := range tests {
		t.Run(test.program, func(t *testing.T) {
			r := reports[i]
			if r.Program != programs[i].Path || !r.Complete || r.Failure != "" {
				t.Errorf("report on %s: complete %v, failure %q; want a complete one on %s", r.Program, r.Complete, r.Failure, programs[i].Path)
			}
			if diff := cmp.Diff(test.want, outputs(r)); diff != "" {
				t.Errorf("outcomes differ (-want +got):\n%s", diff)
			}
			races := make([][2]string, len(r.Races))
			for i, race := range r.Races {
				for j, at := range race {
					_, races[i][j], _ = strings.Cut(at, "main.go:")
				}
			}
			if diff := cmp.Diff(test.races, races); diff != "" {
				t.Errorf("races differ (-want +got):\n%s", diff)
			}
		})
	}
}

// TestReplay runs programs with the schedules that were reported for their outcomes.
func TestReplay(t *testing.T) {
	programs := []explore.Program{{Path: "../../../code/lost-update"}}
	reports, err := explore.Programs(t.Context(), programs, explore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range reports[0].Outcomes {
		if len(o.Steps) != len(strings.Fields(o.Schedule)) {
			t.Errorf("outcome %q has %d steps, and the schedule %q", o.Output, len(o.Steps), o.Schedule)
		}
		printed := ""
		for _, s := range o.Steps {
			printed += s.Printed
			if !strings.HasPrefix(s.Position, "../../../code/lost-update/main.go:") || s.What == "" {
				t.Errorf("outcome %q: a step is %q at %q, want a place in the program", o.Output, s.What, s.Position)
			}
		}
		if diff := cmp.Diff(o.Output, printed); diff != "" {
			t.Errorf("the steps print something else than the program (-program +steps):\n%s", diff)
		}
		choices, err := explore.ParseSchedule(o.Schedule)
		if err != nil {
			t.Fatal(err)
		}
		again, err := explore.Programs(t.Context(), programs, explore.Options{Schedule: choices})
		if err != nil {
			t.Fatal(err)
		}
		if len(again[0].Outcomes) != 1 {
			t.Fatalf("schedule %q gives %d outcomes, want 1", o.Schedule, len(again[0].Outcomes))
		}
		if diff := cmp.Diff(o.Output, again[0].Outcomes[0].Output); diff != "" {
			t.Errorf("schedule %q gives something else (-want +got):\n%s", o.Schedule, diff)
		}
	}
}

// TestSame compares the rewritten programs with the programs.
func TestSame(t *testing.T) {
	files, err := filepath.Glob("testdata/same/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	var programs []explore.Program
	for _, name := range files {
		programs = append(programs, explore.Program{Path: name})
	}
	reports, err := explore.Programs(t.Context(), programs, explore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			want, err := exec.Command("go", "run", name).CombinedOutput()
			if err != nil {
				t.Fatalf("go run: %v\n%s", err, want)
			}
			if !reports[i].Complete || len(reports[i].Outcomes) != 1 {
				t.Fatalf("complete %v, outcomes %v; want one", reports[i].Complete, outputs(reports[i]))
			}
			if diff := cmp.Diff(string(want), reports[i].Outcomes[0].Output); diff != "" {
				t.Errorf("the program prints something else when it is explored (-run +explored):\n%s", diff)
			}
			if len(reports[i].Races) > 0 {
				t.Errorf("races: %v", reports[i].Races)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	several := t.TempDir()
	for _, name := range []string{"a.go", "b.go", "a_test.go"} {
		if err := os.WriteFile(filepath.Join(several, name), []byte("package main\n"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name    string
		program explore.Program
		want    string // in the error
		blame   bool   // the program
	}{
		{"no such file", explore.Program{Path: "testdata/missing.go"}, "testdata/missing.go", false},
		{"no program", explore.Program{Path: "testdata"}, "testdata: there are 0 files of Go", false},
		{"several files", explore.Program{Path: several}, "there are 2 files of Go", false},
		{"syntax", explore.Program{Path: "p.go", Source: []byte("package main\n\nfunc main() {")}, "p.go:3:14: expected '}'", true},
		{"types", explore.Program{Path: "p.go", Source: []byte("package main\n\nfunc main() { x = 1 }\n")}, "p.go:3:15: undefined: x", true},
		{"package", explore.Program{Path: "p.go", Source: []byte("package main\n\nimport \"no/such\"\n\nfunc main() {}\n")}, "p.go:3:8: import \"no/such\"", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := explore.Programs(t.Context(), []explore.Program{test.program}, explore.Options{})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got error %v, want one with %q", err, test.want)
			}
			var errs rewrite.Errors
			if errors.As(err, &errs) != test.blame {
				t.Errorf("got an error of type %T, want rewrite.Errors: %v", err, test.blame)
			}
		})
	}
}
