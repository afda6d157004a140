package main

// This file hands what was found to package draw.

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"goroutines/code_test/interleave/draw"
	"goroutines/code_test/interleave/explore"
)

const (
	// runs is how many interleavings of each outcome a page shows.
	runs = 40
	// few is up to how many interleavings a page shows real ones, and not one
	// of each class.
	few = 5000
)

// moreRuns explores the program of a report again, for the runs that a page
// shows. Of an outcome without any interleaving it shows what was reported.
func moreRuns(ctx context.Context, r *explore.Report, opts explore.Options) (*explore.Report, error) {
	opts.Runs, opts.SC = runs, true
	if n, err := r.Interleavings.Int64(); err == nil && n <= few && r.Complete && !r.AtLeast {
		opts.Naive = true
	}
	reports, err := explore.Programs(ctx, []explore.Program{{Path: r.Program}}, opts)
	if err != nil {
		return nil, err
	}
	more := reports[0]
	for _, o := range r.Outcomes {
		if o.Weak {
			more.Outcomes = append(more.Outcomes, o)
		}
	}
	return more, nil
}

// writePage writes a page on which one steps through the runs of the program.
func (p *program) writePage(w io.Writer) error { return draw.HTML(w, p.drawing()) }

// writePicture writes a picture of one run: of the first outcome that is listed
// beside the program, or else that was found.
func (p *program) writePicture(w io.Writer) error {
	drawing := p.drawing()
	if len(drawing.Outcomes) == 0 {
		return fmt.Errorf("%s: no run has ended", p.Program)
	}
	return draw.SVG(w, drawing, drawing.Outcomes[0].Runs[0])
}

// drawing returns the program in the terms of package draw, its outcomes in the
// order in which they are listed beside the program.
func (p *program) drawing() draw.Program {
	d := draw.Program{Name: p.File, Source: []byte(strings.Join(p.lines, "\n"))}
	for _, i := range p.order() {
		o := p.Outcomes[i]
		out := draw.Outcome{Output: o.Output, Interleavings: o.Interleavings.String()}
		if p.listed != nil {
			if listed, ok := p.listed.Match(o.Output); ok {
				out.Name = listed.Name
			}
		}
		for _, run := range append([]explore.Run{o.Run}, o.More...) {
			out.Runs = append(out.Runs, p.drawRun(run, o.Output))
		}
		d.Outcomes = append(d.Outcomes, out)
	}
	return d
}

// drawRun returns a run. Where the runtime ends it, since no goroutine can go
// on, that is a step of its own.
func (p *program) drawRun(run explore.Run, output string) draw.Run {
	var d draw.Run
	for i, s := range run.Steps {
		_, line := p.line(s.Position)
		_, partnerLine := p.line(s.PartnerPosition)
		step := draw.Step{
			Goroutine:   int(s.Goroutine),
			Partner:     int(s.Partner),
			Line:        line,
			PartnerLine: partnerLine,
			What:        s.What,
			Printed:     s.Printed,
			Started:     ints(s.Started),
			After:       ints(s.After),
			Blocked:     ints(s.Blocked),
			Race:        s.Race,
			At:          s.At,
			Values:      values(s.Values),
			Before:      values(s.Before),
		}
		if s.Partner >= 0 {
			step.PartnerWhat = "receive"
		}
		if s.What == "end" && s.Goroutine == 0 {
			step.What = "return"
			if !mainGoesOn(run.Steps[i+1:]) {
				step.What = "exit"
			}
		}
		d = append(d, step)
	}
	if text := ending(run, output); text != "" {
		end := draw.Step{Partner: -1, What: "exit", Printed: text}
		if n := len(d); n > 0 {
			end.Blocked, end.At = d[n-1].Blocked, d[n-1].At
		}
		d = append(d, end)
	}
	return d
}

// mainGoesOn reports whether main does something in these steps.
func mainGoesOn(steps []explore.Step) bool {
	return slices.ContainsFunc(steps, func(s explore.Step) bool { return s.Goroutine == 0 })
}

func values(vs []explore.Value) []draw.Value {
	var all []draw.Value
	for _, v := range vs {
		all = append(all, draw.Value{
			Name: v.Name, Thing: v.Thing, Goroutine: int(v.Goroutine), How: v.How,
			Value: v.Value, State: v.State, Holders: ints(v.Holders),
		})
	}
	return all
}

func ints(ns []int32) []int {
	var all []int
	for _, n := range ns {
		all = append(all, int(n))
	}
	return all
}
