package talk

// This file steps through the runs in the steppers as a speaker does, by keys
// and by mouse, to the end of each outcome, and then turns the page.

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"goroutines/code_test/outcome"
)

// testSteppers uses every stepper of the deck.
func testSteppers(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, laptop)
	for _, name := range steppers {
		page := 1 + slices.IndexFunc(talk.slides, func(s slide) bool {
			return slices.ContainsFunc(descend(s.node, isFrame), func(n *html.Node) bool {
				return attr(n, "src") == "images/"+name+".html"
			})
		})
		if page == 0 {
			t.Fatalf("no slide has a stepper for code/%s", name)
		}
		f := readOutcomes(t, name)
		tb.followCards(f, page)
		tb.checkStepper(f)

		// The keys work at once. At both ends of a run they turn the page.
		for i := range f.Outcomes {
			tb.stepByKeys(f, i)
		}
		tb.turn(kb.ArrowRight, page+1)
		tb.turn(kb.ArrowLeft, page)
		tb.awaitFocus()
		tb.press(kb.Home)
		tb.turn(kb.ArrowLeft, page-1)
		tb.turn(kb.ArrowRight, page)
		tb.awaitFocus()

		// Those of a clicker always do.
		tb.turn(kb.PageDown, page+1)
		tb.turn(kb.PageUp, page)
		tb.awaitFocus()
		tb.turn(kb.PageUp, page-1)
		tb.turn(kb.PageDown, page)
		tb.awaitFocus()
		for _, key := range []string{".", "b"} {
			tb.press(key)
			tb.await("the screen is black", blank)
			tb.press(key)
			tb.await("the screen is back", "!"+blank)
		}

		// Escape gives the keys back to the deck.
		tb.press(kb.Escape)
		tb.await("the stepper has no focus", "document.activeElement === document.body")
		tb.turn(kb.ArrowRight, page+1)
		tb.turn(kb.ArrowLeft, page)

		for i, o := range f.Outcomes {
			tb.stepByMouse(f, i)
			std := laptop.standard()
			std.Inner = std.Least
			tb.lookAt(page, fmt.Sprintf("at the end of %q", o.Name), std)
		}
		tb.turn(kb.PageDown, page+1)
	}
}

// followCards clicks on the name of each card on the slide before a stepper. It
// leads to that outcome.
func (tb *tab) followCards(f *outcome.File, page int) {
	tb.t.Helper()
	for i, o := range f.Outcomes {
		tb.goTo(page - 1)
		n := slices.IndexFunc(talk.slides[page-2].programs, func(p program) bool { return "code/"+p.name+"/outcomes.txt" == f.Name })
		tb.openAll()
		tb.clickElement("the name of the card "+o.Name, fmt.Sprintf("(%s).querySelectorAll('.card .name')[%d]", nthClaim(n), i))
		tb.setPlace(pageName(page))
		tb.await("the name of a card leads to the stepper", fmt.Sprintf("curSlide === %d", page))
		tb.settle()
		tb.await(fmt.Sprintf("the card %q leads to the steps of that outcome", o.Name), fmt.Sprintf("%s.querySelector('[data-outcome][aria-pressed=true]')?.dataset.outcome === %q", stepper, o.Name))
	}
	tb.awaitFocus()
}

// awaitFocus waits until the stepper takes the keys.
func (tb *tab) awaitFocus() {
	tb.t.Helper()
	tb.await("the stepper has the keys", "document.activeElement === document.querySelector('article.current iframe')")
}

// stepper is an expression of JavaScript for the page within the current slide.
const stepper = "document.querySelector('article.current iframe').contentDocument"

// checkStepper checks that the stepper shows the outcomes that are listed, and has
// a name for those who cannot see it.
func (tb *tab) checkStepper(f *outcome.File) {
	tb.t.Helper()
	var want []string
	for _, o := range f.Outcomes {
		want = append(want, o.Name)
	}
	got := evaluate[[]string](tb, "reading the outcomes", "[..."+stepper+".querySelectorAll('[data-outcome]')].map(chip => chip.dataset.outcome)")
	if diff := cmp.Diff(want, got); diff != "" {
		tb.fatalf("the outcomes in the stepper are not those of %s (-listed +stepper):\n%s", f.Name, diff)
	}
	if title := evaluate[string](tb, "reading its title", "document.querySelector('article.current iframe').title"); title == "" {
		tb.errorf("the stepper has no title for those who cannot see it: see setUpSlide in images/deck.js")
	}
}

// stepByKeys steps through a run of outcome i. The stepper has the focus.
func (tb *tab) stepByKeys(f *outcome.File, i int) {
	tb.t.Helper()
	tb.do("choosing the outcome", chromedp.KeyEvent(fmt.Sprint(i+1)+kb.Home))
	tb.do("stepping", chromedp.KeyEvent(strings.Repeat(kb.ArrowRight, tb.steps())))
	tb.checkEnd(f, f.Outcomes[i], "by keys")
}

// stepByMouse steps through a run of outcome i.
func (tb *tab) stepByMouse(f *outcome.File, i int) {
	tb.t.Helper()
	tb.clickInStepper("the outcome "+f.Outcomes[i].Name, fmt.Sprintf("[data-outcome]:nth-of-type(%d)", i+1))
	tb.clickInStepper("the button First", "#first")
	for range tb.steps() {
		tb.clickInStepper("the button Next", "#forward")
	}
	tb.checkEnd(f, f.Outcomes[i], "by mouse")
}

// steps returns how many steps the run in the stepper has.
func (tb *tab) steps() int {
	tb.t.Helper()
	return evaluate[int](tb, "reading the number of steps", "Number("+stepper+".getElementById('steps').textContent)")
}

// checkEnd checks what the stepper shows at the end of a run of the outcome o.
func (tb *tab) checkEnd(f *outcome.File, o outcome.Outcome, how string) {
	tb.t.Helper()
	type state struct{ Outcome, Step, Output string }
	got := evaluate[state](tb, "reading the stepper", `({
		outcome: `+stepper+`.querySelector('[data-outcome][aria-pressed=true]')?.dataset.outcome ?? '',
		step: `+stepper+`.getElementById('step').textContent,
		output: `+stepper+`.getElementById('output').textContent,
	})`)
	if want := (state{o.Name, fmt.Sprint(tb.steps()), got.Output}); got != want {
		tb.errorf("%s to the end of the outcome %q: the stepper is elsewhere (-want +got):\n%s", how, o.Name, cmp.Diff(want, got))
	}
	if match, ok := f.Match(got.Output); !ok || match.Name != o.Name {
		tb.errorf("%s to the end of the outcome %q: the output is not that of %s (-listed +shown):\n%s", how, o.Name, f.Name, cmp.Diff(o.Output, got.Output))
	}
}

// clickInStepper clicks on what a selector finds in the stepper.
func (tb *tab) clickInStepper(what, selector string) {
	tb.t.Helper()
	tb.clickAt(what, fmt.Sprintf(`(() => {
		const frame = document.querySelector('article.current iframe');
		const inner = frame.contentDocument.querySelector(%q);
		if (!inner?.checkVisibility()) return null;
		const outer = frame.getBoundingClientRect();
		const scale = outer.width / frame.contentWindow.innerWidth;
		const r = inner.getBoundingClientRect();
		const [x, y] = [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
		const [X, Y] = [outer.left + x * scale, outer.top + y * scale];
		const top = [document.elementFromPoint(X, Y), frame.contentDocument.elementFromPoint(x, y)];
		const covered = top[0] !== frame ? top[0] : inner.contains(top[1]) ? null : top[1];
		return {x: X, y: Y, covered: covered ? covered.outerHTML.slice(0, 80) : ''};
	})()`, selector))
}
