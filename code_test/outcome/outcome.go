// Package outcome reads the files that say what a program of the talk can
// print, and holds a program's output against them.
//
// Such a file, outcomes.txt, lies beside its program. It is a txtar archive
// (see golang.org/x/tools/txtar). The comment at its head says why these are
// all the outputs; each section is one outcome, its name tells what happened
// in that run, and its body is what the run showed:
//
//	The go statement does not wait, and main's return ends the program.
//
//	-- main returns first --
//	Hello World!
//	-- main prints first --
//	Hello World!
//	Welcome to GopherLabs!
//
// [Parse] reads the file, [File.Match] finds the outcome that an output is,
// and where it is none, [File.Diff] shows the nearest one and how the output
// differs from it.
//
// # Outputs
//
// An output is what the program wrote to its standard output and standard
// error, in the order in which it wrote it; and, where the program failed, a
// last line "exit status N". [Output] makes one from a finished run. A program
// that was ended by a signal has the status that a shell reports, 128 and the
// signal's number.
//
// # Lines that stand for others
//
// A line "..." alone stands for any lines, none among them: the dump of
// goroutines under a fatal error, say.
//
// <LOW..HIGH> in a line stands for one decimal number in that range, both ends
// included. A file that uses it is a measurement of the machine that the
// program runs on ([File.Measurement]).
//
// # Data races
//
// A program with a data race says so in the comment: a line
//
//	Data race: LINE / LINE
//
// for each pair of source lines that race, each written as it stands in the
// program, without the space and the comment around it. Only such a program may
// be reported by the race detector.
package outcome

import (
	"strings"
)

// A File is what an outcomes.txt says.
type File struct {
	Name     string    // the file's name, for messages
	Comment  string    // why these are all the outcomes; never empty
	Races    []Race    // the data races of the program; none for most
	Outcomes []Outcome // in the order of the file; never empty, no two alike
}

// An Outcome is one output that a program can have.
type Outcome struct {
	Name   string // what happened in that run; unique in its File
	Output string // empty, or lines that each end with a newline

	pattern pattern // Output, ready to be matched
}

// A Race is a pair of source lines that access the same variable without an
// order between them. The two can be the same line, run by two goroutines.
type Race struct {
	A, B string // in alphabetical order, trimmed of space and comments
}

// NewRace returns the Race of two source lines, in whichever order and with
// whatever space and trailing comment they are given.
func NewRace(a, b string) Race {
	a, b = trimSource(a), trimSource(b)
	return Race{A: min(a, b), B: max(a, b)}
}

// String returns r as it is written in a file, after "Data race: ".
func (r Race) String() string { return r.A + " / " + r.B }

func trimSource(line string) string {
	line, _, _ = strings.Cut(line, "//")
	return strings.TrimSpace(line)
}
