package explore

// This file has the runtime say what it prints at the end of a program: for each
// ending that the exploration tells from others, the program is run once more, in a
// process of its own, until it dies.

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"math/big"
	"os/exec"
	"regexp"
	"slices"
	"strings"

	"goroutines/code_test/interleave/sched"
)

// endings puts what the runtime prints into the outcomes that ask for it. Some may
// turn out to be the same: they become one.
func endings(ctx context.Context, exe string, opts sched.Options, result *sched.Result) error {
	texts := make(map[string]string)
	byOutput := make(map[string]*sched.Outcome)
	var outcomes []*sched.Outcome
	for _, o := range result.Outcomes {
		k := known(result, o)
		if k == nil && o.Ending != nil && o.Ending.Nested {
			result.Complete, result.Stopped = false, "timeout"
			continue
		}
		if k != nil && o.Ending != nil {
			told := o.Output[o.Ending.From:]
			text, ok := texts[told]
			if !ok {
				if len(texts) == maxEndings {
					result.Failure = fmt.Sprintf("it ends in a panic during a panic in more than %d ways, and what the runtime prints is found out one by one", maxEndings)
					return nil
				}
				var err error
				opts.Real = &sched.Real{Known: *k, Schedule: o.Ending.Schedule}
				if text, err = dying(ctx, exe, opts); err != nil {
					return err
				}
				if text == "" {
					result.Failure = "it does not end as it did when it is run again with the same schedule: something in it is left to chance"
					return nil
				}
				texts[told] = text
			}
			o.Output = o.Output[:o.Ending.From] + text
			for _, steps := range o.Runs {
				said(steps, text)
			}
		}
		same := byOutput[o.Output]
		if same == nil {
			byOutput[o.Output] = o
			outcomes = append(outcomes, o)
			continue
		}
		if same.Weak != o.Weak { // what interleavings lead to is not Weak
			if same.Weak {
				*same = *o
			}
			continue
		}
		same.Executions += o.Executions
		same.Interleavings = new(big.Int).Add(cmp.Or(same.Interleavings, new(big.Int)), cmp.Or(o.Interleavings, new(big.Int)))
		same.Runs = append(same.Runs, o.Runs...)
		same.Runs = same.Runs[:min(len(same.Runs), max(opts.Runs, 1))]
	}
	slices.SortFunc(outcomes, func(a, b *sched.Outcome) int { return cmp.Compare(a.Output, b.Output) })
	result.Outcomes = outcomes
	return nil
}

// known returns what was known of the program when o was found; nil if the exploration
// was cut off before it could tell.
func known(result *sched.Result, o *sched.Outcome) *sched.Known {
	if o.Weak {
		return result.KnownWeak
	}
	return result.Known
}

// maxEndings is how many runs there may be for the sake of endings.
const maxEndings = 2000

// said replaces what the last step that prints has printed.
func said(steps []sched.Step, text string) {
	for i := range slices.Backward(steps) {
		if steps[i].Printed != "" {
			steps[i].Printed = text
			return
		}
	}
}

// dying runs the program until it dies, and returns what the runtime prints then, in
// the form in which outcomes are listed. It is empty if the program does not die.
func dying(ctx context.Context, exe string, opts sched.Options) (string, error) {
	cmd := exec.CommandContext(ctx, exe)
	cmd.Env = append(cmd.Environ(), "GOTRACEBACK=single")
	stop, err := begin(cmd, opts)
	if err != nil {
		return "", err
	}
	defer stop()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err == nil {
		return "", nil
	} else if _, ok := err.(*exec.ExitError); !ok {
		return "", err
	}
	written := stderr.String()
	if strings.HasPrefix(written, "panic: sched: ") || cmd.ProcessState.ExitCode() != 2 {
		return "", fault(written)
	}
	return asListed(written) + "...\nexit status 2\n", nil
}

var (
	dump    = regexp.MustCompile(`(?m)^(\[signal |\n(goroutine \d|runtime stack:))`)
	address = regexp.MustCompile(`(?m)^\t?panic: \(.*\) 0x[0-9a-f]+( \[recovered.*\])?\n`)
	stack   = regexp.MustCompile(`(?m)^runtime: sp=.*\n`)
)

// asListed returns what the runtime prints before it shows goroutines, up to what is
// another in every run.
func asListed(written string) string {
	if at := dump.FindStringIndex(written); at != nil {
		written = written[:at[0]]
	}
	if at := address.FindStringIndex(written); at != nil {
		return written[:at[0]]
	}
	return stack.ReplaceAllString(written, "...\n")
}

// fault is an error for a mistake of the exploration.
func fault(text string) error {
	return fmt.Errorf("internal error: %s, please report", strings.TrimSpace(text))
}
