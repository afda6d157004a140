package talk

// This file gives the talk without a mouse: the arrow keys turn the pages, Tab
// reaches the programs and the steppers, and Enter presses the buttons.

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// testKeyboard gives the talk from the first slide to the last, runs every
// program and uses every stepper on the way, and goes back to the beginning.
func testKeyboard(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, 1280, 800)
	last := pages() - 1
	for page := 1; page < last; page++ {
		tb.turn("right arrow", kb.ArrowRight, page)
		s := talk.slides[page-1]
		for n, p := range s.programs {
			tb.pressButton(n, "Run")
			if f, out := readOutcomes(t, p.name), tb.ended(n); f.Diff(out) != "" {
				tb.errorf("Enter on the Run button of %s: it %s", p.name, f.Diff(out))
			}
			tb.pressButton(n, "Close")
			tb.await("Close puts the output away", "!"+pane(n)+".checkVisibility()")
		}
		if len(s.programs) > 0 {
			tb.tabTo("the Run button again, after Close", button(0, "Run"))
		}
		for _, frame := range descend(s.node, isFrame) {
			name := strings.TrimSuffix(strings.TrimPrefix(attr(frame, "src"), "images/"), ".html")
			tb.tabTo("the stepper", "document.querySelector('article.current iframe')")
			tb.stepByKeys(readOutcomes(t, name), 0)
			tb.do("pressing Escape", chromedp.KeyEvent(kb.Escape))
		}
	}
	tb.turn("right arrow", kb.ArrowRight, last)
	tb.turn("right arrow", kb.ArrowRight, last) // which is where it stays
	for page := last - 1; page >= 0; page-- {
		tb.turn("left arrow", kb.ArrowLeft, page)
	}
}

// pressButton comes to a button of a program with Tab, and presses it with Enter.
// The slide must stay.
func (tb *tab) pressButton(n int, name string) {
	tb.t.Helper()
	tb.tabTo(fmt.Sprintf("the button %s of program %d", name, n+1), button(n, name))
	current := evaluate[int](tb, "reading its number", "curSlide")
	tb.do("pressing Enter", chromedp.KeyEvent(kb.Enter))
	if now := evaluate[int](tb, "reading its number", "curSlide"); now != current {
		tb.fatalf("Enter on the button %s turns to %s: see \"keydown\" in talk.slide", name, pageName(now))
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
		tb.do("pressing Tab", chromedp.KeyEvent(kb.Tab))
		if after := evaluate[float64](tb, "measuring where the slide is", where); after != before {
			tb.fatalf("Tab moves the slide by %.0f px, to show what is on another: see \"slideenter\" in talk.slide", after-before)
		}
		if evaluate[bool](tb, "looking what Tab has reached", "document.activeElement === "+element) {
			return
		}
	}
	tb.fatalf("Tab, pressed %d times, does not come to %s", most, what)
}
