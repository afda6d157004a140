package outcome_test

// This file holds two programs to one table of cases, testdata/cases.txtar: this
// package, and images/outcome.js, which lights up the cards of the deck. What
// the table forgets, the lists of the talk's programs may have.

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/tools/txtar"

	"goroutines/code_test/chromium"
	"goroutines/code_test/outcome"
)

// none stands for the name of an outcome where an output is none of them.
const none = "none"

// A table is a list of outcomes, and outputs to hold against it.
type table struct {
	name    string
	List    string // the outcomes, without the comment of their file
	Outputs []string
	want    []string // for each output, the name of the outcome that it is
}

// readTables reads cases.txtar.
func readTables(t *testing.T) []table {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/cases.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var tables []table
	for _, section := range archive.Files {
		tab := table{name: section.Name}
		for line := range strings.Lines(string(section.Data)) {
			line = strings.TrimSuffix(line, "\n")
			if text, ok := strings.CutPrefix(line, "|"); ok {
				tab.List += text + "\n"
				continue
			}
			if line == "" {
				continue
			}
			quoted, err := strconv.QuotedPrefix(line)
			name, ok := strings.CutPrefix(line[len(quoted):], " is ")
			if err != nil || !ok {
				t.Fatalf("testdata/cases.txtar, %s: the line %q is neither \"|…\" nor \"OUTPUT\" is NAME", tab.name, line)
			}
			output, err := strconv.Unquote(quoted)
			if err != nil {
				t.Fatalf("testdata/cases.txtar, %s: %q: %v", tab.name, line, err)
			}
			tab.Outputs = append(tab.Outputs, output)
			tab.want = append(tab.want, name)
		}
		tables = append(tables, tab)
	}
	return tables
}

// names returns, for each output of a table, the outcome that this package takes
// it for.
func names(t *testing.T, tab table) []string {
	t.Helper()
	f := mustParse(t, tab.List)
	var got []string
	for _, output := range tab.Outputs {
		o, ok := f.Match(output)
		if !ok {
			o.Name = none
		}
		got = append(got, o.Name)
	}
	return got
}

// difference says which outputs of a table two programs take for something else.
func difference(tab table, want, got []string) string {
	var text strings.Builder
	for i, output := range tab.Outputs {
		if want[i] != got[i] {
			fmt.Fprintf(&text, "\toutput %q: %s, want %s\n", output, got[i], want[i])
		}
	}
	return text.String()
}

func TestMatch(t *testing.T) {
	for _, tab := range readTables(t) {
		if diff := difference(tab, tab.want, names(t, tab)); diff != "" {
			t.Errorf("%s:\n%s%s", tab.name, tab.List, diff)
		}
	}
}

// TestMatchInBrowser checks that the deck decides as this package does: the cases
// of the table, and for each program of the talk its own outputs, and such as
// are nearly its own.
func TestMatchInBrowser(t *testing.T) {
	tables := readTables(t)
	files, err := filepath.Glob("../../code/*/outcomes.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no outcomes.txt in code/: %v", err)
	}
	for _, file := range files {
		tab := listed(t, file)
		tab.want = names(t, tab)
		tables = append(tables, tab)
	}
	script, err := os.ReadFile("../../images/outcome.js")
	if err != nil {
		t.Fatal(err)
	}
	argument, err := json.Marshal(tables)
	if err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(chromium.Start(t), chromedp.Evaluate[[][]string](fmt.Sprintf(`(() => {
		%s;
		return %s.map(({List, Outputs}) => {
			const outcomes = outcome.parse(List);
			return Outputs.map(output => outcome.match(outcomes, output)?.name ?? %q);
		});
	})()`, script, argument, none)))
	if err != nil {
		t.Fatalf("images/outcome.js: %v", err)
	}
	for i, tab := range tables {
		if diff := difference(tab, tab.want, got[i]); diff != "" {
			t.Errorf("images/outcome.js, %s:\n%s%s", tab.name, tab.List, diff)
		}
	}
}

var rangeOf = regexp.MustCompile(`<([^<>]*)\.\.([^<>]*)>`)

// listed makes a table of an outcomes.txt.
func listed(t *testing.T, file string) table {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := outcome.Parse(file, data)
	if err != nil {
		t.Fatal(err)
	}
	tab := table{name: file}
	for _, o := range f.Outcomes {
		tab.List += "-- " + o.Name + " --\n" + o.Output
		tab.Outputs = append(tab.Outputs,
			o.Output,
			o.Output+"x\n",
			"x\n"+o.Output,
			strings.TrimSuffix(o.Output, "\n"),
			strings.Replace(o.Output, "\n...\n", "\n", 1),
			strings.Replace(o.Output, "...", "a\nb", 1),
			rangeOf.ReplaceAllString(o.Output, "$1"),
			rangeOf.ReplaceAllString(o.Output, "$2"),
			rangeOf.ReplaceAllString(o.Output, "-$2"),
			rangeOf.ReplaceAllString(o.Output, "${2}0"),
		)
	}
	return tab
}
