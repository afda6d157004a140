package draw

// This file makes a story of a run: when each lane begins and ends, where it is
// blocked, which arrows there are, and a sentence for each step. The page and
// the picture tell the same story.

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A story is what there is to draw of a run. Its rows are the run's steps.
type story struct {
	moments []moment
	lanes   []lane // by goroutine; those that the run does not start are missing at the end
	arrows  []arrow
	waits   []wait
	now     [][]entry // what there is before the first row, and after each one
}

// A moment is a step, told.
type moment struct {
	Goroutine   int    `json:"g"`
	Line        int    `json:"line"`
	Partner     int    `json:"partner"` // -1: none
	PartnerLine int    `json:"partnerLine,omitempty"`
	Label       string `json:"label"` // in a few words
	Says        string `json:"says"`  // in a sentence
	Printed     string `json:"printed,omitempty"`
	Race        bool   `json:"race,omitempty"`
	Nobody      bool   `json:"nobody,omitempty"` // the runtime did it, not the goroutine
	At          []int  `json:"at"`               // the line where each goroutine stands then, 0 for none
}

// A lane goes from a row to a row.
type lane struct {
	From int    `json:"from"` // the row in which it is started; -1 for main
	To   int    `json:"to"`   // the row of its last step; of one that has not ended: the number of rows
	End  ending `json:"end"`
}

// An ending is how a lane ends.
type ending string

const (
	returned ending = "returned"
	stuck    ending = "blocked" // when the program ends
	cut      ending = "cut"     // by the end of the program
	never    ending = "never"   // it is not started in this run
)

// An arrow goes from a row in a lane to a row in another.
type arrow struct {
	Kind     kind `json:"kind"`
	FromLane int  `json:"fromLane"`
	FromRow  int  `json:"fromRow"`
	ToLane   int  `json:"toLane"`
	ToRow    int  `json:"toRow"`
}

// A kind says what an arrow stands for.
type kind string

const (
	fork    kind = "fork"
	join    kind = "join"
	message kind = "message"
	handed  kind = "lock" // handed over
	order   kind = "order"
)

// A wait is a blocked stretch of a lane.
type wait struct {
	Lane int `json:"lane"`
	From int `json:"from"` // the row after which it cannot go on
	To   int `json:"to"`   // the row after which it can; the number of rows if it never can
}

// tell makes a story of a run. The names are those of the goroutines.
func tell(run Run, names []string) (*story, error) {
	if err := check(run, names); err != nil {
		return nil, err
	}
	s := &story{arrows: arrowsOf(run), waits: []wait{}, now: nowOf(run, names)}
	for g := range names {
		s.waits = append(s.waits, waitsOf(run, g)...)
		s.lanes = append(s.lanes, laneOf(run, g))
	}
	for len(s.lanes) > 1 && s.lanes[len(s.lanes)-1].End == never {
		s.lanes = s.lanes[:len(s.lanes)-1]
	}
	for i, step := range run {
		m := moment{
			Goroutine: step.Goroutine, Line: step.Line,
			Partner: step.Partner, PartnerLine: step.PartnerLine,
			Label: label(step, names), Says: s.sentence(run, i, names),
			Printed: step.Printed, Race: step.Race,
			Nobody: step.Line == 0 && strings.HasPrefix(step.Printed, "fatal error:"),
		}
		for g := range s.lanes {
			m.At = append(m.At, s.stands(run, i, g))
		}
		s.moments = append(s.moments, m)
	}
	return s, nil
}

// check reports what in a run cannot be.
func check(run Run, names []string) error {
	for i, step := range run {
		for _, g := range slices.Concat([]int{step.Goroutine}, step.Started, step.Blocked) {
			if g < 0 || g >= len(names) {
				return fmt.Errorf("step %d names goroutine %d, which no step starts", i+1, g)
			}
		}
		for _, v := range slices.Concat(step.Before, step.Values) {
			for _, g := range append(v.Holders, v.Goroutine) {
				if g < 0 || g >= len(names) {
					return fmt.Errorf("step %d has a value of goroutine %d, which no step starts", i+1, g)
				}
			}
		}
		if step.Partner >= len(names) {
			return fmt.Errorf("step %d names goroutine %d, which no step starts", i+1, step.Partner)
		}
		for _, j := range step.After {
			if j < 0 || j >= i {
				return fmt.Errorf("step %d comes after step %d, which is not before it", i+1, j+1)
			}
		}
	}
	return nil
}

func arrowsOf(run Run) []arrow {
	arrows := []arrow{} // the page's script wants a list, not null
	for i, step := range run {
		for _, g := range step.Started {
			arrows = append(arrows, arrow{fork, step.Goroutine, i, g, i})
		}
		if step.Partner >= 0 {
			arrows = append(arrows, arrow{message, step.Goroutine, i, step.Partner, i})
		}
		for _, j := range step.After {
			from := run[j].Goroutine
			if from == step.Goroutine || slices.Contains(run[j].Started, step.Goroutine) {
				continue
			}
			k := order
			switch step.What {
			case "wait":
				k = join
			case "send", "receive", "select":
				k = message
			case "lock":
				k = handed
			}
			arrows = append(arrows, arrow{k, from, j, step.Goroutine, i})
		}
	}
	return arrows
}

func waitsOf(run Run, g int) []wait {
	var waits []wait
	blocked := false
	for i := range run {
		switch now := slices.Contains(held(run, i), g); {
		case now && !blocked:
			waits = append(waits, wait{g, i, len(run)})
			blocked = true
		case !now && blocked:
			waits[len(waits)-1].To = i
			blocked = false
		}
	}
	return waits
}

// held returns the goroutines that are blocked after step i. The end of the
// program blocks nobody: whoever is not blocked already is cut off by it.
func held(run Run, i int) []int {
	if i > 0 && run[i].What == "exit" {
		i--
	}
	return run[i].Blocked
}

func laneOf(run Run, g int) lane {
	l := lane{From: -1, To: len(run), End: never}
	last := -1
	for i, step := range run {
		if slices.Contains(step.Started, g) {
			l.From = i
		}
		if step.Goroutine == g || step.Partner == g {
			last = i
		}
	}
	if g > 0 && l.From < 0 || len(run) == 0 {
		return l
	}
	end := run[len(run)-1]
	switch {
	case slices.Contains(held(run, len(run)-1), g):
		l.End = stuck
	case g < len(end.At) && end.At[g] == 0 && last >= 0, end.At == nil && last >= 0:
		l.End, l.To = returned, last
	case g < len(end.At) && end.At[g] == 0: // it has nothing to do that can be seen
		l.End, l.To = returned, l.From
	default:
		l.End = cut
	}
	return l
}

// stands returns the line where a goroutine stands after step i of the run.
func (s *story) stands(run Run, i, g int) int {
	if l := s.lanes[g]; i < l.From || l.End == never || l.End == returned && i >= l.To {
		return 0
	}
	if g < len(run[i].At) {
		return run[i].At[g]
	}
	for _, step := range run[i+1:] {
		switch g {
		case step.Goroutine:
			return step.Line
		case step.Partner:
			return step.PartnerLine
		}
	}
	for _, step := range slices.Backward(run[:i+1]) {
		switch g {
		case step.Goroutine:
			return step.Line
		case step.Partner:
			return step.PartnerLine
		}
	}
	return 0
}

// label says in a few words what a step does.
func label(step Step, names []string) string {
	printed, _, _ := strings.Cut(strings.TrimSpace(step.Printed), "\n")
	switch {
	case strings.HasPrefix(printed, "fatal error:"), strings.HasPrefix(printed, "panic:"):
		return printed
	case step.What == "go":
		return "go " + list(step.Started, names)
	case step.What == "wait":
		return "join"
	case step.What == "print":
		return "print " + printed
	case step.What == "num goroutine":
		return with("count", cmp.Or(told(step, "read"), "goroutines"))
	case step.What == "exit" && printed != "":
		return "exit: " + printed
	case step.Partner >= 0:
		return with(step.What, told(step, "send")) + " to " + names[step.Partner]
	}
	return with(step.What, told(step, hows[step.What]...))
}

// with puts a word before others, if there are any.
func with(word, others string) string { return strings.TrimSpace(word + " " + others) }

// hows is what a step of each kind does with a value, where its label tells that.
var hows = map[string][]string{
	"add":     {"add"},
	"atomic":  {"read", "write"},
	"close":   {"close"},
	"lock":    {"lock", "read lock"},
	"read":    {"read"},
	"receive": {"receive"},
	"select":  {"receive", "send"},
	"send":    {"send"},
	"unlock":  {"unlock"},
	"write":   {"write"},
}

// did is what a goroutine does in a step of each kind.
var did = map[string]string{
	"add":           "adds to the number of those to wait for",
	"atomic":        "does an atomic operation",
	"close":         "closes the channel",
	"done":          "says that it is done",
	"exit":          "ends the program",
	"fire":          "sees its timer fire",
	"lock":          "takes the lock",
	"num goroutine": "counts the goroutines",
	"read":          "reads the variable",
	"receive":       "receives",
	"select":        "selects a case",
	"send":          "sends",
	"sleep":         "sleeps",
	"unlock":        "gives the lock back",
	"write":         "writes the variable",
}

// doesWith is what a goroutine does with values in a step of each kind, where these
// are known: %s is for them.
var doesWith = map[string]string{
	"add":           "adds to %s",
	"atomic":        "sets %s",
	"close":         "closes %s",
	"lock":          "takes %s",
	"num goroutine": "counts %s",
	"read":          "reads %s",
	"receive":       "receives from %s",
	"select":        "selects a case, %s",
	"send":          "sends to %s",
	"unlock":        "gives %s back",
	"write":         "writes %s",
}

// act is what a goroutine does in a step.
func act(step Step) string {
	kind := step.What
	values := told(step, hows[kind]...)
	switch {
	case kind == "num goroutine":
		values = told(step, "read")
	case kind == "atomic" && told(step, "write") == "":
		kind = "read"
	}
	if form := doesWith[kind]; form != "" && values != "" {
		return fmt.Sprintf(form, values)
	}
	return did[kind]
}

// sentence says what happens in step i of the run, and what follows from it.
func (s *story) sentence(run Run, i int, names []string) string {
	step := run[i]
	printed := strings.TrimSpace(step.Printed)
	var b strings.Builder
	b.WriteString(names[step.Goroutine])
	place := fmt.Sprintf(" (line %d)", step.Line)
	switch {
	case strings.HasPrefix(printed, "fatal error:"), strings.HasPrefix(printed, "panic:"):
		b.Reset()
		first, _, _ := strings.Cut(printed, "\n")
		b.WriteString(first)
	case step.What == "go":
		b.WriteString(" starts " + list(step.Started, names))
	case step.What == "print":
		fmt.Fprintf(&b, " prints %q", printed)
	case step.What == "wait":
		b.WriteString(" has nothing to wait for any more")
		if from := s.sources(i); len(from) > 0 {
			b.Reset()
			fmt.Fprintf(&b, "%s joins %s: all that it waited for is done", names[step.Goroutine], list(from, names))
		}
	case step.Partner >= 0:
		fmt.Fprintf(&b, " %s%s, and %s receives", cmp.Or(act(step), "sends"), place, names[step.Partner])
		place = fmt.Sprintf(" (line %d)", step.PartnerLine)
	case step.What == "exit" && step.Goroutine == 0 && printed == "":
		b.WriteString(" returns, and the program ends")
	case did[step.What] != "":
		b.WriteString(" " + act(step))
		if from := s.sources(i); len(from) > 0 {
			b.WriteString(", after " + list(from, names))
		}
	default:
		b.WriteString(": " + step.What)
	}
	if step.Line > 0 {
		b.WriteString(place)
	}
	if !strings.HasSuffix(b.String(), "!") {
		b.WriteString(".")
	}
	if step.Race {
		b.WriteString(" Data race!")
	}

	var now, free []int
	for _, w := range s.waits {
		if w.From == i {
			now = append(now, w.Lane)
		}
		if w.To == i && w.Lane != step.Goroutine && w.Lane != step.Partner {
			free = append(free, w.Lane)
		}
	}
	if len(free) > 0 {
		fmt.Fprintf(&b, " %s can go on.", list(free, names))
	}
	if len(now) > 0 {
		fmt.Fprintf(&b, " %s: blocked.", list(now, names))
	}
	if i < len(run)-1 {
		return b.String()
	}
	var off, still []int
	for g, l := range s.lanes {
		switch l.End {
		case cut:
			off = append(off, g)
		case stuck:
			still = append(still, g)
		}
	}
	if len(still) > 0 && step.Printed == "" {
		fmt.Fprintf(&b, " Blocked for ever: %s.", list(still, names))
	}
	if len(off) > 0 {
		fmt.Fprintf(&b, " Cut off: %s.", list(off, names))
	}
	return b.String()
}

// sources returns the goroutines from which an arrow comes into row i.
func (s *story) sources(i int) []int {
	var from []int
	for _, a := range s.arrows {
		if a.ToRow == i && a.FromRow < i && !slices.Contains(from, a.FromLane) {
			from = append(from, a.FromLane)
		}
	}
	return from
}

// list is the names of goroutines, as in a sentence.
func list(goroutines []int, names []string) string {
	var words []string
	for _, g := range goroutines {
		words = append(words, names[g])
	}
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}
