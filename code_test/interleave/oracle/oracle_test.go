package oracle_test

// This file compares the oracle with the engine on programs that nobody has thought
// of.

import (
	"flag"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/oracle"
	"goroutines/code_test/interleave/sched"
)

var (
	programs = flag.Uint64("programs", 50, "generate `n` programs of each kind")
	first    = flag.Uint64("first", 0, "begin with seed `n`")
)

// How much of a program is gone through.
const (
	mostStates     = 3000 // by the oracle
	mostRows       = 500  // by the oracle, where it counts classes
	mostExecutions = 5000 // by the engine
	mostNaive      = 1000 // by the engine, where it leaves out nothing
)

// found is what one of the two says of a program.
type found struct {
	Outcomes map[string]string // with the number of interleavings
	Races    [][2]int32
	Classes  int // below 0 if that is not known
	Failure  string
}

// byOracle returns what the oracle says.
func byOracle(p oracle.Program, strict bool) (f found, ok bool) {
	outcomes, ok := p.Interleavings(strict, mostStates)
	if !ok {
		return f, false
	}
	f.Outcomes = make(map[string]string)
	for out, n := range outcomes {
		f.Outcomes[out] = fmt.Sprint(n)
	}
	races, ok := p.Races(10 * mostStates)
	if !ok {
		return f, false
	}
	for r := range maps.Keys(races) {
		f.Races = append(f.Races, [2]int32{int32(r[0]), int32(r[1])})
	}
	slices.SortFunc(f.Races, func(a, b [2]int32) int { return slices.Compare(a[:], b[:]) })
	if f.Classes, ok = p.Classes(strict, mostRows); !ok {
		f.Classes = -1
	}
	return f, true
}

// interleavings returns how many interleavings there are.
func (f found) interleavings() int {
	sum := 0
	for _, n := range f.Outcomes {
		i, err := strconv.Atoi(n)
		if err != nil {
			panic(err)
		}
		sum += i
	}
	return sum
}

// passedOn is how the engine tells of a panic that WaitGroup.Go has recovered and
// raised again; what the runtime prints of it, it does not know.
var passedOn = regexp.MustCompile(` \(goroutines/code_test/interleave/sched(.*)\)\n\.\.\.`)

// byEngine returns what the engine says.
func byEngine(p oracle.Program, naive bool) (f found, ok bool) {
	r := sched.Explore(sched.Options{Naive: naive, Max: mostExecutions, SC: true}, inEngine(p))
	f = found{Outcomes: make(map[string]string), Races: r.Races, Failure: r.Failure, Classes: r.Executions}
	numbers := make(map[string]*big.Int)
	for _, o := range r.Outcomes {
		output := passedOn.ReplaceAllString(o.Output, " [recovered, repanicked]\n...")
		if numbers[output] == nil {
			numbers[output] = new(big.Int)
		}
		f.Outcomes[output] = numbers[output].Add(numbers[output], o.Interleavings).String()
	}
	if naive {
		f.Classes = -1
	}
	if r.Redundant > 0 {
		f.Failure += fmt.Sprintf(" %d redundant executions", r.Redundant)
	}
	return f, r.Complete || r.Failure != ""
}

// differ returns how oracle and engine differ.
func differ(p oracle.Program) (diff string, ok bool) {
	want, ok := byOracle(p, false)
	if !ok {
		return "", false
	}
	for _, naive := range []bool{false, true} {
		if naive && want.interleavings() > mostNaive {
			continue
		}
		want := want
		got, ok := byEngine(p, naive)
		if !ok {
			return "", false
		}
		if p.Uses(oracle.GroupAdd, oracle.GroupDone, oracle.GroupGo) && cmp.Diff(want.Outcomes, got.Outcomes) != "" {
			// The engine makes a step of the beginning of a Wait where a WaitGroup may be
			// used wrongly.
			if want, ok = byOracle(p, true); !ok {
				return "", false
			}
			want.Classes = -1
		}
		if naive || want.Classes < 0 || p.Uses(oracle.GroupAdd, oracle.GroupDone) {
			want.Classes, got.Classes = -1, -1
		}
		if d := cmp.Diff(want, got); d != "" {
			return fmt.Sprintf("naive=%t (-oracle +engine):\n%s", naive, d), true
		}
	}
	return "", true
}

// TestEngine compares oracle and engine on generated programs.
func TestEngine(t *testing.T) {
	for k, kind := range oracle.Kinds {
		t.Run(kind.Name, func(t *testing.T) {
			compared := uint64(0)
			for seed := range *programs {
				p := oracle.Generate(rand.New(rand.NewPCG(*first+seed, uint64(k))), kind)
				diff, ok := differ(p)
				if ok {
					compared++
				}
				if diff == "" {
					continue
				}
				p = p.Shrink(func(p oracle.Program) bool { d, _ := differ(p); return d != "" })
				diff, _ = differ(p)
				t.Fatalf("seed %d: oracle and engine differ on\n%s\n%s", *first+seed, p.Source(), diff)
			}
			if compared < *programs/3 {
				t.Errorf("only %d of %d programs were small enough to compare", compared, *programs)
			}
			t.Logf("%d of %d compared", compared, *programs)
		})
	}
}
