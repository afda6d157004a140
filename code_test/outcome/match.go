package outcome

// This file decides whether an output is an outcome: line by line, with "..."
// for any lines and <LOW..HIGH> for one number.

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"syscall"
)

// Output returns the output of a program that wrote written and ended as state
// says, in the form in which outcomes are listed: its last line ended, and
// followed by "exit status N" if the program failed.
func Output(written []byte, state *os.ProcessState) string {
	out := string(written)
	if out != "" && !strings.HasSuffix(out, "\n") {
		out += "\n"
	}
	status := state.ExitCode()
	if ws, ok := state.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		status = 128 + int(ws.Signal())
	}
	if status != 0 {
		out += fmt.Sprintf("exit status %d\n", status)
	}
	return out
}

// Match returns the outcome that output is, and whether it is one. Where more
// than one matches, as ranges and "..." allow, it is the first.
func (f *File) Match(output string) (o Outcome, ok bool) {
	for _, o := range f.Outcomes {
		if o.pattern.match(output) {
			return o, true
		}
	}
	return Outcome{}, false
}

// Begins reports whether output, the output of a program that has not ended,
// can become an outcome by going on.
func (f *File) Begins(output string) bool {
	for _, o := range f.Outcomes {
		if o.pattern.begins(splitLines(output)) {
			return true
		}
	}
	return false
}

// Measurement reports whether an outcome of f has a range: such a program
// measures the machine, and its outputs cannot be listed one by one.
func (f *File) Measurement() bool {
	for _, o := range f.Outcomes {
		for _, l := range o.pattern {
			if len(l.ranges) > 0 {
				return true
			}
		}
	}
	return false
}

// A pattern is the lines of an outcome.
type pattern []linePattern

// A linePattern stands for one line, or with any for any lines.
type linePattern struct {
	text   string // the line as written
	any    bool
	re     *regexp.Regexp // one group for each range; nil if there is none
	ranges []numberRange
}

type numberRange struct{ low, high float64 }

// A lineError is a mistake in a line of an outcome's body, counted from 1.
type lineError struct {
	line int
	text string
}

func (e *lineError) Error() string { return e.text }

const number = `[+-]?[0-9]+(?:\.[0-9]+)?`

var (
	rangeLike = regexp.MustCompile(`<[^<>]*\.\.[^<>]*>`)
	rangeForm = regexp.MustCompile(`^<(` + number + `)\.\.(` + number + `)>$`)
	// touches finds a range beside which a number would not end clearly.
	touches = regexp.MustCompile(`[0-9.+-]<[^<>]*\.\.[^<>]*>|<[^<>]*\.\.[^<>]*>(?:[0-9<]|\.[0-9])`)
)

func splitLines(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// compile reads the body of an outcome; its error is a *lineError.
func compile(body string) (pattern, error) {
	var p pattern
	for i, text := range splitLines(body) {
		l := linePattern{text: text, any: text == "..."}
		if touches.MatchString(text) {
			return nil, &lineError{i + 1, fmt.Sprintf("in %q a digit, a sign or another range touches a range: put something between them", text)}
		}
		expr, end := "", 0
		for _, at := range rangeLike.FindAllStringIndex(text, -1) {
			form := rangeForm.FindStringSubmatch(text[at[0]:at[1]])
			if form == nil {
				return nil, &lineError{i + 1, fmt.Sprintf("%s is not a range: write <LOW..HIGH> with two decimal numbers", text[at[0]:at[1]])}
			}
			low, errLow := strconv.ParseFloat(form[1], 64)
			high, errHigh := strconv.ParseFloat(form[2], 64)
			if errLow != nil || errHigh != nil || low > high {
				return nil, &lineError{i + 1, fmt.Sprintf("no number is in the range %s: write the smaller one first", form[0])}
			}
			l.ranges = append(l.ranges, numberRange{low, high})
			expr += regexp.QuoteMeta(text[end:at[0]]) + "(" + number + ")"
			end = at[1]
		}
		if len(l.ranges) > 0 {
			l.re = regexp.MustCompile("^" + expr + regexp.QuoteMeta(text[end:]) + "$")
		}
		p = append(p, l)
	}
	return p, nil
}

func (l linePattern) match(line string) bool {
	if l.re == nil {
		return l.text == line
	}
	m := l.re.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	for i, r := range l.ranges {
		n, err := strconv.ParseFloat(m[i+1], 64)
		if err != nil || n < r.low || n > r.high {
			return false
		}
	}
	return true
}

func (p pattern) match(output string) bool {
	if output != "" && !strings.HasSuffix(output, "\n") {
		return false
	}
	lines := splitLines(output)
	ends := make([]bool, len(lines)+1) // ends[i]: what is matched so far can end before lines[i]
	ends[0] = true
	for _, l := range p {
		next := make([]bool, len(ends))
		for i, ok := range ends {
			switch {
			case ok && l.any:
				for j := range next[i:] {
					next[i+j] = true
				}
			case ok && i < len(lines) && l.match(lines[i]):
				next[i+1] = true
			}
		}
		ends = next
	}
	return ends[len(lines)]
}

// begins reports whether lines are the beginning of what p matches. The last
// line may be cut off anywhere.
func (p pattern) begins(lines []string) bool {
	switch {
	case len(lines) == 0:
		return true
	case len(p) == 0:
		return false
	case p[0].any:
		return true
	case len(lines) == 1 && len(p[0].ranges) == 0:
		return strings.HasPrefix(p[0].text, lines[0])
	}
	return p[0].match(lines[0]) && p[1:].begins(lines[1:])
}
