package outcome_test

// This file tests the matching of an output against a file, the beginning of
// one, and how a run is made an output.

import (
	"os/exec"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/outcome"
)

// mustParse parses the outcomes, below a comment.
func mustParse(t *testing.T, outcomes string) *outcome.File {
	t.Helper()
	f, err := outcome.Parse("f.txt", []byte("Because.\n"+outcomes))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const (
	plain   = "-- a --\nx\n-- b --\nx\ny\n-- c --\n"
	dump    = "-- dump --\nfatal error: stuck!\n...\nexit status 2\n"
	around  = "-- around --\n...\nx\n...\n"
	ranges  = "-- number --\nn = <2..10> of <-1.5..3>\n"
	unusual = "-- special --\nn = (a|b) [c] *\n"
)

func TestMatch(t *testing.T) {
	const none = "(none)"
	tests := []struct {
		file, output, want string
	}{
		{plain, "x\n", "a"},
		{plain, "x\ny\n", "b"},
		{plain, "", "c"},
		{plain, "y\n", none},
		{plain, "x\ny\nz\n", none},
		{plain, "x", none}, // Output ends each line
		{plain, "x\n\n", none},
		{plain, "\n", none},
		{plain, " x\n", none},

		{dump, "fatal error: stuck!\nexit status 2\n", "dump"},
		{dump, "fatal error: stuck!\n\ngoroutine 1\nexit status 2\n", "dump"},
		{dump, "fatal error: stuck!\nexit status 3\n", none},
		{dump, "fatal error: stuck!\n", none},
		{dump, "before\nfatal error: stuck!\nexit status 2\n", none},
		{around, "x\n", "around"},
		{around, "a\nx\nx\nb\n", "around"},
		{around, "a\nb\n", none},

		{ranges, "n = 2 of 3\n", "number"},
		{ranges, "n = 10 of -1.5\n", "number"},
		{ranges, "n = 2.5 of 0\n", "number"},
		{ranges, "n = 1 of 0\n", none},
		{ranges, "n = 10.01 of 0\n", none},
		{ranges, "n = 11 of 0\n", none},
		{ranges, "n = x of 0\n", none},
		{ranges, "n =  2 of 0\n", none},
		{ranges, "n = 2 of 0 \n", none},
		{ranges, "n = 2. of 0\n", none},
		{ranges, "n = 0x3 of 0\n", none},
		{ranges, "n = 1e1 of 0\n", none},
		{ranges, "n = <2..10> of <-1.5..3>\n", none},

		{unusual, "n = (a|b) [c] *\n", "special"},
		{unusual, "n = a [c] *\n", none},
	}
	for _, test := range tests {
		f := mustParse(t, test.file)
		o, ok := f.Match(test.output)
		got := o.Name
		if !ok {
			got = none
		}
		if got != test.want {
			t.Errorf("outcomes\n%soutput %q: matched %s, want %s", test.file, test.output, got, test.want)
		}
	}
}

func TestBegins(t *testing.T) {
	tests := []struct {
		file, output string
		want         bool
	}{
		{plain, "", true},
		{plain, "x\n", true},
		{plain, "x\ny", true},
		{plain, "x\nz", false},
		{plain, "y\n", false},
		{plain, "x\ny\nz\n", false},
		{dump, "fatal err", true},
		{dump, "fatal error: stuck!\ngoroutine", true},
		{dump, "panic", false},
		{ranges, "n = 2 of 3\n", true},
		{ranges, "n = 11 of 3\n", false},
	}
	for _, test := range tests {
		f := mustParse(t, test.file)
		if got := f.Begins(test.output); got != test.want {
			t.Errorf("outcomes\n%sBegins(%q) = %t, want %t", test.file, test.output, got, test.want)
		}
	}
}

func TestMeasurement(t *testing.T) {
	for file, want := range map[string]bool{plain: false, dump: false, ranges: true, plain + ranges: true} {
		if got := mustParse(t, file).Measurement(); got != want {
			t.Errorf("outcomes\n%sMeasurement() = %t, want %t", file, got, want)
		}
	}
}

func TestOutput(t *testing.T) {
	tests := []struct {
		script, want string
	}{
		{"echo x", "x\n"},
		{"printf x", "x\n"},
		{"true", ""},
		{"echo x; exit 2", "x\nexit status 2\n"},
		{"printf x; exit 2", "x\nexit status 2\n"},
		{"false", "exit status 1\n"},
		{"kill -ABRT $$", "exit status 134\n"},
	}
	for _, test := range tests {
		cmd := exec.Command("sh", "-c", test.script)
		written, _ := cmd.Output()
		if diff := cmp.Diff(test.want, outcome.Output(written, cmd.ProcessState)); diff != "" {
			t.Errorf("Output of %q (-want +got):\n%s", test.script, diff)
		}
	}
}

func TestNewRace(t *testing.T) {
	want := outcome.Race{A: "n++", B: "x = n"}
	if got := outcome.NewRace("\tx = n // read", "n++ "); got != want {
		t.Errorf("NewRace = %v, want %v", got, want)
	}
}
