package talk

// This file gives the talk: it starts the present command of this module, takes
// the deck from it, and presses every Run button over its socket as the browser
// does, if there is none to do it. It also renders the deck as a talks site
// would, with a template of its own.

import (
	"bufio"
	"bytes"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/websocket"
	"golang.org/x/tools/playground/socket"
	"golang.org/x/tools/present"

	"goroutines/code_test/chromium"
)

// startPresent starts the present command on a free port and returns its
// address, as in http://127.0.0.1:12345. The test's end stops it.
func startPresent(t *testing.T) string {
	t.Helper()
	url, _ := runPresent(t, "-http=127.0.0.1:0", "-notes")
	return url
}

// runPresent starts the present command with these arguments. It returns its
// address, and what kills it; the test's end does, too.
func runPresent(t *testing.T, args ...string) (url string, kill func()) {
	t.Helper()
	exe, err := exec.Command("go", "tool", "-n", "present").Output()
	if err != nil {
		t.Fatalf("building present: %v", err)
	}
	cmd := exec.Command(strings.TrimSpace(string(exe)), args...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatalf("starting present: %v", err)
	}
	kill = sync.OnceFunc(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	t.Cleanup(kill)

	visit := regexp.MustCompile(`visit (http://\S+)`)
	lines := bufio.NewScanner(stderr)
	var log strings.Builder
	for lines.Scan() {
		fmt.Fprintln(&log, lines.Text())
		if m := visit.FindStringSubmatch(lines.Text()); m != nil {
			go io.Copy(io.Discard, stderr) // what present logs later
			return m[1], kill
		}
	}
	t.Fatalf("present did not say where it listens:\n%s", log.String())
	return "", nil
}

// get returns what the server answers to GET.
func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatalf("GET %s: %v", url, err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %s\n%s", url, resp.Status, body)
	}
	return string(body)
}

// TestPresented takes the deck from the present command. Where there is no
// browser it presses every Run button over present's socket.
func TestPresented(t *testing.T) {
	t.Parallel()
	url := startPresent(t)
	page := get(t, url+"/talk.slide")
	buttons, err := find(page, isPlayground)
	if err != nil {
		t.Fatal(err)
	}
	var served []string
	for _, n := range buttons {
		served = append(served, sent(n))
	}
	var want []string
	for _, s := range talk.slides {
		for _, p := range s.programs {
			want = append(want, p.sent)
		}
		for _, img := range descend(s.node, isImage) {
			get(t, url+"/"+attr(img, "src"))
		}
		for _, note := range s.Notes {
			if !strings.Contains(page, jsonText(t, note)) {
				t.Errorf("%v: present -notes does not serve the note %q", s, note)
			}
		}
	}
	if diff := cmp.Diff(want, served); diff != "" {
		t.Fatalf("the programs that present serves are not those of the deck (-deck +served):\n%s", diff)
	}

	if chromium.Find() != "" {
		return // TestBrowser presses the buttons themselves
	}
	for _, s := range talk.slides {
		for _, p := range s.programs {
			t.Run(fmt.Sprintf("slide %d/%s", s.Number[0]+1, p.name), func(t *testing.T) {
				t.Parallel()
				f := readOutcomes(t, p.name)
				if out := press(t, url, p, false); f.Diff(out) != "" {
					t.Errorf("Run on %v, %s, %s\n%s", s, p.name, f.Diff(out), reproduce(p, presentBuild, 2))
				}
			})
		}
	}
	t.Run("Shift and Run", func(t *testing.T) {
		t.Parallel()
		if what := raceMissing(); what != "" {
			missing(t, what, "install a C compiler for the race detector (gcc)")
		}
		p := talk.program(t, "lost-update")
		out := press(t, url, p, true)
		for _, want := range []string{"WARNING: DATA RACE", "main.increment", "Found 1 data race(s)"} {
			if !strings.Contains(out, want) {
				t.Errorf("Shift and Run on %s, %s: the report has no %q:\n%s", p.slide, p.name, want, out)
			}
		}
	})
}

// jsonText returns s as a template writes it into a script, as part of a list.
func jsonText(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	tmpl := template.Must(template.New("").Parse("<script>{{.}}</script>"))
	if err := tmpl.Execute(&b, []string{s}); err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(b.String(), `["`)
	text, _, _ = strings.Cut(text, `"]`)
	return text
}

// press sends p to the socket of present as the Run button does, and returns
// what the output pane shows, in the form of outcomes.txt.
func press(t *testing.T, url string, p program, shift bool) string {
	t.Helper()
	c, err := websocket.Dial(strings.Replace(url, "http:", "ws:", 1)+"/socket", "", url)
	if err != nil {
		t.Fatalf("connecting to present: %v", err)
	}
	defer c.Close()
	if err := c.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	message := socket.Message{Id: "0", Kind: "run", Body: p.sent, Options: &socket.Options{Race: shift}}
	if err := websocket.JSON.Send(c, message); err != nil {
		t.Fatalf("sending %s to present: %v", p.name, err)
	}
	var out strings.Builder
	for {
		var m socket.Message
		if err := websocket.JSON.Receive(c, &m); err != nil {
			t.Fatalf("Run on %s, %s: no end of the program: %v; so far it printed\n%s", p.slide, p.name, err, out.String())
		}
		if m.Kind == "end" {
			if m.Body != "" {
				fmt.Fprintln(&out, m.Body)
			}
			return out.String()
		}
		out.WriteString(m.Body)
	}
}

// site is a template as a talks site might have it: its own frame, and its own
// way to render each element.
const site = `
{{define "root"}}<!DOCTYPE html><html lang="en"><head><title>{{.Title}} | Talks</title></head><body>
<h1>{{.Title}}</h1><p>{{.Subtitle}}</p>
{{range .Sections}}<section id="{{.ID}}"><h2>{{.Title}}</h2>{{range .Elem}}{{elem $.Template .}}{{end}}</section>{{end}}
</body></html>{{end}}
{{define "code"}}<figure class="{{if playable .}}playground{{else}}listing{{end}}">{{.Text}}</figure>{{end}}
{{define "html"}}{{.HTML}}{{end}}
{{define "iframe"}}<iframe src="{{.URL}}"></iframe>{{end}}
{{define "caption"}}<figcaption>{{style .Text}}</figcaption>{{end}}
{{define "link"}}<a href="{{.URL}}">{{style .Label}}</a>{{end}}
{{define "text"}}<p>{{range .Lines}}{{style .}}{{end}}</p>{{end}}
`

// TestTalksSite renders the deck with another template. Everything must be in
// the page: slides, lists of outcomes, pictures, steppers, and programs as they
// are run.
func TestTalksSite(t *testing.T) {
	tmpl := template.Must(present.Template().Funcs(template.FuncMap{"playable": playable}).Parse(site))
	var page bytes.Buffer
	if err := talk.doc.Render(&page, tmpl); err != nil {
		t.Fatalf("rendering talk.slide as a talks site does: %v", err)
	}
	sections, err := find(page.String(), func(n *html.Node) bool { return n.DataAtom == atom.Section })
	if err != nil {
		t.Fatal(err)
	}
	if len(sections) != len(talk.slides) {
		t.Fatalf("the site shows %d slides, want %d: is there a stray tag?", len(sections), len(talk.slides))
	}
	figure := func(class string) func(*html.Node) bool {
		return func(n *html.Node) bool { return n.DataAtom == atom.Figure && attr(n, "class") == class }
	}
	for i, s := range talk.slides {
		var programs, want []string
		for _, n := range descend(sections[i], figure("playground")) {
			programs = append(programs, sent(n))
		}
		for _, p := range s.programs {
			want = append(want, p.sent)
		}
		if diff := cmp.Diff(want, programs); diff != "" {
			t.Errorf("%v: the programs on a talks site are others (-present +site):\n%s", s, diff)
		}
		listings := len(s.code()) - len(s.programs)
		if got := len(descend(sections[i], figure("listing"))); got != listings {
			t.Errorf("%v: the site shows %d listings, want %d", s, got, listings)
		}
		if got, want := len(descend(sections[i], isImage)), len(descend(s.node, isImage)); got != want {
			t.Errorf("%v: the site shows %d pictures, want %d", s, got, want)
		}
		if got, want := len(descend(sections[i], isFrame)), len(descend(s.node, isFrame)); got != want {
			t.Errorf("%v: the site shows %d steppers, want %d", s, got, want)
		}
	}
}
