package talk

// This file prints the deck, as a speaker does who wants to hand it out: one
// page a slide, with all that is on it, as text that can be selected.

import (
	"context"
	"fmt"
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
	tb := newTab(t, browser, address, 1280, 800)
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
		t.Fatalf("the deck is printed on %d pages, want %d, one a slide: see \"@media print\" in talk.slide", len(papers), pages())
	}

	// What a page shows is laid out as for paper, and looked at on the screen.
	tb.do("laying it out as for paper", chromedp.Func(func(ctx context.Context, page *chromedp.Target) error {
		_, err := cdp.Call(ctx, page, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}))
	for i, paper := range papers {
		tb.goTo(i)
		tb.setPlace(pageName(i) + ", printed")
		tb.look(i)
		words := evaluate[string](tb, "reading it", fmt.Sprintf(`(() => {
			const slide = document.querySelectorAll('section.slides > article')[%d];
			return [slide, ...[...slide.querySelectorAll('iframe')].map(frame => frame.contentDocument.body)].map(e => e.innerText).join(' ');
		})()`, i))
		printed := strings.Join(strings.Fields(paper), "")
		for _, word := range strings.Fields(words) {
			if !strings.Contains(printed, word) {
				tb.errorf("no text %q can be selected on the page, only\n%s", word, paper)
			}
		}
	}
}
