package draw

// This file checks the page as text: that it is whole, small, safe and always
// the same. What it does in a browser is checked in browser_test.go.

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pageOf returns the page for a program.
func pageOf(t *testing.T, p Program) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// dataOf returns what a page's script is given.
func dataOf(t *testing.T, page string) (data struct {
	Names    []string
	Moments  []moment
	Outcomes []scriptOutcome
}) {
	t.Helper()
	_, rest, _ := strings.Cut(page, `id="runs">`)
	text, _, _ := strings.Cut(rest, "</script>")
	if err := json.Unmarshal([]byte(text), &data); err != nil {
		t.Fatalf("the data of the page: %v", err)
	}
	return data
}

func TestHTML(t *testing.T) {
	for _, p := range samples(t) {
		t.Run(p.Name, func(t *testing.T) {
			page := pageOf(t, p)
			if len(page) > limit {
				t.Errorf("the page has %d bytes, want at most %d", len(page), limit)
			}
			if again := pageOf(t, p); again != page {
				t.Errorf("the same program gives another page (-first +second):\n%s", cmp.Diff(page, again))
			}
			for _, want := range []string{
				`data-program="` + p.Name + `"`, `id="output"`, `id="step"`, `id="steps"`, `aria-live="polite"`,
				`<html lang="en">`, "<title>", "<h1>", "<header>", "<main>",
				`id="first"`, `id="back"`, `id="forward"`, `id="last"`, `id="play"`, `id="next-run"`, `id="previous-run"`,
			} {
				if strings.Count(page, want) != 1 {
					t.Errorf("the page has %d times %s, want once", strings.Count(page, want), want)
				}
			}
			if found := regexp.MustCompile(`(src|href)\s*=|url\(|data:|@import|eval\(|fetch\(`).FindString(page); found != "" {
				t.Errorf("the page has %q: it must not need anything else", found)
			}
			if found := regexp.MustCompile(`.{0,20}(& | < |<-).*`).FindString(page); found != "" {
				t.Errorf("the page has %q: present's own escaping does not leave that as it is", found)
			}
			if n := strings.Count(page, "</script>"); n != 2 {
				t.Errorf("%d scripts end in the page, want 2: something is not escaped", n)
			}

			data := dataOf(t, page)
			for i, o := range data.Outcomes {
				if n := strings.Count(page, `data-outcome="`+p.Outcomes[i].Name+`"`); n != 1 {
					t.Errorf("the outcome %q has %d chips", p.Outcomes[i].Name, n)
				}
				if !o.Whole || len(o.Runs) != len(p.Outcomes[i].Runs) {
					t.Errorf("the outcome %q has %d runs in the page, want all %d", o.Shown, len(o.Runs), len(p.Outcomes[i].Runs))
				}
				for _, run := range o.Runs {
					output := ""
					for _, m := range run.Moments {
						output += data.Moments[m].Printed
					}
					if diff := cmp.Diff(p.Outcomes[i].Output, output); diff != "" {
						t.Errorf("a run of the outcome %q prints something else (-want +got):\n%s", o.Shown, diff)
					}
				}
			}
		})
	}
}

func TestEscaping(t *testing.T) {
	page := pageOf(t, meeting(t))
	for _, want := range []string{
		`c &lt;- &#34;&lt;/script&gt;&lt;b&gt;&amp;&#34;<i> // &lt;- a message</i>`, // the program
		`\u003c/script\u003e\u003cb\u003e\u0026`,                                    // what it prints
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not have %s", want)
		}
	}
	if strings.Contains(page, "<b>&") {
		t.Error("the page has the program's text as it stands, want it escaped")
	}
}

// TestLimit draws more runs than there is room for.
func TestLimit(t *testing.T) {
	p := welcome(t)
	const many = 1234
	o := &p.Outcomes[1]
	o.Runs = nil
	for i := range many {
		run := welcome(t).Outcomes[1].Runs[0]
		run[0].What = "go " + strconv.Itoa(i) // so that no two are alike
		o.Runs = append(o.Runs, run)
	}
	o.Interleavings = strconv.Itoa(many)

	page := pageOf(t, p)
	if len(page) > limit {
		t.Errorf("the page has %d bytes, want at most %d", len(page), limit)
	}
	got := dataOf(t, page).Outcomes[1]
	if got.Whole || got.Count != "1,234" || len(got.Runs) < 100 || len(got.Runs) >= many {
		t.Errorf("the page has %d runs of %s, whole: %v; want more than 100 of 1,234, not whole", len(got.Runs), got.Count, got.Whole)
	}
	if !strings.Contains(page, "1,234 ways") {
		t.Error(`the chip does not say "1,234 ways"`)
	}
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Program)
		want   string
	}{
		{"no outcome", func(p *Program) { p.Outcomes = nil }, "drawing code/welcome/main.go: there is no outcome to show"},
		{"no run", func(p *Program) { p.Outcomes[0].Runs = nil }, `drawing code/welcome/main.go: the outcome "main returns first" has no run to show`},
		{"no Go", func(p *Program) { p.Source = []byte("package main\nfunc") }, "drawing code/welcome/main.go: code/welcome/main.go:2:5: expected 'IDENT', found 'EOF'"},
		{"stranger", func(p *Program) { p.Outcomes[0].Runs[0][1].Goroutine = 7 }, `drawing code/welcome/main.go: run 1 of the outcome "main returns first": step 2 names goroutine 7, which no step starts`},
		{"future", func(p *Program) { p.Outcomes[0].Runs[0][1].After = []int{2} }, `drawing code/welcome/main.go: run 1 of the outcome "main returns first": step 2 comes after step 3, which is not before it`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := welcome(t)
			test.change(&p)
			got := ""
			if err := HTML(new(bytes.Buffer), p); err != nil {
				got = err.Error()
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("the error (-want +got):\n%s", diff)
			}
		})
	}
}
