// Interleave runs a Go program under every schedule, and prints every output
// that it can have:
//
//	go tool interleave code/welcome/main.go
//
// For each output it tells how many interleavings of the program's goroutines
// lead to it, and shows one of them, step by step. It finds data races on the
// way. The program is ordinary Go, a single file of package main, and is given
// as a file or as a folder. Where an outcomes.txt lies beside it, the outcomes
// have the names that are in there, and interleave tells whether it lists just
// these.
//
// Usage:
//
//	interleave [flags] PROGRAM
//
// The flags are:
//
//	-json
//		print one JSON object instead of text; see below
//	-outcomes
//		print a first draft of an outcomes.txt
//	-html
//		write a page on which one steps through the runs of the program
//	-svg
//		write a picture of one run: with -schedule of that one
//	-o FILE
//		write to FILE instead of standard output
//	-schedule S
//		run the program once, as S says, and print what it does step by step
//	-sc
//		take the interleavings alone, also of a program with data races
//	-naive
//		enumerate all interleavings, not one of each class of equivalent ones
//	-max N
//		stop after N executions
//	-timeout D
//		stop after the duration D, as in 10s, which is 25s if it is not said;
//		0 is to go on until all is explored
//	-seed N
//		the seed of the random executions, a tenth as many again, that
//		follow when a bound is hit
//
// The exit status is 0 if the program was explored completely, 1 if a bound was
// hit, and 2 if the program does not compile or cannot be explored. A deadlock, a
// data race or a panic in the program is a finding and no failure.
//
// # What it runs
//
// Two interleavings are equivalent if one becomes the other by exchanging
// neighbors that do not depend on each other. Interleave runs one execution of
// each class, and counts the interleavings in it. What it takes as a step, and
// what depends on what, is in the documentation of package sched below; package
// rewrite has what becomes of the program. What it cannot take, the network for
// example, is an error with the place in the program, before anything runs.
//
// # Data races
//
// For a program without data races, the Go memory model promises that the
// interleavings are all that can happen. For one with races it promises less: a read
// may observe an older write than the last one. Such a program is explored once more,
// by the memory model, and what no interleaving leads to is marked as "no
// interleaving"; -sc leaves that out. Reads out of thin air are left out: what is
// sequenced before and what is observed form no cycle, and there is one row of all
// steps, the synchronizing operations in their order, in which each read comes after
// what it observes. A race on a string, a slice, an interface or a map may corrupt
// memory; what single writes give is listed, and the report says that anything may
// happen.
//
// # What it does not know
//
// Where an answer would not be exact, the program is refused with a reason, or told as
// not all explored. These are the cases known in which that is not so yet: of what is
// passed to the library behind an interface, and of functions of the library that are
// used as values, only the outermost part is seen to be touched; a function of the
// library that is in no table is taken to write what it is given; a loop that waits
// for partners in several select statements at once may, in rare programs of three and
// more such goroutines, leave an execution out. Package rewrite has the rest.
//
// # JSON
//
// The object has these fields, and others of package explore's type Report:
//
//	program        the path as given
//	complete       whether everything was explored
//	executions     how many executions that took
//	interleavings  how many interleavings they stand for; with atLeast set,
//	               there are more than could be counted
//	byModel        how many executions by the memory model, of a program with data races
//	outcomes       the outcomes, ordered by their output; each with
//	    output         what the program prints, as in an outcomes.txt
//	    executions     how many executions end so
//	    interleavings  how many interleavings do
//	    weak           whether none does: it is possible because of a data race only
//	    schedule       one that does, for -schedule
//	    steps          its steps
//	races          the data races: pairs of file:line:column
//	corrupting     those of them after which anything may happen
//
// The values of a step tell what it did with things that goroutines share, in
// order. The before of the first step has those that there were already, each
// with its state:
//
//	name       as the program calls it: "n", "list[1]", "x (2)" for a second x
//	thing      "variable", "channel", "lock", "counter" of a WaitGroup, or
//	           "goroutines": how many there are
//	goroutine  who did it
//	how        "make", "read", "write", "send", "receive", "close", "lock",
//	           "read lock", "unlock", "add", "wait"
//	value      what was read, written, sent, received or added
//	state      what is in it then; of a channel its messages
//	holders    of a lock, the goroutines that have it then
//
// # Speed
//
// Package sched has figures of the exploration. On two cores interleave answers
// within a second for any program of the talk, once the build cache is warm;
// nearly all of that is the time to build the rewritten program.
package main

// This file reads the command line.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"goroutines/code_test/interleave/explore"
)

// timeout is how long an exploration lasts if it is not said.
const timeout = 25 * time.Second

// The exit statuses.
const (
	explored  = 0
	bounded   = 1
	cannotRun = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its arguments and files; it returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var (
		opts     explore.Options
		schedule string
		file     string
		form     string // of what is written
	)
	flags := flag.NewFlagSet("interleave", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: interleave [flags] PROGRAM\n\nPROGRAM is a Go file, or a folder with one. The flags are:")
		flags.PrintDefaults()
	}
	choose := func(name, usage string) {
		flags.BoolFunc(name, usage, func(string) error {
			if form != "" && form != name {
				return fmt.Errorf("-%s is given already", form)
			}
			form = name
			return nil
		})
	}
	choose("json", "print one JSON object")
	choose("outcomes", "print a first draft of an outcomes.txt")
	choose("html", "write a page on which one steps through the runs of the program")
	choose("svg", "write a picture of one run")
	flags.StringVar(&file, "o", "", "write to `FILE`")
	flags.StringVar(&schedule, "schedule", "", "run the program once, as `S` says")
	flags.BoolVar(&opts.SC, "sc", false, "take the interleavings alone, also of a program with data races")
	flags.BoolVar(&opts.Naive, "naive", false, "enumerate all interleavings")
	flags.IntVar(&opts.Max, "max", 0, "stop after `N` executions")
	flags.DurationVar(&opts.Timeout, "timeout", timeout, "stop after the duration `D`; 0 for never")
	flags.Uint64Var(&opts.Seed, "seed", 0, "the seed `N` of the random executions that follow when a bound is hit")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return explored
		}
		return cannotRun
	}
	switch {
	case flags.NArg() != 1:
		flags.Usage()
		return cannotRun
	case opts.Max < 0 || opts.Timeout < 0:
		fmt.Fprintln(stderr, "interleave: a bound is below 0")
		return cannotRun
	}
	var err error
	if opts.Schedule, err = explore.ParseSchedule(schedule); err != nil {
		fmt.Fprintf(stderr, "interleave: %v\n", err)
		return cannotRun
	}
	if isTerminal(stderr) {
		opts.Progress = stderr
	}
	reports, err := explore.Programs(ctx, []explore.Program{{Path: flags.Arg(0)}}, opts)
	if err != nil {
		fmt.Fprintf(stderr, "interleave: %v\n", err)
		return cannotRun
	}
	r := reports[0]
	if r.Failure != "" {
		fmt.Fprintf(stderr, "interleave: %s cannot be explored: %s\n", r.Program, r.Failure)
		return cannotRun
	}
	if form == "html" {
		if r, err = moreRuns(ctx, r, opts); err != nil {
			fmt.Fprintf(stderr, "interleave: %v\n", err)
			return cannotRun
		}
	}
	var out bytes.Buffer
	if err := write(&out, r, form, schedule != ""); err != nil {
		fmt.Fprintf(stderr, "interleave: %v\n", err)
		return cannotRun
	}
	if file != "" {
		err = os.WriteFile(file, out.Bytes(), 0o666)
	} else {
		_, err = stdout.Write(out.Bytes())
	}
	if err != nil {
		fmt.Fprintf(stderr, "interleave: %v\n", err)
		return cannotRun
	}
	if !r.Complete && schedule == "" {
		return bounded
	}
	return explored
}

// write writes a report in one of the forms that flags ask for.
func write(w io.Writer, r *explore.Report, form string, replay bool) error {
	p, err := load(r)
	if err != nil {
		return err
	}
	switch {
	case form == "json":
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "\t")
		return encoder.Encode(r)
	case form == "outcomes":
		return p.writeDraft(w)
	case form == "html":
		return p.writePage(w)
	case form == "svg":
		return p.writePicture(w)
	case replay:
		return p.writeReplay(w)
	default:
		return p.write(w)
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
