package talk

// This file looks at every slide as the audience sees it, on screens of all
// sizes, with cards shut and open: nothing may be cut off, hidden, too small or
// too pale, and every picture must be there.

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

//go:embed browser_look.js
var look string

// screens are those of laptops and of projectors.
var screens = []screen{
	laptop,
	{width: 1366, height: 768}, {width: 1440, height: 900}, {width: 1920, height: 937},
	{width: 1920, height: 1080}, {width: 2560, height: 1440}, {width: 3840, height: 2160},
	{width: 1280, height: 800, zoom: 0.8}, {width: 1280, height: 800, zoom: 1.5},
}

// A standard is what text has to be on a screen. Sizes are in px of the window.
type standard struct {
	Least   float64 `json:"least"`   // the size of any text
	Program float64 `json:"program"` // of a program's
	Card    float64 `json:"card"`    // of that on a card
	Picture float64 `json:"picture"` // in a picture
	Inner   float64 `json:"inner"`   // in a page with steps; 0 if that is not looked at
	Colors  bool    `json:"colors"`  // whether contrast is looked at, too
	Paper   bool    `json:"paper"`   // whether the slides are laid out below each other
}

// standard returns what the deck promises of a screen. Colors are the same on
// all: they are looked at on one of each kind. On a phone a picture is there to be
// zoomed into.
func (s screen) standard() standard {
	if s.touch {
		least := 12.0
		if s.width > s.height {
			least = 11
		}
		return standard{Least: least, Program: least, Card: least, Picture: 5, Colors: s == phones[0]}
	}
	height := float64(s.height)
	if s.zoom != 0 {
		height /= s.zoom
	}
	return standard{Least: height / 50, Program: height / 36, Card: height / 40, Picture: height / 50, Colors: s == laptop}
}

// testLook looks at every slide of the deck on screens of all sizes.
func testLook(t *testing.T, browser context.Context, address string) {
	const tabs = 2 // side by side
	for part := range tabs {
		t.Run(fmt.Sprint(part), func(t *testing.T) {
			t.Parallel()
			tb := newTab(t, browser, address, laptop)
			for i, s := range screens {
				if i%tabs == part {
					tb.lookAtAll(s)
				}
			}
		})
	}
}

// lookAtAll reports what is wrong with any page of the deck on a screen, with
// cards shut and open.
func (tb *tab) lookAtAll(s screen) {
	tb.t.Helper()
	tb.resize(s)
	tb.forget()
	tb.lookAtPages(s.String(), s.standard(), "deck.show(page + 1)", "shut", "open")
}

// lookAtPages reports what is wrong with any page of the deck, after enter is
// evaluated for it, in each of these states of its cards.
func (tb *tab) lookAtPages(how string, std standard, enter string, states ...string) {
	tb.t.Helper()
	type finding struct {
		Page   int
		State  string
		Faults []string
	}
	list, err := json.Marshal(states)
	if err != nil {
		tb.t.Fatal(err)
	}
	const most = 12 // slides in one go, so that a busy machine has time for them
	for from := 0; from < pages(); from += most {
		for _, found := range evaluate[[]finding](tb, "looking at slides", fmt.Sprintf(`(async () => {
		const look = %s;
		const found = [];
		for (let page = %d; page < %d; page++) {
			%s;
			for (const state of %s) {
				if (state === 'open') {
					if (!%s) continue;
					deck.forward();
				}
				document.getAnimations().forEach(a => a.finish());
				await new Promise(requestAnimationFrame); // in which the deck fits the slide into the window
				const faults = await look(page, %s);
				if (faults.length > 0) found.push({page, state, faults});
			}
		}
		return found;
	})()`, strings.TrimSpace(look), from, min(from+most, pages()), enter, list, someShut, std.json())) {
			tb.fault(found.Page, how+", cards "+found.State, found.Faults)
		}
	}
}

// lookAt reports what is wrong with the current page of the deck.
func (tb *tab) lookAt(page int, how string, std standard) {
	tb.t.Helper()
	found := evaluate[[]string](tb, "looking at it", fmt.Sprintf("(%s)(%d, %s)", strings.TrimSpace(look), page, std.json()))
	if len(found) > 0 {
		tb.fault(page, how, found)
	}
}

func (tb *tab) fault(page int, how string, found []string) {
	tb.t.Helper()
	tb.t.Errorf("%s: %s: correct this in talk.slide, in the file that it shows, or in images/deck.css:\n\t%s", pageName(page), how, strings.Join(found, "\n\t"))
}

// json returns s as browser_look.js takes it.
func (s standard) json() string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // numbers can be written
	}
	return string(text)
}
