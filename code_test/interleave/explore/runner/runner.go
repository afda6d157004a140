// Package runner is what a rewritten program begins with: it explores the program
// that it is compiled with.
package runner

// This file is all of it: options come as an argument, the result goes to
// standard output, both in JSON. An exploration that does not go on, since the
// program has a loop in which it does nothing visible, is ended.

import (
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"time"

	"goroutines/code_test/interleave/sched"
)

// Main explores a program as the argument of the process says, and ends the
// process.
func Main(program func()) {
	if err := explore(program, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

func explore(program func(), args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("runner: got %d arguments, want the options", len(args))
	}
	var opts sched.Options
	if err := json.Unmarshal([]byte(args[0]), &opts); err != nil {
		return fmt.Errorf("runner: options: %w", err)
	}
	go watch()
	return write(sched.Explore(opts, program))
}

var written sync.Once

// write writes the result, of which there is one.
func write(result *sched.Result) (err error) {
	written.Do(func() { err = json.NewEncoder(os.Stdout).Encode(result) })
	return err
}

// patience is how long a program may compute between two visible operations.
const patience = 20 * time.Second

// watch ends the process when nothing has happened for too long.
func watch() {
	for last := sched.Stepped(); ; {
		time.Sleep(patience)
		now := sched.Stepped()
		if now == last {
			failure := fmt.Sprintf("it does nothing that another goroutine could notice for %v: it has an endless loop, or computes too long", patience)
			if err := write(&sched.Result{Failure: failure}); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			os.Exit(0)
		}
		last = now
	}
}
