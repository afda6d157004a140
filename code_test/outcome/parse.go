package outcome

// This file reads an outcomes.txt. Whatever could make a file say less, or
// allow more, than its author meant is an error that names file and line.

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/tools/txtar"
)

const racePrefix = "Data race:"

// Parse reads the outcomes.txt whose content is data. The name is for messages
// only. An error says on which line of the file something is wrong, and what
// to write instead.
func Parse(name string, data []byte) (*File, error) {
	if err := checkLines(name, data); err != nil {
		return nil, err
	}
	archive := txtar.Parse(data)
	f := &File{Name: name}
	if err := f.parseComment(string(archive.Comment)); err != nil {
		return nil, err
	}

	line := 1 + bytes.Count(archive.Comment, []byte("\n"))
	seen := make(map[string]int)   // line of the outcome with this name
	output := make(map[string]int) // line of the outcome with this output
	for _, section := range archive.Files {
		o := Outcome{Name: section.Name, Output: string(section.Data)}
		if at, ok := seen[o.Name]; ok {
			return nil, fmt.Errorf("%s:%d: outcome %q has the name of the one on line %d: give each outcome a name of its own", name, line, o.Name, at)
		}
		if at, ok := output[o.Output]; ok {
			return nil, fmt.Errorf("%s:%d: outcome %q has the output of the one on line %d: list each output once", name, line, o.Name, at)
		}
		seen[o.Name], output[o.Output] = line, line

		var err error
		if o.pattern, err = compile(o.Output); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line+err.(*lineError).line, err)
		}
		f.Outcomes = append(f.Outcomes, o)
		line += 1 + strings.Count(o.Output, "\n")
	}
	if len(f.Outcomes) == 0 {
		return nil, fmt.Errorf("%s:%d: no outcome: after the comment, write a line \"-- what happened --\" and below it what is printed", name, line)
	}
	return f, nil
}

var (
	marker     = regexp.MustCompile(`^-- \S.*\S --$|^-- \S --$`)
	markerLike = regexp.MustCompile(`^\s*--\s|\s--\s*$`)
	exitStatus = regexp.MustCompile(`^exit status (\d+)$`)
)

// checkLines finds what txtar would silently read as something else.
func checkLines(name string, data []byte) error {
	if len(data) > 0 && data[len(data)-1] != '\n' {
		return fmt.Errorf("%s:%d: the last line does not end: add a newline", name, 1+bytes.Count(data, []byte("\n")))
	}
	lines := strings.SplitAfter(string(data), "\n")
	for i, line := range lines {
		line = strings.TrimSuffix(line, "\n")
		problem := ""
		switch {
		case !utf8.ValidString(line):
			problem = "not UTF-8: save the file as UTF-8"
		case strings.Contains(line, "\r"):
			problem = "a carriage return: end lines with a newline alone"
		case strings.TrimRight(line, " \t") != line:
			problem = "space at the end of the line: remove it"
		case markerLike.MatchString(line) && !marker.MatchString(line):
			problem = fmt.Sprintf("%q is almost the name of an outcome: write \"-- name --\"", line)
		case exitStatus.MatchString(line) && i+2 < len(lines) && !marker.MatchString(strings.TrimSuffix(lines[i+1], "\n")):
			problem = "the exit status is not the last line of its outcome: move it there"
		case line == "exit status 0":
			problem = "a program that succeeds shows no exit status: remove the line"
		case line == "..." && i > 0 && lines[i-1] == "...\n":
			problem = "a second line \"...\" after the first: one stands for any lines"
		}
		if problem != "" {
			return fmt.Errorf("%s:%d: %s", name, i+1, problem)
		}
	}
	return nil
}

// parseComment splits the comment into the reason and the data races.
func (f *File) parseComment(comment string) error {
	var reason []string
	for i, line := range strings.Split(comment, "\n") {
		rest, ok := strings.CutPrefix(line, racePrefix)
		if !ok {
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(line)), "data race:") {
				return fmt.Errorf("%s:%d: write %q with a capital D at the beginning of the line", f.Name, i+1, racePrefix)
			}
			reason = append(reason, line)
			continue
		}
		a, b, ok := strings.Cut(rest, " / ")
		r := NewRace(a, b)
		if !ok || r.A == "" {
			return fmt.Errorf("%s:%d: a data race is between two lines of the program: write \"%s LINE / LINE\"", f.Name, i+1, racePrefix)
		}
		f.Races = append(f.Races, r)
	}
	f.Comment = strings.TrimSpace(strings.Join(reason, "\n"))
	if f.Comment == "" {
		return fmt.Errorf("%s:1: no comment: say above the first outcome why these are all the outcomes", f.Name)
	}
	return nil
}
