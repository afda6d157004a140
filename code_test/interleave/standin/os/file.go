package os

// This file has the two files that every program has open for writing. What is
// written to either comes to the same output, as in the pane of a slide.

import "goroutines/code_test/interleave/sched"

// A File is where the program writes to: Stdout or Stderr.
type File struct{ name string }

// The open files.
var (
	Stdout = &File{"/dev/stdout"}
	Stderr = &File{"/dev/stderr"}
)

// Name returns the name of the file.
func (f *File) Name() string { return f.name }

// Write writes b, all of it in one event. To write nothing is no event.
func (f *File) Write(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if len(b) > 0 {
		sched.Print(b)
	}
	return len(b), nil
}

// WriteString is Write for a string.
func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }
