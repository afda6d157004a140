package log

// This file has the methods and functions that log: to print, to print and
// exit, and to print and panic.

import (
	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/fmt"
)

// Print logs its operands as fmt.Print formats them.
func (l *Logger) Print(v ...any) { l.output(2, sprint(v)) }

// Printf logs its operands as fmt.Printf formats them.
func (l *Logger) Printf(format string, v ...any) { l.output(2, sprintf(format, v)) }

// Println logs its operands as fmt.Println formats them.
func (l *Logger) Println(v ...any) { l.output(2, sprintln(v)) }

// Fatal is Print, and then the program exits with status 1.
func (l *Logger) Fatal(v ...any) { l.fatal(sprint(v)) }

// Fatalf is Printf, and then the program exits with status 1.
func (l *Logger) Fatalf(format string, v ...any) { l.fatal(sprintf(format, v)) }

// Fatalln is Println, and then the program exits with status 1.
func (l *Logger) Fatalln(v ...any) { l.fatal(sprintln(v)) }

// Panic is Print, and then a panic with the text.
func (l *Logger) Panic(v ...any) { l.panic(sprint(v)) }

// Panicf is Printf, and then a panic with the text.
func (l *Logger) Panicf(format string, v ...any) { l.panic(sprintf(format, v)) }

// Panicln is Println, and then a panic with the text.
func (l *Logger) Panicln(v ...any) { l.panic(sprintln(v)) }

// fatal logs for a method or function of the package, and exits.
func (l *Logger) fatal(text func() string) {
	l.output(3, text)
	sched.ExitWith(1)
}

// panic logs for a method or function of the package, and panics.
func (l *Logger) panic(text func() string) {
	s := text()
	l.output(3, func() string { return s })
	sched.Panic(s)
}

func sprint(v []any) func() string { return func() string { return fmt.Sprint(v...) } }

func sprintf(format string, v []any) func() string {
	return func() string { return fmt.Sprintf(format, v...) }
}

func sprintln(v []any) func() string { return func() string { return fmt.Sprintln(v...) } }

// Print is the method of the standard logger.
func Print(v ...any) { std.output(2, sprint(v)) }

// Printf is the method of the standard logger.
func Printf(format string, v ...any) { std.output(2, sprintf(format, v)) }

// Println is the method of the standard logger.
func Println(v ...any) { std.output(2, sprintln(v)) }

// Fatal is the method of the standard logger.
func Fatal(v ...any) { std.fatal(sprint(v)) }

// Fatalf is the method of the standard logger.
func Fatalf(format string, v ...any) { std.fatal(sprintf(format, v)) }

// Fatalln is the method of the standard logger.
func Fatalln(v ...any) { std.fatal(sprintln(v)) }

// Panic is the method of the standard logger.
func Panic(v ...any) { std.panic(sprint(v)) }

// Panicf is the method of the standard logger.
func Panicf(format string, v ...any) { std.panic(sprintf(format, v)) }

// Panicln is the method of the standard logger.
func Panicln(v ...any) { std.panic(sprintln(v)) }
