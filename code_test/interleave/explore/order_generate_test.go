package explore_test

// This file compares the order in which a rewritten program evaluates things with
// that of the compiler: a program of one goroutine must print what it prints when
// the go command has built it.

import (
	"fmt"
	"go/format"
	"os/exec"
	"strings"
	"testing"

	"goroutines/code_test/interleave/explore"
)

// FuzzOrder checks the programs of one seed in an ordinary test, and those of as
// many seeds as there is time for when it is told to fuzz.
func FuzzOrder(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(checkOrder)
}

// checkOrder checks the programs of a seed.
func checkOrder(t *testing.T, seed uint64) {
	const count, statements = 4, 40
	var programs []explore.Program
	for n := range count {
		text, err := format.Source([]byte(generateOrder(seed, n, statements)))
		if err != nil {
			t.Fatalf("seed %d: program %d: %v", seed, n, err)
		}
		programs = append(programs, explore.Program{Path: fmt.Sprintf("%d-%d.go", seed, n), Source: text})
	}
	exes := buildReal(t, programs)
	reports, err := explore.Programs(t.Context(), programs, explore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n, r := range reports {
		if !r.Complete || len(r.Outcomes) != 1 {
			t.Errorf("%s: complete %v, %d outcomes, %s; want one", r.Program, r.Complete, len(r.Outcomes), r.Failure)
			continue
		}
		out, err := exec.Command(exes[n]).CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v", r.Program, err)
		}
		real, explored := results(string(out)), results(r.Outcomes[0].Output)
		for i, want := range real {
			if i < len(explored) && explored[i] == want {
				continue
			}
			got := ""
			if i < len(explored) {
				got = explored[i]
			}
			_, statement, _ := strings.Cut(string(programs[n].Source), fmt.Sprintf("try(\"%d\", func() {", i))
			statement, _, _ = strings.Cut(statement, "\n\ttry(")
			t.Errorf("%s: statement %d:%s\na real run prints\n%s\nand the rewritten program\n%s", r.Program, i, statement, want, got)
		}
	}
}

// results returns what each statement of a generated program has printed.
func results(output string) []string {
	var all []string
	for i := 0; ; i++ {
		_, rest, ok := strings.Cut("\n"+output, fmt.Sprintf("\n%d: ", i))
		if !ok {
			return all
		}
		one, _, _ := strings.Cut("\n"+rest, fmt.Sprintf("\n%d: ", i+1))
		all = append(all, strings.TrimPrefix(one, "\n"))
	}
}
