package talk

// This file checks what slides and notes claim beyond the list of one program's
// outcomes: that two lists are the same, that an edit does not compile, that a
// setting changes what happens, that a table's figures are measured.

import (
	"context"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"goroutines/code_test/interleave/explore"
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

// TestEditsExplored makes the edits that notes speak of, where these leave a
// program whose outputs they name, and runs it under every schedule.
func TestEditsExplored(t *testing.T) {
	t.Parallel()
	const hello, welcome = "Hello World!\n", "Welcome to GopherLabs!\n"
	tests := []struct {
		program, old, new string
		want              []string // the outputs
	}{
		{"waitgroup", "wg.Wait()", "", outputs(t, "no-join")},
		{"joined", "wg.Wait()", "", outputs(t, "welcome")},
		{"joined", "wg.Wait()\n    fmt.Println(\"Hello World!\")", "fmt.Println(\"Hello World!\")\n    wg.Wait()", []string{hello + welcome, welcome + hello}},
	}
	var batch []explore.Program
	for _, test := range tests {
		p := talk.program(t, test.program)
		edited := strings.Replace(p.sent, test.old, test.new, 1)
		if edited == p.sent {
			t.Fatalf("code/%s/main.go has no %q, which the notes want to edit:\n%s", test.program, test.old, p.sent)
		}
		batch = append(batch, explore.Program{Path: "code/" + test.program + "/main.go", Source: []byte(edited)})
	}
	reports, err := explore.Programs(context.Background(), batch, explore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, test := range tests {
		var got []string
		for _, o := range reports[i].Outcomes {
			got = append(got, o.Output)
		}
		slices.Sort(got)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("code/%s with %q in place of %q has other outputs than the notes say (-notes +program):\n%s", test.program, test.new, test.old, diff)
		}
	}
}

// TestNilFunction checks the note on a function value that is nil: where the
// program ends, and that main cannot recover.
func TestNilFunction(t *testing.T) {
	t.Parallel()
	const statement = "go greet(name(), done)"
	tests := []struct {
		call string // with f, which is nil
		want []string
	}{
		{"var f func(string, chan bool); go f(name(), done)", []string{"name: evaluated\n", "nil pointer dereference", "created by main.main"}},
		{"var f func() int; go f()", []string{"nil pointer dereference", "created by main.main"}},
		{"var f func(); go f()", []string{"fatal error: go of nil func value", "goroutine 1 [running]"}},
	}
	for _, test := range tests {
		p := talk.program(t, "arguments")
		edited := strings.Replace(p.sent, statement, "defer func() { recover() }(); "+test.call, 1)
		if edited == p.sent {
			t.Fatalf("code/%s/main.go has no %q", p.name, statement)
		}
		p.sent = edited
		r := presentBuild.start(t, p, presentBuild.build(t, p), 1, time.Minute)
		for _, want := range append(test.want, "exit status 2") {
			if !strings.Contains(r.output, want) {
				t.Errorf("%s: it printed\n%swant it to contain %q", test.call, r.output, want)
			}
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

// TestFigures checks that each figure in a table was measured. Its cell names
// the program and what it printed, as in
//
//	<td data-measured="footprint-cpp: address space: 8196.4">8,196</td>
//
// and shows the number, rounded or not.
func TestFigures(t *testing.T) {
	number := regexp.MustCompile(`[0-9][0-9,.]*`)
	parse := func(text string) (value float64, digits int) { // digits behind the point
		all := number.FindAllString(text, -1)
		last := strings.ReplaceAll(all[len(all)-1], ",", "")
		value, err := strconv.ParseFloat(last, 64)
		if err != nil {
			t.Errorf("the figure %q: %v", text, err)
		}
		_, behind, _ := strings.Cut(last, ".")
		return value, len(behind)
	}
	cells := 0
	for _, s := range talk.slides {
		for _, cell := range descend(s.node, func(n *html.Node) bool { return n.DataAtom == atom.Td }) {
			text := textOf(cell)
			if !number.MatchString(text) {
				continue
			}
			cells++
			program, words, ok := strings.Cut(attr(cell, "data-measured"), ": ")
			if !ok || !number.MatchString(words) {
				t.Errorf("%v: the figure %q has no source: say which program printed it, as in data-measured=\"footprint: resident: 2.7\"", s, text)
				continue
			}
			if err := isMeasured(program, words); err != nil {
				t.Errorf("%v: the figure %q: measured %s: %q: %v", s, text, program, words, err)
			}
			shown, digits := parse(text)
			measured, _ := parse(words)
			if strconv.FormatFloat(measured, 'f', digits, 64) != strconv.FormatFloat(shown, 'f', digits, 64) {
				t.Errorf("%v: the figure is %q, but %s printed %q", s, text, program, words)
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
