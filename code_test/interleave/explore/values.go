package explore

// This file tells what steps did with values, and finds a name for each thing
// that they did something with: the one by which it was declared, or else what
// the program calls it where it first stands in the source.

import (
	"fmt"
	"slices"
	"strings"

	"goroutines/code_test/interleave/sched"
)

// A thing is something that notes are about: an object, or what is called by
// another name in it. A struct and its first field are one object.
type thing struct {
	object int32
	name   string // as declared; empty if it was not
}

func thingOf(n *sched.Note) thing { return thing{n.Object, n.Name} }

// valueNames are the names of things. Those of objects below 0 are of one run.
type valueNames map[thing]string

// notesOf returns all the notes of a run.
func notesOf(steps []sched.Step) []*sched.Note {
	var all []*sched.Note
	for i := range steps {
		for _, notes := range [][]sched.Note{steps[i].Before, steps[i].Notes} {
			for j := range notes {
				all = append(all, &notes[j])
			}
		}
	}
	return all
}

// namesOf names what has the same number in all the runs.
func (f *file) namesOf(result *sched.Result) valueNames {
	var all []*sched.Note
	for _, o := range result.Outcomes {
		for _, run := range o.Runs {
			all = append(all, notesOf(run)...)
		}
	}
	return f.names(slices.DeleteFunc(all, func(n *sched.Note) bool { return n.Object < 0 }))
}

// names names what these notes are about. What is only made, and then not used
// by any step, has no name: but a channel for which somebody waits has one.
func (f *file) names(notes []*sched.Note) valueNames {
	first := make(map[thing]*sched.Note)
	for _, n := range notes {
		t := thingOf(n)
		if n.Thing == "goroutines" || n.How == "make" && n.Thing != "channel" || n.Name == "" && f.site(n.Site).Name == "" {
			continue
		}
		if was := first[t]; was == nil || was.How == "make" || n.How != "make" && f.compare(n.Site, was.Site) < 0 {
			first[t] = n
		}
	}
	names := make(valueNames)
	for t, n := range first {
		names[t] = n.Name
		if n.Name == "" {
			names[t] = element(f.site(n.Site).Name, n.Index)
		}
	}
	return names
}

// element puts the index of an element into a name.
func element(name string, index int) string {
	if index < 0 {
		return name
	}
	which := fmt.Sprintf("[%d]", index)
	if at := strings.LastIndex(name, "[]"); at >= 0 {
		return name[:at] + which + name[at+2:]
	}
	return name + which
}

// inRun returns the names of the things in one run. Where several have the same
// name, as a variable has that every call of a function makes anew, all but the
// first get a number too.
func (names valueNames) inRun(f *file, steps []sched.Step) valueNames {
	notes := notesOf(steps)
	local := f.names(slices.DeleteFunc(slices.Clone(notes), func(n *sched.Note) bool { return n.Object >= 0 }))
	own := make(valueNames)
	uses := make(map[string]int)
	for _, n := range notes {
		t := thingOf(n)
		name := names[t]
		if n.Object < 0 {
			name = local[t]
		}
		if n.Thing == "goroutines" {
			name = n.Name
		}
		if _, done := own[t]; done || name == "" {
			continue
		}
		if uses[name]++; uses[name] > 1 {
			name = fmt.Sprintf("%s (%d)", name, uses[name])
		}
		own[t] = name
	}
	return own
}

// values tells notes, without those of what has no name.
func (names valueNames) values(notes []sched.Note) []Value {
	var all []Value
	for i := range notes {
		n := &notes[i]
		if name := names[thingOf(n)]; name != "" {
			all = append(all, Value{
				Name: name, Thing: n.Thing, Goroutine: n.By, How: n.How,
				Value: n.Value, State: n.State, Holders: n.Holders,
			})
		}
	}
	return all
}
