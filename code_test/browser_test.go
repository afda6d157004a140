package talk

// This file opens the deck in a real browser, Chromium without a window. One
// browser serves all checks; each check has a tab of its own, which keeps
// watch over what its page complains of and what it asks other hosts for. The
// files browser_*_test.go hold the checks.

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"goroutines/code_test/chromium"
)

// patience is how long to wait for something that a browser or a program does.
const patience = chromium.Patience

// TestBrowser gives the talk in a browser: as present shows it, as a talks site
// does, and on paper.
func TestBrowser(t *testing.T) {
	t.Parallel()
	browser := chromium.Start(t)
	present := startPresent(t) + "/talk.slide"
	site := startSite(t)

	if *screenshots != "" {
		takeScreenshots(t, browser, present)
	}
	for name, check := range map[string]func(*testing.T){
		"look":     func(t *testing.T) { testLook(t, browser, present) },
		"cards":    func(t *testing.T) { testCards(t, browser, present) },
		"judged":   func(t *testing.T) { testJudged(t, browser, present) },
		"mouse":    func(t *testing.T) { testMouse(t, browser, present) },
		"run":      func(t *testing.T) { testRun(t, browser, present) },
		"notes":    func(t *testing.T) { testNotesWindow(t, browser, present) },
		"keyboard": func(t *testing.T) { testKeyboard(t, browser, present) },
		"touch":    func(t *testing.T) { testTouch(t, browser, present) },
		"hosts":    func(t *testing.T) { testHosts(t, browser) },
		"plain":    func(t *testing.T) { testPlain(t, browser, present) },
		"axe":      func(t *testing.T) { testAxe(t, browser, present) },
		"steppers": func(t *testing.T) { testSteppers(t, browser, present) },
		"print":    func(t *testing.T) { testPrint(t, browser, present) },
		"site":     func(t *testing.T) { testSite(t, browser, site) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t)
		})
	}
}

// A tab is one page in the browser, with storage of its own: decks in different
// tabs would follow each other, as the notes window follows the slides.
type tab struct {
	t    *testing.T
	ctx  context.Context
	host string // from which everything in the page has to come

	mu         sync.Mutex
	place      string   // the slide that is shown, or another place to name
	complaints []string // of the page, each with its place
	expected   []string // parts of complaints that the test wants
	frames     []string // what the host has sent over the socket
}

// newTab opens a tab on this screen and goes to the deck at address. When the
// test ends it fails if the page has complained, or has asked another host.
func newTab(t *testing.T, browser context.Context, address string, s screen) *tab {
	t.Helper()
	tb := emptyTab(t, browser, address)
	tb.resize(s)
	tb.load(address)
	return tb
}

// emptyTab opens a tab in which a page of the host of address will be shown.
func emptyTab(t *testing.T, browser context.Context, address string) *tab {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tb := &tab{t: t, ctx: ctx, host: u.Host, place: "the deck"}
	tb.watch()
	t.Cleanup(tb.report)
	return tb
}

// load goes to the deck at address.
func (tb *tab) load(address string) {
	tb.t.Helper()
	tb.do("opening "+address, chromedp.Navigate(address))
	tb.await("the deck is set up", ready)
}

// reload loads the deck again.
func (tb *tab) reload() {
	tb.t.Helper()
	tb.do("loading the page again", chromedp.Reload())
	tb.await("the deck is set up", ready)
}

// ready is an expression of JavaScript for whether the deck is set up.
const ready = "document.body?.classList.contains('loaded') && document.documentElement.classList.contains('deck')"

// A screen is what a deck is shown on.
type screen struct {
	width, height int64   // in pixels
	zoom          float64 // of the browser; 0 means 1
	touch         bool    // a phone: fingers, and no mouse
}

func (s screen) String() string {
	text := fmt.Sprintf("%dx%d", s.width, s.height)
	if s.zoom != 0 {
		text += fmt.Sprintf(" at %.0f%%", 100*s.zoom)
	}
	return text
}

// laptop is the screen for what does not depend on its size.
var laptop = screen{width: 1280, height: 800}

// resize makes the window of the tab fill this screen.
func (tb *tab) resize(s screen) {
	tb.t.Helper()
	options := []chromedp.EmulateViewportOption{}
	if s.touch {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	zoom := cmp.Or(s.zoom, 1)
	options = append(options, chromedp.EmulateScale(zoom))
	tb.do(fmt.Sprintf("making the window %v", s), chromedp.EmulateViewport(int64(float64(s.width)/zoom), int64(float64(s.height)/zoom), options...))
}

// watch makes the browser tell what goes on in the tab. The reader is one who
// wants no motion: slides that glide cost more than all else.
func (tb *tab) watch() {
	tb.t.Helper()
	if err := chromedp.Listen(tb.ctx, tb.listen); err != nil {
		tb.t.Fatalf("opening a tab: %v", err)
	}
	tb.do("watching the page", chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		if _, err := cdp.Call(ctx, page, log.Enable, cdp.Empty{}); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, page, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		still := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}
		_, err := cdp.Call(ctx, page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: still})
		return err
	}))
}

// listen notes down what the page complains of.
func (tb *tab) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		tb.complain("", "a script fails: %v", &chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails})
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			var args []string
			for _, arg := range e.Args {
				args = append(args, string(arg.Value)+arg.Description)
			}
			tb.complain("", "the console shows the error %s%s", strings.Join(args, " "), source(e.StackTrace))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			tb.complain(e.Entry.URL, "the console shows the error %q %s", e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		tb.checkHost(e.DocumentURL, e.Request.URL)
	case *network.EventWebSocketFrameReceived:
		tb.mu.Lock()
		defer tb.mu.Unlock()
		tb.frames = append(tb.frames, string(e.Response.PayloadData))
	case *network.EventWebSocketCreated:
		tb.checkHost("the page", e.URL)
	}
}

// source returns where in a script something was called.
func source(stack *runtime.StackTrace) string {
	if stack == nil || len(stack.CallFrames) == 0 {
		return ""
	}
	f := stack.CallFrames[0]
	return fmt.Sprintf(", from %s:%d:%d", f.URL, f.LineNumber+1, f.ColumnNumber+1)
}

// checkHost notes down that a page has asked for something at another host.
func (tb *tab) checkHost(page, address string) {
	tb.mu.Lock()
	host := tb.host
	tb.mu.Unlock()
	u, err := url.Parse(address)
	if err != nil || u.Host != "" && u.Host != host {
		tb.complain(address, "%s asks for %s: a slide shows only what lies beside the deck", page, address)
	}
}

// Complaints about these are not about the deck: present's own script asks
// another host for its fonts, and does without them; and a browser asks each
// host for an icon, which present does not have.
var notOurs = []string{"//fonts.googleapis.com/css?family=Open+Sans", "/favicon.ico"}

// complain notes down a complaint about the page at address.
func (tb *tab) complain(address, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, part := range append(tb.expected, notOurs...) {
		if strings.Contains(address, part) || strings.Contains(text, part) {
			return
		}
	}
	tb.complaints = append(tb.complaints, tb.place+": "+text)
}

// report fails the test with the complaints of the page.
func (tb *tab) report() {
	evaluate[int](tb, "hearing the page's last complaints", "0")
	tb.mu.Lock()
	defer tb.mu.Unlock()
	for _, c := range tb.complaints {
		tb.t.Errorf("%s\nfind out more with the browser's developer tools (F12)", c)
	}
}

// do makes the browser do something, or ends the test.
func (tb *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	tb.t.Helper()
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		tb.t.Fatalf("%s: %s: %v", tb.at(), what, err)
	}
}

// evaluate returns the value of an expression of JavaScript, or of what it
// promises, or ends the test.
func evaluate[T any](tb *tab, what, expression string) T {
	tb.t.Helper()
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tb.t.Fatalf("%s: %s: %v", tb.at(), what, err)
	}
	return value
}

// await waits until an expression of JavaScript is true. It ends the test, with
// a screenshot, if that takes too long.
func (tb *tab) await(what, condition string) {
	tb.t.Helper()
	deadline := time.Now().Add(patience)
	for !evaluate[bool](tb, what, "!!("+condition+")") {
		if time.Now().After(deadline) {
			tb.fatalf("after %v it is still not so that %s", patience, what)
		}
		time.Sleep(20 * time.Millisecond) // before asking again
	}
}

// goTo shows the page with this number, from 0.
func (tb *tab) goTo(i int) {
	tb.t.Helper()
	tb.setPlace(pageName(i))
	evaluate[chromedp.Void](tb, "going to it", fmt.Sprintf(`
		while (curSlide < %d) nextSlide();
		while (curSlide > %[1]d) prevSlide()`, i))
	tb.settle()
}

// settle ends the glide of a slide, and waits until all that is in it is loaded.
func (tb *tab) settle() {
	tb.t.Helper()
	evaluate[chromedp.Void](tb, "ending the glide", "document.getAnimations().forEach(a => a.finish())")
	evaluate[chromedp.Void](tb, "waiting until it is laid out", frame)
	tb.await("the pages within the slide are loaded", `
		[...document.querySelectorAll('article.current iframe')].every(f => !f.contentDocument ||
			f.contentDocument.readyState === 'complete' && f.contentWindow.location.href === f._src)`)
}

// frame promises the end of what the deck does before the next frame is drawn.
const frame = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"

// at returns the place in the deck at which the tab is.
func (tb *tab) at() string {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	return tb.place
}

func (tb *tab) setPlace(place string) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	tb.place = place
}

// errorf fails the test and names a screenshot that shows why.
func (tb *tab) errorf(format string, args ...any) {
	tb.t.Helper()
	tb.t.Errorf("%s: %s\nscreenshot: %s", tb.at(), fmt.Sprintf(format, args...), tb.keep())
}

// fatalf is errorf that ends the test.
func (tb *tab) fatalf(format string, args ...any) {
	tb.t.Helper()
	tb.errorf(format, args...)
	tb.t.FailNow()
}

// keep writes a screenshot to a file that outlives the test.
func (tb *tab) keep() string {
	tb.t.Helper()
	dir, err := keptScreenshots()
	if err != nil {
		return err.Error()
	}
	name := strings.NewReplacer("/", "-", " ", "-").Replace(tb.t.Name())
	f, err := os.CreateTemp(dir, name+"-*.png")
	if err != nil {
		return err.Error()
	}
	f.Close()
	tb.screenshot(f.Name())
	return f.Name()
}

// keptScreenshots makes the folder for the screenshots of what has failed.
var keptScreenshots = sync.OnceValues(func() (string, error) {
	return os.MkdirTemp("", "talk-screenshots-")
})

// screenshot writes what the tab shows to a file.
func (tb *tab) screenshot(file string) {
	tb.t.Helper()
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		tb.t.Fatalf("%s: taking a screenshot: %v", tb.at(), err)
	}
	if err := os.WriteFile(file, png, 0o666); err != nil {
		tb.t.Fatal(err)
	}
}

// pages returns the number of slides with the title and the end.
func pages() int { return len(talk.slides) + 2 }

// pageName names the page with this number, from 0, as a speaker finds it.
func pageName(i int) string {
	switch i {
	case 0:
		return "slide 1, the title"
	case pages() - 1:
		return fmt.Sprintf("slide %d, the end", i+1)
	}
	return talk.slides[i-1].String()
}
