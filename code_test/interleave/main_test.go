package main

// This file runs the command as its user does.

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/explore"
	"goroutines/code_test/outcome"
)

// interleave runs the command and returns what it writes.
func interleave(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(t.Context(), args, &out, &errs)
	return status, out.String(), errs.String()
}

// write writes a program into a folder of its own, and returns its name.
func writeProgram(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

const welcome = "../../code/welcome"

func TestStatus(t *testing.T) {
	t.Parallel()
	many := writeProgram(t, `package main

func main() {
	for i := range 9 {
		go println(i)
	}
	select {}
}
`)
	failing := writeProgram(t, "package main\n\nfunc main() { panic(\"boom\") }\n")
	broken := writeProgram(t, "package main\n\nfunc main() { x := 1 }\n")
	network := writeProgram(t, "package main\n\nimport \"net\"\n\nfunc main() { net.Dial(\"tcp\", \"localhost:1\") }\n")
	tests := []struct {
		name   string
		args   []string
		status int
		stdout string // a regular expression for a part of it
		stderr string
	}{
		{"explored", []string{welcome}, explored, `3 outcomes, 3 interleavings, 3 executions`, `^$`},
		{"a file", []string{welcome + "/main.go"}, explored, `lists just these outcomes`, `^$`},
		{"a finding is no failure", []string{failing}, explored, `panic: boom`, `^$`},
		{"bounded", []string{"-max", "10", many}, bounded, `Not all explored: stopped after 10 executions, and then took 2 random ones`, `^$`},
		{"out of time", []string{"-timeout", "1ns", many}, bounded, `Not all explored`, `^$`},
		{"does not compile", []string{broken}, cannotRun, `^$`, `main.go:3:15: .*declared and not used: x`},
		{"cannot be taken", []string{network}, cannotRun, `^$`, `main.go:3:8: import "net"`},
		{"no program", nil, cannotRun, `^$`, `usage: interleave \[flags\] PROGRAM`},
		{"no such program", []string{"nowhere"}, cannotRun, `^$`, `finding the program.*nowhere`},
		{"two forms", []string{"-json", "-svg", welcome}, cannotRun, `^$`, `-json is given already`},
		{"a bound below 0", []string{"-max", "-1", welcome}, cannotRun, `^$`, `a bound is below 0`},
		{"no schedule", []string{"-schedule", "0 x", welcome}, cannotRun, `^$`, `step 2 is "x"`},
		{"an impossible schedule", []string{"-schedule", "0 0 5", welcome}, cannotRun, `^$`, `step 3 of the schedule, by goroutine 5, is not possible`},
		{"help", []string{"-help"}, explored, `^$`, `-naive`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			status, stdout, stderr := interleave(t, test.args...)
			if status != test.status {
				t.Errorf("exit status %d, want %d", status, test.status)
			}
			if !regexp.MustCompile(test.stdout).MatchString(stdout) {
				t.Errorf("standard output has nothing like %q:\n%s", test.stdout, stdout)
			}
			if !regexp.MustCompile(test.stderr).MatchString(stderr) {
				t.Errorf("standard error has nothing like %q:\n%s", test.stderr, stderr)
			}
		})
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	_, got, _ := interleave(t, welcome)
	want := `../../code/welcome: 3 outcomes, 3 interleavings, 3 executions

outcome                     interleavings  share  executions
main returns first          1              33.3%  1
main prints first           1              33.3%  1
the goroutine prints first  1              33.3%  1

-- main returns first --
Hello World!

for example by -schedule "0 0 0":
   1  main  11  go welcome()                 go, starts goroutine 1
   2  main  12  fmt.Println("Hello World!")  print, prints "Hello World!\n"
   3  main  13  }                            end

-- main prints first --
Hello World!
Welcome to GopherLabs!

for example by -schedule "0 0 1 0":
   1  main         11  go welcome()                           go, starts goroutine 1
   2  main         12  fmt.Println("Hello World!")            print, prints "Hello World!\n"
   3  goroutine 1  7   fmt.Println("Welcome to GopherLabs!")  print, prints "Welcome to GopherLabs!\n"
   4  main         13  }                                      end

-- the goroutine prints first --
Welcome to GopherLabs!
Hello World!

for example by -schedule "0 1 0 0":
   1  main         11  go welcome()                           go, starts goroutine 1
   2  goroutine 1  7   fmt.Println("Welcome to GopherLabs!")  print, prints "Welcome to GopherLabs!\n"
   3  main         12  fmt.Println("Hello World!")            print, prints "Hello World!\n"
   4  main         13  }                                      end

All interleavings are explored.
../../code/welcome/outcomes.txt lists just these outcomes and data races.
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the report differs (-want +got):\n%s", diff)
	}
	if _, again, _ := interleave(t, welcome); again != got {
		t.Errorf("a second report differs (-first +second):\n%s", cmp.Diff(got, again))
	}
}

// leakSchedule is one of the runs of code/leak.
const leakSchedule = "0 1>0 0 2>0 0 0 0 0 1 1 0 0 2 2 0 0 0 0 0 0"

// TestSteps replays runs, for what is told of their steps.
func TestSteps(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ program, schedule, want string }{
		{"lost-update", "0 0 1 2 2 2 1 1 0 0 0 0", "   4  goroutine 2  12  n++                    read n: 0\n"},
		{"lost-update", "0 0 1 2 2 2 1 1 0 0 0 0", "   7  goroutine 1  12  n++                    write n: 1\n"},
		{"deadlock", "0 0 1 2", "   4  goroutine 2  13  first.Lock()                               lock toast\n"},
		{"welcome", "0 0 0", "   1  main  11  go welcome()                 go, starts goroutine 1\n"},
		{"leak", leakSchedule, "   5  main         19  fmt.Println(\"goroutines:\", runtime.NumGoroutine())  num goroutine 3\n"},
	} {
		_, got, stderr := interleave(t, "-schedule", test.schedule, "../../code/"+test.program)
		if !strings.Contains(got, test.want) {
			t.Errorf("%s: the steps are\n%s%s\nwant among them\n%s", test.program, got, stderr, test.want)
		}
	}
}

// TestDifferences runs a program whose outcomes.txt is wrong in every way.
func TestDifferences(t *testing.T) {
	t.Parallel()
	name := writeProgram(t, `package main

import "fmt"

var n int

func main() {
	go func() { n++ }()
	fmt.Println(n)
}
`)
	listed := "Reasons.\nData race: a / b\n-- zero --\n0\n-- two --\n2\n"
	if err := os.WriteFile(filepath.Join(filepath.Dir(name), "outcomes.txt"), []byte(listed), 0o666); err != nil {
		t.Fatal(err)
	}
	_, stdout, _ := interleave(t, name)
	for _, want := range []string{
		"does not list outcome 2",
		`lists "two", to which no interleaving leads`,
		"does not state the data race fmt.Println(n) / go func() { n++ }()",
		"states the data race a / b, which there is not",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("the report does not say %q:\n%s", want, stdout)
		}
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	status, stdout, stderr := interleave(t, "-json", "../../code/lost-update")
	var r struct {
		Program       string
		Complete      bool
		Executions    int
		Interleavings int
		Outcomes      []struct {
			Output        string
			Executions    int
			Interleavings int
			Schedule      string
			Steps         []struct {
				Before, Values []struct{ Name, Thing, How, Value, State string }
			}
		}
		Races [][2]string
	}
	if err := json.Unmarshal([]byte(stdout), &r); err != nil || status != explored {
		t.Fatalf("exit status %d, %v\n%s", status, err, stderr)
	}
	if r.Program != "../../code/lost-update" || !r.Complete || r.Executions != 4 || r.Interleavings != 35 {
		t.Errorf("got %+v, want 4 executions and 35 interleavings, all of ../../code/lost-update", r)
	}
	race := "../../code/lost-update/main.go:12:2"
	if diff := cmp.Diff([][2]string{{race, race}}, r.Races); diff != "" {
		t.Errorf("the data races differ (-want +got):\n%s", diff)
	}
	var values []string
	for i, s := range r.Outcomes[0].Steps {
		for _, v := range s.Before {
			values = append(values, fmt.Sprintf("0 %s %s => %s", v.How, v.Name, v.State))
		}
		for _, v := range s.Values {
			if v.Thing == "variable" {
				values = append(values, fmt.Sprintf("%d %s %s %s => %s", 1+i, v.How, v.Name, v.Value, v.State))
			}
		}
	}
	want := []string{
		"0 make n => 0", "0 make wg => 0", "3 read n 0 => 0", "4 read n 0 => 0",
		"5 write n 1 => 1", "7 write n 1 => 1", "10 read n 1 => 1",
	}
	if diff := cmp.Diff(want, values); diff != "" {
		t.Errorf("the values of the first outcome differ (-want +got):\n%s", diff)
	}
	executions, interleavings := 0, 0
	for _, o := range r.Outcomes {
		executions += o.Executions
		interleavings += o.Interleavings
		_, replayed, _ := interleave(t, "-schedule", o.Schedule, "../../code/lost-update")
		if !strings.HasSuffix(replayed, "--\n"+o.Output) {
			t.Errorf("-schedule %q leads to\n%s\nwant\n%s", o.Schedule, replayed, o.Output)
		}
	}
	if len(r.Outcomes) != 2 || executions != r.Executions || interleavings != r.Interleavings {
		t.Errorf("the outcomes have %d executions and %d interleavings together: %+v", executions, interleavings, r)
	}
}

// TestDraft writes an outcomes.txt, and reads it.
func TestDraft(t *testing.T) {
	t.Parallel()
	for _, program := range []string{"lost-update", "deadlock", "fork-join"} {
		_, stdout, stderr := interleave(t, "-outcomes", "../../code/"+program)
		f, err := outcome.Parse("outcomes.txt", []byte(stdout))
		if err != nil {
			t.Fatalf("%s: %v\n%s%s", program, err, stdout, stderr)
		}
		data, err := os.ReadFile("../../code/" + program + "/outcomes.txt")
		if err != nil {
			t.Fatal(err)
		}
		want, err := outcome.Parse("outcomes.txt", data)
		if err != nil {
			t.Fatal(err)
		}
		outputs := func(f *outcome.File) map[string]bool {
			m := make(map[string]bool)
			for _, o := range f.Outcomes {
				m[o.Output] = true
			}
			return m
		}
		if diff := cmp.Diff(outputs(want), outputs(f)); diff != "" {
			t.Errorf("%s: the draft has other outcomes (-listed +draft):\n%s", program, diff)
		}
		if diff := cmp.Diff(want.Races, f.Races); diff != "" {
			t.Errorf("%s: the draft has other data races (-listed +draft):\n%s", program, diff)
		}
	}
}

// TestDrawings writes a page and a picture, into files.
func TestDrawings(t *testing.T) {
	t.Parallel()
	for form, want := range map[string]string{"-html": "<!DOCTYPE html>", "-svg": "<svg "} {
		file := filepath.Join(t.TempDir(), "out")
		status, stdout, stderr := interleave(t, form, "-o", file, welcome)
		if status != explored || stdout != "" || stderr != "" {
			t.Fatalf("%s: exit status %d\n%s%s", form, status, stdout, stderr)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(strings.ToLower(string(data)), strings.ToLower(want)) {
			t.Errorf("%s writes what begins with %.40q, want %q", form, data, want)
		}
	}
}

// TestNaive compares with the enumeration of all interleavings.
func TestNaive(t *testing.T) {
	t.Parallel()
	for _, program := range []string{"lost-update", "deadlock", "fork-join", "owner"} {
		p := []explore.Program{{Path: "../../code/" + program}}
		reduced, err := explore.Programs(t.Context(), p, explore.Options{})
		if err != nil {
			t.Fatal(err)
		}
		naive, err := explore.Programs(t.Context(), p, explore.Options{Naive: true})
		if err != nil {
			t.Fatal(err)
		}
		counts := func(r *explore.Report) map[string]string {
			m := map[string]string{"all": r.Interleavings.String()}
			for _, o := range r.Outcomes {
				m[o.Output] = o.Interleavings.String()
			}
			return m
		}
		if diff := cmp.Diff(counts(naive[0]), counts(reduced[0])); diff != "" {
			t.Errorf("%s: other numbers of interleavings (-naive +reduced):\n%s", program, diff)
		}
	}
}
