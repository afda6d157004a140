package draw

// This file makes the page on which one steps through a program's runs. The
// page itself is stepper.html with its style and its script; here is what they
// are given.

import (
	"bytes"
	_ "embed" // for the three parts of the page
	"encoding/json"
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

// limit is how large a page may be, in bytes.
const limit = 200_000

// roomy is how many lines a slide shows of the program and the output together.
const roomy = 20

// A pageData is what stepper.html is given.
type pageData struct {
	Name     string
	Lines    []pageLine
	Height   float64 // of the lines, in lines
	Columns  int     // of the longest line, with the names that can stand behind it
	Printed  int     // lines of the longest output
	Beside   int     // pixels that the lanes and their words need beside the program
	Least    int     // with how many they can do
	Below    string  // below what the output is: "code" or "lanes"
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
	Reserved      int // pixels at its end, for the names of goroutines
}

// A pageOutcome is what a chip says.
type pageOutcome struct {
	Name, Shown, Ways string
}

// A scriptData is what stepper.js is given. Moments are shared by the runs:
// most of them happen in many.
type scriptData struct {
	Names    []string        `json:"names"` // of the goroutines
	Start    int             `json:"start"` // the line where main begins
	Moments  []moment        `json:"moments"`
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
		output = max(output, strings.Count(o.Output, "\n"))
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
	// The output goes where there is more room for it.
	data.Printed = output
	data.Below = "lanes"
	if data.Height+float64(output) < float64(max(roomy, steps+4)) {
		data.Below = "code"
	}
	for i, o := range p.Outcomes {
		ways := commas(o.Interleavings) + " ways"
		if o.Interleavings == "1" {
			ways = "1 way"
		}
		data.Outcomes = append(data.Outcomes, pageOutcome{o.Name, shown(o, i), ways})
	}

	for {
		if data.Runs, err = scriptOf(p, src, most); err != nil {
			return fmt.Errorf("drawing %s: %w", p.Name, err)
		}
		data.Beside, data.Least = data.Runs.beside()
		if steps > roomy {
			data.Beside += scrollBar
			data.Least += scrollBar
		}
		data.Columns = data.Runs.reserve(data.Lines)
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
	index := make(map[string]int)
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
				key, err := json.Marshal(m)
				if err != nil {
					return data, err
				}
				at, ok := index[string(key)]
				if !ok {
					at = len(data.Moments)
					index[string(key)] = at
					data.Moments = append(data.Moments, m)
				}
				sr.Moments = append(sr.Moments, at)
			}
			so.Runs = append(so.Runs, sr)
		}
		data.Outcomes = append(data.Outcomes, so)
	}
	return data, nil
}

// Estimates, in pixels.
const (
	letter = 9  // of text
	pill   = 20 // of a name, beside its letters
	number = 40 // of a line

	scrollBar = 16
)

// reserve reserves room at the end of the lines for the names of the goroutines
// that can stand there, and returns how long that makes the longest line.
func (d scriptData) reserve(lines []pageLine) (columns int) {
	most := make(map[int]int) // by line
	for _, m := range d.Moments {
		at := slices.Clone(m.At)
		at[m.Goroutine] = m.Line
		if m.Partner >= 0 {
			at[m.Partner] = m.PartnerLine
		}
		now := make(map[int]int)
		for g, line := range at {
			now[line] += d.width(g)
			most[line] = max(most[line], now[line])
		}
	}
	for i := range lines {
		l := &lines[i]
		l.Reserved = most[l.Number] + 6
		length := utf8.RuneCountInString(l.Text + l.Comment)
		columns = max(columns, length+l.Reserved/letter)
	}
	return columns
}

// width is how wide the name of a goroutine is.
func (d scriptData) width(g int) int { return letter*utf8.RuneCountInString(d.Names[g]) + pill }

// beside estimates how many pixels the lanes and what is said beside them need,
// and with how many they can do.
func (d scriptData) beside() (width, least int) {
	words := 0
	for _, m := range d.Moments {
		n := utf8.RuneCountInString(m.Label)
		if m.Race {
			n += len(" data race")
		}
		words = max(words, min(n, 24))
	}
	width = number + letter*words
	for g := range d.Names {
		width += d.width(g)
	}
	return width, width - letter*max(0, words-7)
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
