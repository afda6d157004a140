package talk

// This file has the cards: what they show is read here for all checks, and here
// it is checked how they open and shut, and what of that is kept.

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/outcome"
)

// A card is what a card on the current slide shows.
type card struct {
	Name  string
	Shut  bool   // its face is seen, and nothing of what is behind it
	Came  bool   // it is lit
	State string // how often it came
}

// A tally is what came of a program in a tab.
type tally struct {
	runs int
	came map[string]int // how often, by the name of the outcome
	open bool           // whether the cards of what has not come are open too

	uncounted bool // whether the host answers from a cache, so that no count means anything
}

// add counts an output. It fails the test if that is on no card.
func (c *tally) add(tb *tab, f *outcome.File, output string) {
	tb.t.Helper()
	o, ok := f.Match(output)
	if !ok {
		tb.errorf("Run on %s: it %s", f.Name, f.Diff(output))
		return
	}
	if c.came == nil {
		c.came = make(map[string]int)
	}
	c.runs++
	c.came[o.Name]++
}

// cards returns what the cards of a program show after that.
func (c *tally) cards(f *outcome.File) []card {
	var cards []card
	for _, o := range f.Outcomes {
		shown := card{Name: o.Name, State: "○ unseen", Shut: !c.open}
		if n := c.came[o.Name]; n > 0 {
			shown = card{Name: o.Name, Came: true, State: fmt.Sprintf("✓ %d of %d runs", n, c.runs)}
			switch {
			case c.uncounted:
				shown.State = "✓ came here"
			case c.runs == 1:
				shown.State = "✓ 1 of 1 run"
			}
		}
		cards = append(cards, shown)
	}
	return cards
}

// checkCards checks the cards of a program of the current slide.
func (tb *tab) checkCards(n int, want []card) {
	tb.t.Helper()
	if diff := cmp.Diff(want, tb.cards(n)); diff != "" {
		tb.errorf("the cards of program %d are others (-want +shown):\n%s", n+1, diff)
	}
}

// cards reads the cards of a program of the current slide.
func (tb *tab) cards(n int) []card {
	tb.t.Helper()
	return evaluate[[]card](tb, "reading the cards", fmt.Sprintf(`[...(%s).querySelectorAll('.card')].map(card => {
		const seen = {checkVisibility: true, visibilityProperty: true, opacityProperty: true};
		const [face, inside] = ['.face', '.inside'].map(part => card.querySelector(part).checkVisibility(seen));
		if (face === inside) throw new Error('a card is neither shut nor open: ' + card.outerHTML);
		return {
			name: card.querySelector('.name').textContent,
			shut: face,
			came: card.matches('.came'),
			state: card.querySelector('.state').textContent,
		};
	})`, nthClaim(n)))
}

// claim is an expression of JavaScript for a program of the current slide with
// all that belongs to it.
func nthClaim(n int) string {
	return fmt.Sprintf("[...document.querySelectorAll('article.current .claim')].filter(c => c.querySelector('.playground'))[%d]", n)
}

// openAll opens the cards of the current slide as a speaker does who goes on.
func (tb *tab) openAll() {
	tb.t.Helper()
	if !evaluate[bool](tb, "looking for shut cards", someShut) {
		return
	}
	tb.press(kb.ArrowRight)
	tb.await("the cards are open", "!"+someShut)
	tb.settle()
}

// someShut is an expression of JavaScript for whether a card of the current
// slide is shut.
const someShut = "Boolean(document.querySelector('article.current .card.shut'))"

// forget makes the deck as it is when it is opened for the first time.
func (tb *tab) forget() {
	tb.t.Helper()
	evaluate[chromedp.Void](tb, "shutting all cards", "deck.forget()")
}

// testCards opens cards in each way, and shuts them again.
func testCards(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, laptop)
	if got := evaluate[[]string](tb, "looking for open cards", "[...document.querySelectorAll('.card:not(.shut)')].map(c => c.textContent)"); len(got) > 0 {
		tb.errorf("these cards are open when the deck is opened for the first time: %q", got)
	}
	n := tb.goToProgram("fork-join")
	f := readOutcomes(t, "fork-join")
	c := tally{}
	tb.checkCards(n, c.cards(f))
	tb.checkShutButton(n, false)

	// By a click, and by Enter.
	want := c.cards(f)
	tb.clickCard(n, 1)
	want[1].Shut = false
	tb.checkCards(n, want)
	tb.checkStays("a click on a card")
	tb.tabTo("the face of the fourth card", "("+nthClaim(n)+").querySelectorAll('.face')[3]")
	tb.press(kb.Enter)
	want[3].Shut = false
	tb.checkCards(n, want)
	tb.checkStays("Enter on a card")

	// By Run; a card that came is shown otherwise than one that is only open.
	tb.click(n, "Run")
	c.add(tb, f, tb.ended(n))
	for i, card := range c.cards(f) {
		if card.Came {
			want[i] = card
		}
	}
	tb.checkCards(n, want)
	tb.openAll()
	c.open = true
	tb.checkCards(n, c.cards(f))
	tb.checkCameDiffers(n)

	// All this is kept when the page is loaded again, on each slide of the program.
	tb.reload()
	tb.goToProgram("fork-join")
	tb.checkCards(n, c.cards(f))
	tb.click(n, "Run")
	c.add(tb, f, tb.ended(n))
	tb.checkCards(n, c.cards(f))

	// Until it is reset: for this program, or for all.
	other := tb.goToProgram("mutex")
	tb.openAll()
	open := tally{open: true}
	tb.goToProgram("fork-join")
	tb.checkShutButton(n, true)
	tb.click(n, "Shut the cards")
	c = tally{}
	tb.checkCards(n, c.cards(f))
	tb.checkShutButton(n, false)
	tb.goToProgram("mutex")
	tb.checkCards(other, open.cards(readOutcomes(t, "mutex")))
	tb.press("r")
	tb.checkCards(other, c.cards(readOutcomes(t, "mutex")))
	tb.reload()
	tb.goToProgram("mutex")
	tb.checkCards(other, c.cards(readOutcomes(t, "mutex")))
}

// clickCard clicks on the face of a card.
func (tb *tab) clickCard(n, i int) {
	tb.t.Helper()
	tb.clickElement(fmt.Sprintf("card %d of program %d", i+1, n+1), fmt.Sprintf("(%s).querySelectorAll('.face')[%d]", nthClaim(n), i))
}

// checkStays checks that what was done has turned no page.
func (tb *tab) checkStays(what string) {
	tb.t.Helper()
	if want, got := tb.at(), pageName(evaluate[int](tb, "reading its number", "curSlide")); got != want {
		tb.fatalf("%s turns to %s", what, got)
	}
}

// checkShutButton checks whether there is a way to shut the cards of a program.
func (tb *tab) checkShutButton(n int, want bool) {
	tb.t.Helper()
	if got := evaluate[bool](tb, "looking for the button", button(n, "Shut the cards")+" !== null"); got != want {
		tb.errorf("whether there is a button to shut the cards: %t, want %t", got, want)
	}
}

// checkCameDiffers checks that a card that came differs from one that is only
// open by more than color.
func (tb *tab) checkCameDiffers(n int) {
	tb.t.Helper()
	type looks struct{ State, Border, Color string }
	seen := evaluate[map[string]looks](tb, "comparing the cards", fmt.Sprintf(`Object.fromEntries(['.came', '.card:not(.came)'].map(kind => {
		const card = (%s).querySelector(kind);
		const style = getComputedStyle(card);
		return [kind, {state: card.querySelector('.state').textContent.slice(0, 1), border: style.borderTopStyle, color: style.backgroundColor}];
	}))`, nthClaim(n)))
	came, open := seen[".came"], seen[".card:not(.came)"]
	if came.State == open.State || came.Border == open.Border || came.Color == open.Color {
		tb.errorf("a card that came and one that is only open look alike in something: %+v, %+v", came, open)
	}
}
