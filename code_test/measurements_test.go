package talk

// This file keeps measurements.txt, which says what each program printed, how
// often, and on which machine: for the notes, for the figures in a table, and
// for readers who cannot run the programs. It is made anew by
//
//	go test ./code_test -run Measurements -measure "2 cores of an AMD EPYC" -runs 60
//
// and for one program by -run Measurements/lost-updates. The text after
// -measure is the name of the machine.

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

var measure = flag.String("measure", "", "write what the programs print on this machine, whose `name` it is, into measurements.txt")

const measurementsFile = "measurements.txt"

const measurementsComment = `What each program of the talk printed on one machine: how often each of its
outcomes was seen, and below a blank line what one run in the commonest
of them printed. GOMAXPROCS=1 is the same machine, one processor of it used.
Written by the command at the head of measurements_test.go.

`

// A measurement is what is written down of one program.
type measurement struct {
	machine, date string
	seen          []seen
	output        string // of a run that had the commonest outcome
}

// A seen tells how often an outcome was seen, of all runs in one way.
type seen struct {
	way        string // "GOMAXPROCS=2", or "runs" of another language
	times, all int
	outcome    string // its name
}

func (s seen) String() string {
	return fmt.Sprintf("%s: %d of %d: %s", s.way, s.times, s.all, s.outcome)
}

// String returns m as it is written in the file.
func (m measurement) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "machine: %s\ndate: %s\n", m.machine, m.date)
	for _, s := range m.seen {
		fmt.Fprintln(&b, s)
	}
	fmt.Fprintf(&b, "\n%s", m.output)
	return b.String()
}

var seenForm = regexp.MustCompile(`^(GOMAXPROCS=\d+|runs): (\d+) of (\d+): (.+)$`)

// parseMeasurement reads what String has written.
func parseMeasurement(text string) (m measurement, err error) {
	facts, output, ok := strings.Cut(text, "\n\n")
	if !ok {
		return m, fmt.Errorf("no blank line before what was printed")
	}
	m.output = output
	for line := range strings.SplitSeq(facts, "\n") {
		if machine, ok := strings.CutPrefix(line, "machine: "); ok {
			m.machine = machine
		} else if date, ok := strings.CutPrefix(line, "date: "); ok {
			m.date = date
			if _, err := time.Parse(time.DateOnly, date); err != nil {
				return m, err
			}
		} else if form := seenForm.FindStringSubmatch(line); form != nil {
			times, errTimes := strconv.Atoi(form[2])
			all, errAll := strconv.Atoi(form[3])
			if errTimes != nil || errAll != nil {
				return m, fmt.Errorf("a number in %q is too large", line)
			}
			m.seen = append(m.seen, seen{form[1], times, all, form[4]})
		} else {
			return m, fmt.Errorf("the line %q is not \"GOMAXPROCS=2: 59 of 60: OUTCOME\"", line)
		}
	}
	if m.machine == "" || m.date == "" || len(m.seen) == 0 {
		return m, fmt.Errorf("no machine, no date, or nothing seen")
	}
	return m, nil
}

// measurements reads the file.
func measurements(t *testing.T) map[string]measurement {
	t.Helper()
	a, err := txtar.ParseFile(measurementsFile)
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]measurement)
	for _, f := range a.Files {
		m, err := parseMeasurement(string(f.Data))
		if err != nil {
			t.Errorf("%s, %s: %v", measurementsFile, f.Name, err)
		}
		all[f.Name] = m
	}
	return all
}

// A way is one in which a program is measured.
type way struct {
	name  string
	start func() run
}

// ways compiles the program in this folder of code/ and returns how to run it.
func ways(t *testing.T, name string) []way {
	for _, l := range languages {
		if l.name == name {
			dir := l.build(t)
			return []way{{"runs", func() run { return l.start(t, dir) }}}
		}
	}
	p := talk.program(t, name)
	exe := presentBuild.build(t, p)
	var ways []way
	for _, procs := range slices.Compact([]int{min(runtime.NumCPU(), 2), 1}) {
		ways = append(ways, way{"GOMAXPROCS=" + strconv.Itoa(procs), func() run {
			return presentBuild.start(t, p, exe, procs, time.Minute)
		}})
	}
	return ways
}

// TestMeasurements checks that each program has been measured, and that what it
// printed is an outcome. With -measure it measures.
func TestMeasurements(t *testing.T) {
	names := folders(t)
	if *measure != "" { // one after another: no program disturbs another
		for _, name := range names {
			t.Run(name, func(t *testing.T) { writeMeasurement(t, name, takeMeasurement(t, name)) })
		}
	}
	written := measurements(t)
	for _, name := range names {
		m, ok := written[name]
		if !ok {
			t.Errorf("%s has no section %s: go test ./code_test -run Measurements/%s -measure MACHINE -runs 60", measurementsFile, name, name)
			continue
		}
		checkMeasurement(t, name, m)
		delete(written, name)
	}
	for name := range written {
		t.Errorf("%s has a section %s, but code/ has no such program: remove it", measurementsFile, name)
	}
}

// checkMeasurement holds m against the outcomes of the program.
func checkMeasurement(t *testing.T, name string, m measurement) {
	t.Helper()
	f := readOutcomes(t, name)
	printed, ok := f.Match(m.output)
	if !ok {
		t.Errorf("%s, %s: %s\nmeasure it again", measurementsFile, name, f.Diff(m.output))
	}
	sum, all := make(map[string]int), make(map[string]int)
	found := false
	for _, s := range m.seen {
		found = found || s.outcome == printed.Name
		sum[s.way] += s.times
		all[s.way] = s.all
		known := false
		for _, o := range f.Outcomes {
			known = known || o.Name == s.outcome
		}
		if !known {
			t.Errorf("%s, %s: code/%[2]s/outcomes.txt has no outcome %q: measure it again", measurementsFile, name, s.outcome)
		}
	}
	for way := range all {
		if sum[way] != all[way] {
			t.Errorf("%s, %s: with %s the outcomes were seen %d times in %d runs: measure it again", measurementsFile, name, way, sum[way], all[way])
		}
	}
	if !found {
		t.Errorf("%s, %s: the outcome of what it printed, %q, was not seen: measure it again", measurementsFile, name, printed.Name)
	}
}

// takeMeasurement runs the program -runs times in each way.
func takeMeasurement(t *testing.T, name string) measurement {
	m := measurement{
		machine: fmt.Sprintf("%s, %s/%s, %s", *measure, runtime.GOOS, runtime.GOARCH, runtime.Version()),
		date:    time.Now().UTC().Format(time.DateOnly),
	}
	f := readOutcomes(t, name)
	for i, w := range ways(t, name) {
		w.start() // is cold, and does not count
		c := newCount(f)
		printed := make(map[string]string) // by the outcome's name
		for range *runs {
			r := w.start()
			if err := c.add(r); err != nil {
				t.Fatalf("code/%s, %s, %v", name, w.name, err)
			}
			o, _ := f.Match(r.output)
			printed[o.Name] = r.output
			if strings.Contains(o.Output, "\n...\n") { // addresses, and where it was built
				printed[o.Name] = o.Output
			}
		}
		common := ""
		for _, o := range f.Outcomes {
			if times := c.seen[o.Name]; times > 0 {
				m.seen = append(m.seen, seen{w.name, times, c.all, o.Name})
			}
			if c.seen[o.Name] > c.seen[common] {
				common = o.Name
			}
		}
		if i == 0 { // with the most processors
			m.output = printed[common]
		}
	}
	return m
}

// writeMeasurement writes m into the file, in place of the one before.
func writeMeasurement(t *testing.T, name string, m measurement) {
	data, err := os.ReadFile(measurementsFile)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	a := txtar.Parse(data)
	a.Comment = []byte(measurementsComment)
	a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(m.String())})
	slices.SortFunc(a.Files, func(a, b txtar.File) int { return strings.Compare(a.Name, b.Name) })
	if text := txtar.Format(a); !bytes.Equal(text, data) {
		if err := os.WriteFile(measurementsFile, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
