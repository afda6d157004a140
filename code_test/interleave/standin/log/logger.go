// Package log stands in for the standard library's package log in a program that
// is explored. The library's own logger makes each line, but no line is written
// while it holds its lock: others can run then.
//
// To log a line is two events: one looks at the settings of the logger, which
// others can change, and one writes the line. To change the settings is one.
package log

// This file has a Logger and its settings.

import (
	"io"
	"log"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/os"
	"goroutines/code_test/interleave/standin/sync"
)

// What there is in a line, the same as in the library.
const (
	Ldate         = log.Ldate
	Ltime         = log.Ltime
	Lmicroseconds = log.Lmicroseconds
	Llongfile     = log.Llongfile
	Lshortfile    = log.Lshortfile
	LUTC          = log.LUTC
	Lmsgprefix    = log.Lmsgprefix
	LstdFlags     = log.LstdFlags
)

// A Logger writes lines to an io.Writer, one after the other.
type Logger struct {
	settings settings
	writing  sync.Mutex // held while a Writer of the program is called
}

// settings are what a line is made from; an event reads or changes them.
type settings struct {
	out    io.Writer
	prefix string
	flag   int
}

// std is the standard logger of the running execution.
var std *Logger

func init() {
	sched.OnBegin(func() { std = New(os.Stderr, "", LstdFlags) })
}

// New returns a Logger that writes to out, with this prefix and these flags.
func New(out io.Writer, prefix string, flag int) *Logger {
	return sched.Made(&Logger{settings: settings{out, prefix, flag}})
}

// Default returns the standard logger, which the functions of the package use.
func Default() *Logger { return std }

// read returns the settings.
func (l *Logger) read() settings {
	o := sched.At(&l.settings)
	o.Await(sched.Read, 0, 0)
	o.TouchAs(sched.Read, 0, sched.Acquire)
	return l.settings
}

// change returns the settings, for the caller to change one.
func (l *Logger) change() *settings {
	o := sched.At(&l.settings)
	o.Await(sched.Write, 0, 0)
	o.Touch(sched.Write, 0)
	return &l.settings
}

// Writer returns where l writes to.
func (l *Logger) Writer() io.Writer { return l.read().out }

// SetOutput sets where l writes to.
func (l *Logger) SetOutput(w io.Writer) { l.change().out = w }

// Prefix returns the prefix of l.
func (l *Logger) Prefix() string { return l.read().prefix }

// SetPrefix sets the prefix of l.
func (l *Logger) SetPrefix(prefix string) { l.change().prefix = prefix }

// Flags returns the flags of l.
func (l *Logger) Flags() int { return l.read().flag }

// SetFlags sets the flags of l.
func (l *Logger) SetFlags(flag int) { l.change().flag = flag }
