package talk

// This file gives the talk without a mouse: the keys of a clicker open the cards
// and turn the pages, Tab reaches the programs, and Enter presses the buttons.

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// forwardKeys are those that go on: of a keyboard, and of clickers.
var forwardKeys = []string{kb.ArrowRight, kb.PageDown, " "}

// samples are the programs that are run by keys, and on a playground. Of each
// sort there is one: with one output or several, with a failure, with a data race,
// and with a range. By mouse, in present, every program is run.
var samples = []string{"call", "welcome", "fork-join", "lost-update", "deadlock", "speedup"}

// testKeyboard gives the talk from the first slide to the last, runs programs on
// the way, and goes back to the beginning.
func testKeyboard(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, laptop)
	tb.goTo(0)
	last := pages() - 1
	tallies := make(map[string]*tally)
	for page := range pages() {
		key := forwardKeys[page%len(forwardKeys)]
		if hasSteps(page) {
			key = kb.PageDown // the others are for the page with the steps
		}
		if page > 0 && page < last {
			tb.runByKeys(talk.slides[page-1], tallies)
		}
		if evaluate[bool](tb, "looking for shut cards", someShut) {
			tb.press(key)
			tb.await("the cards are open", "!"+someShut)
			tb.checkStays(fmt.Sprintf("%q, while cards are shut,", key))
		}
		if page > 0 && page < last {
			for _, p := range talk.slides[page-1].programs {
				tallies[p.name].open = true
			}
		}
		tb.turn(key, min(page+1, last)) // the last is where it stays
	}
	for page := last - 1; page >= 0; page-- {
		key := []string{kb.ArrowLeft, kb.PageUp}[page%2]
		if hasSteps(page + 1) {
			key = kb.PageUp
		}
		tb.turn(key, page)
	}

	// The screen goes black, and comes back without a page being turned.
	tb.goToProgram("fork-join")
	for _, keys := range [][2]string{{".", "."}, {"b", "b"}, {".", kb.ArrowRight}} {
		tb.press(keys[0])
		tb.checkBlank(true)
		tb.press(keys[1])
		tb.checkBlank(false)
		tb.checkStays(fmt.Sprintf("%q on a black screen", keys[1]))
	}
}

// runByKeys runs the samples among the programs of a slide, and one ten times.
func (tb *tab) runByKeys(s slide, tallies map[string]*tally) {
	tb.t.Helper()
	for n, p := range s.programs {
		f := readOutcomes(tb.t, p.name)
		c := tallies[p.name]
		if c == nil {
			c = new(tally)
			tallies[p.name] = c
		}
		tb.checkCards(n, c.cards(f))
		if !slices.Contains(samples, p.name) {
			continue
		}
		tb.pressButton(n, "Run")
		c.add(tb, f, tb.ended(n))
		tb.checkCards(n, c.cards(f))
		tb.pressButton(n, "Close")
		tb.await("Close puts the output away", "!"+pane(n)+".checkVisibility() && document.activeElement === document.body")
		if p.name == "fork-join" {
			tb.runTen(n, p, c, func() { tb.pressButton(n, "Run ×10") })
		}
	}
}

// hasSteps reports whether a page of the deck, from 0, has a page with steps.
func hasSteps(page int) bool {
	return page > 0 && page < pages()-1 && len(descend(talk.slides[page-1].node, isFrame)) > 0
}

// press presses keys, one after the other.
func (tb *tab) press(keys string) {
	tb.t.Helper()
	tb.do(fmt.Sprintf("pressing %q", keys), chromedp.KeyEvent(keys))
}

// checkBlank checks whether the screen is black.
func (tb *tab) checkBlank(want bool) {
	tb.t.Helper()
	if got := evaluate[bool](tb, "looking at the screen", blank); got != want {
		tb.errorf("whether the screen is black: %t, want %t", got, want)
	}
}

// blank is an expression of JavaScript for whether the screen is black.
const blank = `(() => {
	const style = getComputedStyle(document.body, '::after');
	return style.content !== 'none' && style.position === 'fixed' && style.backgroundColor === 'rgb(0, 0, 0)' && style.inset === '0px';
})()`

// turn presses a key, and waits until that has turned to the page.
func (tb *tab) turn(key string, page int) {
	tb.t.Helper()
	tb.setPlace(pageName(page))
	tb.press(key)
	tb.await(fmt.Sprintf("%q makes it the current slide", key), fmt.Sprintf(`
		location.hash === '#%d' && document.querySelectorAll('article.current').length === 1 &&
		document.querySelectorAll('section.slides > article')[%d].matches('.current')`, page+1, page))
	tb.settle()
}

// pressButton comes to a button of a program with Tab, and presses it with Enter.
// The slide must stay.
func (tb *tab) pressButton(n int, name string) {
	tb.t.Helper()
	tb.tabTo(fmt.Sprintf("the button %s of program %d", name, n+1), button(n, name))
	current := evaluate[int](tb, "reading its number", "curSlide")
	tb.press(kb.Enter)
	if now := evaluate[int](tb, "reading its number", "curSlide"); now != current {
		tb.fatalf("Enter on the button %s turns to %s: see onKey in images/deck.js", name, pageName(now))
	}
}

// tabTo presses Tab until what an expression of JavaScript gives has the focus.
// The slide must not move.
func (tb *tab) tabTo(what, element string) {
	tb.t.Helper()
	const where = "document.querySelector('article.current').getBoundingClientRect().left"
	before := evaluate[float64](tb, "measuring where the slide is", where)
	const most = 20 // presses of the Tab key
	for range most {
		tb.press(kb.Tab)
		if after := evaluate[float64](tb, "measuring where the slide is", where); after != before {
			tb.fatalf("Tab moves the slide by %.0f px, to show what is on another: see enter in images/deck.js", after-before)
		}
		if evaluate[bool](tb, "looking what Tab has reached", "document.activeElement === "+element) {
			return
		}
	}
	tb.fatalf("Tab, pressed %d times, does not come to %s", most, what)
}
