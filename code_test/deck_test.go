package talk

// This file holds the deck to its plan: every statement of the talk has its
// slide, every slide its notes, everything that is named exists, and everything
// that exists is named.

import (
	"bytes"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/tools/present"
)

// parts are the titles of the slides that open the five parts of the talk. A
// part has no slide that only announces it: its first slide has its number, and
// asks what the part answers.
var parts = []string{
	"1. One word apart: how many outputs each?",
	"2. Fork: split off. Join: merge back.",
	"3. Concurrent: under way. Parallel: at once.",
	"4. One address space: what does main read?",
	"5. Why so cheap: is a goroutine a thread?",
}

// opensPart is how the title of such a slide begins.
var opensPart = regexp.MustCompile(`^[0-9]+\. `)

// A statement is something that the talk must say.
type statement struct {
	id      string
	says    string
	part    int      // from 1
	anchors []string // of the slides that say it, in order
	runs    bool     // whether a program shows it
}

// statements are those of the document that the talk restates, in its order; but
// its picture, S10, stands with what it shows, and S5 with the languages that it
// compares.
var statements = []statement{
	{"S1", "a go statement runs a function in a thread of control of its own", 1, []string{"go-statement"}, true},
	{"S2", "C++ and Java need threads, and differ in what happens when nobody joins", 1, []string{"three-languages", "nobody-joins"}, false},
	{"S5", "this ease made Go popular for concurrent programs", 1, []string{"three-languages"}, false},
	{"S3", "the go statement returns at once; its arguments are evaluated before", 1, []string{"returns", "arguments"}, true},
	{"S4", "return values are discarded; how to get a result", 1, []string{"results", "carry-out"}, true},
	{"S6", "a child splits off from its parent: the fork", 2, []string{"fork-join", "join-point"}, true},
	{"S7", "the child merges back at the join point, a line of code", 2, []string{"fork-join", "join-point", "join-point-steps"}, true},
	{"S10", "the fork-join model as a picture", 2, []string{"fork-join"}, false},
	{"S8", "sometimes there is no join point", 2, []string{"no-join"}, true},
	{"S9", "a join needs synchronization; a sleep is none", 2, []string{"joins", "sleep", "sleep-steps", "what-orders"}, true},
	{"S9+", "fork-join nests", 2, []string{"tree"}, true},
	{"S11", "goroutines may run one after another: concurrent, not parallel", 3, []string{"processors", "one-processor"}, true},
	{"S12", "parallelism depends on the processors", 3, []string{"speedup"}, true},
	{"S13", "the welcome program and each of its outputs", 3, []string{"welcome", "welcome-steps"}, true},
	{"S14", "goroutines share one address space", 4, []string{"shared"}, true},
	{"S15", "race conditions: the lost update, data races told apart, repairs, and a deadlock", 4, []string{"lost-update", "lost-update-steps", "races", "repairs", "owner", "deadlock", "deadlock-steps"}, true},
	{"S16", "a goroutine is like a light-weight thread, but no OS thread", 5, []string{"gmp"}, false},
	{"S17", "one thread may run thousands of goroutines", 5, []string{"threads"}, true},
	{"S18", "the scheduler preempts", 5, []string{"preempt"}, true},
	{"S19", "when one goroutine stops another goes on, but one can wait forever", 5, []string{"who-next", "steal", "blocked", "leak", "leak-steps"}, true},
	{"S20", "a goroutine takes a few kilobytes", 5, []string{"footprint"}, true},
	{"S21", "its stack grows and shrinks", 5, []string{"stack"}, true},
	{"S22", "a goroutine needs far fewer resources than a thread", 5, []string{"table"}, false},
	{"S23", "next: channels", 5, []string{"channels"}, true},
}

// steppers are the programs whose runs the audience sees step by step.
var steppers = []string{"fork-join", "sleep", "welcome", "lost-update", "deadlock", "leak"}

// around are the anchors of the slides that say no statement of the document:
// the question that opens the talk, and what becomes of it.
var around = []string{"open", "score", "close", "take-home", "sources"}

func TestHeader(t *testing.T) {
	doc := talk.doc
	if !strings.HasPrefix(talk.source, "# ") {
		t.Error("talk.slide:1: begin with \"# Title\": that makes it Markdown")
	}
	for what, missing := range map[string]bool{
		"subtitle": doc.Subtitle == "", "date": doc.Time.IsZero(), "Tags:": len(doc.Tags) == 0,
		"Summary:": doc.Summary == "", "author": len(doc.Authors) == 0,
	} {
		if missing {
			t.Errorf("talk.slide: the header has no %s", what)
		}
	}
	const source = "https://github.com/sangam14/GopherLabs"
	for _, a := range doc.Authors {
		for _, e := range a.Elem {
			if l, ok := e.(present.Link); ok && l.URL.String() == source {
				return
			}
		}
	}
	t.Errorf("talk.slide: no author has a link to %s", source)
}

func TestLength(t *testing.T) {
	// A slide with a stepper belongs to the slide before it.
	if n := len(talk.slides) - len(steppers); n < 34 || n > 40 {
		t.Errorf("the deck has %d slides beside those with a stepper, want 34 to 40", n)
	}
}

// TestStatements checks that the deck says everything, in order, and that each
// slide is there for a reason.
func TestStatements(t *testing.T) {
	at := make(map[string]int) // from a slide's anchor to its place
	partOf := make([]int, len(talk.slides))
	var titles []string
	for i, s := range talk.slides {
		if opensPart.MatchString(s.Title) {
			titles = append(titles, s.Title)
		}
		if len(s.Elem) == 0 {
			t.Errorf("%v has nothing but its title: put what it says onto the slide that it announces", s)
		}
		if _, ok := at[s.ID]; s.ID == "" || ok {
			t.Errorf("%v has the anchor %q: give each slide one of its own, as in \"## Title {#anchor}\"", s, s.ID)
		} else {
			at[s.ID] = i
		}
		partOf[i] = len(titles)
	}
	if !slices.Equal(titles, parts) {
		t.Errorf("the parts are\n\t%s\nwant\n\t%s", strings.Join(titles, "\n\t"), strings.Join(parts, "\n\t"))
	}

	said := make(map[string]bool)
	last := 0 // where the statement before began
	for _, st := range statements {
		shown := false
		for n, anchor := range st.anchors {
			said[anchor] = true
			i, ok := at[anchor]
			if !ok {
				t.Errorf("%s (%s): no slide has the anchor {#%s}", st.id, st.says, anchor)
				continue
			}
			if partOf[i] != st.part {
				t.Errorf("%s (%s): %v is in part %d, want it in part %d", st.id, st.says, talk.slides[i], partOf[i], st.part)
			}
			if n == 0 && i < last {
				t.Errorf("%s (%s): %v comes before the slides of the statement before it", st.id, st.says, talk.slides[i])
			}
			if n == 0 {
				last = i
			}
			shown = shown || len(talk.slides[i].programs) > 0
		}
		if st.runs && !shown {
			t.Errorf("%s (%s): none of its slides %q has a program to run", st.id, st.says, st.anchors)
		}
	}
	for anchor, i := range at {
		if !said[anchor] && !slices.Contains(around, anchor) {
			t.Errorf("%v, {#%s}: it says no statement of the talk", talk.slides[i], anchor)
		}
	}
}

// TestSteppers checks that each stepper is right behind the slide of its program,
// alone, and that there are just these.
func TestSteppers(t *testing.T) {
	var got []string
	for i, s := range talk.slides {
		for _, frame := range descend(s.node, isFrame) {
			src := attr(frame, "src")
			name := strings.TrimSuffix(strings.TrimPrefix(src, "images/"), ".html")
			got = append(got, name)
			if src != "images/"+name+".html" {
				t.Errorf("%v: <iframe> shows %s, want a page that lies beside the deck: write .iframe images/NAME.html", s, src)
			}
			if attr(frame, "width") == "" || attr(frame, "height") == "" {
				t.Errorf("%v: %s has no size: write .iframe %[2]s HEIGHT WIDTH", s, src)
			}
			if len(s.Elem) != 1 {
				t.Errorf("%v: the stepper %s has no slide of its own: put the rest on another", s, src)
			}
			before := talk.slides[max(i-1, 0)]
			if !slices.ContainsFunc(before.programs, func(p program) bool { return p.name == name }) {
				t.Errorf("%v: the slide before does not run code/%s: put the stepper right behind its program", s, name)
			}
			if want := before.ID + "-steps"; s.ID != want {
				t.Errorf("%v: its anchor is {#%s}, want {#%s}", s, s.ID, want)
			}
		}
	}
	if diff := cmp.Diff(steppers, got); diff != "" {
		t.Errorf("the deck has other steppers than it should (-want +got):\n%s", diff)
	}
}

// TestFiles checks that each program and each picture is on a slide, or has
// measured a figure there, and that each program has its outcomes.
func TestFiles(t *testing.T) {
	shown := make(map[string]bool)
	for _, s := range talk.slides {
		for _, c := range s.code() {
			shown[codeFile(c)] = true
		}
		for _, name := range s.parts() {
			shown[name] = true
		}
		for _, n := range descend(s.node, isTaken) {
			shown[taken(n)] = true
		}
		for _, cell := range descend(s.node, func(n *html.Node) bool { return n.DataAtom == atom.Td }) {
			name, _, _ := strings.Cut(attr(cell, "data-measured"), ": ")
			for _, file := range []string{"main.cpp", "Main.java", "outcomes.txt"} {
				shown["code/"+name+"/"+file] = true
			}
		}
		for _, img := range descend(s.node, func(n *html.Node) bool { return isImage(n) || isFrame(n) }) {
			src := attr(img, "src")
			shown[src] = true
			if _, err := os.Stat(filepath.Join(root, src)); err != nil {
				t.Errorf("%v: the picture %s does not exist: correct the name in talk.slide", s, src)
			}
		}
	}
	shown[repeatFile] = true // which the deck sends to present, for Run ×10
	for _, folder := range []string{"code", "images"} {
		err := fs.WalkDir(os.DirFS(root), folder, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if !shown[name] {
				t.Errorf("no slide shows %s: show it or remove it", name)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	for _, name := range folders(t) {
		readOutcomes(t, name)
		files, err := filepath.Glob(filepath.Join(root, "code", name, "[mM]ain.*"))
		if err != nil {
			t.Fatal(err)
		}
		if len(files) != 1 {
			t.Errorf("code/%s has %d programs beside its outcomes.txt, want one: main.go, main.cpp or Main.java", name, len(files))
		}
	}
}

// TestAllRun checks that each program is run: by the audience, so that it has a
// Run button, or at least by TestLanguages.
func TestAllRun(t *testing.T) {
	var run []string
	for _, p := range talk.programs() {
		run = append(run, p.name)
	}
	for _, l := range languages {
		run = append(run, l.name)
	}
	slices.Sort(run)
	if diff := cmp.Diff(folders(t), run); diff != "" {
		t.Errorf("the folders of code/ are not the programs that are run (-folders +run):\n%s", diff)
	}
}

// TestEditable checks that the audience can change each program that it can run.
func TestEditable(t *testing.T) {
	for _, s := range talk.slides {
		for _, c := range s.code() {
			if c.Play && !c.Edit {
				t.Errorf("%v: the program cannot be changed on the slide: write .play -edit %s", s, codeFile(c))
			}
		}
	}
}

// TestOutcomesShown checks that on each slide with a program, or on the next,
// the audience sees the list of its outcomes, all of it.
func TestOutcomesShown(t *testing.T) {
	for i, s := range talk.slides {
		near := s.code()
		if i+1 < len(talk.slides) {
			near = append(near, talk.slides[i+1].code()...)
		}
		for _, p := range s.programs {
			file := "code/" + p.name + "/outcomes.txt"
			j := slices.IndexFunc(near, func(c present.Code) bool { return codeFile(c) == file })
			if j < 0 {
				t.Errorf("%v runs %s, but neither it nor the next slide shows %s: add \".code %s /^-- /,$\"", s, p.name, file, file)
				continue
			}
			for _, o := range readOutcomes(t, p.name).Outcomes {
				if !strings.Contains(string(near[j].Raw), "-- "+o.Name+" --\n"+o.Output) {
					t.Errorf("%v: %q leaves out the outcome %q", s, near[j].Cmd, o.Name)
				}
			}
		}
	}
}

// TestFits checks what is on the slides against the room that there is.
func TestFits(t *testing.T) {
	const (
		titleWidth    = 48 // of a title
		sentenceWidth = 85 // of the sentence above a program
		bulletWidth   = 75 // of a line in a list
		bullets       = 5  // lines of a list
		aloneLines    = 15 // of a program that has the slide to itself
		aloneWidth    = 54
		pairLines     = 7 // of one of two programs
		pairWidth     = 50
	)
	for _, s := range talk.slides {
		if n := len([]rune(s.Title)); n > titleWidth {
			t.Errorf("%v: the title has %d letters, want at most %d", s, n, titleWidth)
		}
		for _, p := range descend(s.node, func(n *html.Node) bool { return n.DataAtom == atom.P }) {
			if n := len([]rune(textOf(p))); n > sentenceWidth {
				t.Errorf("%v: a sentence of %d letters, want at most %d: %s", s, n, sentenceWidth, textOf(p))
			}
		}
		items := descend(s.node, func(n *html.Node) bool { return n.DataAtom == atom.Li })
		if len(items) > bullets {
			t.Errorf("%v: a list of %d lines, want at most %d", s, len(items), bullets)
		}
		for _, item := range items {
			if n := len([]rune(textOf(item))); n > bulletWidth {
				t.Errorf("%v: a line of %d letters, want at most %d: %s", s, n, bulletWidth, textOf(item))
			}
		}

		most, width := aloneLines, aloneWidth
		switch {
		case len(s.programs) > 2:
			t.Errorf("%v has %d programs, want at most 2", s, len(s.programs))
		case len(s.programs) == 2:
			most, width = pairLines, pairWidth
		}
		for _, n := range descend(s.node, isPlayground) {
			shown := ""
			for pre := range n.ChildNodes() {
				if pre.DataAtom == atom.Pre && attr(pre, "style") == "" { // not hidden
					shown = strings.Trim(sent(pre), "\n")
				}
			}
			lines := strings.Split(shown, "\n")
			if len(lines) > most {
				t.Errorf("%v shows a program of %d lines, want at most %d", s, len(lines), most)
			}
			for _, line := range lines {
				if n := len([]rune(line)); n > width {
					t.Errorf("%v: this line has %d columns, want at most %d:\n%s", s, n, width, line)
				}
			}
		}
	}
}

// TestWords checks that talk.slide holds words and directives alone: what a
// browser needs beside them lies in images/.
func TestWords(t *testing.T) {
	tag := regexp.MustCompile(`</?[a-zA-Z!]`)
	for i, line := range strings.Split(talk.source, "\n") {
		if tag.MatchString(line) {
			t.Errorf("talk.slide:%d: %q: put HTML into a file in images/, and take it in with .html", i+1, line)
		}
	}
	if len(talk.slides) > 0 && !slices.Equal(talk.slides[0].parts(), []string{"images/deck.html"}) {
		t.Errorf("%v takes in %q, want images/deck.html, which is for the whole deck", talk.slides[0], talk.slides[0].parts())
	}
}

// TestPage checks what present's templates leave to the deck: pictures with a
// text and a caption, links that are well formed, the language of the page, and
// that nothing is taken from elsewhere or from present's own files.
func TestPage(t *testing.T) {
	for _, s := range talk.slides {
		for _, img := range descend(s.node, isImage) {
			src := attr(img, "src")
			if strings.TrimSpace(attr(img, "alt")) == "" {
				t.Errorf("%v: the picture %s has no text for those who cannot see it: write ![text](%[2]s)", s, src)
			}
			if !captioned(img) {
				t.Errorf("%v: no .caption follows the picture %s", s, src)
			}
			if u, err := url.Parse(src); err != nil || u.IsAbs() || u.Host != "" || strings.HasPrefix(u.Path, "/") {
				t.Errorf("%v: the picture %q is not a file beside the deck: write a relative path", s, src)
			}
		}
		for _, a := range descend(s.node, func(n *html.Node) bool { return n.DataAtom == atom.A }) {
			u, err := url.Parse(attr(a, "href"))
			if err != nil || u.Scheme != "https" || !strings.Contains(u.Host, ".") || strings.ContainsAny(attr(a, "href"), " \t") {
				t.Errorf("%v: the link %q is not https://host/path", s, attr(a, "href"))
			}
		}
		for _, n := range descend(s.node, func(n *html.Node) bool {
			return slices.Contains([]atom.Atom{atom.Object, atom.Embed, atom.Video, atom.Audio}, n.DataAtom) || isTaken(n)
		}) {
			name := taken(n)
			if _, err := os.Stat(filepath.Join(root, name)); !isTaken(n) || !strings.HasPrefix(name, "images/") || err != nil {
				t.Errorf("%v: <%s> takes %q from elsewhere: a slide shows only what lies beside the deck", s, n.Data, name)
			}
		}
		for _, e := range s.Elem {
			if img, ok := e.(present.Image); ok {
				t.Errorf("%v: %s can have no text for those who cannot see it: write ![text](%s)", s, img.Cmd, img.URL)
			}
		}
	}
	for i, line := range strings.Split(talk.source, "\n") {
		for _, bad := range []string{"/static/", "http://", "url(", "@import"} {
			if strings.Contains(line, bad) {
				t.Errorf("talk.slide:%d: %q: use https links and relative paths only, and nothing of present's own files", i+1, bad)
			}
		}
	}
}

// repeatFile is the program that Run ×10 sends to present.
const repeatFile = "images/repeat.go"

// isTaken reports whether n takes in a style or a script.
func isTaken(n *html.Node) bool {
	return n.DataAtom == atom.Link || n.DataAtom == atom.Script && attr(n, "src") != ""
}

// taken returns what n takes in.
func taken(n *html.Node) string { return attr(n, "src") + attr(n, "href") }

func isImage(n *html.Node) bool { return n.DataAtom == atom.Img }

func isFrame(n *html.Node) bool { return n.DataAtom == atom.Iframe }

// captioned reports whether a caption is the next element after img's paragraph.
func captioned(img *html.Node) bool {
	for n := img.Parent.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			return n.DataAtom == atom.Figcaption
		}
	}
	return false
}

// TestEscaped checks that a site can serve the deck whose own tests take these
// strings for HTML that somebody forgot to escape, as go.dev's do: there are none
// but those of present's template.
func TestEscaped(t *testing.T) {
	tmpl, err := presentTemplate()
	if err != nil {
		t.Fatal(err)
	}
	var bare bytes.Buffer
	if err := new(present.Doc).Render(&bare, tmpl); err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{"talk.slide": talk.page}
	files, err := filepath.Glob(filepath.Join(root, "images", "*.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		pages["images/"+filepath.Base(file)] = string(text)
	}
	for name, page := range pages {
		for _, bad := range []string{"& ", " < ", "<-"} {
			own := 0
			if name == "talk.slide" {
				own = strings.Count(bare.String(), bad)
			}
			if n := strings.Count(page, bad); n > own {
				at := strings.LastIndex(page, bad)
				t.Errorf("%s: what is served has %q %d times, want %d: escape it, or say it in other words; the last is in\n\t…%s…", name, bad, n, own, page[max(0, at-40):min(len(page), at+40)])
			}
		}
	}
}
