package talk

// This file reads the deck: parsed by golang.org/x/tools/present, rendered with
// the templates of the present command, and down to the text that the browser
// sends when somebody presses Run.

import (
	"bytes"
	"fmt"
	"html/template"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/tools/present"
)

// A deck is talk.slide, parsed and rendered.
type deck struct {
	doc    *present.Doc
	source string // the text of talk.slide
	page   string // the page that present serves
	slides []slide
}

// A slide is one section of the deck; the title slide and the closing "Thank
// you", which present makes itself, are not among them.
type slide struct {
	present.Section
	node     *html.Node // its <article>
	programs []program  // those that can be run on it
}

// A program is one that the audience can run.
type program struct {
	name  string // of its folder in code/
	slide string // the slide that it is on, for messages
	sent  string // the text that the Run button sends
}

// String names s as a speaker finds it: by its page number and title.
func (s slide) String() string { return fmt.Sprintf("slide %d, %q", s.Number[0]+1, s.Title) }

func init() { present.PlayEnabled = true }

// talk is the deck, which TestMain reads before the tests begin.
var talk *deck

// loadDeck reads the deck.
func loadDeck() (*deck, error) {
	source, err := os.ReadFile(filepath.Join(root, "talk.slide"))
	if err != nil {
		return nil, err
	}
	doc, err := parseDeck(source)
	if err != nil {
		return nil, err
	}
	tmpl, err := presentTemplate()
	if err != nil {
		return nil, fmt.Errorf("reading the templates of present: %v", err)
	}
	var page bytes.Buffer
	if err := doc.Render(&page, tmpl); err != nil {
		return nil, fmt.Errorf("rendering talk.slide: %v", err)
	}
	d := &deck{doc: doc, source: string(source), page: page.String()}
	articles, err := find(d.page, func(n *html.Node) bool { return n.DataAtom == atom.Article })
	if err != nil {
		return nil, err
	}
	if len(articles) != len(doc.Sections)+2 {
		return nil, fmt.Errorf("talk.slide has %d slides, but the page of present has %d, with title and end: a tag is opened and not closed, or closed and not opened", len(doc.Sections), len(articles))
	}
	for i, section := range doc.Sections {
		s := slide{Section: section, node: articles[i+1]}
		if !slices.ContainsFunc(slices.Collect(s.node.ChildNodes()), isPageNumber) {
			return nil, fmt.Errorf("%v: a tag in talk.slide is opened and not closed, or closed and not opened", s)
		}
		if s.programs, err = s.readPrograms(); err != nil {
			return nil, err
		}
		d.slides = append(d.slides, s)
	}
	return d, nil
}

// parseDeck parses the deck. File names in it are below root, and so are those
// in its messages.
func parseDeck(source []byte) (*present.Doc, error) {
	ctx := present.Context{ReadFile: func(name string) ([]byte, error) {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			return nil, fmt.Errorf("%s does not exist or cannot be read (%v): correct the name in talk.slide", name, err)
		}
		return data, nil
	}}
	return ctx.Parse(bytes.NewReader(source), "talk.slide", 0)
}

// presentTemplate returns the template with which present renders a deck.
func presentTemplate() (*template.Template, error) {
	dir, err := presentFolder("templates")
	if err != nil {
		return nil, err
	}
	return present.Template().Funcs(template.FuncMap{"playable": playable}).
		ParseFiles(filepath.Join(dir, "action.tmpl"), filepath.Join(dir, "slides.tmpl"))
}

// presentFolder returns the path of a folder in the source of present.
func presentFolder(name string) (string, error) {
	cmd := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/tools")
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%v: %v", cmd, err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "cmd", "present", name), nil
}

// playable is present's own rule for which code gets a Run button.
func playable(c present.Code) bool { return present.PlayEnabled && c.Play }

// readPrograms pairs the .play commands of the slide with the Run buttons of
// its page.
func (s slide) readPrograms() ([]program, error) {
	var programs []program
	buttons := descend(s.node, isPlayground)
	for _, c := range s.code() {
		if !c.Play {
			continue
		}
		if len(programs) == len(buttons) {
			return nil, fmt.Errorf("%v: %s has no Run button on the page", s, c.Cmd)
		}
		name := filepath.Base(filepath.Dir(codeFile(c)))
		programs = append(programs, program{name: name, slide: s.String(), sent: sent(buttons[len(programs)])})
	}
	return programs, nil
}

// code returns the .code and .play commands of the slide.
func (s slide) code() []present.Code {
	var code []present.Code
	for _, e := range s.Elem {
		if c, ok := e.(present.Code); ok {
			code = append(code, c)
		}
	}
	return code
}

// parts returns the files that the slide takes in with .html.
func (s slide) parts() []string {
	var files []string
	for _, e := range s.Elem {
		if h, ok := e.(present.HTML); ok && h.Cmd != "" {
			files = append(files, strings.TrimSpace(strings.TrimPrefix(h.Cmd, ".html")))
		}
	}
	return files
}

// codeFile returns the file that c shows, as named in the deck.
func codeFile(c present.Code) string {
	for _, arg := range strings.Fields(c.Cmd)[1:] {
		if !strings.HasPrefix(arg, "-") {
			return arg
		}
	}
	return ""
}

// programs returns the programs that can be run, each once.
func (d *deck) programs() []program {
	var programs []program
	for _, s := range d.slides {
		for _, p := range s.programs {
			same := func(q program) bool { return q.name == p.name }
			if !slices.ContainsFunc(programs, same) {
				programs = append(programs, p)
			}
		}
	}
	return programs
}

// program returns the program with this name. It fails the test if there is
// none, since something in the talk relies on it.
func (d *deck) program(t testing.TB, name string) program {
	t.Helper()
	for _, p := range d.programs() {
		if p.name == name {
			return p
		}
	}
	t.Fatalf("no slide runs the program code/%s/main.go, on which this test relies", name)
	return program{}
}

// sent returns the text that present's playground.js takes from the page when
// Run is pressed: its function text, in Go.
func sent(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type != html.ElementNode || c.DataAtom == atom.Button:
		case c.DataAtom == atom.Div || c.DataAtom == atom.Br || c.DataAtom == atom.Pre:
			b.WriteString("\n" + sent(c))
		default:
			b.WriteString(sent(c))
		}
	}
	return strings.Replace(b.String(), "\u00a0", " ", 1)
}

// isPageNumber reports whether n is what present's template puts last on a
// slide, directly into its <article>.
func isPageNumber(n *html.Node) bool {
	return n.DataAtom == atom.Span && attr(n, "class") == "pagenumber"
}

func isPlayground(n *html.Node) bool {
	return n.DataAtom == atom.Div && slices.Contains(strings.Fields(attr(n, "class")), "playground")
}

// find parses the page and returns the elements in it that match.
func find(page string, match func(*html.Node) bool) ([]*html.Node, error) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("parsing the rendered page: %v", err)
	}
	return descend(doc, match), nil
}

// descend returns the elements below n that match.
func descend(n *html.Node, match func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && match(c) {
			found = append(found, c)
		}
	}
	return found
}

// attr returns the value of n's attribute, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
