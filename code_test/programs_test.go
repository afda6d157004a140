package talk

// This file checks the programs that the audience can run: their text, as the
// Run button sends it, and every output of many runs against outcomes.txt.

import (
	"errors"
	"fmt"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/tabwriter"
	"time"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/outcome"
)

// TestText holds the text of each program to the house style, and the text that
// Run sends to the file.
func TestText(t *testing.T) {
	for _, s := range talk.slides {
		for _, p := range s.programs {
			file := filepath.Join("code", p.name, "main.go")
			src, err := os.ReadFile(filepath.Join(root, file))
			if err != nil {
				t.Errorf("%s: %v: a program that can be run is code/NAME/main.go", p.slide, err)
				continue
			}
			for i, line := range strings.Split(string(src), "\n") {
				if strings.HasPrefix(line, "//go:build") || strings.HasPrefix(line, "// +build") {
					t.Errorf("%s:%d: remove the build constraint %q: with it Run fails", file, i+1, line)
				}
			}
			checkStyle(t, file, src)

			formatted, err := format.Source([]byte(p.sent))
			if err != nil {
				t.Errorf("%s: what Run sends is not Go: %v: look for a line of %s that ends in OMIT", p.slide, err, file)
				continue
			}
			// Between what is shown and what is hidden the browser adds lines. Of a
			// line that is shown, present takes off the mark that makes it bold.
			plain := func(text []byte) []string { return nonBlank(highlight.ReplaceAllString(string(text), "")) }
			if diff := cmp.Diff(plain(src), plain(formatted)); diff != "" {
				t.Errorf("%s: Run does not send %s (-file +sent):\n%s", p.slide, file, diff)
			}
		}
	}
}

// highlight ends a line that a slide can set in bold.
var highlight = regexp.MustCompile(`(?m) // HL\w*$`)

func nonBlank(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return line == "" })
}

// checkStyle reports what is not as it should be in a program on a slide.
func checkStyle(t *testing.T, file string, src []byte) {
	t.Helper()
	formatted, err := format.Source(src)
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	if diff := cmp.Diff(string(src), string(formatted)); diff != "" {
		t.Errorf("%s is not formatted: run gofmt -w %[1]s (-is +gofmt):\n%s", file, diff)
	}
	first, _, _ := strings.Cut(string(src), "\n")
	if !strings.HasPrefix(first, "// ") {
		t.Errorf("%s:1: begin with a comment of one line that says what to look for", file)
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	// What a program on a slide has no need of, and a playground may lack. Of
	// package os it may have what reads the figures of the system.
	banned := []string{"C", "net", "os/exec", "os/signal", "os/user", "io/ioutil", "unsafe", "embed", "plugin"}
	for _, spec := range f.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Error(err)
			continue
		}
		first, _, _ := strings.Cut(path, "/")
		if strings.Contains(first, ".") || slices.Contains(banned, first) || slices.Contains(banned, path) {
			t.Errorf("%s imports %q: use the standard library alone, and no network", file, path)
		}
	}
}

// TestVet runs go vet over the programs.
func TestVet(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("go", "vet", "./code/...")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %v\n%s", cmd, err, out)
	}
}

// deadlock is in the output of a program that the runtime ended because nothing
// could run any more. Under the race detector the runtime does not notice, and
// such a program hangs.
const deadlock = "all goroutines are asleep - deadlock!"

// TestOutputs builds each program in each way and runs it with different
// numbers of processors. What it prints must be an outcome, and what the race
// detector reports must be stated. With -v it prints how often each outcome
// was seen.
func TestOutputs(t *testing.T) {
	t.Parallel()
	for _, p := range talk.programs() {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			f := readOutcomes(t, p.name)
			t.Run("plain", func(t *testing.T) {
				for _, b := range []build{presentBuild, playgroundBuild} {
					c := newCount(f)
					exe := b.build(t, p)
					for i := range b.times(f) {
						procs := b.processors[i%len(b.processors)]
						// A run without end is a failure; no run takes nearly so long.
						r := b.start(t, p, exe, procs, time.Minute)
						if !r.ended {
							t.Fatalf("%s, built as for %s, GOMAXPROCS=%d: still running after a minute; it printed\n%s\n%s", p.name, b.name, procs, r.output, reproduce(p, b, procs))
						}
						if err := c.add(r); err != nil {
							t.Fatalf("%s, built as for %s, GOMAXPROCS=%d, %v\n%s", p.name, b.name, procs, err, reproduce(p, b, procs))
						}
					}
					t.Logf("%s, built as for %s\n%s", p.name, b.name, c)
				}
			})
			t.Run("race", func(t *testing.T) {
				if what := raceMissing(); what != "" {
					missing(t, what, "install a C compiler for the race detector (gcc)")
				}
				testRaces(t, p, f)
			})
		})
	}
}

// testRaces runs p under the race detector.
func testRaces(t *testing.T, p program, f *outcome.File) {
	patience := time.Minute
	canDeadlock := slices.ContainsFunc(f.Outcomes, func(o outcome.Outcome) bool { return strings.Contains(o.Output, deadlock) })
	if canDeadlock {
		patience = time.Second
	}
	exe := raceBuild.build(t, p)
	c := newCount(f)
	reported := make(map[outcome.Race]bool)
	for i := range max(raceBuild.times(f)/4, len(raceBuild.processors)) { // each run takes longer
		procs := raceBuild.processors[i%len(raceBuild.processors)]
		r := raceBuild.start(t, p, exe, procs, patience)
		for _, race := range r.races {
			if !slices.Contains(f.Races, race) {
				t.Fatalf("code/%s/main.go has a data race that its outcomes.txt does not state: repair it, or write the line\nData race: %v\n%s", p.name, race, reproduce(p, raceBuild, procs))
			}
			reported[race] = true
		}
		switch {
		case r.ended:
			if err := c.add(r); err != nil {
				t.Fatalf("%s, under the race detector, GOMAXPROCS=%d, %v\n%s", p.name, procs, err, reproduce(p, raceBuild, procs))
			}
		case !canDeadlock:
			t.Fatalf("%s, under the race detector, GOMAXPROCS=%d: still running after %v; it printed\n%s\n%s", p.name, procs, patience, r.output, reproduce(p, raceBuild, procs))
		case !f.Begins(r.output):
			t.Fatalf("%s, under the race detector, GOMAXPROCS=%d, deadlocked: no outcome in code/%s/outcomes.txt begins with what it printed:\n%s\n%s", p.name, procs, p.name, r.output, reproduce(p, raceBuild, procs))
		}
	}
	for _, race := range f.Races {
		if !reported[race] {
			t.Errorf("code/%s/outcomes.txt states the data race %v, but the race detector does not report it: remove the line, or correct it", p.name, race)
		}
	}
	t.Logf("%s, under the race detector\n%s", p.name, c)
}

// times returns how many times to run a program: a measurement is slow, and has
// nothing rare to show, so it runs once for each number of processors.
func (b build) times(f *outcome.File) int {
	if f.Measurement() {
		return len(b.processors)
	}
	return max(*runs, len(b.processors))
}

// A count tells how often each outcome of a file was seen.
type count struct {
	file *outcome.File
	seen map[string]int // by the outcome's name
	all  int
}

func newCount(f *outcome.File) *count { return &count{file: f, seen: make(map[string]int)} }

// add counts r. It is an error if what r printed is no outcome, or is too much
// for a slide.
func (c *count) add(r run) error {
	const most = 16 << 10
	if len(r.output) > most {
		return fmt.Errorf("printed %d bytes: %d are the most that a slide should get", len(r.output), most)
	}
	o, ok := c.file.Match(r.output)
	if !ok {
		return errors.New(c.file.Diff(r.output))
	}
	c.seen[o.Name]++
	c.all++
	return nil
}

// String returns a table for a speaker who wants to know what to expect.
func (c *count) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "outcome\tseen\tshare")
	for _, o := range c.file.Outcomes {
		share := 100 * float64(c.seen[o.Name]) / float64(max(c.all, 1))
		fmt.Fprintf(w, "%s\t%d\t%.1f%%\n", o.Name, c.seen[o.Name], share)
	}
	w.Flush()
	return b.String()
}

// reproduce returns the commands that run p again in the same way. The outcome
// may be rare; the second command shows how rare.
func reproduce(p program, b build, procs int) string {
	mode := ""
	if !b.module {
		mode = "GO111MODULE=off "
	}
	return fmt.Sprintf("reproduce: GOMAXPROCS=%d %sgo run %s code/%s/main.go\n       or: go test ./code_test -run 'TestOutputs/%s' -count=1 -v -runs=1000",
		procs, mode, strings.Join(b.args, " "), p.name, p.name)
}

// BenchmarkPrograms tells how long each program takes and how much memory it
// needs at most, and fails where that is more than 5 seconds or 128 MiB:
//
//	go test ./code_test -run '^$' -bench Programs -benchtime 3x
func BenchmarkPrograms(b *testing.B) {
	for _, p := range talk.programs() {
		b.Run(p.name, func(b *testing.B) {
			exe := presentBuild.build(b, p)
			memory := 0.0 // in MiB
			for b.Loop() {
				r := presentBuild.start(b, p, exe, runtime.GOMAXPROCS(0), time.Minute)
				memory = max(memory, r.memory)
			}
			b.ReportMetric(memory, "MiB")
			if memory > 128 {
				b.Errorf("%s needs %.0f MiB: 128 are the most that a slide should need", p.name, memory)
			}
			perRun := b.Elapsed() / time.Duration(b.N)
			if perRun > 5*time.Second {
				b.Errorf("%s takes %v: 5 s are the most that a slide should take", p.name, perRun)
			}
		})
	}
}
