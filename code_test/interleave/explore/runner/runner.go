// Package runner is what a rewritten program begins with: it explores the program
// that it is compiled with.
package runner

// This file is all of it: options come from standard input, the result goes
// to standard output, both in JSON. An exploration that does not go on, since the
// program has a loop in which it does nothing visible, is ended.

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"goroutines/code_test/interleave/sched"
)

// Main explores a program as the standard input of the process says, and ends the
// process.
func Main(program func()) {
	go func() { // the goroutine that initializes packages has a thread of its own
		if err := explore(program); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}()
	select {}
}

func explore(program func()) error {
	var opts sched.Options
	if err := json.NewDecoder(os.Stdin).Decode(&opts); err != nil {
		return fmt.Errorf("runner: options: %w", err)
	}
	go orphaned()
	go watch()
	if opts.Timeout > 0 {
		time.AfterFunc(opts.Timeout+grace, late)
	}
	return write(sched.Explore(opts, program))
}

var written sync.Once

// write writes the result, of which there is one.
func write(result *sched.Result) (err error) {
	written.Do(func() { err = json.NewEncoder(os.Stdout).Encode(result) })
	return err
}

// grace is how much time there is, when that for the exploration is over, to come to
// its end.
const grace = 600 * time.Millisecond

// late ends an exploration that is too slow to be stopped, with what it has found.
func late() {
	if found := sched.Found(); found != nil {
		end(found)
	}
}

// orphaned ends the process with the one that has started it, which never writes to
// standard input and keeps it open.
func orphaned() {
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(1)
}

// end writes a result and ends the process.
func end(result *sched.Result) {
	if err := write(result); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// patience is how long a program may compute between two visible operations.
const patience = 20 * time.Second

// watch ends the process when nothing has happened for too long.
func watch() {
	var last uint64
	for since := time.Now(); ; time.Sleep(patience / 20) {
		now, computes := sched.Stepped()
		if now != last || !computes {
			last, since = now, time.Now()
		} else if time.Since(since) >= patience {
			end(&sched.Result{Failure: fmt.Sprintf("it does nothing that another goroutine could notice for %v: it has an endless loop, or computes too long", patience)})
		}
	}
}
