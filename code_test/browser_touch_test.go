package talk

// This file gives the talk on a phone, upright and on its side: a swipe turns the
// page, a finger opens cards and runs programs, and the text can be read as it is.

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// phones are one phone, held in two ways.
var phones = []screen{
	{width: 390, height: 844, touch: true},
	{width: 844, height: 390, touch: true},
}

// testTouch gives the talk on a phone, and turns it on its side in between.
func testTouch(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, phones[0])
	for _, s := range phones {
		tb.resize(s)
		tb.reload()
		tb.checkWhole(s)
		tb.swipeThrough(s)
		tb.lookAtAll(s)

		n := tb.goToProgram("fork-join")
		f := readOutcomes(t, "fork-join")
		tb.forget()
		c := tally{}
		want := c.cards(f)
		tb.tap("a card", fmt.Sprintf("(%s).querySelectorAll('.face')[2]", nthClaim(n)))
		want[2].Shut = false
		tb.checkCards(n, want)
		tb.tap("Run", button(n, "Run"))
		c.add(tb, f, tb.ended(n))
		tb.openAll()
		c.open = true
		tb.checkCards(n, c.cards(f))
		tb.lookAt(evaluate[int](tb, "reading its number", "curSlide"), s.String()+", after Run", s.standard())
		tb.runTen(n, talk.program(t, "fork-join"), &c, func() { tb.tap("Run ×10", button(n, "Run ×10")) })
	}
}

// checkWhole checks that the browser has not laid out the page for a window of
// another size, of which a phone would show a part.
func (tb *tab) checkWhole(s screen) {
	tb.t.Helper()
	type shown struct{ Width, Height, Scale float64 }
	got := evaluate[shown](tb, "measuring the window", "({width: visualViewport.width, height: visualViewport.height, scale: visualViewport.scale})")
	if want := (shown{float64(s.width), float64(s.height), 1}); got != want {
		tb.errorf("%v: the phone shows %+v of the page, want %+v", s, got, want)
	}
}

// swipeThrough swipes through the whole deck and back.
func (tb *tab) swipeThrough(s screen) {
	tb.t.Helper()
	tb.goTo(0)
	const y = 30 // a page with steps has fingers that are on it to itself
	for page := 1; page < pages(); page++ {
		tb.swipe(float64(s.width)*0.8, float64(s.width)*0.3, y, page)
	}
	for page := pages() - 2; page >= 0; page-- {
		tb.swipe(float64(s.width)*0.2, float64(s.width)*0.7, y, page)
	}
}

// swipe moves a finger over the window, and waits until that has turned to the page.
func (tb *tab) swipe(from, to, y float64, page int) {
	tb.t.Helper()
	tb.setPlace(pageName(page))
	tb.touch(input.DispatchTouchEventTypeTouchStart, from, y)
	tb.touch(input.DispatchTouchEventTypeTouchMove, (from+to)/2, y+1)
	tb.touch(input.DispatchTouchEventTypeTouchMove, to, y+2)
	tb.touch(input.DispatchTouchEventTypeTouchEnd)
	tb.await("a swipe makes it the current slide", fmt.Sprintf("curSlide === %d", page))
}

// tap taps on an element that an expression of JavaScript gives.
func (tb *tab) tap(what, element string) {
	tb.t.Helper()
	evaluate[chromedp.Void](tb, "scrolling to "+what, "("+element+")?.scrollIntoView({block: 'center', behavior: 'instant'})")
	at := tb.placeOf(what, middle(element))
	tb.touch(input.DispatchTouchEventTypeTouchStart, at.X, at.Y)
	tb.touch(input.DispatchTouchEventTypeTouchEnd)
}

// touch sends an event of a finger: at one place, or at none.
func (tb *tab) touch(kind input.DispatchTouchEventType, place ...float64) {
	tb.t.Helper()
	points := []*input.TouchPoint{}
	if len(place) == 2 {
		points = append(points, &input.TouchPoint{X: place[0], Y: place[1]})
	}
	tb.do(strings.ToLower(string(kind)), chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		_, err := cdp.Call(ctx, page, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: points})
		return err
	}))
}
