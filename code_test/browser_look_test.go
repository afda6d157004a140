package talk

// This file looks at every slide as the audience sees it: nothing may be cut
// off, hidden, too small or too pale, and every picture must be there.

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
	"testing"
)

//go:embed browser_look.js
var look string

// A size is that of a screen.
type size struct{ width, height int64 }

func (s size) String() string { return fmt.Sprintf("%dx%d", s.width, s.height) }

// sizes are those of a laptop and of a projector.
var sizes = []size{{1280, 800}, {1920, 1080}}

// testLook looks at every slide of the deck on screens of all sizes.
func testLook(t *testing.T, browser context.Context, address string) {
	for _, size := range sizes {
		t.Run(size.String(), func(t *testing.T) {
			t.Parallel()
			tb := newTab(t, browser, address, size.width, size.height)
			for page := range pages() {
				tb.goTo(page)
				tb.look(page)
			}
		})
	}
}

// look reports what is wrong with a page of the deck that the tab shows.
func (tb *tab) look(page int) {
	tb.t.Helper()
	faults := evaluate[[]string](tb, "looking at it", fmt.Sprintf("(%s)(%d)", strings.TrimSpace(look), page))
	if len(faults) > 0 {
		tb.errorf("correct this in talk.slide or in the file that it shows:\n\t%s", strings.Join(faults, "\n\t"))
	}
}
