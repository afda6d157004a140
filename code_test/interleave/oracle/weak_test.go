package oracle_test

// This file compares what oracle and engine say of programs with data races, by the
// memory model.

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/oracle"
	"goroutines/code_test/interleave/sched"
)

// mostWeak is how many states the oracle goes through where reads choose.
const mostWeak = 20000

// differByModel returns how oracle and engine differ in what a program with data races
// can print.
func differByModel(p oracle.Program) (diff string, ok bool) {
	r := sched.Explore(sched.Options{Max: mostExecutions}, inEngine(p))
	if !r.Complete || len(r.Races) == 0 {
		return "", false
	}
	outcomes, ok := p.Weak(mostWeak)
	if !ok {
		return "", false
	}
	want := slices.Sorted(maps.Keys(outcomes))
	var got []string
	for _, o := range r.Outcomes {
		got = append(got, passedOn.ReplaceAllString(o.Output, " [recovered, repanicked]\n..."))
	}
	slices.Sort(got)
	got = slices.Compact(got)
	return cmp.Diff(want, got), true
}

func TestMemoryModel(t *testing.T) {
	compared := 0
	for k, kind := range oracle.Kinds {
		for seed := range *programs {
			p := oracle.Generate(rand.New(rand.NewPCG(*first+seed, uint64(k))), kind)
			diff, ok := differByModel(p)
			if ok {
				compared++
			}
			if diff == "" {
				continue
			}
			p = p.Shrink(func(p oracle.Program) bool { d, _ := differByModel(p); return d != "" })
			diff, _ = differByModel(p)
			t.Errorf("%s, seed %d: by the memory model oracle and engine differ on\n%s\n(-oracle +engine):\n%s", kind.Name, *first+seed, p.Source(), diff)
			break
		}
	}
	if compared == 0 {
		t.Error("no program with a data race was small enough to compare")
	}
	t.Logf("%d programs with data races compared", compared)
}
