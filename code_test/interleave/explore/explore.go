// Package explore runs Go programs under every schedule, and reports what they
// can print.
//
// The programs are rewritten (package rewrite), and each is built into an
// executable and that is run: package sched, which is compiled into it, then runs
// the program again and again. Nothing is written but to a temporary
// folder.
package explore

// This file is the face of the package: from programs to reports.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"goroutines/code_test/interleave/rewrite"
)

// A Program is what to explore.
type Program struct {
	Path   string // a file, or a folder that holds one
	Source []byte // what is in the file; if nil, it is read
}

// Options say how to explore programs. The zero value is to explore them
// completely.
type Options struct {
	Naive    bool          // every interleaving, not one of each class of equivalent ones
	Runs     int           // how many executions to report of each outcome; one at least
	Max      int           // stop after so many executions of a program; 0 for no bound
	Timeout  time.Duration // stop after so much time for a program; 0 for no bound
	Seed     uint64        // of the random executions that follow when a bound is hit
	Progress io.Writer     // where to tell, from the second second on, how far it is; nil for nowhere
	Schedule Schedule      // run the program once, like this, if it has steps; see ParseSchedule
	SC       bool          // the interleavings alone, also of a program with data races: each read observes what was last written
}

// Programs explores programs and returns a report of each. If one of them cannot
// be explored because of what it is, the error tells all such places in all the
// programs: it holds a [rewrite.Errors] for each program.
func Programs(ctx context.Context, programs []Program, opts Options) ([]*Report, error) {
	dir, err := moduleDir(ctx)
	if err != nil {
		return nil, err
	}
	files := make([]file, len(programs))
	for i, p := range programs {
		files[i], err = read(p)
		if err != nil {
			return nil, err
		}
	}
	if err := rewriteAll(ctx, dir, files); err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp("", "interleave-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	exes, err := build(ctx, dir, temp, files)
	if err != nil {
		return nil, err
	}
	reports := make([]*Report, len(files))
	errs := make([]error, len(files))
	var wg sync.WaitGroup
	turns := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range files {
		turns <- struct{}{}
		wg.Go(func() {
			defer func() { <-turns }()
			reports[i], errs[i] = run(ctx, exes[i], &files[i], opts)
		})
	}
	wg.Wait()
	return reports, errors.Join(errs...)
}

// A file is a program on its way.
type file struct {
	given  string // the path as given, with slashes
	name   string // of the file, with slashes
	source []byte
	result *rewrite.Result
	races  map[int32]bool // the sites that are part of a data race
}

// read finds the file of a program.
func read(p Program) (file, error) {
	name := p.Path
	if p.Source != nil {
		return file{filepath.ToSlash(name), filepath.ToSlash(name), p.Source, nil, nil}, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return file{}, fmt.Errorf("finding the program: %w", err)
	}
	if info.IsDir() {
		all, err := filepath.Glob(filepath.Join(name, "*.go"))
		if err != nil {
			return file{}, fmt.Errorf("finding the program: %w", err)
		}
		var found []string
		for _, f := range all {
			if !strings.HasSuffix(f, "_test.go") {
				found = append(found, f)
			}
		}
		if len(found) != 1 {
			return file{}, fmt.Errorf("%s: there are %d files of Go in this folder; a program that can be explored is one file: name it", filepath.ToSlash(name), len(found))
		}
		name = found[0]
	}
	source, err := os.ReadFile(name)
	if err != nil {
		return file{}, fmt.Errorf("reading the program: %w", err)
	}
	return file{filepath.ToSlash(cmp.Or(p.Path, name)), filepath.ToSlash(name), source, nil, nil}, nil
}
