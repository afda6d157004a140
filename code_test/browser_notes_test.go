package talk

// This file opens the window with the speaker's notes, and checks that it and
// the slides follow each other.

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// testNotesWindow goes through the deck with the notes window open.
func testNotesWindow(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, laptop)
	tb.goTo(0)
	notes := tb.openNotes()

	last := pages() - 1
	for page := range pages() {
		if page > 0 {
			tb.openAll()
			tb.press(kb.PageDown)
		}
		tb.setPlace(pageName(page))
		notes.setPlace("the notes window at " + pageName(page))
		notes.await("the slide in the notes window follows", fmt.Sprintf("document.getElementById('presenter-slides')?.contentWindow.curSlide === %d", page))
		want := pageNotes(page)
		const shown = "[...document.querySelectorAll('#presenter-notes > p')].map(p => p.textContent)"
		if diff := notes.awaitNotes(want, shown); diff != "" {
			notes.errorf("the notes window does not show the notes of talk.slide; it takes < and & for HTML (-talk.slide +window):\n%s", diff)
		}
	}

	notes.await("the keys go to the slide in the notes window", "document.activeElement.id === 'presenter-slides'")
	notes.press(kb.ArrowLeft)
	tb.await("the slides follow the notes window", fmt.Sprintf("curSlide === %d", last-1))

	// The speaker sees all outcomes; the audience sees them when the speaker goes on.
	tb.forget()
	n := tb.goToProgram("fork-join")
	notes.setPlace("the notes window at " + tb.at())
	page := evaluate[int](tb, "reading its number", "curSlide")
	const inner = "document.getElementById('presenter-slides').contentWindow"
	notes.await("the slide in the notes window follows", fmt.Sprintf("%s.curSlide === %d", inner, page))
	if shut := evaluate[int](notes, "looking for shut cards", inner+`.document.querySelectorAll('article.current .card').values()
		.filter(card => !card.querySelector('.inside').checkVisibility({visibilityProperty: true})).toArray().length`); shut > 0 {
		notes.errorf("%d cards are shut, want all of them open", shut)
	}
	closed := tally{}
	f := readOutcomes(t, "fork-join")
	tb.checkCards(n, closed.cards(f))
	notes.await("the slide in the notes window has the keys", "document.activeElement.id === 'presenter-slides'")
	notes.press(kb.ArrowRight)
	tb.await("the right arrow in the notes window opens the cards of the audience", "!"+someShut)
	notes.press(kb.ArrowRight)
	tb.await("the next one turns the page of the audience", fmt.Sprintf("curSlide === %d", page+1))
}

// awaitNotes waits until the expression shown gives these notes, and returns the
// difference if it does not.
func (tb *tab) awaitNotes(want []string, shown string) (diff string) {
	tb.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		diff = cmp.Diff(want, evaluate[[]string](tb, "reading the notes", shown))
		if diff == "" || time.Now().After(deadline) {
			return diff
		}
		time.Sleep(20 * time.Millisecond) // before asking again
	}
}

// openNotes presses N, and returns the window that this opens.
func (tb *tab) openNotes() *tab {
	tb.t.Helper()
	opened := chromedp.WaitNewTarget(tb.ctx, func(*target.Info) bool { return true })
	tb.do("pressing N", chromedp.KeyEvent("n"))
	var id target.ID
	select {
	case id = <-opened:
	case <-time.After(patience):
		tb.fatalf("N has opened no notes window in %v", patience)
	}
	ctx, cancel := chromedp.NewContext(tb.ctx, chromedp.WithTargetID(id))
	tb.t.Cleanup(cancel)
	notes := &tab{t: tb.t, ctx: ctx, host: tb.host, place: "the notes window"}
	notes.watch()
	tb.t.Cleanup(notes.report)
	notes.await("the slide in the notes window is set up", "document.getElementById('presenter-slides')?.contentDocument?.body?.classList.contains('loaded')")
	return notes
}

// pageNotes returns the notes of the page with this number, from 0.
func pageNotes(page int) []string {
	switch page {
	case 0:
		return talk.doc.TitleNotes
	case pages() - 1:
		return []string{}
	}
	return talk.slides[page-1].Notes
}
