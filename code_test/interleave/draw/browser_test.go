package draw

// This file steps through the pages in a real browser, as a viewer does: on a
// slide, that is within another page, and on a telephone.

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/chromium"
)

// policy is what a site may demand of its pages.
const policy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; frame-src 'self'"

// A viewer is a tab of the browser.
type viewer struct {
	*testing.T
	ctx context.Context
}

// startBrowser starts a browser and a site that has, for each sample, its page
// at /N and a slide with it at /slide/N.
func startBrowser(t *testing.T) (viewer, string) {
	t.Helper()
	browser := chromium.Start(t)
	mux := http.NewServeMux()
	for i, p := range samples(t) {
		page := pageOf(t, p)
		serve := func(path, text string) {
			mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				w.Header().Set("Content-Security-Policy", policy)
				fmt.Fprint(w, text)
			})
		}
		serve(fmt.Sprintf("/%d", i), page)
		serve(fmt.Sprintf("/slide/%d", i), fmt.Sprintf(`<!DOCTYPE html><title>slide</title>
			<script>var pressed = []; document.addEventListener("keydown", e => pressed.push(e.key));
			var told = []; addEventListener("message", e => told.push(e.data.stepper))</script>
			<style>body { margin: 0 } iframe { border: 0 }</style>
			<iframe src="/%d" width="880" height="540" title="steps"></iframe>`, i))
		serve(fmt.Sprintf("/hidden/%d", i), fmt.Sprintf(`<!DOCTYPE html><title>slide</title>
			<script>var faulty = []; console.error = (...all) => faulty.push(all.join(" "))</script>
			<iframe src="/%d" width="880" height="540" title="steps" style="display: none"></iframe>`, i))
	}
	site := httptest.NewServer(mux)
	t.Cleanup(site.Close)

	return viewer{t, browser}, site.URL
}

// do makes the browser do something.
func (v viewer) do(steps ...chromedp.Action[chromedp.Void]) {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, chromium.Patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		v.Fatal(err)
	}
}

// open goes to a page, and waits until the script is ready there.
func (v viewer) open(address, window string) {
	v.Helper()
	v.do(chromedp.Navigate(address))
	v.wait(address+": an outcome is chosen", window+`?.document.querySelector("[aria-pressed=true]") != null`)
}

// wait waits until an expression is true.
func (v viewer) wait(what, expression string) {
	v.Helper()
	for deadline := time.Now().Add(chromium.Patience); !ask[bool](v, expression); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			v.Fatalf("%s: after %v that is not so: %s", what, chromium.Patience, expression)
		}
	}
}

// ask returns the value of an expression of JavaScript.
func ask[T any](v viewer, expression string, options ...chromedp.EvaluateOption) T {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, chromium.Patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, options...))
	if err != nil {
		v.Fatalf("%s: %v", expression, err)
	}
	return value
}

// faults is what a viewer cannot read or reach in the page as it is shown:
// JavaScript that returns it in words. On a telephone panels may be scrolled, by
// keys too; elsewhere all that there is can be seen at once.
const faults = `(() => {
	const faults = [];
	const small = new Set();
	const phone = 500 > Math.min(innerWidth, innerHeight);
	const least = phone ? 12 : innerHeight / 50;
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; (node = walk.nextNode()); ) {
		const e = node.parentElement;
		if (!node.data.trim() || e.closest(".unseen, .screen") || !e.checkVisibility({ visibilityProperty: true })) continue;
		const size = parseFloat(getComputedStyle(e).fontSize);
		if (size + 0.01 < least) small.add(size + " px: " + node.data.trim());
	}
	const code = parseFloat(getComputedStyle(document.querySelector(".line code")).fontSize);
	if (!phone && code + 0.01 < innerHeight / 40) small.add(code + " px: the program");
	for (const s of small) faults.push("small text, " + s);
	const page = document.documentElement;
	if (page.scrollWidth > innerWidth) faults.push("the page is " + (page.scrollWidth - innerWidth) + " px too wide");
	if (page.scrollHeight > innerHeight) faults.push("the page is " + (page.scrollHeight - innerHeight) + " px too high");
	for (const id of ["code", "drawing", "output"]) {
		const e = document.getElementById(id);
		const high = e.scrollHeight - e.clientHeight, wide = e.scrollWidth - e.clientWidth;
		if (phone ? Math.max(high, wide) > 1 && e.tabIndex !== 0 : high > 1) faults.push("#" + id + " is " + high + " px too high");
		if (wide > 1) faults.push("#" + id + " is " + wide + " px too wide");
		if (phone && 30 > e.clientHeight) faults.push("#" + id + " is only " + e.clientHeight + " px high");
	}
	for (const e of document.querySelectorAll("button, #says, #entries div, dt, dd, .here b")) {
		if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline") faults.push("cut off: " + e.textContent);
	}
	const panels = [...document.querySelectorAll("header, #code, #now, #lanes, #out, #says, #controls, #entries div, button")];
	const boxes = panels.map(e => [e, e.getBoundingClientRect()]);
	for (const [e, a] of boxes) {
		const name = e.id || e.textContent;
		if (-0.5 > a.left || -0.5 > a.top || a.right > innerWidth + 0.5 || a.bottom > innerHeight + 0.5) faults.push(name + " sticks out of the window");
		for (const [f, b] of boxes) {
			if (e === f || e.contains(f) || f.contains(e)) continue;
			if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1) faults.push(name + " covers " + (f.id || f.textContent));
		}
	}
	return faults;
})()`

// sizes are those of the frame on a slide, from a telephone to a wall, and of a
// telephone's screen.
var sizes = []struct{ width, height int64 }{
	{1200, 690}, {880, 534}, {1820, 830}, {3700, 1900}, {370, 750}, {820, 330}, {390, 844}, {844, 390},
}

// everyStep steps through the first run of each outcome, and returns the faults
// on the way: JavaScript.
const everyStep = `(async () => {
	const found = new Map();
	let size = "";
	const press = key => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
	const drawn = () => new Promise(f => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(f))));
	for (const chip of document.querySelectorAll("[data-outcome]")) {
		chip.click();
		for (press("Home");; press("ArrowRight")) {
			const panel = document.getElementById("drawing");
			if (size !== (size = panel.clientWidth + "x" + panel.clientHeight)) await drawn();
			for (const fault of ` + faults + `) {
				if (!found.has(fault)) found.set(fault, fault + " (" + chip.dataset.outcome + ", step " + step.textContent + ")");
			}
			if (step.textContent === steps.textContent) break;
		}
	}
	return [...found.values()];
})()`

// TestSizes looks at every step at every size.
func TestSizes(t *testing.T) {
	v, site := startBrowser(t)
	for i, p := range samples(t) {
		for _, size := range sizes {
			t.Run(fmt.Sprintf("%s at %dx%d", p.Name, size.width, size.height), func(t *testing.T) {
				v := viewer{t, v.ctx}
				v.do(chromedp.EmulateViewport(size.width, size.height))
				v.open(fmt.Sprintf("%s/%d", site, i), "window")
				for _, fault := range ask[[]string](v, everyStep, chromedp.EvalAwaitPromise) {
					v.Error(fault)
				}
			})
		}
	}
}

func TestPage(t *testing.T) {
	v, site := startBrowser(t)
	v.do(chromedp.EmulateViewport(1200, 690))
	for i, p := range samples(t) {
		t.Run(p.Name, func(t *testing.T) {
			v := viewer{t, v.ctx}
			v.open(fmt.Sprintf("%s/%d", site, i), "window")
			for n, o := range p.Outcomes {
				v.do(chromedp.KeyEvent(fmt.Sprint(n + 1)))
				v.follow(o, o.Runs[0], storyOf(t, p, n))
			}
		})
	}
}

// follow steps through a run from its beginning to its end.
func (v viewer) follow(o Outcome, run Run, s *story) {
	v.Helper()
	v.do(chromedp.KeyEvent(kb.Home))
	output := ""
	for i := 0; i <= len(run); i++ {
		if i > 0 {
			v.do(chromedp.KeyEvent(kb.ArrowRight))
			output += run[i-1].Printed
		}
		type state struct {
			Step, Steps, Output, Outcome, Now string
			Says                              bool
		}
		got := ask[state](v, `({
			step: document.getElementById("step").textContent,
			steps: document.getElementById("steps").textContent,
			output: document.getElementById("output").textContent,
			outcome: document.querySelector("[data-outcome][aria-pressed=true]").dataset.outcome,
			now: [...document.querySelectorAll("#entries div")].map(e => (e.matches(".changed") ? "*" : "") +
				e.querySelector("dt").textContent + ": " + e.querySelector("dd").textContent).join(" | "),
			says: document.getElementById("says").textContent !== ""})`)
		want := state{fmt.Sprint(i), fmt.Sprint(len(run)), output, o.Name, now(s.now[i]), true}
		if diff := cmp.Diff(want, got); diff != "" {
			v.Errorf("%s, step %d of %d (-want +got):\n%s", o.Name, i, len(run), diff)
		}
	}
}

// TestKeys uses the page within a slide by its keys and buttons.
func TestKeys(t *testing.T) {
	v, site := startBrowser(t)
	const at = "frames[0].document.getElementById('step').textContent"
	const chosen = "frames[0].document.querySelector('[aria-pressed=true]').dataset.outcome"
	tests := []struct {
		name  string
		press []string
		want  string // of expression
		value string
	}{
		{"nothing takes the focus", nil, "BODY", "document.activeElement.tagName"},
		{"the keys are the slide's", []string{kb.ArrowRight}, "ArrowRight at 0", "pressed.join() + ' at ' + " + at},
		{"Tab leads to the chips", []string{kb.Tab}, "one after the other", "frames[0].document.activeElement.dataset.outcome"},
		{"the arrow keys step", []string{kb.ArrowRight, kb.ArrowRight, kb.ArrowLeft}, "ArrowRight,Tab at 1", "pressed.join() + ' at ' + " + at},
		{"which is all that happens", nil, "", "told.join()"},
		{"End", []string{kb.End}, "12", at},
		{"right arrow at the end", []string{kb.ArrowRight}, "next at 12", "told.join() + ' at ' + " + at},
		{"Home", []string{kb.Home}, "0", at},
		{"left arrow at the beginning", []string{kb.ArrowLeft}, "next,previous at 0", "told.join() + ' at ' + " + at},
		{"the keys of the deck", []string{kb.PageDown, kb.PageUp, ".", "b"}, "next,previous,next,previous,blank,blank", "told.join()"},
		{"n", []string{"n"}, "2 of 2", "frames[0].document.getElementById('run').textContent"},
		{"p", []string{"p"}, "1 of 2", "frames[0].document.getElementById('run').textContent"},
		{"a digit", []string{"2"}, "true", "frames[0].document.querySelectorAll('[data-outcome]')[1].ariaPressed"},
		{"a digit without an outcome", []string{"7"}, "both read 0: one is lost", chosen},
		{"Tab and Enter", []string{kb.Tab, kb.Enter}, "both read 0: one is lost", chosen},
		{"Escape gives the keys back", []string{kb.Escape, kb.ArrowLeft}, "ArrowRight,Tab,ArrowLeft at 0", "pressed.join() + ' at ' + " + at},
		{"and says so", nil, "leave", "told.at(-1)"},
		{"the window has the focus", []string{kb.ArrowRight}, "1", at},
	}
	v.do(chromedp.EmulateViewport(900, 700))
	v.open(site+"/slide/2", "frames[0]") // lost-update
	for _, test := range tests {
		if test.name == "the window has the focus" {
			ask[chromedp.Void](v, "frames[0].focus()") // as the deck does, without a click
		}
		for _, key := range test.press {
			v.do(chromedp.KeyEvent(key))
		}
		got := ask[string](v, "String("+test.value+")")
		for deadline := time.Now().Add(time.Second); got != test.want && time.Now().Before(deadline); { // a message takes a moment
			got = ask[string](v, "String("+test.value+")")
		}
		if got != test.want {
			t.Errorf("%s: %s is %q, want %q", test.name, test.value, got, test.want)
		}
	}
}

// TestPlay lets the page play a run.
func TestPlay(t *testing.T) {
	v, site := startBrowser(t)
	v.open(site+"/5", "window") // leak
	ask[chromedp.Void](v, "document.getElementById('play').click()")
	for deadline := time.Now().Add(chromium.Patience); ; time.Sleep(100 * time.Millisecond) {
		got := ask[string](v, "step.textContent + play.textContent")
		if got == "3Play" {
			break
		}
		if !strings.HasSuffix(got, "Stop") || time.Now().After(deadline) {
			t.Fatalf("while it plays, step and button are %q, want them to become 3Play", got)
		}
	}
}

// TestAddress lets the address choose an outcome.
func TestAddress(t *testing.T) {
	v, site := startBrowser(t)
	tests := []struct{ hash, want string }{
		{"", "one after the other"},
		{"#both%20read%200%3A%20one%20is%20lost", "both read 0: one is lost"},
		{"#nobody%20knows%20this", "one after the other"},
		{"#%", "one after the other"},
	}
	const state = "document.querySelector('[aria-pressed=true]').dataset.outcome + ' at ' + step.textContent"
	for _, test := range tests {
		v.do(chromedp.Navigate("about:blank"))
		v.open(site+"/2"+test.hash, "window") // lost-update
		if got := ask[string](v, state); got != test.want+" at 0" {
			t.Errorf("at %q: %q is shown, want %q", test.hash, got, test.want+" at 0")
		}
	}
	for _, test := range tests {
		v.do(chromedp.KeyEvent("2"), chromedp.KeyEvent(kb.End))
		got := ask[string](v, "new Promise(f => { addEventListener('hashchange', () => f("+state+"), {once: true}); location.hash = '#x'; location.hash = '"+test.hash+"' })", chromedp.EvalAwaitPromise)
		if got != test.want+" at 0" {
			t.Errorf("when the address becomes %q: %q is shown, want %q", test.hash, got, test.want+" at 0")
		}
	}
}

// TestHidden loads the page where there is no room for it yet, then gives it
// room, and then a bit less.
func TestHidden(t *testing.T) {
	v, site := startBrowser(t)
	v.do(chromedp.EmulateViewport(1200, 690))
	v.open(site+"/hidden/2", "frames[0]")
	const lanes = "frames[0].document.querySelectorAll('#drawing svg').length"
	if got := ask[int](v, lanes); got != 0 {
		t.Errorf("without room %d pictures of lanes are drawn", got)
	}
	ask[chromedp.Void](v, "document.querySelector('iframe').style.display = 'block'")
	v.wait("with room the lanes are drawn", lanes+" === 1")
	ask[chromedp.Void](v, "frames[0].document.getElementById('says').style.minHeight = '20vh'")
	v.wait("with less room they are drawn again", `(panel => panel.scrollHeight === panel.clientHeight)(frames[0].document.getElementById("drawing"))`)
	if got := ask[string](v, "faulty.join()"); got != "" {
		t.Errorf("the console has %s", got)
	}
}

// TestAccessible lets axe-core look at the pages, at one size each.
func TestAccessible(t *testing.T) {
	v, site := startBrowser(t)
	for i, p := range samples(t) {
		size := sizes[i%len(sizes)]
		v.do(chromedp.EmulateViewport(size.width, size.height))
		v.open(fmt.Sprintf("%s/%d", site, i), "window")
		v.do(chromedp.KeyEvent(kb.ArrowRight))
		for _, found := range chromium.Axe(t, v.ctx) {
			t.Errorf("%s at %dx%d: %s", p.Name, size.width, size.height, found)
		}
	}
}
