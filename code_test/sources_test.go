package talk

// This file reads claims.txt, where each sentence of the talk has its source,
// and holds the sources against the Go that is installed: the specification, the
// memory model, the source and the API of the standard library.

import (
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/tools/txtar"
)

// A claim is a stretch of text on a slide or in its notes, with its sources.
type claim struct {
	slide   string // the anchor of the slide
	text    string // literally as on the slide; " … " stands for any words
	line    int    // in claims.txt
	sources []citation
}

// A citation says where it is written, or what shows it.
type citation struct {
	kind  string // one of kinds
	place string // a section, a file, a program, an address
	words string // what is there, literally
}

func (s citation) String() string { return strings.TrimSpace(s.kind+" "+s.place) + ": " + s.words }

// kinds are the kinds of sources, with the check of each. The head of claims.txt
// says what place and words are for each of them.
var kinds = map[string]func(place, words string) error{
	"spec":     func(section, words string) error { return inPage("go_spec.html", section, words) },
	"mem":      func(section, words string) error { return inPage("go_mem.html", section, words) },
	"file":     inFile,
	"const":    isConstant,
	"api":      inAPI,
	"program":  ofProgram,
	"measured": isMeasured,
	"test":     isTest,
	"web":      onWeb,
	"own":      func(_, _ string) error { return errOwn },
}

// The answers of a check that cannot say yes or no.
var (
	errWeb = errors.New("not in GOROOT: nobody has read it for this test")
	errOwn = errors.New("the talk's own words")
)

// readClaims reads claims.txt.
func readClaims(t *testing.T) []claim {
	t.Helper()
	data, err := os.ReadFile("claims.txt")
	if err != nil {
		t.Fatal(err)
	}
	claims, err := parseClaims(data)
	if err != nil {
		t.Fatal(err)
	}
	return claims
}

// parseClaims parses the text of claims.txt.
func parseClaims(data []byte) ([]claim, error) {
	archive := txtar.Parse(data)
	line := strings.Count(string(archive.Comment), "\n") + 1
	var claims []claim
	for _, f := range archive.Files {
		line++ // of the section's name
		for text := range strings.Lines(string(f.Data)) {
			text = strings.TrimRight(text, "\n")
			switch {
			case text == "":
			case !strings.HasPrefix(text, "\t"):
				claims = append(claims, claim{slide: f.Name, text: text, line: line})
			case len(claims) == 0 || claims[len(claims)-1].slide != f.Name:
				return nil, fmt.Errorf("claims.txt:%d: a source with no sentence above it", line)
			default:
				c := &claims[len(claims)-1]
				where, words, ok := strings.Cut(strings.TrimSpace(text), ": ")
				kind, place, _ := strings.Cut(where, " ")
				if kinds[kind] == nil || !ok {
					return nil, fmt.Errorf("claims.txt:%d: %q is no source: write KIND PLACE: WORDS, with a kind of %q", line, text, slices.Sorted(maps.Keys(kinds)))
				}
				c.sources = append(c.sources, citation{kind, place, words})
			}
			line++
		}
	}
	return claims, nil
}

// A unit is a piece of text that is read as one: a title, a sentence, a line of
// a list, a caption, the text of a picture, a note.
type unit struct {
	where string
	text  string
	shown bool // on the slide
}

// units returns the text of each slide by its anchor; that of the title slide is
// "title".
func units() map[string][]unit {
	all := make(map[string][]unit)
	notes := func(lines []string) []unit {
		var units []unit
		for _, line := range lines {
			label, text, _ := strings.Cut(line, ": ")
			if label == "Asked" { // the question is somebody else's
				_, text, _ = strings.Cut(text, `?" `)
			}
			if label != "Time" && label != "Cut" {
				units = append(units, unit{where: "its note " + label, text: text})
			}
		}
		return units
	}
	all["title"] = append([]unit{{"its subtitle", talk.doc.Subtitle, true}}, notes(talk.doc.TitleNotes)...)
	for _, s := range talk.slides {
		list := []unit{{"its title", opensPart.ReplaceAllString(s.Title, ""), true}}
		add := func(where, text string) {
			list = append(list, unit{where, strings.Join(strings.Fields(text), " "), true})
		}
		for n := range s.node.Descendants() {
			switch n.DataAtom {
			case atom.P:
				if text := textOf(n); text != "" {
					add("its sentence", text)
				}
			case atom.Li:
				add("its list", textOf(n))
			case atom.Figcaption:
				add("its caption", textOf(n))
			case atom.Img:
				add("the text of its picture", attr(n, "alt"))
			}
		}
		all[s.ID] = append(list, notes(s.Notes)...)
	}
	return all
}

// find returns where the claim's text begins and ends in text. A " … " in it
// stands for any words.
func (c claim) find(text string) (start, end int, ok bool) {
	for i, part := range strings.Split(c.text, " … ") {
		at := strings.Index(text[end:], part)
		if at < 0 {
			return 0, 0, false
		}
		if i == 0 {
			start = end + at
		}
		end += at + len(part)
	}
	return start, end, true
}

// sentenceEnd is where a sentence ends and another begins.
var sentenceEnd = regexp.MustCompile(`[.?!]["”)]*(\s+|$)`)

// instruction is how a sentence begins that tells the speaker what to do, and
// says nothing that could be so or not.
var instruction = regexp.MustCompile(`^(Run|Nothing to click|Nothing[.]|Follow|Point|Look at|Show|Shift and Run|Press|Open|Right arrow|The right arrow|Page Down|Hands up|Keep your|Read the|Count)\b`)

// TestEverySentence checks that each sentence has an entry in claims.txt, and
// each entry a sentence. Only questions and instructions need none.
func TestEverySentence(t *testing.T) {
	for _, problem := range match(readClaims(t), units()) {
		t.Error(problem)
	}
}

// match holds claims against the text of the slides, and says where they do not
// match.
func match(claims []claim, slides map[string][]unit) (problems []string) {
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	for _, c := range claims {
		if !slices.ContainsFunc(slides[c.slide], func(u unit) bool { _, _, ok := c.find(u.text); return ok }) {
			report("claims.txt:%d: {#%s} does not say %q: correct the text, or take it out", c.line, c.slide, c.text)
		}
		if len(c.sources) == 0 {
			report("claims.txt:%d: {#%s}: %q has no source", c.line, c.slide, c.text)
		}
	}
	for _, slide := range slices.Sorted(maps.Keys(slides)) {
		for _, u := range slides[slide] {
			from := 0
			for _, end := range append(sentenceEnd.FindAllStringIndex(u.text, -1), []int{len(u.text), len(u.text)}) {
				start, stop := from, end[1]
				from = stop
				sentence := strings.TrimSpace(u.text[start:stop])
				if sentence == "" || strings.HasSuffix(strings.TrimRight(sentence, `")`), "?") || instruction.MatchString(sentence) {
					continue
				}
				if !slices.ContainsFunc(claims, func(c claim) bool {
					a, b, ok := c.find(u.text)
					return ok && c.slide == slide && a < stop && start < b
				}) {
					report("{#%s}, %s: %q has no entry in claims.txt: give its source, or take it out of the talk", slide, u.where, sentence)
				}
			}
		}
	}
	return problems
}

// TestSources checks each source that can be checked here.
func TestSources(t *testing.T) {
	counts := make(map[string]int)
	unread := 0
	for _, c := range readClaims(t) {
		for _, s := range c.sources {
			counts[s.kind]++
			err := kinds[s.kind](s.place, s.words)
			switch {
			case errors.Is(err, errWeb):
				unread++
			case err != nil && !errors.Is(err, errOwn):
				t.Errorf("claims.txt:%d: {#%s} says %q, and its source is no longer so: %v: %v", c.line, c.slide, c.text, s, err)
			}
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%4d %s", counts[kind], kind)
	}
	t.Logf("%d of these sources are not on this machine, and were not read", unread)
}

// TestQuotations checks that what stands in quotation marks on a slide stands so
// in one of the slide's sources.
func TestQuotations(t *testing.T) {
	quotation := regexp.MustCompile(`"([^"]+)"`)
	claims := readClaims(t)
	for slide, list := range units() {
		for _, u := range list {
			if !u.shown {
				continue
			}
			for _, m := range quotation.FindAllStringSubmatch(u.text, -1) {
				quoted := strings.TrimRight(m[1], ".,")
				exact := slices.ContainsFunc(claims, func(c claim) bool {
					return c.slide == slide && slices.ContainsFunc(c.sources, func(s citation) bool {
						return s.kind != "own" && strings.Contains(s.words, quoted)
					})
				})
				if !exact && strings.Contains(quoted, " ") {
					t.Errorf("{#%s}, %s: %q is quoted, but no source of the slide in claims.txt has these words", slide, u.where, quoted)
				}
			}
		}
	}
}

// goroot is the folder of the Go that runs these tests.
var goroot = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	return strings.TrimSpace(string(out)), err
})

// fromGo reads a file of GOROOT.
func fromGo(path ...string) ([]byte, error) {
	dir, err := goroot()
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, filepath.Join(path...)))
}

// has reports an error unless words stand in text; " … " stands for any words
// in between.
func has(text, words string) error {
	space := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if _, _, ok := (claim{text: space(words)}).find(space(text)); !ok {
		return errors.New("these words are not there")
	}
	return nil
}

// inPage looks for words below a heading of a page in GOROOT/doc.
func inPage(name, section, words string) error {
	data, err := fromGo("doc", name)
	if err != nil {
		return err
	}
	doc, err := html.Parse(strings.NewReader(string(data)))
	if err != nil {
		return err
	}
	var text strings.Builder
	inside, found := false, false
	for n := range doc.Descendants() {
		switch n.DataAtom {
		case atom.H2, atom.H3, atom.H4:
			inside = textOf(n) == section
			found = found || inside
		}
		if inside && n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
	}
	if !found {
		return fmt.Errorf("doc/%s has no section with this title", name)
	}
	return has(text.String(), words)
}

// commentMark begins a line of a comment.
var commentMark = regexp.MustCompile(`(?m)^\s*//`)

// inFile looks for words in a file of GOROOT/src, whatever lines they are on.
func inFile(name, words string) error {
	data, err := fromGo("src", name)
	if err != nil {
		return err
	}
	return has(commentMark.ReplaceAllString(string(data), ""), words)
}

// isConstant checks that a Go file of GOROOT/src gives a name a value, as words
// has it: NAME = VALUE.
func isConstant(file, words string) error {
	data, err := fromGo("src", file)
	if err != nil {
		return err
	}
	name, value, ok := strings.Cut(words, " = ")
	if !ok {
		return errors.New("write NAME = VALUE")
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, data, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	evaluate := func(expression string) constant.Value {
		v, err := types.Eval(fset, nil, token.NoPos, expression)
		if err != nil {
			return nil
		}
		return v.Value
	}
	var found []string
	given := func(left string, right ast.Expr) {
		if left == name {
			found = append(found, string(data[right.Pos()-f.FileStart:right.End()-f.FileStart]))
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ValueSpec:
			for i, v := range n.Values {
				given(n.Names[i].Name, v)
			}
		case *ast.AssignStmt:
			if id, ok := n.Lhs[0].(*ast.Ident); ok && len(n.Lhs) == 1 {
				given(id.Name, n.Rhs[0])
			}
		}
		return true
	})
	want := evaluate(value)
	if want == nil {
		return fmt.Errorf("%q is no constant", value)
	}
	for _, expression := range found {
		if v := evaluate(expression); v != nil && constant.Compare(v, token.EQL, want) {
			return nil
		}
	}
	return fmt.Errorf("the file gives it %q", found)
}

// inAPI checks that a version of Go was the first with a line in GOROOT/api.
func inAPI(version, words string) error {
	data, err := fromGo("api", version+".txt")
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		line, _, _ = strings.Cut(line, " #")
		if strings.TrimSpace(line) == words {
			return nil
		}
	}
	return fmt.Errorf("%s did not bring it", version)
}

// ofProgram checks what a program in code/ can do, or how it is written.
func ofProgram(name, words string) error {
	dir := filepath.Join(root, "code", name)
	f, err := outcomesOf(name)
	if err != nil {
		return err
	}
	what, rest, _ := strings.Cut(words, " ")
	if n, err := strconv.Atoi(what); err == nil && (rest == "outcomes" || rest == "outcome") {
		if len(f.Outcomes) != n {
			return fmt.Errorf("it has %d", len(f.Outcomes))
		}
		return nil
	}
	switch what {
	case "outcome":
		for _, o := range f.Outcomes {
			if o.Name == rest {
				return nil
			}
		}
		return errors.New("it has no outcome of this name")
	case "prints":
		if _, ok := f.Match(rest + "\n"); ok {
			return nil
		}
		for _, o := range f.Outcomes {
			if strings.Contains(o.Output, rest) {
				return nil
			}
		}
		return errors.New("it cannot print that")
	case "says":
		data, err := os.ReadFile(filepath.Join(dir, "outcomes.txt"))
		if err != nil {
			return err
		}
		comment := txtar.Parse(data).Comment
		return has(string(comment), rest)
	case "has":
		files, err := filepath.Glob(filepath.Join(dir, "[mM]ain.*"))
		if err != nil || len(files) != 1 {
			return fmt.Errorf("no program in %s: %v", dir, err)
		}
		data, err := os.ReadFile(files[0])
		if err != nil {
			return err
		}
		return has(string(data), rest)
	}
	return errors.New("write N outcomes, outcome NAME, prints TEXT, has CODE or says WORDS")
}

// isMeasured checks what measurements.txt has of a program: the outcome that was
// seen in most runs, or words in what it printed.
func isMeasured(name, words string) error {
	archive, err := txtar.ParseFile(measurementsFile)
	if err != nil {
		return err
	}
	for _, f := range archive.Files {
		if f.Name != name {
			continue
		}
		m, err := parseMeasurement(string(f.Data))
		if err != nil {
			return err
		}
		most, ok := strings.CutPrefix(words, "mostly ")
		if !ok {
			return has(m.output, words)
		}
		for _, s := range m.seen {
			if s.outcome == most && 2*s.times > s.all {
				return nil
			}
		}
		return errors.New("most runs had another outcome")
	}
	return errors.New("it was not measured")
}

// isTest checks that a test is there.
func isTest(name, _ string) error {
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		return err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if strings.Contains(string(data), "\nfunc "+name+"(") {
			return nil
		}
	}
	return errors.New("there is no such test")
}

// onWeb checks no more than the form of a source that is not on this machine.
func onWeb(place, words string) error {
	address, section, _ := strings.Cut(place, " ")
	if !strings.HasPrefix(address, "https://") || section == "" {
		return errors.New("write web ADDRESS SECTION: \"WORDS\"")
	}
	if len(words) < 3 || words[0] != '"' || words[len(words)-1] != '"' {
		return errors.New("put its very words into quotation marks")
	}
	return errWeb
}

// TestMatchFails checks that match finds what is missing.
func TestMatchFails(t *testing.T) {
	slides := map[string][]unit{"fork": {
		{"its title", "Who waits?", true},
		{"its note Say", "One. Two, of three words. Three.", false},
	}}
	own := []citation{{"own", "", "words"}}
	tests := []struct {
		name   string
		claims []claim
		want   []string // in the messages
	}{
		{"all is well", []claim{{"fork", "One.", 1, own}, {"fork", "Two … Three", 2, own}}, nil},
		{"a sentence without an entry", []claim{{"fork", "One. Two,", 1, own}}, []string{`"Three." has no entry`}},
		{"an entry without a sentence", []claim{{"fork", "One. … Three.", 1, own}, {"fork", "Four", 2, own}}, []string{`does not say "Four"`}},
		{"an entry of another slide", []claim{{"join", "One. … Three.", 1, own}}, []string{`{#join} does not say`, `"One." has`, `"Two, of three words." has`, `"Three." has`}},
		{"an entry without a source", []claim{{"fork", "One. … Three.", 1, nil}}, []string{"has no source"}},
	}
	for _, test := range tests {
		got := match(test.claims, slides)
		if !slices.EqualFunc(got, test.want, strings.Contains) {
			t.Errorf("%s: got\n\t%s\nwant messages with\n\t%s", test.name, strings.Join(got, "\n\t"), strings.Join(test.want, "\n\t"))
		}
	}
}

// TestSourcesFail checks that a source of each kind that is not so is found out.
func TestSourcesFail(t *testing.T) {
	tests := []struct {
		good, bad citation
	}{
		{
			citation{"spec", "Go statements", "execution does not wait for the invoked function to complete"},
			citation{"spec", "Go statements", "execution waits for the invoked function to complete"},
		},
		{
			citation{"spec", "Program execution", "the program exits"},
			citation{"spec", "Go statements", "the program exits"},
		},
		{
			citation{"mem", "Goroutine destruction", "is not guaranteed to be synchronized before any event"},
			citation{"mem", "Goroutine destruction", "is guaranteed to be synchronized before any event"},
		},
		{
			citation{"file", "runtime/HACKING.md", "There are exactly `GOMAXPROCS` Ps."},
			citation{"file", "runtime/HACKING.md", "There are at most `GOMAXPROCS` Ps."},
		},
		{
			citation{"const", "runtime/stack.go", "stackMin = 2048"},
			citation{"const", "runtime/stack.go", "stackMin = 4096"},
		},
		{
			citation{"const", "runtime/proc.go", "maxstacksize = 1_000_000_000"},
			citation{"const", "runtime/proc.go", "maxstacksize = 1 << 30"},
		},
		{
			citation{"api", "go1.25", "pkg sync, method (*WaitGroup) Go(func())"},
			citation{"api", "go1.24", "pkg sync, method (*WaitGroup) Go(func())"},
		},
		{
			citation{"program", "no-join", "6 outcomes"},
			citation{"program", "no-join", "3 outcomes"},
		},
		{
			citation{"program", "welcome", "prints Welcome to GopherLabs!"},
			citation{"program", "welcome", "prints Welcome to the talk!"},
		},
		{
			citation{"program", "welcome", "has go welcome()"},
			citation{"program", "call", "has go welcome()"},
		},
		{
			citation{"measured", "sleep", "mostly parent first, child whole"},
			citation{"measured", "sleep", "mostly parent last, child whole"},
		},
		{
			citation{"measured", "footprint", "stack and heap: 2.6"},
			citation{"measured", "footprint", "stack and heap: 26"},
		},
		{
			citation{"test", "TestSleepIsNoJoin", "three lists"},
			citation{"test", "TestSleepIsAJoin", "three lists"},
		},
	}
	for _, test := range tests {
		if err := kinds[test.good.kind](test.good.place, test.good.words); err != nil {
			t.Errorf("%v: %v", test.good, err)
		}
		if err := kinds[test.bad.kind](test.bad.place, test.bad.words); err == nil {
			t.Errorf("%v: no error", test.bad)
		}
	}
	for _, bad := range []string{"see there", `https://go.dev: "words"`, `https://go.dev/doc/go1.14 Runtime: words`} {
		place, words, _ := strings.Cut(bad, ": ")
		if err := onWeb(place, words); err == nil || errors.Is(err, errWeb) {
			t.Errorf("web %s: error %v, want one that it is not of the form", bad, err)
		}
	}
}
