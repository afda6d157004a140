package talk

// This file runs the programs as a speaker does: it clicks Run ×10 on every
// slide, types into programs, holds Shift, clicks Kill, and reads the output
// pane, and what the deck says of a run.

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/tools/playground/socket"
)

// testRun runs programs as only present can.
func testRun(t *testing.T, browser context.Context, address string) {
	t.Run("every program", func(t *testing.T) {
		t.Parallel()
		testRunTen(t, browser, address)
	})
	t.Run("edit and Kill", func(t *testing.T) {
		t.Parallel()
		tb := newTab(t, browser, address, laptop)
		tb.testEdit(tally{})
		tb.testKill()
	})
	t.Run("Shift and Run", func(t *testing.T) {
		t.Parallel()
		testShiftRun(t, browser, address)
	})
}

// testRunTen goes through the deck, and clicks Run ×10 on each program. The
// cards that it lights are those of the outputs that came over the socket.
func testRunTen(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, laptop)
	tallies := make(map[string]*tally)
	for i, s := range talk.slides {
		for n, p := range s.programs {
			if tallies[p.name] != nil {
				continue
			}
			tallies[p.name] = new(tally)
			tb.goTo(i + 1)
			tb.runTen(n, p, tallies[p.name], func() { tb.click(n, "Run ×10") })
		}
	}
}

// runTen runs a program ten times, by pressing the button, and checks the cards,
// and what is said at the end.
func (tb *tab) runTen(n int, p program, c *tally, press func()) {
	tb.t.Helper()
	f := readOutcomes(tb.t, p.name)
	tb.takeFrames()
	press()
	tb.await("ten runs say that they have ended", fmt.Sprintf("/^10 runs: /.test(%s)", verdict))
	outputs := tb.sent()
	if len(outputs) != 10 {
		tb.errorf("Run ×10 on %s: %d runs came over the socket, want 10: %q", p.name, len(outputs), outputs)
	}
	came := make(map[string]int)
	for _, output := range outputs {
		c.add(tb, f, output)
		o, _ := f.Match(output)
		came[o.Name]++
	}
	tb.checkCards(n, c.cards(f))
	said := evaluate[string](tb, "reading what is said", verdict)
	for name, times := range came {
		if want := fmt.Sprintf("%s %d×", name, times); !strings.Contains(said, want) {
			tb.errorf("after Run ×10 on %s it says %q, want it to say %q", p.name, said, want)
		}
	}
}

// sent returns the outputs of ten runs, as they were reported over the socket, in
// the form of outcomes.txt.
func (tb *tab) sent() []string {
	tb.t.Helper()
	var lines strings.Builder
	for ended := false; !ended; {
		frames := tb.takeFrames()
		for _, frame := range frames {
			var m socket.Message
			if err := json.Unmarshal([]byte(frame), &m); err != nil {
				tb.fatalf("present has sent %q: %v", frame, err)
			}
			if !strings.HasPrefix(m.Id, "repeat") {
				continue // it is about Run
			}
			if m.Kind == "stdout" {
				lines.WriteString(m.Body)
			}
			ended = ended || m.Kind == "end"
		}
		if len(frames) == 0 {
			evaluate[int](tb, "hearing what has come over the socket", "0")
		}
	}
	var outputs []string
	for line := range strings.Lines(lines.String()) {
		var r struct {
			Built          bool
			Output, Status string
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			tb.fatalf("a run has reported %q: %v", line, err)
		}
		if r.Output != "" && !strings.HasSuffix(r.Output, "\n") {
			r.Output += "\n"
		}
		if r.Status != "" {
			r.Output += r.Status + "\n"
		}
		outputs = append(outputs, r.Output)
	}
	return outputs
}

// takeFrames returns what has come over the socket since this was called last.
func (tb *tab) takeFrames() []string {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	frames := tb.frames
	tb.frames = nil
	return frames
}

// verdict is an expression of JavaScript for what is said of a run.
const verdict = "document.querySelector('article.current .verdict').textContent"

// says checks that this is said of a run.
func (tb *tab) says(want string) {
	tb.t.Helper()
	if got := evaluate[string](tb, "reading what is said of the run", verdict); !strings.Contains(got, want) {
		tb.errorf("of the run it says %q, want %q", got, want)
	}
}

const (
	editedNote = "The cards belong to the program as it was before it was edited."
	buildNote  = "The program does not compile."
	killNote   = "The program was stopped before its end"
)

// testEdit changes programs as the notes ask for, and runs what it has typed. It
// is not held against the cards; the way back leads to a program that is. Its
// tally begins with untouched.
func (tb *tab) testEdit(untouched tally) {
	tests := []struct {
		program string // a different one each time
		before  string // the text that is typed before
		keys    string
		want    string // in the output
		says    string // of the run
	}{
		{"call", "Hello World!", "Well, ", "Well, Hello World!\n", editedNote},
		{"mutex", "n++", "print();", "n = 2\n", editedNote}, // which prints what is on a card
		{"fork-join", "fmt.Println(\"parent", "println(`typed`)\r", "typed\n", editedNote},
		{"discard", "go square(7)", "n := ", "syntax error: unexpected keyword go, expected expression", buildNote},
	}
	for _, test := range tests {
		n := tb.goToProgram(test.program)
		f := readOutcomes(tb.t, test.program)
		tb.typeBefore(n, test.before, test.keys)
		tb.says(editedNote)
		tb.click(n, "Run")
		if out := tb.ended(n); !strings.Contains(out, test.want) {
			tb.errorf("%s with %q typed before %q printed\n%s\nwant it to contain %q", test.program, test.keys, test.before, out, test.want)
		}
		tb.says(test.says)
		tb.checkCards(n, (&tally{}).cards(f))
		if !evaluate[bool](tb, "looking at the cards", "("+nthClaim(n)+").querySelector('.cards').matches('.foreign')") {
			tb.errorf("the cards of a program that is edited look like its own")
		}
		tb.click(n, "Restore the program")
		tb.click(n, "Run")
		c := untouched
		c.add(tb, f, tb.ended(n))
		tb.checkCards(n, c.cards(f))
	}
}

// testKill makes a program go on for ever, and stops it; and one that prints
// until present stops it; and ten runs.
func (tb *tab) testKill() {
	n := tb.goToProgram("welcome")
	tb.forget()
	tb.typeBefore(n, "fmt.Println(\"Hello", "println(`for ever`); for { }\r")
	tb.click(n, "Run")
	tb.await("the program has begun to run", fmt.Sprintf("(%s).textContent.includes('for ever')", pane(n)))
	tb.click(n, "Kill")
	if out := tb.ended(n); !strings.Contains(out, "killed") {
		tb.errorf("the output pane shows\n%s\nwant it to say that the program was killed", out)
	}
	tb.says(killNote)

	tb.typeBefore(n, "println(`for ever", "for { fmt.Println(`again`) };")
	tb.click(n, "Run")
	if out := tb.ended(n); !strings.Contains(out, "killed") {
		tb.errorf("a program that prints for ever: the output pane shows the end\n%s\nwant it to say that it was killed", out[max(0, len(out)-100):])
	}
	tb.says(killNote)
	tb.click(n, "Restore the program")
	tb.checkCards(n, (&tally{}).cards(readOutcomes(tb.t, "welcome")))

	// Ten runs take long enough to be stopped, if each of them does.
	n = tb.goToProgram("mutex")
	tb.typeBefore(n, "n++", "println(`one`); for n > 0 { };")
	tb.click(n, "Run ×10")
	tb.await("it says how far it is", fmt.Sprintf("/^(Running|Run \\d+ of 10) …$/.test(%s)", verdict))
	tb.click(n, "Kill")
	tb.await("it says that the runs were stopped", fmt.Sprintf("/^\\d+ runs?, then stopped/.test(%s)", verdict))
	tb.await("the button is Run ×10 again", button(n, "Run ×10"))
	tb.click(n, "Restore the program")
	c := tally{}
	tb.runTen(n, talk.program(tb.t, "mutex"), &c, func() { tb.click(n, "Run ×10") })
}

// testShiftRun runs a program under the race detector, and then without it.
func testShiftRun(t *testing.T, browser context.Context, address string) {
	if what := raceMissing(); what != "" {
		missing(t, what, "install a C compiler for the race detector (gcc)")
	}
	tb := newTab(t, browser, address, laptop)
	n := tb.goToProgram("lost-update")
	f := readOutcomes(t, "lost-update")
	shift := chromedp.ButtonModifiers(chromedp.ModifierShift)
	tb.click(n, "Run", shift)
	out := tb.ended(n)
	for _, want := range []string{"WARNING: DATA RACE", "main.increment", "Found 1 data race(s)"} {
		if !strings.Contains(out, want) {
			tb.errorf("Shift and Run on lost-update: the report has no %q:\n%s", want, out)
		}
	}
	tb.says("The race detector reports a data race.")
	// What the program itself printed lights up its card.
	printed := regexp.MustCompile(`(?m)^n = \d\n`).FindString(out)
	c := tally{}
	c.add(tb, f, printed)
	tb.checkCards(n, c.cards(f))
	tb.click(n, "Run")
	c.add(tb, f, tb.ended(n))
	tb.checkCards(n, c.cards(f))
	tb.click(n, "Run ×10", shift)
	tb.await("ten runs say that they have ended, and what the race detector says", fmt.Sprintf("/^10 runs: .*The race detector reports data races in (10|[1-9]) of them/.test(%s)", verdict))
}

// goToProgram shows the slide of the program with this name, and returns which
// program of the slide it is.
func (tb *tab) goToProgram(name string) int {
	tb.t.Helper()
	talk.program(tb.t, name)
	for i, s := range talk.slides {
		for n, p := range s.programs {
			if p.name == name {
				tb.goTo(i + 1)
				return n
			}
		}
	}
	return 0
}

// code, pane and button are expressions of JavaScript for the text of a program
// of the current slide, for its output, and for its button with this name that
// can be seen, or null.
func code(n int) string {
	return fmt.Sprintf("document.querySelectorAll('article.current .playground')[%d]", n)
}

func pane(n int) string {
	return fmt.Sprintf("document.querySelectorAll('article.current .output > pre')[%d]", n)
}

func button(n int, name string) string {
	return fmt.Sprintf(`([(%s), %s.parentElement].flatMap(e => [...e.querySelectorAll('button')])
		.find(b => b.textContent === %q && b.checkVisibility()) ?? null)`, nthClaim(n), pane(n), name)
}

// click clicks the button with this name of a program of the current slide.
func (tb *tab) click(n int, name string, options ...chromedp.MouseOption) {
	tb.t.Helper()
	tb.clickElement(fmt.Sprintf("the button %s of program %d", name, n+1), button(n, name), options...)
}

// clickElement clicks on what is named, the element that an expression of
// JavaScript gives, in its middle.
func (tb *tab) clickElement(what, element string, options ...chromedp.MouseOption) {
	tb.t.Helper()
	tb.clickAt(what, middle(element), options...)
}

// middle is an expression of JavaScript for the place of an element's middle,
// and what covers it there.
func middle(element string) string {
	return fmt.Sprintf(`(() => {
		const element = %s;
		if (!element) return null;
		const r = element.getBoundingClientRect();
		const [x, y] = [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
		const top = document.elementFromPoint(x, y);
		return {x, y, covered: element.contains(top) ? '' : top ? top.outerHTML.slice(0, 80) : 'the edge of the window'};
	})()`, element)
}

// clickAt clicks on what is named, in the place that an expression of JavaScript
// gives.
func (tb *tab) clickAt(what, where string, options ...chromedp.MouseOption) {
	tb.t.Helper()
	at := tb.placeOf(what, where)
	tb.do("clicking on "+what, chromedp.MouseClickXY(at.X, at.Y, options...))
}

// A place is one in the window, and what covers there what is looked for.
type place struct {
	X, Y    float64
	Covered string
}

// placeOf returns the place that an expression of JavaScript gives. It ends the
// test if what is named cannot be clicked there.
func (tb *tab) placeOf(what, where string) place {
	tb.t.Helper()
	at := evaluate[*place](tb, "looking for "+what, where)
	if at == nil {
		tb.fatalf("%s is not to be seen", what)
	}
	if at.Covered != "" {
		tb.fatalf("%s cannot be clicked: it is covered by %s", what, at.Covered)
	}
	return *at
}

// typeBefore clicks into a program of the current slide, before a text in it,
// and types. The slide must stay.
func (tb *tab) typeBefore(n int, text, keys string) {
	tb.t.Helper()
	tb.clickAt(fmt.Sprintf("the text %q of program %d", text, n+1), fmt.Sprintf(`(() => {
		const walker = document.createTreeWalker(%s, NodeFilter.SHOW_TEXT);
		for (let node; node = walker.nextNode(); ) {
			const at = node.data.indexOf(%q);
			if (at < 0 || !node.parentElement.checkVisibility()) continue;
			const range = document.createRange();
			range.setStart(node, at);
			range.setEnd(node, at + 1);
			const r = range.getBoundingClientRect();
			return {x: r.left + 1, y: (r.top + r.bottom) / 2, covered: ''};
		}
		return null;
	})()`, code(n), text))
	tb.do("typing", chromedp.KeyEvent(keys))
	tb.await("the cursor is still in the program, and the slide still there",
		code(n)+"?.contains(document.activeElement)")
}

// ended waits until the output pane of a program says that it has ended, and
// returns the output in the form of outcomes.txt.
func (tb *tab) ended(n int) string {
	tb.t.Helper()
	tb.await(fmt.Sprintf("the output pane of program %d says that it has ended", n+1),
		fmt.Sprintf(`/\n(Program exited.*|Go build failed\.)$/.test((%s).textContent)`, pane(n)))
	return paneOutput(evaluate[string](tb, "reading the output pane", pane(n)+".textContent"))
}

// paneOutput returns what an output pane shows in the form of outcomes.txt:
// without the line that the program has exited, and with its exit status, which
// the socket of present calls "exit status 2" and a playground "status 2".
func paneOutput(shown string) string {
	const exited = "\nProgram exited"
	i := strings.LastIndex(shown, exited)
	if i < 0 {
		return shown
	}
	out, end := shown[:i], strings.Trim(shown[i+len(exited):], ":. ")
	if end == "" {
		return out
	}
	if strings.HasPrefix(end, "status ") {
		end = "exit " + end
	}
	return out + end + "\n"
}
