package talk

// This file gives the talk without a mouse: the arrow keys turn the pages, Tab
// reaches the Run button, and Enter presses it.

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// testArrows goes from the first slide to the last, and back.
func testArrows(t *testing.T, chromium context.Context, address string) {
	tb := newTab(t, chromium, address, 1280, 800)
	press := func(name, key string, page int) {
		t.Helper()
		tb.setPlace(pageName(page))
		tb.do("pressing the "+name, chromedp.KeyEvent(key))
		tb.await("the "+name+" makes it the current slide", fmt.Sprintf(`
			location.hash === '#%d' && document.querySelectorAll('article.current').length === 1 &&
			document.querySelectorAll('section.slides > article')[%d].matches('.current')`, page+1, page))
	}
	last := pages() - 1
	for page := 1; page <= last; page++ {
		press("right arrow", kb.ArrowRight, page)
	}
	press("right arrow", kb.ArrowRight, last) // which is where it stays
	for page := last - 1; page >= 0; page-- {
		press("left arrow", kb.ArrowLeft, page)
	}
}

// testRunByKey goes through everything on a slide with Tab, until it comes to
// the Run button for the second time, and presses it with Enter.
func testRunByKey(t *testing.T, chromium context.Context, address string) {
	const program = "arguments"
	tb := newTab(t, chromium, address, 1280, 800)
	n := tb.goToProgram(program)

	const where = "document.querySelector('article.current').getBoundingClientRect().left"
	before := evaluate[float64](tb, "measuring where the slide is", where)
	const most = 20 // presses of the Tab key
	for presses, visits := 0, 0; visits < 2; presses++ {
		if presses == most {
			tb.fatalf("Tab, pressed %d times, does not come to the Run button twice", most)
		}
		tb.do("pressing Tab", chromedp.KeyEvent(kb.Tab))
		if after := evaluate[float64](tb, "measuring where the slide is", where); after != before {
			tb.fatalf("Tab moves the slide by %.0f px, to show what is on another: see \"slideenter\" in talk.slide", after-before)
		}
		if evaluate[bool](tb, "looking what Tab has reached", fmt.Sprintf("document.activeElement === document.querySelectorAll('article.current .run')[%d]", n)) {
			visits++
		}
	}
	current := evaluate[int](tb, "reading its number", "curSlide")
	tb.do("pressing Enter", chromedp.KeyEvent(kb.Enter))
	if now := evaluate[int](tb, "reading its number", "curSlide"); now != current {
		tb.fatalf("Enter on the Run button turns to %s: see \"keydown\" in talk.slide", pageName(now))
	}
	if f, out := readOutcomes(t, program), tb.ended(n); f.Diff(out) != "" {
		tb.errorf("Enter on the Run button of %s: it %s", program, f.Diff(out))
	}
}
