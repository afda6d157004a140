package talk

// This file has axe-core look at the deck: with the ears of a screen reader, and
// without a mouse.

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"goroutines/code_test/chromium"
)

// testAxe looks at slides of each kind as they are shown, and then at all at once,
// with cards shut, open and lit.
func testAxe(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, laptop)
	tb.checkNames()
	found := make(map[string]bool) // what was reported already
	tb.goTo(0)
	tb.axe(found)
	n := tb.goToProgram("fork-join")
	tb.axe(found)
	tb.click(n, "Run")
	tb.ended(n)
	tb.openAll()
	tb.axe(found)
	tb.turn(kb.ArrowRight, evaluate[int](tb, "reading its number", "curSlide")+1)
	tb.axe(found)

	tb.setPlace("all slides, below each other")
	evaluate[chromedp.Void](tb, "laying out all slides", `(() => {
		const style = document.createElement('style');
		style.textContent = 'html.deck section.slides.slides.slides.slides > article {display: flex; visibility: visible; position: relative; transform: none; height: 100vh} ' +
			'html.deck body.body, html.deck section.slides.slides.slides {overflow: visible; height: auto} .shut > .face.face.face.face {visibility: visible !important}';
		document.body.classList.add('body');
		document.head.append(style);
		document.querySelectorAll('article').forEach(a => (a.inert = false));
		deck.forget();
	})()`)
	tb.axe(found)
	evaluate[chromedp.Void](tb, "opening all cards", "Cards.all.forEach(cards => cards.openAll())")
	tb.axe(found)
}

// axe reports what axe-core finds wrong with the page as it is shown now.
func (tb *tab) axe(found map[string]bool) {
	tb.t.Helper()
	var faults []string
	for _, fault := range chromium.Axe(tb.t, tb.ctx) {
		if !found[fault] {
			found[fault] = true
			faults = append(faults, fault)
		}
	}
	if len(faults) > 0 {
		tb.errorf("axe-core says:\n\t%s", strings.Join(faults, "\n\t"))
	}
}

// checkNames checks the language of the page, and that each frame, button and
// card has a name.
func (tb *tab) checkNames() {
	tb.t.Helper()
	if lang := evaluate[string](tb, "reading its language", "document.documentElement.lang"); lang != "en" {
		tb.errorf("the language of the page is %q, want en", lang)
	}
	if nameless := evaluate[[]string](tb, "looking for names", `[...document.querySelectorAll('article :is(iframe, button, .cards, .playground, .output > pre)')]
		.filter(e => !(e.ariaLabel || e.title || e.matches('button') && e.textContent.trim())).map(e => e.outerHTML.slice(0, 80))`); len(nameless) > 0 {
		tb.errorf("these have no name: %q", nameless)
	}
}
