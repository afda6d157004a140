package outcome_test

// This file tests the matching of the beginning of an output against a file, and
// how a run is made an output. cases_test.go tests that of whole outputs.

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
	plain  = "-- a --\nx\n-- b --\nx\ny\n-- c --\n"
	dump   = "-- dump --\nfatal error: stuck!\n...\nexit status 2\n"
	ranges = "-- number --\nn = <2..10> of <-1.5..3>\n"
)

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
