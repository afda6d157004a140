package draw

// This file checks the pictures: what they have and say, and that their words do
// not cover each other.

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// A drawing is what a test wants to know of a picture.
type drawing struct {
	classes map[string]int
	texts   []string
}

// drawingOf draws the first run of an outcome, and reads it.
func drawingOf(t *testing.T, p Program, outcome int) drawing {
	t.Helper()
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := SVG(b, p, p.Outcomes[outcome].Runs[0]); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(first.String(), second.String()); diff != "" {
		t.Errorf("the same run gives another picture (-first +second):\n%s", diff)
	}

	got := drawing{classes: make(map[string]int)}
	element, depth := "", 0
	for d := xml.NewDecoder(&first); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return got
		}
		if err != nil {
			t.Fatalf("the picture is no XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			element = token.Name.Local
			if element == "script" || element == "image" || element == "foreignObject" {
				t.Errorf("the picture has a <%s>", element)
			}
			for _, a := range token.Attr {
				switch a.Name.Local {
				case "class":
					got.classes[a.Value]++
				case "font-size":
					if size, err := strconv.Atoi(a.Value); err != nil || size < 16 {
						t.Errorf("<%s> has text of size %s, want 16 at least", element, a.Value)
					}
				case "href":
					t.Errorf("<%s> refers to %s", element, a.Value)
				}
			}
		case xml.EndElement:
			depth--
			element = ""
		case xml.CharData:
			if element == "text" {
				got.texts = append(got.texts, string(token))
			}
			if (element == "title" || element == "desc") && strings.TrimSpace(string(token)) == "" {
				t.Errorf("the <%s> is empty", element)
			}
		}
	}
}

func TestSVG(t *testing.T) {
	tests := []struct {
		name    string
		program func(*testing.T) Program
		outcome int
		classes map[string]int
		texts   []string // some of those that it has
	}{
		{
			"fork-join", forkJoin, 4,
			map[string]int{"lane": 3, "running": 4, "blocked": 1, "fork": 2, "join": 2, "end": 1},
			[]string{"main", "childA", "childB", "fork", "join", "blocked", "wg.Go(childA)", "wg.Wait()", `prints "child A"`},
		},
		{
			"cut off", welcome, 0,
			map[string]int{"lane": 2, "running": 2, "fork": 1, "end": 1, "never": 1},
			[]string{"the program ends", "cut off: it never comes to", `fmt.Println("Welcome to GopherLab…`},
		},
		{
			"leak", leak, 0,
			map[string]int{"lane": 2, "running": 1, "blocked": 1, "fork": 1, "end": 1, "never": 1},
			[]string{"blocked for ever", "for job := range jobs {"},
		},
		{
			"deadlock", deadlock, 1,
			map[string]int{"lane": 3, "running": 3, "blocked": 3, "fork": 2, "end": 1, "never": 2},
			[]string{"fatal error: all goroutines are asleep - deadlock!", "second.Lock()"},
		},
		{
			"lock", deadlock, 0,
			map[string]int{"lane": 3, "running": 5, "blocked": 2, "fork": 2, "lock": 2, "join": 2, "end": 1},
			[]string{"first.Lock()", "wg.Go(func() {…})"},
		},
		{
			"channel", channel, 1,
			map[string]int{"lane": 2, "running": 3, "blocked": 1, "fork": 1, "message": 1, "end": 1},
			[]string{"<-done", "close(done)"},
		},
		{
			"message", meeting, 0,
			map[string]int{"lane": 2, "running": 3, "blocked": 1, "fork": 1, "message": 1, "end": 1},
			[]string{`c <- "</script><b>&"`, "println(<-c)"},
		},
		{
			"race", lostUpdate, 1,
			map[string]int{"lane": 3, "running": 4, "blocked": 1, "fork": 2, "join": 2, "end": 1},
			[]string{"data race", "write n++"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := drawingOf(t, test.program(t), test.outcome)
			if diff := cmp.Diff(test.classes, got.classes); diff != "" {
				t.Errorf("what the picture has (-want +got):\n%s", diff)
			}
			all := fmt.Sprintf("%q", got.texts)
			for _, text := range test.texts {
				if !strings.Contains(all, strconv.Quote(text)) {
					t.Errorf("the picture does not say %q, only %s", text, all)
				}
			}
		})
	}
}

// TestApart draws every sample, and checks that no two texts overlap, that none
// lies over a lane, and that none leaves the picture. It takes all letters to be
// as wide as the widest.
func TestApart(t *testing.T) {
	type text struct {
		X     float64 `xml:"x,attr"`
		Y     float64 `xml:"y,attr"`
		Size  float64 `xml:"font-size,attr"`
		Words string  `xml:",chardata"`
	}
	type lane struct {
		Running []struct {
			D string `xml:"d,attr"`
		} `xml:"path"`
	}
	for _, p := range samples(t) {
		for _, o := range p.Outcomes {
			for n, run := range o.Runs {
				name := fmt.Sprintf("%s, run %d of %q", p.Name, n+1, o.Name)
				var b bytes.Buffer
				if err := SVG(&b, p, run); err != nil {
					t.Fatal(err)
				}
				var got struct {
					Texts []text `xml:"text"`
					Lanes []lane `xml:"g"`
				}
				if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
					t.Fatal(err)
				}
				for i := range got.Texts {
					if got.Texts[i].Size == 0 {
						got.Texts[i].Size = fontSize
					}
				}
				right := func(a text) float64 {
					return a.X + a.Size/fontSize*letterWidth*float64(utf8.RuneCountInString(a.Words))
				}
				top := func(a text) float64 { return a.Y - a.Size*0.75 }
				low := func(a text) float64 { return a.Y + a.Size*0.2 }
				for i, a := range got.Texts {
					if right(a) > pictureWidth {
						t.Errorf("%s: %q leaves the picture", name, a.Words)
					}
					for _, b := range got.Texts[i+1:] {
						if a.X < right(b) && b.X < right(a) && top(a) < low(b) && top(b) < low(a) {
							t.Errorf("%s: %q and %q overlap", name, a.Words, b.Words)
						}
					}
					for _, l := range got.Lanes {
						for _, path := range l.Running {
							var x, from, to float64
							if _, err := fmt.Sscanf(path.D, "M%g %g V%g", &x, &from, &to); err != nil {
								t.Fatalf("%s: the lane %q: %v", name, path.D, err)
							}
							if a.X < x && x < right(a) && top(a) < to && from < low(a) && !strings.HasPrefix(a.Words, "fatal error:") {
								t.Errorf("%s: %q lies over a lane", name, a.Words)
							}
						}
					}
				}
			}
		}
	}
}
