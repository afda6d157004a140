package main

// This file writes a report for people.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"goroutines/code_test/interleave/explore"
	"goroutines/code_test/outcome"
)

// A program is a report, with what lies beside it.
type program struct {
	*explore.Report
	lines  []string      // of the source
	listed *outcome.File // the outcomes.txt beside it; nil if there is none
}

// load reads the source of the program of a report and its outcomes.txt.
func load(r *explore.Report) (*program, error) {
	source, err := os.ReadFile(r.File)
	if err != nil {
		return nil, err
	}
	p := &program{Report: r, lines: strings.Split(string(source), "\n")}
	name := filepath.Join(filepath.Dir(r.File), "outcomes.txt")
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	p.listed, err = outcome.Parse(filepath.ToSlash(name), data)
	return p, err
}

// name returns the name of the i-th outcome.
func (p *program) name(i int) string {
	if p.listed != nil {
		if o, ok := p.listed.Match(p.Outcomes[i].Output); ok {
			return o.Name
		}
	}
	return fmt.Sprintf("outcome %d", i+1)
}

// order returns the numbers of the outcomes: first those that are listed beside
// the program, as they are there, then the others.
func (p *program) order() []int {
	var order []int
	done := make(map[int]bool)
	if p.listed != nil {
		for _, listed := range p.listed.Outcomes {
			for i, o := range p.Outcomes {
				if match, ok := p.listed.Match(o.Output); ok && match.Name == listed.Name && !done[i] {
					done[i] = true
					order = append(order, i)
				}
			}
		}
	}
	for i := range p.Outcomes {
		if !done[i] {
			order = append(order, i)
		}
	}
	return order
}

// line returns the source line of a position file:line:column, and its number.
func (p *program) line(position string) (text string, number int) {
	parts := strings.Split(position, ":")
	if len(parts) < 3 {
		return "", 0
	}
	n, err := strconv.Atoi(parts[len(parts)-2])
	if err != nil {
		return "", 0
	}
	return p.source(n), n
}

// source returns line n of the source, without the space and the comment around
// it.
func (p *program) source(n int) string {
	if n < 1 || n > len(p.lines) {
		return ""
	}
	text, _, _ := strings.Cut(p.lines[n-1], " //")
	return strings.TrimSpace(text)
}

// write writes the whole report.
func (p *program) write(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s: %s, %s, %s\n\n", p.Program,
		count(len(p.Outcomes), "outcome"), atLeast(p.AtLeast)+counted(p.Interleavings.String(), "interleaving"), count(p.Executions, "execution"))
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "outcome\tinterleavings\tshare\texecutions")
	for _, i := range p.order() {
		o := p.Outcomes[i]
		if o.Weak {
			fmt.Fprintf(t, "%s\tnone\t\t%d by the memory model\n", p.name(i), o.Executions)
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\n", p.name(i), o.Interleavings, p.share(o), o.Executions)
	}
	t.Flush()
	for _, i := range p.order() {
		o := p.Outcomes[i]
		fmt.Fprintf(&b, "\n-- %s --\n%s", p.name(i), o.Output)
		if o.Weak {
			fmt.Fprintln(&b, "\nno interleaving: only because of the data race")
		}
		fmt.Fprintf(&b, "\nfor example by -schedule %q:\n", o.Schedule)
		p.writeSteps(&b, o)
	}
	fmt.Fprintln(&b)
	for _, race := range p.Races {
		fmt.Fprintf(&b, "data race: %s and %s: %v\n", race[0], race[1], p.race(race))
		if slices.Contains(p.Corrupting, race) {
			fmt.Fprintln(&b, "\tHalf of such a value may be read: memory may be corrupted, and anything may happen.")
		}
	}
	p.writeVerdict(&b)
	_, err := w.Write(b.Bytes())
	return err
}

// writeVerdict tells how complete the report is, and whether the outcomes.txt
// beside the program agrees.
func (p *program) writeVerdict(b *bytes.Buffer) {
	if p.Complete {
		fmt.Fprintln(b, "All interleavings are explored.")
		if p.ByModel > 0 {
			fmt.Fprintf(b, "There are data races: all that the memory model allows is explored too, in %s.\n", count(p.ByModel, "execution"))
		}
	} else {
		fmt.Fprintf(b, "Not all explored: stopped after %s, and then took %s.\n", count(p.Executions, "execution"), count(p.Walks, "random one"))
		switch p.Stopped {
		case "timeout":
			fmt.Fprintln(b, "The time was over: -timeout says how much there is, and -timeout 0 that there is no end of it.")
		case "max":
			fmt.Fprintln(b, "It was as many as -max says.")
		}
		if p.TooLong {
			fmt.Fprintln(b, "An execution does not end, or only after more steps than can be explored: it was cut off.")
		}
	}
	if p.listed == nil || p.listed.Measurement() {
		return
	}
	if differences := p.differences(); len(differences) > 0 {
		for _, d := range differences {
			fmt.Fprintf(b, "%s %s\n", p.listed.Name, d)
		}
	} else if p.Complete {
		fmt.Fprintf(b, "%s lists just these outcomes and data races.\n", p.listed.Name)
	}
}

// differences returns how the outcomes.txt beside the program differs from what
// was found.
func (p *program) differences() []string {
	var all []string
	reached := make(map[string]bool)
	for i, o := range p.Outcomes {
		if listed, ok := p.listed.Match(o.Output); ok {
			reached[listed.Name] = true
		} else {
			all = append(all, fmt.Sprintf("does not list %s", p.name(i)))
		}
	}
	for _, o := range p.listed.Outcomes {
		if !reached[o.Name] && p.Complete {
			all = append(all, fmt.Sprintf("lists %q, to which no interleaving leads", o.Name))
		}
	}
	stated := make(map[outcome.Race]bool)
	for _, race := range p.listed.Races {
		stated[race] = true
	}
	found := make(map[outcome.Race]bool)
	for _, race := range p.Races {
		r := p.race(race)
		if !stated[r] && !found[r] {
			all = append(all, fmt.Sprintf("does not state the data race %v", r))
		}
		found[r] = true
	}
	for _, race := range p.listed.Races {
		if !found[race] && p.Complete {
			all = append(all, fmt.Sprintf("states the data race %v, which there is not", race))
		}
	}
	return all
}

// race returns a race as an outcomes.txt states it.
func (p *program) race(positions [2]string) outcome.Race {
	a, _ := p.line(positions[0])
	b, _ := p.line(positions[1])
	return outcome.NewRace(a, b)
}

// writeSteps writes the steps of a run as lines of the program: a row for each,
// with the goroutine in front. Where the runtime ends the run, there follows
// where the goroutines are blocked.
func (p *program) writeSteps(b *bytes.Buffer, o explore.Outcome) {
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	for i, s := range o.Steps {
		text, line := p.line(s.Position)
		where := ""
		if line > 0 {
			where = strconv.Itoa(line)
		}
		fmt.Fprintf(t, "%4d\t%s\t%s\t%s\t%s\n", i+1, goroutine(s.Goroutine), where, text, p.explain(s))
	}
	if n := len(o.Steps); n > 0 && ending(o.Run, o.Output) != "" {
		last := o.Steps[n-1]
		for _, g := range last.Blocked {
			line := last.At[g]
			fmt.Fprintf(t, "\t%s\t%d\t%s\tblocked\n", goroutine(g), line, p.source(line))
		}
	}
	t.Flush()
}

// ending returns what the runtime writes at the end of a run when no goroutine
// can go on.
func ending(run explore.Run, output string) string {
	for _, s := range run.Steps {
		output = strings.TrimPrefix(output, s.Printed)
	}
	return output
}

// explain tells what a step is and does, beyond its line.
func (p *program) explain(s explore.Step) string {
	what := []string{s.What + accessed(s)}
	if s.Partner >= 0 {
		text, line := p.line(s.PartnerPosition)
		what = append(what, fmt.Sprintf("to %s, line %d: %s", goroutine(s.Partner), line, text))
	}
	for _, g := range s.Started {
		what = append(what, "starts "+goroutine(g))
	}
	if s.Printed != "" {
		what = append(what, fmt.Sprintf("prints %q", s.Printed))
	}
	switch {
	case s.Observes > 0:
		what = append(what, fmt.Sprintf("observes the write of step %d", s.Observes))
	case s.Observes < 0:
		what = append(what, "observes no write yet")
	}
	return strings.TrimPrefix(strings.Join(what, ", "), ", ")
}

// accessed tells which variables a step read or wrote, and their values, or what
// else the goroutine did something with.
func accessed(s explore.Step) string {
	var all []string
	for _, v := range s.Values {
		switch {
		case v.Goroutine != s.Goroutine || v.How == "make" || v.Thing == "counter":
		case v.Thing == "goroutines": // how many there are is told where it is asked
			if v.How == "read" {
				all = append(all, v.Value)
			}
		case v.Thing == "lock" || v.Value == "":
			all = append(all, v.Name)
		default:
			all = append(all, v.Name+": "+v.Value)
		}
	}
	if len(all) == 0 {
		return ""
	}
	return " " + strings.Join(all, ", ")
}

func goroutine(n int32) string {
	if n == 0 {
		return "main"
	}
	return fmt.Sprintf("goroutine %d", n)
}

// writeReplay writes the one run that a schedule led to.
func (p *program) writeReplay(w io.Writer) error {
	var b bytes.Buffer
	for i, o := range p.Outcomes {
		p.writeSteps(&b, o)
		fmt.Fprintf(&b, "\n-- %s --\n%s", p.name(i), o.Output)
		if o.Weak {
			fmt.Fprintln(&b, "\nno interleaving: only because of the data race")
		}
	}
	_, err := w.Write(b.Bytes())
	return err
}

// share returns which part of the interleavings leads to o.
func (p *program) share(o explore.Outcome) string {
	n, ok := new(big.Rat).SetString(o.Interleavings.String())
	all, ok2 := new(big.Rat).SetString(p.Interleavings.String())
	if !ok || !ok2 || all.Sign() == 0 {
		return ""
	}
	share, _ := n.Quo(n, all).Float64()
	return fmt.Sprintf("%.1f%%", 100*share)
}

func atLeast(is bool) string {
	if is {
		return "at least "
	}
	return ""
}

func count(n int, what string) string { return counted(strconv.Itoa(n), what) }

func counted(n, what string) string {
	if n == "1" {
		return n + " " + what
	}
	return n + " " + what + "s"
}
