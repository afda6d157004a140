package talk

// This file takes pictures of the deck, for people to look at: of each slide as
// it is entered, with its cards open, and after Run.

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

var (
	screenshots = flag.String("screenshots", "", "write pictures of every slide to this `folder`, named by an absolute path: NN-shut.png, NN-open.png and NN-run.png")
	pictureSize = flag.String("size", laptop.String(), "of the pictures of -screenshots, as in `1920x1080`; what is higher than wide is a phone")
)

// takeScreenshots writes the pictures that -screenshots asks for. A slide without
// cards or without programs has fewer; a page with steps is shown at its end.
func takeScreenshots(t *testing.T, browser context.Context, address string) {
	t.Helper()
	var s screen
	if n, err := fmt.Sscanf(*pictureSize, "%dx%d", &s.width, &s.height); n != 2 || err != nil {
		t.Fatalf("-size=%s: want it as in -size=1920x1080", *pictureSize)
	}
	s.touch = s.height > s.width
	if err := os.MkdirAll(*screenshots, 0o777); err != nil {
		t.Fatal(err)
	}
	take := func(tb *tab, page int, state string) {
		tb.screenshot(filepath.Join(*screenshots, fmt.Sprintf("%02d-%s.png", page+1, state)))
	}
	tb := newTab(t, browser, address, s)
	for page := range pages() {
		tb.forget()
		tb.goTo(page)
		evaluate[bool](tb, "stepping to the end", "[...document.querySelectorAll('article.current iframe')].every(f => !f.contentDocument.getElementById('last').click())")
		take(tb, page, "shut")
		if evaluate[bool](tb, "looking for cards", "Boolean(document.querySelector('article.current .card'))") {
			tb.openAll()
			take(tb, page, "open")
		}
		if page == 0 || page == pages()-1 || len(talk.slides[page-1].programs) == 0 {
			continue
		}
		tb.forget()
		for n := range talk.slides[page-1].programs {
			tb.click(n, "Run")
			tb.ended(n)
		}
		tb.settle()
		take(tb, page, "run")
	}
}
