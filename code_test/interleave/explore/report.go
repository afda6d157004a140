package explore

// This file tells what was found in terms of the program: positions instead of
// the numbers of sites.

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"

	"goroutines/code_test/interleave/rewrite"
	"goroutines/code_test/interleave/sched"
)

// A Report is what an exploration has found out about a program.
type Report struct {
	Program       string      `json:"program"`           // the path as given, with slashes
	File          string      `json:"file"`              // the program's file, with slashes
	Complete      bool        `json:"complete"`          // everything was explored
	Stopped       string      `json:"stopped,omitempty"` // the bound that was hit: "max" or "timeout"
	TooLong       bool        `json:"tooLong"`           // an execution was cut off: it has too many steps
	AtLeast       bool        `json:"atLeast"`           // there are more interleavings than could be counted
	Failure       string      `json:"failure,omitempty"` // why the program cannot be explored
	Executions    int         `json:"executions"`        // one for each class of equivalent interleavings
	ByModel       int         `json:"byModel,omitempty"` // executions by the memory model, if there are data races: one for each way in which reads observe writes
	Redundant     int         `json:"redundant"`         // executions that were begun in vain
	Walks         int         `json:"walks"`             // random executions, where not all could be explored
	Interleavings json.Number `json:"interleavings"`
	Outcomes      []Outcome   `json:"outcomes"`             // in the order in which they were found
	Races         [][2]string `json:"races"`                // pairs of file:line:column, sorted
	Corrupting    [][2]string `json:"corrupting,omitempty"` // those of them after which anything may happen
}

// An Outcome is one thing that the program can print.
type Outcome struct {
	Output        string      `json:"output"` // its last line tells how the program ended, unless all went well
	Executions    int         `json:"executions"`
	Interleavings json.Number `json:"interleavings"`
	Weak          bool        `json:"weak,omitempty"` // no interleaving ends so: it is possible because of a data race only
	Run                       // one execution that ends so
	More          []Run       `json:"more,omitempty"` // and others, if Options.Runs asks for them
}

// A Run is one execution of the program.
type Run struct {
	Schedule string `json:"schedule"` // see ParseSchedule
	Steps    []Step `json:"steps"`
}

// A Step is one step of an execution: goroutines are known by their numbers, of
// which main has 0.
type Step struct {
	Goroutine       int32   `json:"goroutine"`
	Partner         int32   `json:"partner"`  // the receiver, if goroutine sends without a buffer; else -1
	Position        string  `json:"position"` // file:line:column; empty for the end of a goroutine
	PartnerPosition string  `json:"partnerPosition,omitempty"`
	What            string  `json:"what"`               // in a word or two
	Printed         string  `json:"printed,omitempty"`  // what it wrote
	Observes        int32   `json:"observes,omitempty"` // of a read by the memory model: the number, from 1, of the step whose write it observes; -1 for what was there at first
	Started         []int32 `json:"started,omitempty"`  // the goroutines it started
	After           []int32 `json:"after,omitempty"`    // the steps of other goroutines, by number, that it waited for or has something from
	Blocked         []int32 `json:"blocked,omitempty"`  // the goroutines that could not go on after it
	At              []int   `json:"-"`                  // by goroutine, the line where each one stood after it; 0 if it is not there
	Race            bool    `json:"race,omitempty"`     // it is one of a racing pair of accesses
	Values          []Value `json:"values,omitempty"`   // what it did with what goroutines share, in order
	Before          []Value `json:"before,omitempty"`   // of the first step: what there was before it, with How "make"
}

// A Value is what a step did with one thing that goroutines share.
type Value struct {
	Name      string  `json:"name"`              // as in the program; two things have not the same one
	Thing     string  `json:"thing"`             // "variable", "channel", "lock", "counter" (of a WaitGroup), "goroutines" (how many there are)
	Goroutine int32   `json:"goroutine"`         // who did it
	How       string  `json:"how"`               // "make", "read", "write", "send", "receive", "close", "lock", "read lock", "unlock", "add", "wait"
	Value     string  `json:"value,omitempty"`   // what was read, written, sent, received or added
	State     string  `json:"state,omitempty"`   // what is in it then: of a channel the messages
	Holders   []int32 `json:"holders,omitempty"` // of a lock: who has it then
}

func report(f *file, result *sched.Result) *Report {
	r := &Report{
		Program:    f.given,
		File:       f.name,
		Complete:   result.Complete,
		Stopped:    result.Stopped,
		TooLong:    result.TooLong,
		AtLeast:    result.AtLeast,
		Failure:    result.Failure,
		Executions: result.Executions,
		ByModel:    result.ByModel,
		Redundant:  result.Redundant,
		Walks:      result.Walks,
		Outcomes:   make([]Outcome, 0, len(result.Outcomes)),
		Races:      make([][2]string, 0, len(result.Races)),
	}
	f.races = make(map[int32]bool)
	for _, race := range result.Races {
		f.races[race[0]], f.races[race[1]] = true, true
	}
	all := new(big.Int)
	names := f.namesOf(result)
	for _, o := range result.Outcomes {
		n := cmp.Or(o.Interleavings, new(big.Int))
		all.Add(all, n)
		r.Outcomes = append(r.Outcomes, f.outcome(o, n, names))
	}
	r.Interleavings = json.Number(all.String())
	r.Races = append(r.Races, f.pairs(result.Races)...)
	r.Corrupting = f.pairs(result.Corrupting)
	return r
}

// pairs returns pairs of positions, sorted.
func (f *file) pairs(races [][2]int32) [][2]string {
	races = slices.Clone(races)
	for i := range races {
		slices.SortFunc(races[i][:], f.compare)
	}
	slices.SortFunc(races, func(a, b [2]int32) int { return cmp.Or(f.compare(a[0], b[0]), f.compare(a[1], b[1])) })
	var pairs [][2]string
	for _, race := range races {
		pairs = append(pairs, [2]string{f.position(race[0]), f.position(race[1])})
	}
	return slices.Compact(pairs)
}

func (f *file) outcome(o *sched.Outcome, interleavings *big.Int, names valueNames) Outcome {
	out := Outcome{
		Output:        o.Output,
		Executions:    o.Executions,
		Interleavings: json.Number(interleavings.String()),
		Weak:          o.Weak,
	}
	for i, steps := range o.Runs {
		run := f.run(steps, names)
		run.Schedule = Schedule{choices(steps), o.Weak}.String()
		if i == 0 {
			out.Run = run
		} else {
			out.More = append(out.More, run)
		}
	}
	return out
}

func (f *file) run(steps []sched.Step, names valueNames) Run {
	run := Run{Steps: make([]Step, len(steps))}
	own := names.inRun(f, steps)
	for i, s := range steps {
		at := make([]int, len(s.At))
		for g, site := range s.At {
			at[g] = f.site(site).Position.Line
		}
		run.Steps[i] = Step{
			Goroutine: s.P,
			Partner:   s.Q,
			Position:  f.position(s.Site),
			What:      f.site(s.Site).What,
			Printed:   s.Printed,
			Observes:  s.Observes,
			Started:   s.Born,
			After:     s.After,
			Blocked:   s.Blocked,
			At:        at,
			Race:      f.races[s.Site],
			Values:    own.values(s.Notes),
			Before:    own.values(s.Before),
		}
		if s.Q >= 0 {
			run.Steps[i].PartnerPosition = f.position(s.SiteQ)
		}
	}
	return run
}

// choices returns the choices of some steps.
func choices(steps []sched.Step) []sched.Choice {
	var all []sched.Choice
	for _, s := range steps {
		all = append(all, s.Choice)
	}
	return all
}

// site returns the site with a number; an empty one if there is none.
func (f *file) site(n int32) rewrite.Site {
	if n < 0 || int(n) >= len(f.result.Sites) {
		return rewrite.Site{}
	}
	return f.result.Sites[n]
}

func (f *file) position(n int32) string {
	p := f.site(n).Position
	if !p.IsValid() {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d", p.Filename, p.Line, p.Column)
}

// compare orders sites as they are in the program.
func (f *file) compare(a, b int32) int {
	return cmp.Compare(f.site(a).Position.Offset, f.site(b).Position.Offset)
}
