package talk

// This file gives the talk with a mouse: a click on the right edge of the window
// opens the cards and turns the page, one on the left edge turns back.

import (
	"context"
	"fmt"
	"testing"
)

// testMouse clicks through the whole deck and back.
func testMouse(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, laptop)
	tb.goTo(0)
	right := fmt.Sprintf("({x: %d, y: %d, covered: ''})", laptop.width-4, laptop.height/2)
	left := fmt.Sprintf("({x: 4, y: %d, covered: ''})", laptop.height/2)
	for page := 1; page < pages(); page++ {
		if evaluate[bool](tb, "looking for shut cards", someShut) {
			tb.clickAt("the right edge", right)
			tb.await("the cards are open", "!"+someShut)
			tb.checkStays("a click on the right edge, while cards are shut,")
		}
		tb.clickAt("the right edge", right)
		tb.setPlace(pageName(page))
		tb.await("a click on the right edge leads here", fmt.Sprintf("curSlide === %d", page))
	}
	for page := pages() - 2; page >= 0; page-- {
		tb.clickAt("the left edge", left)
		tb.setPlace(pageName(page))
		tb.await("a click on the left edge leads here", fmt.Sprintf("curSlide === %d", page))
	}
}
