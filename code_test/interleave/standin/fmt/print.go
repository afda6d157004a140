// Package fmt stands in for the standard library's package fmt in a program that
// is explored. It formats and scans as the library does, by calling it. The one
// difference is where Print, Printf and Println write to: to the output of the
// program as it is explored, one call in one event.
//
// Scan, Scanf and Scanln are left out, because an explored program has no input.
package fmt

// This file writes to standard output.

import "goroutines/code_test/interleave/standin/os"

// Print formats its operands in the default formats and writes to standard
// output. It puts a space between two operands when neither is a string.
func Print(a ...any) (n int, err error) { return os.Stdout.Write(Append(nil, a...)) }

// Printf formats as format says and writes to standard output.
func Printf(format string, a ...any) (n int, err error) {
	return os.Stdout.Write(Appendf(nil, format, a...))
}

// Println formats its operands in the default formats and writes to standard
// output, with spaces between operands and a newline at the end.
func Println(a ...any) (n int, err error) { return os.Stdout.Write(Appendln(nil, a...)) }
