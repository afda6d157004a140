package outcome_test

// This file tests the reading of outcomes.txt: what a good file says, and the
// error for each way in which a file can be wrong.

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goroutines/code_test/outcome"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name string
		data string
		want *outcome.File
	}{{
		name: "one outcome",
		data: "Because.\n\n-- always --\nhello\n",
		want: &outcome.File{
			Comment:  "Because.",
			Outcomes: []outcome.Outcome{{Name: "always", Output: "hello\n"}},
		},
	}, {
		name: "an outcome that prints nothing",
		data: "Because.\n-- nothing --\n-- something --\nhello\n",
		want: &outcome.File{
			Comment:  "Because.",
			Outcomes: []outcome.Outcome{{Name: "nothing"}, {Name: "something", Output: "hello\n"}},
		},
	}, {
		name: "exit status",
		data: "Because.\n-- it fails --\nfatal error: no\n...\nexit status 2\n-- it works --\nyes\n",
		want: &outcome.File{
			Comment: "Because.",
			Outcomes: []outcome.Outcome{
				{Name: "it fails", Output: "fatal error: no\n...\nexit status 2\n"},
				{Name: "it works", Output: "yes\n"},
			},
		},
	}, {
		name: "data races",
		data: "Because.\nData race: n++ / n++\nData race:   y = 2 /  x = 1\nReally.\n-- always --\nhello\n",
		want: &outcome.File{
			Comment:  "Because.\nReally.",
			Races:    []outcome.Race{{A: "n++", B: "n++"}, {A: "x = 1", B: "y = 2"}},
			Outcomes: []outcome.Outcome{{Name: "always", Output: "hello\n"}},
		},
	}}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.want.Name = "f.txt"
			got, err := outcome.Parse("f.txt", []byte(test.data))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreUnexported(outcome.Outcome{})); diff != "" {
				t.Errorf("Parse(%q) (-want +got):\n%s", test.data, diff)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	const head = "Because.\n"
	tests := []struct {
		name string
		data string
		want string
	}{
		{"empty", "", `f.txt:1: no comment: say above the first outcome why these are all the outcomes`},
		{"no comment", "-- a --\nx\n", `f.txt:1: no comment: say above the first outcome why these are all the outcomes`},
		{"a race is no reason", "Data race: a / b\n-- a --\nx\n", `f.txt:1: no comment: say above the first outcome why these are all the outcomes`},
		{"no outcome", "Because.\n\n", `f.txt:3: no outcome: after the comment, write a line "-- what happened --" and below it what is printed`},
		{"no newline", head + "-- a --\nx", `f.txt:3: the last line does not end: add a newline`},
		{"carriage return", head + "-- a --\r\nx\r\n", `f.txt:2: a carriage return: end lines with a newline alone`},
		{"not UTF-8", head + "-- a --\n\xff\n", `f.txt:3: not UTF-8: save the file as UTF-8`},
		{"trailing space", head + "-- a --\nx \n", `f.txt:3: space at the end of the line: remove it`},
		{"marker without end", head + "-- a\nx\n", `f.txt:2: "-- a" is almost the name of an outcome: write "-- name --"`},
		{"marker without beginning", head + "-- a --\nx\nb --\ny\n", `f.txt:4: "b --" is almost the name of an outcome: write "-- name --"`},
		{"indented marker", head + "-- a --\nx\n -- b --\ny\n", `f.txt:4: " -- b --" is almost the name of an outcome: write "-- name --"`},
		{"marker with too much space", head + "--  a --\nx\n", `f.txt:2: "--  a --" is almost the name of an outcome: write "-- name --"`},
		{"marker without name", head + "-- --\nx\n", `f.txt:2: "-- --" is almost the name of an outcome: write "-- name --"`},
		{"same name", head + "-- a --\nx\n-- a --\ny\n", `f.txt:4: outcome "a" has the name of the one on line 2: give each outcome a name of its own`},
		{"same output", head + "-- a --\nx\n-- b --\nx\n", `f.txt:4: outcome "b" has the output of the one on line 2: list each output once`},
		{"exit status inside", head + "-- a --\nexit status 2\nx\n", `f.txt:3: the exit status is not the last line of its outcome: move it there`},
		{"exit status 0", head + "-- a --\nx\nexit status 0\n", `f.txt:4: a program that succeeds shows no exit status: remove the line`},
		{"any lines twice", head + "-- a --\n...\n...\n", `f.txt:4: a second line "..." after the first: one stands for any lines`},
		{"range backwards", head + "-- a --\nx\nn = <9..2>\n", `f.txt:4: no number is in the range <9..2>: write the smaller one first`},
		{"range of words", head + "-- a --\nn = <one..two>\n", `f.txt:3: <one..two> is not a range: write <LOW..HIGH> with two decimal numbers`},
		{"range half open", head + "-- a --\nn = <1..>\n", `f.txt:3: <1..> is not a range: write <LOW..HIGH> with two decimal numbers`},
		{"range after digit", head + "-- a --\nn = 1<1..2>\n", `f.txt:3: in "n = 1<1..2>" a digit, a sign or another range touches a range: put something between them`},
		{"range before digit", head + "-- a --\nn = <1..2>0\n", `f.txt:3: in "n = <1..2>0" a digit, a sign or another range touches a range: put something between them`},
		{"two ranges", head + "-- a --\nn = <1..2><1..2>\n", `f.txt:3: in "n = <1..2><1..2>" a digit, a sign or another range touches a range: put something between them`},
		{"race of one line", head + "Data race: n++\n-- a --\nx\n", `f.txt:2: a data race is between two lines of the program: write "Data race: LINE / LINE"`},
		{"race in small letters", head + "data race: n++ / n++\n-- a --\nx\n", `f.txt:2: write "Data race:" with a capital D at the beginning of the line`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f, err := outcome.Parse("f.txt", []byte(test.data))
			if err == nil {
				t.Fatalf("Parse(%q) = %+v, want an error", test.data, f)
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Errorf("Parse(%q): error (-want +got):\n%s", test.data, diff)
			}
		})
	}
}

// FuzzParse holds every file that parses to what the package promises: its
// outcomes have different names and different outputs, and the file accepts
// each output that it lists in full, and a line more than that never.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("../../code/*/outcomes.txt")
	if err = errors.Join(err, errNone(files)); err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("Because.\nData race: a / b\n-- a --\n...\n<1..2> and <-1.5..+3>\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := outcome.Parse("f.txt", data)
		if err != nil {
			if file != nil {
				t.Errorf("Parse returned a file beside the error %q", err)
			}
			return
		}
		if file.Comment == "" || len(file.Outcomes) == 0 {
			t.Errorf("Parse returned no comment or no outcomes: %+v", file)
		}
		names, outputs := make(map[string]bool), make(map[string]bool)
		for _, o := range file.Outcomes {
			if names[o.Name] || outputs[o.Output] {
				t.Errorf("two outcomes have the name %q or the output %q", o.Name, o.Output)
			}
			names[o.Name], outputs[o.Output] = true, true
		}
		if file.Measurement() {
			return
		}
		for _, o := range file.Outcomes {
			if _, ok := file.Match(o.Output); !ok {
				t.Errorf("outcome %q does not match its own output %q", o.Name, o.Output)
			}
			if diff := file.Diff(o.Output); diff != "" {
				t.Errorf("outcome %q differs from its own output:\n%s", o.Name, diff)
			}
			if !file.Begins(o.Output) {
				t.Errorf("outcome %q does not begin with its own output %q", o.Name, o.Output)
			}
		}
	})
}

func errNone(files []string) error {
	if len(files) == 0 {
		return errors.New("no outcomes.txt found in ../../code")
	}
	return nil
}
