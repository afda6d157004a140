package fmt

// This file has the parts of the package that concern nobody but their caller:
// they are the library's own.

import (
	"fmt"
	"io"

	"goroutines/code_test/interleave/sched"
)

// The types of the package, the same as in the library.
type (
	Formatter  = fmt.Formatter
	GoStringer = fmt.GoStringer
	ScanState  = fmt.ScanState
	Scanner    = fmt.Scanner
	State      = fmt.State
	Stringer   = fmt.Stringer
)

// Append is Print that appends to b.
func Append(b []byte, a ...any) []byte {
	return sched.Library(func() []byte { return fmt.Append(b, a...) })
}

// Appendf is Printf that appends to b.
func Appendf(b []byte, format string, a ...any) []byte {
	return sched.Library(func() []byte { return fmt.Appendf(b, format, a...) })
}

// Appendln is Println that appends to b.
func Appendln(b []byte, a ...any) []byte {
	return sched.Library(func() []byte { return fmt.Appendln(b, a...) })
}

// Errorf returns an error with a formatted text, which wraps the operands of
// the verb %w.
func Errorf(format string, a ...any) error {
	return sched.Library(func() error { return fmt.Errorf(format, a...) })
}

// FormatString returns the directive that state and verb were made from.
func FormatString(state State, verb rune) string { return fmt.FormatString(state, verb) }

// Fprint is Print to w.
func Fprint(w io.Writer, a ...any) (n int, err error) {
	return w.Write(Append(nil, a...))
}

// Fprintf is Printf to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return w.Write(Appendf(nil, format, a...))
}

// Fprintln is Println to w.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	return w.Write(Appendln(nil, a...))
}

// Sprint is Print that returns the text.
func Sprint(a ...any) string {
	return sched.Library(func() string { return fmt.Sprint(a...) })
}

// Sprintf is Printf that returns the text.
func Sprintf(format string, a ...any) string {
	return sched.Library(func() string { return fmt.Sprintf(format, a...) })
}

// Sprintln is Println that returns the text.
func Sprintln(a ...any) string {
	return sched.Library(func() string { return fmt.Sprintln(a...) })
}

// Fscan reads operands from r, which are separated by white space.
func Fscan(r io.Reader, a ...any) (n int, err error) { return fmt.Fscan(r, a...) }

// Fscanf reads operands from r as format says.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return fmt.Fscanf(r, format, a...)
}

// Fscanln reads operands from one line of r.
func Fscanln(r io.Reader, a ...any) (n int, err error) { return fmt.Fscanln(r, a...) }

// Sscan reads operands from str, which are separated by white space.
func Sscan(str string, a ...any) (n int, err error) { return fmt.Sscan(str, a...) }

// Sscanf reads operands from str as format says.
func Sscanf(str, format string, a ...any) (n int, err error) { return fmt.Sscanf(str, format, a...) }

// Sscanln reads operands from one line of str.
func Sscanln(str string, a ...any) (n int, err error) { return fmt.Sscanln(str, a...) }
