package log

// This file has the settings of the standard logger.

import "io"

// Writer returns where the standard logger writes to.
func Writer() io.Writer { return std.Writer() }

// SetOutput sets where the standard logger writes to.
func SetOutput(w io.Writer) { std.SetOutput(w) }

// Prefix returns the prefix of the standard logger.
func Prefix() string { return std.Prefix() }

// SetPrefix sets the prefix of the standard logger.
func SetPrefix(prefix string) { std.SetPrefix(prefix) }

// Flags returns the flags of the standard logger.
func Flags() int { return std.Flags() }

// SetFlags sets the flags of the standard logger.
func SetFlags(flag int) { std.SetFlags(flag) }

// Output is the method of the standard logger.
func Output(calldepth int, s string) error {
	return std.output(calldepth+1, func() string { return s })
}
