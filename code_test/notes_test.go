package talk

// This file holds the speaker's notes to their form, and adds up how long the
// talk takes: what its words take to say, the room to guess, and the programs to
// run.

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// labels are those that a note can begin with, in the order of a speaker's need.
//
//	Cut     the short talk leaves this slide out
//	Say     words to speak
//	Ask     what to ask the room, also to speak
//	Click   what to click or press
//	Expect  what comes out, as a rule
//	Rare    what to do when something else comes out
//	Asked   the likeliest question, and an answer
//	Time    how long the slide takes
var labels = []string{"Cut", "Say", "Ask", "Click", "Expect", "Rare", "Asked", "Time"}

// What the whole talk and the short one may take.
const (
	shortest, longest = 40 * time.Minute, 42 * time.Minute
	short             = 25 * time.Minute
)

const wordsPerMinute = 130

// A talkSlide is a slide with notes: one of the deck, or the one with its title.
type talkSlide struct {
	name   string
	notes  []note
	clicks bool // whether there is something to click
}

// A note is one line of a slide's notes.
type note struct{ label, text string }

func (s talkSlide) with(label string) []string {
	var texts []string
	for _, n := range s.notes {
		if n.label == label {
			texts = append(texts, n.text)
		}
	}
	return texts
}

// talkSlides returns the slides in the order in which they are shown.
func talkSlides(t *testing.T) []talkSlide {
	t.Helper()
	read := func(name string, lines []string) []note {
		var notes []note
		for _, line := range lines {
			label, text, ok := strings.Cut(line, ": ")
			if !ok || !slices.Contains(labels, label) || strings.TrimSpace(text) == "" {
				t.Errorf("%s: the note %q does not begin with one of %q and a colon", name, line, labels)
				continue
			}
			notes = append(notes, note{label, text})
		}
		return notes
	}
	slides := []talkSlide{{name: "the title slide", notes: read("the title slide", talk.doc.TitleNotes)}}
	for _, s := range talk.slides {
		slides = append(slides, talkSlide{
			name:   s.String(),
			notes:  read(s.String(), s.Notes),
			clicks: len(s.programs) > 0 || len(descend(s.node, isFrame)) > 0,
		})
	}
	return slides
}

// duration returns how long the slide takes: what its note of the time gives to
// guessing and running, and what its words take.
func (s talkSlide) duration(guess, run time.Duration) time.Duration {
	words := 0
	for _, label := range []string{"Say", "Ask"} {
		for _, text := range s.with(label) {
			words += len(strings.Fields(text))
		}
	}
	const step = 5 * time.Second
	speech := time.Duration(words) * time.Minute / wordsPerMinute
	return time.Duration(math.Ceil(float64(speech)/float64(step)))*step + guess + run
}

// timeNote is the form of a note of the time, as in "1:25 (10 s to guess, 15 s to
// run)".
var timeNote = regexp.MustCompile(`^(\d+:\d\d)(?: \((?:(\d+) s to guess)?(?:, )?(?:(\d+) s to run)?\))?$`)

// TestNotes checks that a stranger can give each slide.
func TestNotes(t *testing.T) {
	for _, s := range talkSlides(t) {
		need := []string{"Say", "Expect", "Asked", "Time"}
		if s.clicks {
			need = append(need, "Click")
		}
		for _, label := range need {
			if len(s.with(label)) == 0 {
				t.Errorf("%s has no note \": %s: …\"", s.name, label)
			}
		}
		if len(s.with("Time")) > 1 {
			t.Errorf("%s has more than one note of the time", s.name)
		}
		for i, n := range s.notes {
			if strings.ContainsAny(n.text, "<&") {
				t.Errorf("%s: the note %q has a < or a &, which present takes for HTML", s.name, n.text)
			}
			if n.label == "Cut" && i > 0 {
				t.Errorf("%s: the note \"Cut\" is not the first: a speaker must see it before the rest", s.name)
			}
			if n.label == "Asked" && !regexp.MustCompile(`^".*\?" .`).MatchString(n.text) {
				t.Errorf("%s: the note %q is not a question in quotes with an answer", s.name, n.text)
			}
		}
	}
}

// TestTimes checks the time of each slide, and that of the talk, as the first
// note and the README give it.
func TestTimes(t *testing.T) {
	var whole, cut time.Duration
	for i, s := range talkSlides(t) {
		said := strings.Join(s.with("Time"), "")
		m := timeNote.FindStringSubmatch(said)
		if m == nil {
			t.Errorf("%s: the note of the time is %q, want it as in \": Time: 1:25 (10 s to guess, 15 s to run)\"", s.name, said)
			continue
		}
		seconds := func(text string) time.Duration {
			n, _ := strconv.Atoi(text)
			return time.Duration(n) * time.Second
		}
		guess, run := seconds(m[2]), seconds(m[3])
		if (guess > 0) != (len(s.with("Ask")) > 0) {
			t.Errorf("%s: there is time to guess where the notes ask the room, and only there: see \"Ask\" and %q", s.name, said)
		}
		if run == 0 && s.clicks {
			t.Errorf("%s: %q leaves no time to run what is on the slide", s.name, said)
		}
		d := s.duration(guess, run)
		if got, want := m[1], clock(d); got != want {
			t.Errorf("%s: its note gives it %s; its words at %d a minute, the guess and the run take %s", s.name, got, wordsPerMinute, want)
		}
		whole += d
		if i > 0 && len(s.with("Cut")) > 0 {
			cut += d
		}
	}
	if whole < shortest || whole > longest {
		t.Errorf("the whole talk takes %s, want %s to %s", clock(whole), clock(shortest), clock(longest))
	}
	if whole-cut > short {
		t.Errorf("without the slides whose notes say \"Cut\" the talk takes %s, want at most %s", clock(whole-cut), clock(short))
	}
	minutes := func(d time.Duration) string { return fmt.Sprintf("%d minutes", int(d.Round(time.Minute).Minutes())) }
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	first := strings.Join(talk.doc.TitleNotes, "\n")
	for where, text := range map[string]string{"README.md": string(readme), "the first note": first} {
		if !strings.Contains(strings.Join(strings.Fields(text), " "), minutes(whole)) {
			t.Errorf("%s does not say that the talk takes %s", where, minutes(whole))
		}
	}
	if want := minutes(short); !strings.Contains(first, "25") {
		t.Errorf("the first note does not say that there is a talk of %s", want)
	}
	t.Logf("the whole talk takes %s, the short one %s", clock(whole), clock(whole-cut))
}

// clock returns d as in 1:25.
func clock(d time.Duration) string {
	return fmt.Sprintf("%d:%02d", int(d.Minutes()), int(d.Seconds())%60)
}
