package draw

// This file makes the page on which one steps through a program's runs. The
// page itself is stepper.html with its style and its script; here is what they
// are given.

import (
	"bytes"
	_ "embed" // for the three parts of the page
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	//go:embed stepper.html
	pageText string

	//go:embed stepper.css
	pageStyle string

	//go:embed stepper.js
	pageScript string

	page = template.Must(template.New("stepper.html").Parse(pageText))
)

// outputColumns is after how many letters a line of the output is broken, about.
const outputColumns = 38

// limit is how large a page may be, in bytes.
const limit = 200_000

// A pageData is what stepper.html is given.
type pageData struct {
	Name     string
	Lines    []pageLine
	Height   float64 // of the lines, in lines
	Columns  int     // of the longest line, with the names that can stand behind it
	Cramped  int     // the same with short names
	Printed  int     // lines of the longest output
	Rows     int     // of the longest run
	Entries  int     // rows of three: things, and what goroutines hold, at a step that has the most
	Beside   float64 // how wide the lanes and their words are, in letters
	Outcomes []pageOutcome
	Style    template.CSS
	Script   template.JS
	Runs     scriptData
}

// A pageLine is a line of the program.
type pageLine struct {
	Number        int
	Text, Comment string
	Blank         bool
	Reserved      float64 // letters at its end, for the names of goroutines
	Cramped       float64 // the same for short names
}

// A pageOutcome is what a chip says.
type pageOutcome struct {
	Name, Shown, Ways string
}

// A scriptData is what stepper.js is given. Moments are shared by the runs:
// most of them happen in many.
type scriptData struct {
	Names    []string        `json:"names"` // of the goroutines
	Short    []string        `json:"short"` // where there is little room
	Start    int             `json:"start"` // the line where main begins
	Moments  []moment        `json:"moments"`
	Entries  [][]entry       `json:"entries"` // shared like the moments
	Outcomes []scriptOutcome `json:"outcomes"`
}

type scriptOutcome struct {
	Shown string      `json:"shown"`
	Count string      `json:"count"` // how many interleavings there are
	Whole bool        `json:"whole"` // all of them are here
	Runs  []scriptRun `json:"runs"`
}

type scriptRun struct {
	Moments []int   `json:"moments"` // by index
	Entries []int   `json:"entries"` // by index: before the first moment, and after each one
	Lanes   []lane  `json:"lanes"`
	Arrows  []arrow `json:"arrows"`
	Waits   []wait  `json:"waits"`
}

// HTML writes a page on which one steps through the runs of a program. The page
// needs nothing else, and has at most 200 KB: of runs that do not fit it leaves
// out the last ones of each outcome, and says so.
func HTML(w io.Writer, p Program) error {
	src, err := readSource(p.Name, p.Source)
	if err != nil {
		return fmt.Errorf("drawing %s: %w", p.Name, err)
	}
	most, steps, output := 0, 0, 0
	for _, o := range p.Outcomes {
		if len(o.Runs) == 0 {
			return fmt.Errorf("drawing %s: the outcome %q has no run to show", p.Name, o.Name)
		}
		most = max(most, len(o.Runs))
		lines := 0
		for line := range strings.Lines(o.Output) {
			lines += 1 + utf8.RuneCountInString(line)/outputColumns
		}
		output = max(output, lines)
		for _, run := range o.Runs {
			steps = max(steps, len(run))
		}
	}
	if most == 0 {
		return fmt.Errorf("drawing %s: there is no outcome to show", p.Name)
	}
	data := pageData{
		Name:   p.Name,
		Style:  template.CSS(pageStyle),
		Script: template.JS(pageScript),
		Lines:  src.page(),
	}
	for _, l := range data.Lines {
		if data.Height++; l.Blank {
			data.Height -= 0.5
		}
	}
	data.Printed, data.Rows = output, steps
	for i, o := range p.Outcomes {
		ways := commas(o.Interleavings) + " ways"
		switch o.Interleavings {
		case "0":
			ways = "no interleaving: only because of the data race"
		case "1":
			ways = "1 way"
		}
		data.Outcomes = append(data.Outcomes, pageOutcome{o.Name, shown(o, i), ways})
	}

	for {
		if data.Runs, err = scriptOf(p, src, most); err != nil {
			return fmt.Errorf("drawing %s: %w", p.Name, err)
		}
		for _, entries := range data.Runs.Entries {
			data.Entries = max(data.Entries, (len(entries)+2)/3)
		}
		data.Beside = data.Runs.beside()
		data.Columns = data.Runs.reserve(data.Runs.Names, data.Lines, func(l *pageLine) *float64 { return &l.Reserved })
		data.Cramped = data.Runs.reserve(data.Runs.Short, data.Lines, func(l *pageLine) *float64 { return &l.Cramped })
		var b bytes.Buffer
		if err := page.Execute(&b, data); err != nil {
			return fmt.Errorf("drawing %s: %w", p.Name, err)
		}
		if b.Len() <= limit {
			_, err := w.Write(b.Bytes())
			return err
		}
		if most == 1 {
			return fmt.Errorf("drawing %s: one run for each outcome already makes a page of %d bytes, and at most %d are allowed; draw fewer outcomes, or a shorter program", p.Name, b.Len(), limit)
		}
		most = most * 3 / 4
	}
}

// page returns the lines to show.
func (s *source) page() []pageLine {
	var lines []pageLine
	for i, text := range s.text[s.first-1:] {
		l := pageLine{Number: s.first + i, Text: text, Blank: strings.TrimSpace(text) == ""}
		if bare := strings.TrimRight(s.lines[l.Number-1], " "); len(bare) < len(text) {
			l.Text, l.Comment = bare, text[len(bare):]
		}
		lines = append(lines, l)
	}
	return lines
}

// scriptOf returns at most so many runs of each outcome.
func scriptOf(p Program, src *source, most int) (scriptData, error) {
	var all []Run
	for _, o := range p.Outcomes {
		all = append(all, o.Runs...)
	}
	data := scriptData{Names: src.names(all)}
	for _, name := range data.Names {
		if _, n, ok := strings.Cut(name, "·"); ok {
			name = "…·" + n
		} else if letters := []rune(name); len(letters) > 6 {
			name = string(letters[:4]) + "…"
		}
		data.Short = append(data.Short, name)
	}
	var moments, entries pool
	for i, o := range p.Outcomes {
		so := scriptOutcome{Shown: shown(o, i), Count: commas(o.Interleavings)}
		runs := o.Runs[:min(most, len(o.Runs))]
		so.Whole = fmt.Sprint(len(runs)) == o.Interleavings
		for n, run := range runs {
			s, err := tell(run, data.Names)
			if err != nil {
				return data, fmt.Errorf("run %d of the outcome %q: %w", n+1, o.Name, err)
			}
			sr := scriptRun{Moments: []int{}, Lanes: s.lanes, Arrows: s.arrows, Waits: s.waits}
			for _, m := range s.moments {
				if data.Start == 0 && m.Goroutine == 0 {
					data.Start = m.Line
				}
				at, isNew := moments.index(m)
				if isNew {
					data.Moments = append(data.Moments, m)
				}
				sr.Moments = append(sr.Moments, at)
			}
			for _, now := range s.now {
				at, isNew := entries.index(now)
				if isNew {
					data.Entries = append(data.Entries, now)
				}
				sr.Entries = append(sr.Entries, at)
			}
			so.Runs = append(so.Runs, sr)
		}
		data.Outcomes = append(data.Outcomes, so)
	}
	return data, nil
}

// A pool numbers what is different.
type pool map[string]int

// index returns the number of v, and whether it has just got it.
func (p *pool) index(v any) (n int, isNew bool) {
	if *p == nil {
		*p = make(pool)
	}
	key := fmt.Sprintf("%#v", v)
	n, ok := (*p)[key]
	if !ok {
		n = len(*p)
		(*p)[key] = n
	}
	return n, !ok
}

// Estimates, in letters of the program's type.
const (
	pill    = 1.5  // of a name, beside its letters
	small   = 1.05 // a name beside a line of the program
	number  = 4    // of a line
	between = 1    // before the words
	mostly  = 24   // up to how many letters of a label there is room for
)

// reserve reserves room at the end of the lines for the names of the goroutines
// that can stand there, and returns how long that makes the longest line.
func (d scriptData) reserve(names []string, lines []pageLine, room func(*pageLine) *float64) (columns int) {
	most := make(map[int]float64) // by line
	for _, m := range d.Moments {
		at := slices.Clone(m.At)
		at[m.Goroutine] = m.Line
		if m.Partner >= 0 {
			at[m.Partner] = m.PartnerLine
		}
		now := make(map[int]float64)
		for g, line := range at {
			now[line] += small * width(names[g])
			most[line] = max(most[line], now[line])
		}
	}
	for i := range lines {
		l := &lines[i]
		reserved := room(l)
		*reserved = most[l.Number] + 1
		length := utf8.RuneCountInString(l.Text + l.Comment)
		columns = max(columns, length+int(*reserved+1))
	}
	return columns
}

// width is how wide the name of a goroutine is.
func width(name string) float64 { return pill + float64(utf8.RuneCountInString(name)) }

// beside estimates how wide the lanes are, with what is said beside them.
func (d scriptData) beside() float64 {
	words := 0
	for _, m := range d.Moments {
		n := utf8.RuneCountInString(m.Label)
		if m.Race {
			n += len(" race")
		}
		words = max(words, min(n, mostly))
	}
	all := float64(number + between + words)
	for _, name := range d.Short {
		all += width(name)
	}
	return all
}

// shown is how the page calls an outcome.
func shown(o Outcome, i int) string {
	if o.Name == "" {
		return fmt.Sprintf("not listed: %d", i+1)
	}
	return o.Name
}

// commas sets a decimal number with a comma between thousands.
func commas(n string) string {
	for i := len(n) - 3; i > 0; i -= 3 {
		n = n[:i] + "," + n[i:]
	}
	return n
}
