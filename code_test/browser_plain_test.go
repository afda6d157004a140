package talk

// This file opens the deck where it has less to rely on: without script, and on
// sites whose templates and styles are not present's. All of it can be read there.

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"golang.org/x/tools/present"
)

// testPlain opens the deck without script, and on two other sites.
func testPlain(t *testing.T, browser context.Context, address string) {
	site := startPlainSite(t)
	tb := newTab(t, browser, site+"/slides", laptop)
	tb.checkBoxes()
	// There more programs have buttons than in present, which takes room.
	std := laptop.standard()
	std.Least, std.Program, std.Card = std.Least*0.9, std.Program*0.9, std.Card*0.9
	tb.lookAtPages("a site like go.dev", std, "deck.show(page + 1)", "shut", "open")

	tb.setPlace("an article")
	tb.do("opening "+site+"/article", chromedp.Navigate(site+"/article"))
	tb.checkReadable()
	if evaluate[bool](tb, "looking for the deck", "document.documentElement.classList.contains('deck')") {
		tb.errorf("the deck is set up in a page without slides")
	}

	tb.setPlace("the deck without script")
	tb.setHost(address)
	tb.do("turning off scripts", chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		_, err := cdp.Call(ctx, page, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	for _, s := range []screen{laptop, phones[0]} {
		tb.resize(s)
		tb.do("opening "+address, chromedp.Navigate(address))
		tb.checkReadable()
	}
}

// checkReadable checks that all that is written on the slides, and each outcome,
// can be read on the page.
func (tb *tab) checkReadable() {
	tb.t.Helper()
	words := evaluate[string](tb, "reading it", "document.body.innerText")
	shown := strings.Join(strings.Fields(words), "")
	for _, s := range talk.slides {
		for _, text := range append(cardNames(tb.t, s), s.Title) {
			if !strings.Contains(shown, strings.Join(strings.Fields(text), "")) {
				tb.errorf("%v: %q cannot be read", s, text)
			}
		}
	}
	if wide := evaluate[int](tb, "measuring it", "document.scrollingElement.scrollWidth - innerWidth"); wide > 0 {
		tb.errorf("the page is %d px wider than the window", wide)
	}
}

// checkBoxes checks that there is one box around each program: that of the deck.
func (tb *tab) checkBoxes() {
	tb.t.Helper()
	if twice := evaluate[[]string](tb, "looking at the boxes", `[...document.querySelectorAll('article :is(.code, .playground)')].filter(box => {
		const style = getComputedStyle(box);
		return style.borderTopWidth !== '0px' || style.paddingTop !== '0px' || style.backgroundColor !== 'rgba(0, 0, 0, 0)';
	}).map(box => box.textContent.slice(0, 60))`); len(twice) > 0 {
		tb.errorf("the boxes around these are drawn twice: %q", twice)
	}
}

// siteStyle is what a talks site like go.dev's says of code, after the deck.
const siteStyle = `<style>
div.code { padding: 5px 10px; margin-top: 20px; margin-bottom: 20px; overflow: hidden; background: rgb(240, 240, 240); border: 1px solid rgb(224, 224, 224); }
pre { margin: 0; padding: 0; border: none; background: none; font-size: 18px; }
</style>`

// startPlainSite starts a site that renders the deck with a template like that of
// go.dev, where each listing of a Go file is a playground, and with one that makes
// an article of it. It returns the site's address.
func startPlainSite(t *testing.T) string {
	t.Helper()
	templates, err := presentFolder("templates")
	if err != nil {
		t.Fatal(err)
	}
	static := filepath.Join(filepath.Dir(templates), "static")
	every := func(c present.Code) bool { return strings.HasSuffix(codeFile(c), ".go") }
	slides := template.Must(present.Template().Funcs(template.FuncMap{"playable": every}).
		ParseFiles(filepath.Join(templates, "action.tmpl"), filepath.Join(templates, "slides.tmpl")))
	article := template.Must(present.Template().Funcs(template.FuncMap{"playable": playable}).Parse(site))
	script := playScript(t, static)

	mux := http.NewServeMux()
	for name, tmpl := range map[string]*template.Template{"slides": slides, "article": article} {
		var page bytes.Buffer
		if err := talk.doc.Render(&page, tmpl); err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(page.String(), "</body>", siteStyle+"</body>", 1)
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, text) })
	}
	mux.Handle("GET /images/", http.FileServer(http.Dir(root)))
	mux.Handle("GET /static/", http.StripPrefix("/static/", http.FileServer(http.Dir(static))))
	mux.HandleFunc("GET /play.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		fmt.Fprint(w, script)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}
