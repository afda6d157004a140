package draw

// This file follows the values through a run: what is in each thing that
// goroutines share after each step, what each goroutine has read and not yet
// written back, and in which words a step tells what it read or wrote.

import (
	"slices"
	"strings"
)

// An entry is one thing, and what is in it after a step.
type entry struct {
	Name      string `json:"name"`
	Value     string `json:"value"`
	Changed   bool   `json:"changed,omitempty"` // by this step
	Was       string `json:"was,omitempty"`     // before it, of a thing that is changed
	Goroutine int    `json:"g"`                 // who has read this; -1: it is a thing
}

// nothing is what a goroutine holds that has not read anything.
const nothing = "nothing"

// nowOf returns what there is before the first step of a run, and after each
// one. First come the things, in the order in which they are made, then what
// goroutines hold that hold anything in this run.
func nowOf(run Run, names []string) [][]entry {
	var things []entry
	holders := holdersOf(run)
	holds := make([]string, len(names))
	held := make([]entry, len(holders))
	for i, g := range holders {
		held[i] = entry{Name: names[g] + " holds", Value: nothing, Goroutine: g}
	}
	var all [][]entry
	do := func(values []Value, step *Step) { // nil: before the first one
		for i := range things {
			things[i].Changed, things[i].Was = false, ""
		}
		for _, v := range values {
			at := slices.IndexFunc(things, func(e entry) bool { return e.Name == v.Name })
			if at < 0 {
				at = len(things)
				things = append(things, entry{Name: v.Name, Goroutine: -1})
			}
			if e, now := &things[at], content(v, names); v.How != "read" && v.How != "wait" {
				if step != nil && v.How != "make" {
					e.Changed = true
					if e.Was == "" && v.Thing != "lock" && (e.Value != now || v.Thing == "variable") { // n: 1 → 1 is a lost update
						e.Was = e.Value
					}
				}
				e.Value = now
			}
		}
		hold(holds, values)
		if step != nil && uses(step) {
			holds[step.Goroutine] = ""
		}
		for i, g := range holders {
			was := held[i].Value
			held[i].Value = nothing
			if holds[g] != "" {
				held[i].Value = holds[g]
			}
			held[i].Changed = was != held[i].Value
		}
		all = append(all, append(slices.Concat([]entry{}, things), held...)) // an empty list, not none: for the script
	}
	if len(run) > 0 {
		do(run[0].Before, nil)
	}
	for i := range run {
		do(run[i].Values, &run[i])
	}
	return all
}

// reads reports whether a goroutine knows more after this.
func reads(v Value) bool { return v.Thing == "variable" && v.How == "read" && v.text() != "" }

// holdersOf returns the goroutines that read a variable in a run.
func holdersOf(run Run) []int {
	var all []int
	for _, step := range run {
		for _, v := range step.Values {
			if reads(v) && !slices.Contains(all, v.Goroutine) {
				all = append(all, v.Goroutine)
			}
		}
	}
	slices.Sort(all)
	return all
}

// hold notes what goroutines have read, until they write it.
func hold(holds []string, values []Value) {
	for _, v := range values {
		switch {
		case reads(v):
			holds[v.Goroutine] = v.Name + ": " + v.text()
		case v.How == "write" && strings.HasPrefix(holds[v.Goroutine], v.Name+": "):
			holds[v.Goroutine] = ""
		}
	}
}

// uses reports whether a goroutine has no more use for what it had read once it
// has done this step.
func uses(step *Step) bool {
	return step.What == "print" || step.What == "done" || step.What == "return" || step.What == "exit"
}

func (v Value) text() string {
	if v.Value == "" {
		return v.State
	}
	return v.Value
}

// content says what is in a thing.
func content(v Value, names []string) string {
	switch v.Thing {
	case "lock":
		switch len(v.Holders) {
		case 0:
			return "free"
		case 1:
			return list(v.Holders, names) + " has it"
		}
		return list(v.Holders, names) + " have it"
	case "channel":
		messages, closed := strings.CutSuffix(v.State, " closed")
		if messages == "[]" {
			messages = "empty"
		}
		if closed {
			return messages + ", closed"
		}
		return messages
	}
	return v.State
}

// told is what a step did with values: of those it has an own word for.
func told(step Step, how ...string) string {
	var words []string
	for _, v := range step.Values {
		if !slices.Contains(how, v.How) {
			continue
		}
		word := v.Name
		if text := v.text(); text != "" && v.How != "close" {
			word += ": " + text
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}
