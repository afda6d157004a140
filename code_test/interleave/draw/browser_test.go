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
			<script>var pressed = []; document.addEventListener("keydown", e => pressed.push(e.key))</script>
			<style>body { margin: 0 } iframe { border: 0 }</style>
			<iframe src="/%d" width="880" height="540" title="steps"></iframe>`, i))
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
	ready := window + `?.document.querySelector("[aria-pressed=true]") != null`
	for deadline := time.Now().Add(chromium.Patience); !ask[bool](v, ready); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			v.Fatalf("%s: after %v no outcome is chosen there", address, chromium.Patience)
		}
	}
}

// ask returns the value of an expression of JavaScript.
func ask[T any](v viewer, expression string) T {
	v.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, chromium.Patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		v.Fatalf("%s: %v", expression, err)
	}
	return value
}

// faults is what a viewer cannot read or reach in the page as it is shown:
// JavaScript that returns it in words.
const faults = `(() => {
	const faults = [];
	const small = new Set();
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node; (node = walk.nextNode()); ) {
		const e = node.parentElement;
		if (!node.data.trim() || !e.checkVisibility({ visibilityProperty: true })) continue;
		const size = parseFloat(getComputedStyle(e).fontSize);
		if (size < 16) small.add(size + " px: " + node.data.trim());
	}
	for (const s of small) faults.push("small text, " + s);
	const page = document.documentElement;
	if (page.scrollWidth > innerWidth) faults.push("the page is " + (page.scrollWidth - innerWidth) + " px too wide");
	if (innerWidth < 700) return faults;
	if (page.scrollHeight > innerHeight) faults.push("the page is " + (page.scrollHeight - innerHeight) + " px too high");
	for (const id of ["code", "lanes", "output"]) {
		const e = document.getElementById(id);
		if (e.scrollHeight > e.clientHeight + 1) faults.push("#" + id + " is " + (e.scrollHeight - e.clientHeight) + " px too high");
		if (e.scrollWidth > e.clientWidth + 1) faults.push("#" + id + " is " + (e.scrollWidth - e.clientWidth) + " px too wide");
	}
	return faults;
})()`

func TestPage(t *testing.T) {
	v, site := startBrowser(t)
	for i, p := range samples(t) {
		t.Run(p.Name, func(t *testing.T) {
			v := viewer{t, v.ctx}
			for _, size := range []struct{ width, height int64 }{{880, 540}, {360, 640}} {
				v.do(chromedp.EmulateViewport(size.width, size.height))
				v.open(fmt.Sprintf("%s/%d", site, i), "window")
				for n, o := range p.Outcomes {
					v.do(chromedp.KeyEvent(fmt.Sprint(n + 1)))
					v.follow(o, o.Runs[0], fmt.Sprintf("%s at %dx%d", o.Name, size.width, size.height))
				}
			}
		})
	}
}

// follow steps through a run from its beginning to its end.
func (v viewer) follow(o Outcome, run Run, name string) {
	v.Helper()
	v.do(chromedp.KeyEvent(kb.Home))
	output := ""
	for i := 0; i <= len(run); i++ {
		if i > 0 {
			v.do(chromedp.KeyEvent(kb.ArrowRight))
			output += run[i-1].Printed
		}
		type state struct {
			Step, Steps, Output, Outcome string
			Faults                       []string
			Says                         bool
		}
		got := ask[state](v, `({
			step: document.getElementById("step").textContent,
			steps: document.getElementById("steps").textContent,
			output: document.getElementById("output").textContent,
			outcome: document.querySelector("[data-outcome][aria-pressed=true]").dataset.outcome,
			says: document.getElementById("says").textContent !== "",
			faults: `+faults+`})`)
		want := state{fmt.Sprint(i), fmt.Sprint(len(run)), output, o.Name, []string{}, true}
		if diff := cmp.Diff(want, got); diff != "" {
			v.Errorf("%s, step %d of %d (-want +got):\n%s", name, i, len(run), diff)
		}
	}
}

// TestKeys uses the page within a slide by its keys and buttons.
func TestKeys(t *testing.T) {
	v, site := startBrowser(t)
	const at = "frames[0].document.getElementById('step').textContent"
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
		{"End", []string{kb.End}, "12", at},
		{"Home", []string{kb.Home}, "0", at},
		{"n", []string{"n"}, "2 of 2", "frames[0].document.getElementById('run').textContent"},
		{"p", []string{"p"}, "1 of 2", "frames[0].document.getElementById('run').textContent"},
		{"a digit", []string{"2"}, "true", "frames[0].document.querySelectorAll('[data-outcome]')[1].ariaPressed"},
		{"Tab and Enter", []string{kb.Tab, kb.Enter}, "both read 0: one is lost", "frames[0].document.querySelector('[aria-pressed=true]').dataset.outcome"},
		{"Escape gives the keys back", []string{kb.Escape, kb.ArrowLeft}, "ArrowRight,Tab,ArrowLeft at 0", "pressed.join() + ' at ' + " + at},
	}
	v.do(chromedp.EmulateViewport(900, 700))
	v.open(site+"/slide/2", "frames[0]") // lost-update
	for _, test := range tests {
		for _, key := range test.press {
			v.do(chromedp.KeyEvent(key))
		}
		if got := ask[string](v, "String("+test.value+")"); got != test.want {
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
