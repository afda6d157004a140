package talk

// This file prints the deck, as a speaker does who wants to hand it out: one
// page a slide, with all that is on it, cards open, as text that can be selected.

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// testPrint prints the deck to PDF.
func testPrint(t *testing.T, browser context.Context, address string) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		missing(t, "pdftotext", "install it, as with apt-get install poppler-utils")
	}
	tb := newTab(t, browser, address, laptop)
	tb.setPlace("the printed deck")
	ctx, cancel := context.WithTimeout(tb.ctx, patience)
	defer cancel()
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatalf("printing: %v", err)
	}
	file := filepath.Join(t.TempDir(), "talk.pdf")
	if err := os.WriteFile(file, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(pdftotext, "-raw", file, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", pdftotext, err, text)
	}
	papers := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	if len(papers) != pages() {
		t.Fatalf("the deck is printed on %d pages, want %d, one a slide: see \"@media print\" in images/deck.css", len(papers), pages())
	}

	// What a page shows is laid out as for paper, and looked at on the screen.
	tb.do("laying it out as for paper", chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		_, err := cdp.Call(ctx, page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}))
	tb.lookAtPages("printed", standard{Least: 12, Program: 16, Card: 16, Picture: 16, Colors: true, Paper: true}, "", "printed")
	words := evaluate[[]string](tb, "reading it", `[...document.querySelectorAll('section.slides > article')].map(slide =>
		[slide, ...[...slide.querySelectorAll('iframe')].map(frame => frame.contentDocument.body)].map(e => e.innerText).join(' '))`)
	for i, paper := range papers {
		tb.setPlace(pageName(i) + ", printed")
		printed := strings.Join(strings.Fields(paper), "")
		for _, word := range strings.Fields(words[i]) {
			if !strings.Contains(printed, word) {
				tb.errorf("no text %q can be selected on the page, only\n%s", word, paper)
				break
			}
		}
		// Everything is open.
		if i == 0 || i == pages()-1 {
			continue
		}
		for _, name := range cardNames(t, talk.slides[i-1]) {
			if !strings.Contains(printed, strings.Join(strings.Fields(name), "")) {
				tb.errorf("the outcome %q is not on the page:\n%s", name, paper)
			}
		}
	}
}

// cardNames returns the names of the outcomes that a slide lists.
func cardNames(t *testing.T, s slide) []string {
	t.Helper()
	var names []string
	for _, c := range s.code() {
		if dir, ok := strings.CutSuffix(codeFile(c), "/outcomes.txt"); ok {
			for _, o := range readOutcomes(t, filepath.Base(dir)).Outcomes {
				names = append(names, o.Name)
			}
		}
	}
	return names
}
