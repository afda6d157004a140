package talk

// This file runs the programs as a speaker does: it clicks Run on every slide,
// types into programs, holds Shift, clicks Kill, and reads the output pane.

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// testRun runs programs as only present can.
func testRun(t *testing.T, browser context.Context, address string) {
	t.Run("edit", func(t *testing.T) {
		t.Parallel()
		testEdit(t, browser, address)
	})
	t.Run("Kill", func(t *testing.T) {
		t.Parallel()
		testKill(t, browser, address)
	})
	t.Run("Shift and Run", func(t *testing.T) {
		t.Parallel()
		testShiftRun(t, browser, address)
	})
}

// testEveryProgram goes through the deck, and clicks Run on each program, which
// is then built like b. No output may hide the Run button of the next program.
func testEveryProgram(t *testing.T, browser context.Context, address string, b build) {
	tb := newTab(t, browser, address, 1280, 800)
	for i, s := range talk.slides {
		if len(s.programs) == 0 {
			continue
		}
		tb.goTo(i + 1)
		for n, p := range s.programs {
			tb.click(n, "Run")
			out := tb.ended(n)
			if f := readOutcomes(t, p.name); f.Diff(out) != "" {
				tb.errorf("Run on %s %s\n%s", p.name, f.Diff(out), reproduce(p, b, b.processors[len(b.processors)-1]))
			}
			tb.look(i + 1)
		}
		tb.click(len(s.programs)-1, "Close")
		tb.await("no output is left: Run put the others away", "![...document.querySelectorAll('article.current .output')].some(o => o.checkVisibility())")
	}
}

// testEdit changes programs as the notes ask for, and runs what it has typed.
func testEdit(t *testing.T, browser context.Context, address string) {
	tests := []struct {
		program string // a different one each time
		before  string // the text that is typed before
		keys    string
		want    string // in the output
	}{
		{"call", "Hello World!", "Well, ", "Well, Hello World!\n"},
		{"welcome", "fmt.Println(\"Hello", "println(`typed`)\r", "typed\n"},
		{"arguments", "main: goes on", strings.Repeat(kb.Delete, len("main: ")), "\ngoes on\n"},
		{"discard", "go square(7)", "n := ", "syntax error: unexpected keyword go, expected expression"},
	}
	tb := newTab(t, browser, address, 1280, 800)
	for _, test := range tests {
		n := tb.goToProgram(test.program)
		tb.typeBefore(n, test.before, test.keys)
		tb.click(n, "Run")
		if out := tb.ended(n); !strings.Contains(out, test.want) {
			tb.errorf("%s with %q typed before %q printed\n%s\nwant it to contain %q", test.program, test.keys, test.before, out, test.want)
		}
	}
}

// testKill makes a program go on for ever, and stops it.
func testKill(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, 1280, 800)
	n := tb.goToProgram("call")
	tb.typeBefore(n, "fmt.Println(\"Hello", "println(`for ever`); for { }\r")
	tb.click(n, "Run")
	tb.await("the program has begun to run", fmt.Sprintf("(%s).textContent.includes('for ever')", pane(n)))
	tb.click(n, "Kill")
	if out := tb.ended(n); !strings.Contains(out, "killed") {
		tb.errorf("the output pane shows\n%s\nwant it to say that the program was killed", out)
	}
}

// testShiftRun runs a program under the race detector, and then without it.
func testShiftRun(t *testing.T, browser context.Context, address string) {
	if what := raceMissing(); what != "" {
		missing(t, what, "install a C compiler for the race detector (gcc)")
	}
	tb := newTab(t, browser, address, 1280, 800)
	n := tb.goToProgram("lost-update")
	tb.click(n, "Run", chromedp.ButtonModifiers(chromedp.ModifierShift))
	out := tb.ended(n)
	for _, want := range []string{"WARNING: DATA RACE", "main.increment", "Found 1 data race(s)"} {
		if !strings.Contains(out, want) {
			tb.errorf("Shift and Run on lost-update: the report has no %q:\n%s", want, out)
		}
	}
	tb.click(n, "Run")
	if f, out := readOutcomes(t, "lost-update"), tb.ended(n); f.Diff(out) != "" {
		tb.errorf("Run on lost-update, after Shift and Run, %s", f.Diff(out))
	}
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
	return fmt.Sprintf(`(() => {
		const parts = [...%s.parentElement.children];
		const code = parts.indexOf(%[1]s);
		const buttons = parts.slice(code + 1, code + 3).flatMap(e => [...e.querySelectorAll('button')]);
		return buttons.find(b => b.textContent === %[2]q && b.checkVisibility()) ?? null;
	})()`, code(n), name)
}

// click clicks the button with this name of a program of the current slide.
func (tb *tab) click(n int, name string, options ...chromedp.MouseOption) {
	tb.t.Helper()
	where := fmt.Sprintf(`(() => {
		const button = %s;
		if (!button) return null;
		const r = button.getBoundingClientRect();
		const [x, y] = [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
		const top = document.elementFromPoint(x, y);
		return {x, y, covered: button.contains(top) ? '' : top ? top.outerHTML.slice(0, 80) : 'the edge of the window'};
	})()`, button(n, name))
	tb.clickAt(fmt.Sprintf("the button %s of program %d", name, n+1), where, options...)
}

// clickAt clicks on what is named, in the place {x, y, covered} that an
// expression of JavaScript gives.
func (tb *tab) clickAt(what, where string, options ...chromedp.MouseOption) {
	tb.t.Helper()
	type place struct {
		X, Y    float64
		Covered string
	}
	at := evaluate[*place](tb, "looking for "+what, where)
	if at == nil {
		tb.fatalf("%s is not to be seen", what)
	}
	if at.Covered != "" {
		tb.fatalf("%s cannot be clicked: it is covered by %s", what, at.Covered)
	}
	tb.do("clicking on "+what, chromedp.MouseClickXY(at.X, at.Y, options...))
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
