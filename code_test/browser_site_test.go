package talk

// This file serves the deck as a talks site does: in a folder of the site, with
// present's own page, with a policy that lets nothing in from elsewhere, and
// with a playground that compiles and runs the programs.

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// policy is the Content-Security-Policy of the site. The page of present has
// scripts and styles within it, and so has the deck.
const policy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; frame-src 'self'"

// startSite starts the site and returns the address of the deck in it. The
// test's end stops it.
func startSite(t *testing.T) string {
	t.Helper()
	const folder = "/talks/goroutines/"
	static, err := presentFolder("static")
	if err != nil {
		t.Fatal(err)
	}
	script := playScript(t, static)
	site := http.NewServeMux()
	site.HandleFunc("GET "+folder+"talk.slide", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, talk.page)
	})
	site.Handle("GET "+folder+"images/", http.StripPrefix(folder, http.FileServer(http.Dir(root))))
	site.Handle("GET /static/", http.StripPrefix("/static/", http.FileServer(http.Dir(static))))
	site.HandleFunc("GET /play.js", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		io.WriteString(w, script)
	})
	site.HandleFunc("POST /compile", func(w http.ResponseWriter, r *http.Request) {
		answer, err := compile(r.Context(), playgroundBuild.write(t, r.FormValue("body")))
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		json.NewEncoder(w).Encode(answer)
	})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		site.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL + folder + "talk.slide"
}

// playScript returns the script that present makes for use with a playground,
// from files in the folder static.
func playScript(t *testing.T, static string) string {
	t.Helper()
	var script strings.Builder
	for _, name := range []string{"jquery.js", "jquery-ui.js", "playground.js", "play.js"} {
		data, err := os.ReadFile(filepath.Join(static, name))
		if err != nil {
			t.Fatal(err)
		}
		script.Write(data)
	}
	script.WriteString("\ninitPlayground(new HTTPTransport());\n")
	return script.String()
}

// An answer is what a playground says of a program.
type answer struct {
	Errors string  // of the compiler
	Events []event // what the program wrote
	Status int     // its exit status
}

// An event is one write of a program.
type event struct {
	Message string
	Kind    string // stdout or stderr
	Delay   int    // in nanoseconds, after the event before it
}

// compile builds the program in dir, and runs it, as a playground does.
func compile(ctx context.Context, dir string) (answer, error) {
	exe, out, err := playgroundBuild.compile(dir)
	if err != nil {
		return answer{Errors: string(out)}, nil
	}
	cmd := exec.CommandContext(ctx, exe)
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", playgroundBuild.processors[0]))
	written, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		return answer{}, err
	}
	out, err = playback(written)
	if err != nil {
		return answer{}, err
	}
	return answer{Events: []event{{Message: string(out), Kind: "stdout"}}, Status: cmd.ProcessState.ExitCode()}, nil
}

// testSite checks the deck on the site as where present shows it.
func testSite(t *testing.T, browser context.Context, address string) {
	t.Run("programs", func(t *testing.T) {
		t.Parallel()
		testSiteRun(t, browser, address)
	})
	t.Run("edit", func(t *testing.T) {
		t.Parallel()
		newTab(t, browser, address, laptop).testEdit(tally{uncounted: true})
	})
}

// testSiteRun goes through the deck, and clicks Run on the samples. A playground
// answers from a cache what it has run before, and cannot find data races: the
// deck must not count there, and say so.
func testSiteRun(t *testing.T, browser context.Context, address string) {
	tb := newTab(t, browser, address, laptop)
	tallies := make(map[string]*tally)
	for i, s := range talk.slides {
		for n, p := range s.programs {
			if tallies[p.name] != nil || !slices.Contains(samples, p.name) {
				continue
			}
			c := &tally{uncounted: true}
			tallies[p.name] = c
			tb.goTo(i + 1)
			tb.click(n, "Run")
			f, out := readOutcomes(t, p.name), tb.ended(n)
			if f.Diff(out) != "" {
				tb.errorf("Run on %s %s\n%s", p.name, f.Diff(out), reproduce(p, playgroundBuild, playgroundBuild.processors[0]))
			}
			c.add(tb, f, out)
			tb.checkCards(n, c.cards(f))
		}
	}
	n := tb.goToProgram("fork-join")
	f := readOutcomes(t, "fork-join")
	tb.click(n, "Run ×10")
	tb.says("This host answers from a cache")
	tb.click(n, "Run", chromedp.ButtonModifiers(chromedp.ModifierShift))
	tb.says("This host has no race detector")
	c := tallies["fork-join"]
	c.add(tb, f, tb.ended(n))
	tb.checkCards(n, c.cards(f))
}
