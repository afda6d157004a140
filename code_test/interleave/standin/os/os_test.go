package os_test

// This file tests what the world sees of a program that writes and exits.

import (
	"errors"
	"io"
	"io/fs"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/os"
)

func TestOutput(t *testing.T) {
	tests := []struct {
		name string
		main func()
		want string
	}{
		{"Write", func() { os.Stdout.Write([]byte("a\n")); os.Stderr.Write([]byte("b\n")) }, "a\nb\n"},
		{"WriteString", func() { io.WriteString(os.Stdout, "a\n") }, "a\n"},
		{"Name", func() { os.Stdout.WriteString(os.Stdout.Name() + os.Stderr.Name()) }, "/dev/stdout/dev/stderr\n"},
		{"no file", func() {
			if _, err := (*os.File)(nil).WriteString("a"); err != os.ErrInvalid {
				os.Stdout.WriteString("no error")
			}
		}, ""},
		{"Exit", func() {
			defer os.Stdout.WriteString("deferred")
			os.Exit(3)
		}, "exit status 3\n"},
		{"Exit(0)", func() {
			os.Stdout.WriteString("a")
			os.Exit(0)
			os.Stdout.WriteString("b")
		}, "a\n"},
		{"Exit(-1)", func() { os.Exit(-1) }, "exit status 255\n"},
		{"Exit(256)", func() { os.Exit(256) }, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{}, test.main)
			var got []string
			for _, o := range r.Outcomes {
				got = append(got, o.Output)
			}
			if diff := cmp.Diff([]string{test.want}, got); diff != "" {
				t.Errorf("outputs differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	tests := []struct{ err, want error }{
		{os.ErrInvalid, fs.ErrInvalid},
		{os.ErrPermission, fs.ErrPermission},
		{os.ErrExist, fs.ErrExist},
		{os.ErrNotExist, fs.ErrNotExist},
		{os.ErrClosed, fs.ErrClosed},
	}
	for _, test := range tests {
		if !errors.Is(test.err, test.want) {
			t.Errorf("%v is not %v", test.err, test.want)
		}
	}
}
