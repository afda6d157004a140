package main

// This file writes the first draft of an outcomes.txt.

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"goroutines/code_test/outcome"
)

// writeDraft writes an outcomes.txt with all outcomes and races. Its author has
// the reasons and the names still to write.
func (p *program) writeDraft(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("Say here why these are all the outcomes, and which rule of Go decides it.\n")
	seen := make(map[outcome.Race]bool)
	for _, race := range p.Races {
		if r := p.race(race); !seen[r] {
			seen[r] = true
			fmt.Fprintf(&b, "Data race: %v\n", r)
		}
	}
	b.WriteString("\n")
	for i, o := range p.Outcomes {
		fmt.Fprintf(&b, "-- %s --\n%s", p.draftName(i), o.Output)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// draftName returns a name for the i-th outcome: its number, and how the program
// ends unless all goes well.
func (p *program) draftName(i int) string {
	name := p.name(i)
	for _, end := range []string{"deadlock", "panic", "fatal error", "(never ends)"} {
		if strings.Contains(p.Outcomes[i].Output, end) {
			return name + ", " + end
		}
	}
	return name
}
