package talk

// This file proves the outcomes.txt files: it explores every program that is not
// a measurement under every schedule. What some interleaving prints is listed,
// what is listed some interleaving prints, and the data races are those that
// the file states.

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/explore"
	"goroutines/code_test/outcome"
)

// TestInterleavings explores all programs together: they are built once.
func TestInterleavings(t *testing.T) {
	t.Parallel()
	var programs []program
	var batch []explore.Program
	for _, p := range talk.programs() {
		if !readOutcomes(t, p.name).Measurement() {
			programs = append(programs, p)
			batch = append(batch, explore.Program{Path: path.Join("code", p.name, "main.go"), Source: []byte(p.sent)})
		}
	}
	reports, err := explore.Programs(context.Background(), batch, explore.Options{})
	if err != nil {
		t.Fatalf("exploring the programs of the talk: %v", err)
	}
	for i, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			checkReport(t, p, readOutcomes(t, p.name), reports[i])
		})
	}
}

// checkReport holds what an exploration has found against the outcomes.txt.
func checkReport(t *testing.T, p program, f *outcome.File, r *explore.Report) {
	t.Helper()
	if !r.Complete {
		t.Fatalf("%s was not explored completely: %s\nmake it smaller, or, if it measures the machine, give its outcomes ranges", r.Program, r.Failure)
	}
	reached := make(map[string]bool)
	for _, o := range r.Outcomes {
		if listed, ok := f.Match(o.Output); ok {
			reached[listed.Name] = true
			continue
		}
		t.Errorf("an interleaving of %s leads to an outcome that is not listed: %s\nsee it step by step: go tool interleave -schedule %q %[1]s",
			r.Program, f.Diff(o.Output), o.Schedule)
	}
	for _, o := range f.Outcomes {
		if !reached[o.Name] {
			t.Errorf("%s lists the outcome %q, but none of the %s interleavings of the program leads to it: take it out, or find out which is wrong:\n%s\nsee all of them: go tool interleave %s",
				f.Name, o.Name, r.Interleavings, o.Output, r.Program)
		}
	}
	if diff := cmp.Diff(raceTexts(f.Races), raceTexts(races(t, p, r))); diff != "" {
		t.Errorf("%s states other data races than %s has (-stated +found); each is a line Data race: LINE / LINE:\n%s", f.Name, r.Program, diff)
	}
}

// races returns the data races of a report, each once, as an outcomes.txt
// states them.
func races(t *testing.T, p program, r *explore.Report) []outcome.Race {
	lines := strings.Split(p.sent, "\n")
	line := func(position string) string {
		parts := strings.Split(position, ":")
		n, err := strconv.Atoi(parts[1])
		if err != nil || n > len(lines) {
			t.Fatalf("%s: a data race at %q, which is no place in the program", r.Program, position)
		}
		return lines[n-1]
	}
	var races []outcome.Race
	for _, pair := range r.Races {
		races = append(races, outcome.NewRace(line(pair[0]), line(pair[1])))
	}
	return races
}

// raceTexts returns races as text, as a set.
func raceTexts(races []outcome.Race) map[string]bool {
	texts := make(map[string]bool)
	for _, r := range races {
		texts[fmt.Sprint(r)] = true
	}
	return texts
}
