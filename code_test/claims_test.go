package talk

// This file checks what slides and notes claim beyond the list of one program's
// outcomes: that two lists are the same, that an edit does not compile, that a
// setting changes what happens, that a table's figures are measured.

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// outputs returns the outputs that a program can have, sorted.
func outputs(t *testing.T, name string) []string {
	t.Helper()
	var list []string
	for _, o := range readOutcomes(t, name).Outcomes {
		list = append(list, o.Output)
	}
	slices.Sort(list)
	return list
}

// TestSleepIsNoJoin checks that a sleep takes no outcome away, and that both
// joins take the same ones away.
func TestSleepIsNoJoin(t *testing.T) {
	noJoin := outputs(t, "no-join")
	if diff := cmp.Diff(noJoin, outputs(t, "sleep")); diff != "" {
		t.Errorf("the slides say that a sleep changes no list; these differ (-no-join +sleep):\n%s", diff)
	}
	whole := slices.DeleteFunc(noJoin, func(o string) bool { return !strings.Contains(o, "child: end") })
	for _, join := range []string{"waitgroup", "channel"} {
		if diff := cmp.Diff(whole, outputs(t, join)); diff != "" {
			t.Errorf("the slides say that a join leaves the outcomes in which the child is whole (-whole +%s):\n%s", join, diff)
		}
	}
}

// TestEditsFail makes the edits that the notes ask for, where these must not
// compile, and checks the message that the audience sees.
func TestEditsFail(t *testing.T) {
	tests := []struct {
		program, old, new string
		want              string
	}{
		{"discard", "go square(7)", "n := go square(7)", "syntax error: unexpected keyword go, expected expression"},
	}
	for _, test := range tests {
		p := talk.program(t, test.program)
		edited := strings.Replace(p.sent, test.old, test.new, 1)
		if edited == p.sent {
			t.Errorf("code/%s/main.go has no %q, which the notes want to edit", test.program, test.old)
		}
		if !strings.Contains(talk.source, test.new) || !strings.Contains(talk.source, test.want) {
			t.Errorf("no note of talk.slide gives the edit %q and the message %q", test.new, test.want)
		}
		dir := presentBuild.write(t, edited)
		out, err := presentBuild.command(dir, "build", "-o", os.DevNull).CombinedOutput()
		if err == nil {
			t.Errorf("%s with %q compiles, but the notes say that it does not", test.program, test.new)
		}
		if !strings.Contains(string(out), test.want) {
			t.Errorf("%s with %q: the message is\n%swant it to contain %q, as the notes say", test.program, test.new, out, test.want)
		}
	}
}

// TestWithoutPreemption checks the note that main has to wait for the loop when
// asynchronous preemption is off. It always does: on one processor nothing in
// the loop, from the start to the end of it, gives the processor away.
func TestWithoutPreemption(t *testing.T) {
	t.Parallel()
	p := talk.program(t, "preempt")
	exe := presentBuild.build(t, p)
	r := presentBuild.start(t, p, exe, 1, time.Minute, "GODEBUG=asyncpreemptoff=1")
	o, _ := readOutcomes(t, p.name).Match(r.output)
	if want := "not preempted, as before 1.14"; o.Name != want {
		t.Errorf("GODEBUG=asyncpreemptoff=1: the outcome is %q, want %q; it printed\n%s", o.Name, want, r.output)
	}
}

// TestFigures checks that each figure in a table is the range of an
// outcomes.txt, which the cell names in data-outcomes, or has a link to its
// source.
func TestFigures(t *testing.T) {
	figure := regexp.MustCompile(`[0-9]`)
	cells := 0
	for _, s := range talk.slides {
		for _, cell := range descend(s.node, func(n *html.Node) bool { return n.DataAtom == atom.Td }) {
			text := textOf(cell)
			if !figure.MatchString(text) {
				continue
			}
			cells++
			program := attr(cell, "data-outcomes")
			if program == "" {
				if len(descend(cell, func(n *html.Node) bool { return n.DataAtom == atom.A })) == 0 {
					t.Errorf("%v: the figure %q has no source: link to it, or name the program that measures it, as in data-outcomes=\"code/footprint\"", s, text)
				}
				continue
			}
			data, err := os.ReadFile(filepath.Join(root, program, "outcomes.txt"))
			if err != nil {
				t.Errorf("%v: the figure %q: %v", s, text, err)
				continue
			}
			low, high, ok := strings.Cut(text, " to ")
			high, _, _ = strings.Cut(high, " ")
			if !ok || !strings.Contains(string(data), "<"+low+".."+high+">") {
				t.Errorf("%v: the figure %q is not a range of %s/outcomes.txt", s, text, program)
			}
		}
	}
	if cells == 0 {
		t.Error("no slide has a table with figures: S22 promises one")
	}
}

// textOf returns the text below n.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
