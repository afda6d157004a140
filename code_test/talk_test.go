// Package talk checks the talk: that the deck is whole, that its programs are
// what the slides show, and that they print what the slides say and nothing
// else.
//
// The files tell the story in this order:
//
//   - slides_test.go reads talk.slide as present does, down to the text that
//     each Run button sends.
//   - deck_test.go holds the deck to its plan: statements, files, room, links.
//   - notes_test.go reads the speaker's notes, and adds up how long the talk
//     takes.
//   - sources_test.go reads claims.txt, where each sentence of the talk has its
//     source, and holds the sources against the Go that is installed.
//   - pictures_test.go looks into the SVG files.
//   - generated_test.go draws the pictures and pages that are drawn from
//     programs again, and compares.
//   - build_test.go builds a program in each way in which it is run: by
//     present, by a playground, and for the race detector.
//   - programs_test.go checks the text of the programs, and runs them many
//     times; each output must be in the program's outcomes.txt.
//   - systems_test.go checks them for Windows, macOS and Linux.
//   - measurements_test.go keeps measurements.txt, which says what each program
//     printed on one machine, and measures anew with -measure.
//   - interleavings_test.go runs them under every schedule, with package explore
//     of interleave/; what they can print must be just what is listed.
//   - claims_test.go checks what slides and notes say beyond the outcomes: what
//     an edit leads to, what a setting changes, what a table shows.
//   - languages_test.go does the same for the programs in C++ and Java.
//   - presented_test.go starts present and presses every Run button, and
//     renders the deck as a talks site would.
//   - browser_test.go opens the deck in a real browser, a tab for each check.
//   - browser_look_test.go looks at every slide on screens of all sizes, with
//     cards shut and open: nothing is cut off, hidden, too small or too pale.
//     browser_look.js is what looks, in the page.
//   - browser_cards_test.go opens and shuts cards.
//   - browser_run_test.go clicks Run, Run ×10, Kill and Close, and types into
//     programs.
//   - browser_judged_test.go feeds the deck with outputs that seldom come.
//   - browser_keyboard_test.go gives the talk without a mouse,
//     browser_mouse_test.go with one, and browser_touch_test.go on a phone.
//   - browser_notes_test.go opens the window with the speaker's notes.
//   - browser_stepper_test.go steps through each run that a page shows, by keys
//     and by mouse, and follows the cards that lead there.
//   - browser_print_test.go prints the deck.
//   - browser_axe_test.go has axe-core look at it.
//   - browser_hosts_test.go opens it where programs cannot run.
//   - browser_plain_test.go opens it without script, and on sites that are not
//     present's.
//   - browser_site_test.go serves the deck as a talks site does, with a
//     playground, and runs every program there.
//   - browser_screenshots_test.go takes pictures of it, if asked to.
//
// Package outcome, below, reads outcomes.txt, and package chromium starts the
// browser.
package talk

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"goroutines/code_test/outcome"
)

// root is the folder of talk.slide.
const root = ".."

var runs = flag.Int("runs", 30, "run each program `n` times for each way to build it")

// TestMain reads the deck before the tests begin: a deck that cannot be read is
// one mistake, not one for each test.
func TestMain(m *testing.M) {
	flag.Parse()
	waitTogether()
	var err error
	if talk, err = loadDeck(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	m.Run()
}

// waitTogether lets more tests run at a time than there are processors, unless
// -parallel says how many: most of their time they wait, for a browser, for
// present, or for a program that sleeps.
func waitTogether() {
	byDefault := true
	flag.Visit(func(f *flag.Flag) { byDefault = byDefault && f.Name != "test.parallel" })
	if byDefault {
		flag.Set("test.parallel", strconv.Itoa(2*runtime.GOMAXPROCS(0)))
	}
}

// missing ends a test that needs something that this machine does not have. In
// continuous integration, where everything can be installed, it fails instead.
func missing(t testing.TB, what, install string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is missing: %s", what, install)
	}
	t.Skipf("%s is missing: %s", what, install)
}

// readOutcomes reads the outcomes.txt in the folder of code/ with this name.
func readOutcomes(t testing.TB, name string) *outcome.File {
	t.Helper()
	f, err := outcomesOf(name)
	if err != nil {
		t.Fatalf("program %s: %v", name, err)
	}
	return f
}

// outcomesOf is readOutcomes for those that have no test to end.
func outcomesOf(name string) (*outcome.File, error) {
	data, err := os.ReadFile(filepath.Join(root, "code", name, "outcomes.txt"))
	if err != nil {
		return nil, fmt.Errorf("%v: list its outcomes there", err)
	}
	return outcome.Parse("code/"+name+"/outcomes.txt", data)
}

// folders returns the names of the folders in code/, one for each program.
func folders(t testing.TB) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(root, "code"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			t.Errorf("code/%s is not a folder: put each program into one, as code/NAME/main.go", e.Name())
			continue
		}
		names = append(names, e.Name())
	}
	return names
}
