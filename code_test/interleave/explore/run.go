package explore

// This file runs the executable of one program.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os/exec"

	"goroutines/code_test/interleave/sched"
)

func run(ctx context.Context, exe string, f *file, opts Options) (*Report, error) {
	options := sched.Options{
		Naive:    opts.Naive,
		Runs:     opts.Runs,
		Max:      opts.Max,
		Timeout:  opts.Timeout,
		Seed:     opts.Seed,
		Schedule: opts.Schedule.Steps,
		Weak:     opts.Schedule.Weak,
		SC:       opts.SC,
		Counts:   f.result.Counts,
		Timed:    f.result.Timed,
		Progress: opts.Progress != nil,
	}
	cmd := exec.CommandContext(ctx, exe)
	stop, err := begin(cmd, options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.given, err)
	}
	defer stop()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if opts.Progress != nil {
		cmd.Stderr = io.MultiWriter(&stderr, opts.Progress)
	}
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("%s: exploring the program: %w", f.given, context.Cause(ctx))
		}
		return nil, fmt.Errorf("%s: %w", f.given, fault(fmt.Sprintf("exploring the program: %v\n%s", err, stderr.Bytes())))
	}
	var result sched.Result
	if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
		return nil, fmt.Errorf("%s: reading the result: %w", f.given, err)
	}
	if err := endings(ctx, exe, options, &result); err != nil {
		return nil, fmt.Errorf("%s: how the program ends: %w", f.given, err)
	}
	return report(f, &result), nil
}

// begin prepares to run cmd, an executable that begins with package runner, with opts.
// They go to its standard input, which ends only when stop is called or this process
// ends, however that ends: then cmd ends too.
func begin(cmd *exec.Cmd, opts sched.Options) (stop func() error, err error) {
	text, err := json.Marshal(opts)
	if err != nil {
		return nil, err
	}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	go stdin.Write(text) // if cmd does not read it, it has ended, and says why
	return stdin.Close, nil
}
