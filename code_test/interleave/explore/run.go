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
	options, err := json.Marshal(sched.Options{
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
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.given, err)
	}
	cmd := exec.CommandContext(ctx, exe, string(options))
	// It ends when this process does, however that ends: its standard input ends then.
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", f.given, err)
	}
	defer stdin.Close()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if opts.Progress != nil {
		cmd.Stderr = io.MultiWriter(&stderr, opts.Progress)
	}
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("%s: exploring the program: %w", f.given, context.Cause(ctx))
		}
		return nil, fmt.Errorf("%s: exploring the program: %w\n%s", f.given, err, bytes.TrimSpace(stderr.Bytes()))
	}
	var result sched.Result
	if err := json.Unmarshal(stdout.Bytes(), &result); err != nil {
		return nil, fmt.Errorf("%s: reading the result: %w", f.given, err)
	}
	return report(f, &result), nil
}
