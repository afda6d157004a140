package talk

// This file opens the deck where programs cannot run, for real: under another
// name of the machine, after present has ended, as a file, on a server for files,
// and where present was told not to run anything. Run never fails silently there:
// within two seconds it says what is wrong, and what to do.

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// howTo is what is said wherever programs cannot run.
const howTo = "go tool present"

func testHosts(t *testing.T, browser context.Context) {
	t.Run("present", func(t *testing.T) {
		t.Parallel()
		testPresentEnds(t, browser)
	})
	t.Run("files", func(t *testing.T) {
		t.Parallel()
		testFiles(t, browser)
	})
}

// testPresentEnds opens the deck as localhost, and then where present names it;
// it kills present, starts it again, and kills it while a program runs.
func testPresentEnds(t *testing.T, browser context.Context) {
	address, kill := runPresent(t, "-http=127.0.0.1:0")
	_, port, _ := strings.Cut(strings.TrimPrefix(address, "http://"), ":")
	local := "http://localhost:" + port
	tb := emptyTab(t, browser, local)
	tb.resize(laptop)
	tb.expect("WebSocket connection to", "net::ERR_CONNECTION_REFUSED")
	tb.load(local + "/talk.slide")
	tb.checkTrouble("call", "Open "+address+"/talk.slide")

	tb.setHost(address)
	tb.load(address + "/talk.slide")
	n := tb.goToProgram("call")
	tb.click(n, "Run")
	tb.ended(n)
	kill()
	tb.checkTrouble("call", "present has stopped")
	tb.checkTroubleOf("call", "Run ×10", "present has stopped")

	_, kill = runPresent(t, "-http=127.0.0.1:"+port)
	tb.checkTrouble("call", "load this page again (F5)")
	tb.reload()
	n = tb.goToProgram("deadlock")
	tb.typeBefore(n, "first.Lock", "println(`begun`); time.Sleep(5*time.Second); ")
	tb.click(n, "Run")
	tb.await("the program has begun to run", fmt.Sprintf("(%s).textContent.includes('begun')", pane(n)))
	kill()
	tb.await("it says that present has stopped, while the program runs", verdict+".includes('present has stopped')")
}

// testFiles opens the deck as plain files, with present's script and without it,
// where there is nothing to run programs; and as present shows it when it may not.
func testFiles(t *testing.T, browser context.Context) {
	dir := t.TempDir()
	writeFiles(t, dir)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	file := (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir)}).String()

	tb := emptyTab(t, browser, server.URL)
	tb.resize(laptop)
	tb.expect("/compile", "net::ERR_FILE_NOT_FOUND")
	tb.load(server.URL + "/talk.html")
	tb.checkTrouble("call", "There is nothing here to run programs. To run them, start present in the folder of the talk: "+howTo)
	tb.setHost(file)
	tb.load(file + "/talk.html")
	tb.checkTrouble("call", "A page that was opened as a file cannot run programs. To run them, start present in the folder of the talk: "+howTo)

	never, _ := runPresent(t, "-http=127.0.0.1:0", "-play=false")
	for _, address := range []string{server.URL + "/still.html", file + "/still.html", never + "/talk.slide"} {
		tb.setHost(address)
		tb.load(address)
		tb.goToProgram("call")
		tb.says(howTo)
		if !evaluate[bool](tb, "looking for what is said", "document.querySelector('article.current .verdict').checkVisibility()") {
			tb.errorf("%s: what is said of running programs is not to be seen", address)
		}
		tb.openAll()
		tb.lookAt(evaluate[int](tb, "reading its number", "curSlide"), address, laptop.standard())
	}
}

// checkTrouble checks what Run on a program says, and that it says so in time.
func (tb *tab) checkTrouble(program, want string) {
	tb.t.Helper()
	tb.checkTroubleOf(program, "Run", want)
}

func (tb *tab) checkTroubleOf(program, name, want string) {
	tb.t.Helper()
	n := tb.goToProgram(program)
	const most = 2000 // ms
	type answer struct {
		Said string
		Took float64
	}
	// A click as a mouse makes it takes its time too: here only the answer counts.
	got := evaluate[answer](tb, "pressing "+name, fmt.Sprintf(`new Promise(done => {
		const start = performance.now();
		%s.click();
		const look = () => {
			const said = %s;
			const took = performance.now() - start;
			if (said.includes(%q) || took > 10 * %d) done({said, took});
			else setTimeout(look, 10);
		};
		look();
	})`, button(n, name), verdict, want, most))
	if !strings.Contains(got.Said, want) {
		tb.errorf("%s says %q, want %q", name, got.Said, want)
	} else if got.Took > most {
		tb.errorf("%s says what is wrong after %.0f ms, want it within %d", name, got.Took, most)
	}
}

// expect lets the page complain, if a complaint has one of these parts.
func (tb *tab) expect(parts ...string) {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	tb.expected = append(tb.expected, parts...)
}

// setHost says from where everything in the page has to come from now on.
func (tb *tab) setHost(address string) {
	tb.t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		tb.t.Fatal(err)
	}
	tb.mu.Lock()
	defer tb.mu.Unlock()
	tb.host = u.Host
}

// writeFiles writes the deck as plain files: talk.html, in which present's script
// asks the host to run programs, and still.html, without that script.
func writeFiles(t *testing.T, dir string) {
	t.Helper()
	static, err := presentFolder("static")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.ReplaceAll(talk.page, "'/static/", "'static/")
	const play = "<script src='/play.js'></script>"
	if !strings.Contains(page, play) {
		t.Fatalf("present's page has no %s", play)
	}
	files := map[string]string{
		"talk.html":  strings.Replace(page, play, "<script src='play.js'></script>", 1),
		"still.html": strings.Replace(page, play, "", 1),
		"play.js":    playScript(t, static),
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, from := range map[string]string{"static": static, "images": filepath.Join(root, "images")} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
}
