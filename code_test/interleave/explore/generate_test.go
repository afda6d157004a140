package explore_test

// This file checks the whole chain, from source text to outcomes, on programs
// that nobody has thought of. Each is explored completely and once more without
// leaving any interleaving out, which must find the same; and each is built by
// the go command alone and run: what it prints must have been found.

import (
	"bytes"
	"context"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/explore"
	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/outcome"
)

// FuzzPrograms checks the programs of one seed in an ordinary test, and those of
// as many seeds as there is time for when it is told to fuzz.
func FuzzPrograms(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(checkGenerated)
}

// naiveMax is how many interleavings of a program are enumerated.
const naiveMax = 3000

// checkGenerated checks the programs of a seed. A build takes longest, so that a
// seed stands for several.
func checkGenerated(t *testing.T, seed uint64) {
	const count = 30
	var programs []explore.Program
	for n := range count {
		text, err := format.Source([]byte(generate(seed, n)))
		if err != nil {
			t.Fatalf("seed %d: program %d: %v", seed, n, err)
		}
		programs = append(programs, explore.Program{Path: fmt.Sprintf("%d-%d.go", seed, n), Source: text})
	}
	reports, err := explore.Programs(t.Context(), programs, explore.Options{Max: 5 * naiveMax, Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	naive, err := explore.Programs(t.Context(), programs, explore.Options{Max: naiveMax, Timeout: time.Second, Naive: true})
	if err != nil {
		t.Fatal(err)
	}
	exes := buildReal(t, programs)
	complete, compared := 0, 0
	for n, r := range reports {
		if !r.Complete && r.Failure == "" {
			continue // it has too many interleavings
		}
		complete++
		if naive[n].Complete {
			compared++
		}
		t.Run(r.Program, func(t *testing.T) {
			defer func() {
				if t.Failed() {
					name := strings.ReplaceAll(t.Name(), "/", "$/^")
					t.Logf("to reproduce: go test -run '^%s$' ./code_test/interleave/explore\nthe program:\n%s", name, programs[n].Source)
				}
			}()
			if r.Failure != "" {
				t.Fatalf("cannot be explored: %s", r.Failure)
			}
			if naive[n].Complete {
				if diff := cmp.Diff(findings(naive[n]), findings(r)); diff != "" {
					t.Errorf("to leave out interleavings changes what is found (-naive +reduced):\n%s", diff)
				}
			}
			runReal(t, exes[n], r)
		})
	}
	t.Logf("seed %d: of %d programs %d were explored completely, and in %d nothing was left out the second time", seed, count, complete, compared)
	if complete < count/2 || compared < count/4 {
		t.Error("want more: at least half, and a quarter")
	}
}

// A finding is an outcome and in how many interleavings it was found, or a race.
type finding struct{ What, Interleavings string }

func findings(r *explore.Report) []finding {
	var all []finding
	for _, o := range r.Outcomes {
		all = append(all, finding{o.Output, o.Interleavings.String()})
	}
	slices.SortFunc(all, func(a, b finding) int { return strings.Compare(a.What, b.What) })
	for _, race := range r.Races {
		all = append(all, finding{race[0], race[1]})
	}
	return all
}

// runReal runs a program and looks for what it prints among its outcomes.
func runReal(t *testing.T, exe string, r *explore.Report) {
	var listed strings.Builder
	listed.WriteString("What was found.\n")
	for i, o := range r.Outcomes {
		if strings.HasSuffix(o.Output, sched.DoesNotEnd) {
			return // a run might not end
		}
		fmt.Fprintf(&listed, "-- %d --\n%s", i, o.Output)
	}
	f, err := outcome.Parse(r.Program, []byte(listed.String()))
	if err != nil {
		t.Fatal(err)
	}
	for _, processors := range []int{1, 2, 4, 4} {
		ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
		cmd := exec.CommandContext(ctx, exe)
		cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", processors))
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		_ = cmd.Run() // how it ended is in its state
		ended := ctx.Err() == nil
		stop()
		if !ended {
			t.Errorf("a run with GOMAXPROCS=%d does not end; it has printed\n%s", processors, out.Bytes())
		} else if diff := f.Diff(outcome.Output(out.Bytes(), cmd.ProcessState)); diff != "" {
			t.Errorf("a run with GOMAXPROCS=%d has %s", processors, diff)
		}
	}
}
