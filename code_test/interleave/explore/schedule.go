package explore

// This file writes schedules as text that a person can copy, and reads them.

import (
	"fmt"
	"strconv"
	"strings"

	"goroutines/code_test/interleave/sched"
)

// byDefault is the case that stands for the default case of a select statement.
const byDefault = -2

// A Schedule is how one execution goes.
type Schedule struct {
	Steps []sched.Choice
	Weak  bool // reads choose what they observe, by the memory model
}

// weak begins the text of a schedule that is.
const weak = "weak"

// String returns the text of a schedule: a word for each step, with spaces between
// them, and "weak" before them if reads choose what they observe. A word is the number of the goroutine that does the step;
// then, if a receiver takes part, a > and the number of the receiver; then, if
// there are several ways to do it, a dot and the number of the way, d for a
// default case, for each of them: 1, 1.2, 1.d, 1>0, 1>0.0.2.
func (s Schedule) String() string {
	var words []string
	if s.Weak {
		words = append(words, weak)
	}
	for _, c := range s.Steps {
		switch {
		case c.Q < 0 && c.CaseP == 0:
			words = append(words, fmt.Sprint(c.P))
		case c.Q < 0:
			words = append(words, fmt.Sprintf("%d.%s", c.P, way(c.CaseP)))
		case c.CaseP == 0 && c.CaseQ == 0:
			words = append(words, fmt.Sprintf("%d>%d", c.P, c.Q))
		default:
			words = append(words, fmt.Sprintf("%d>%d.%s.%s", c.P, c.Q, way(c.CaseP), way(c.CaseQ)))
		}
	}
	return strings.Join(words, " ")
}

func way(c int32) string {
	if c == byDefault {
		return "d"
	}
	return strconv.Itoa(int(c))
}

// ParseSchedule reads what String writes.
func ParseSchedule(text string) (Schedule, error) {
	var s Schedule
	words := strings.Fields(text)
	if len(words) > 0 && words[0] == weak {
		s.Weak, words = true, words[1:]
	}
	for i, word := range words {
		c, err := parseChoice(word)
		if err != nil {
			return Schedule{}, fmt.Errorf("schedule: step %d is %q: %w", i+1, word, err)
		}
		s.Steps = append(s.Steps, c)
	}
	return s, nil
}

func parseChoice(word string) (sched.Choice, error) {
	who, ways, dotted := strings.Cut(word, ".")
	p, q, pair := strings.Cut(who, ">")
	c := sched.Choice{Q: -1}
	var err error
	if c.P, err = number(p); err != nil {
		return c, err
	}
	if pair {
		if c.Q, err = number(q); err != nil {
			return c, err
		}
	}
	if !dotted {
		return c, nil
	}
	first, second, two := strings.Cut(ways, ".")
	if two != pair {
		return c, fmt.Errorf("want a way for each goroutine: 1.2 or 1>0.2.0")
	}
	if c.CaseP, err = parseWay(first); err != nil {
		return c, err
	}
	if two {
		c.CaseQ, err = parseWay(second)
	}
	return c, err
}

func parseWay(s string) (int32, error) {
	if s == "d" {
		return byDefault, nil
	}
	return number(s)
}

func number(s string) (int32, error) {
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil {
		return 0, fmt.Errorf("want a number, got %q", s)
	}
	return int32(n), nil
}
