package chromium

// This file holds a page against the rules of axe-core, the library that finds
// what those miss who cannot see a page or use a mouse.

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeVersion is the version of axe-core that is fetched: its rules change with it.
const axeVersion = "4.14.1"

// Axe returns what axe-core finds wrong with the page in a tab, in words, one
// for each rule and element; nothing if all is well. The rules are those that
// are on by default, and that text has a contrast of at least 7:1. A page within
// the page is not looked at: it is one to be opened by itself.
//
// The library comes from npm's registry when it is first needed, and is kept in
// the user's cache. Without npm the test is skipped; in continuous integration it
// fails.
func Axe(t testing.TB, tab context.Context) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab, Patience)
	defer cancel()
	err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](axeCore(t)+"; undefined"))
	if err != nil {
		t.Fatalf("loading axe-core into the page: %v", err)
	}
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`axe.run(document, {
		iframes: false,
		resultTypes: ["violations"],
		rules: {"color-contrast-enhanced": {enabled: true}},
	}).then(found => found.violations.flatMap(v => v.nodes.map(n =>
		v.id + ": " + n.failureSummary.replace(/\s*\n\s*/g, " ") + ": " + n.html)))`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("running axe-core: %v", err)
	}
	return found
}

// axeCore returns the text of axe-core.
func axeCore(t testing.TB) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	kept := filepath.Join(cache, "goroutines-talk", "axe-core-"+axeVersion+".js")
	if text, err := os.ReadFile(kept); err == nil {
		return string(text)
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		const missing = "npm is missing, which fetches axe-core: install it, as with apt-get install npm"
		if os.Getenv("CI") != "" {
			t.Fatal(missing)
		}
		t.Skip(missing)
	}
	text, err := fetchAxe(t.Context(), npm)
	if err != nil {
		t.Fatal(err)
	}
	if err := keep(kept, text); err != nil {
		t.Logf("axe-core is fetched again next time: %v", err)
	}
	return string(text)
}

// fetchAxe lets npm fetch axe-core.
func fetchAxe(ctx context.Context, npm string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "axe-core-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.CommandContext(ctx, npm, "install", "--prefix", dir, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "axe-core@"+axeVersion)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("fetching axe-core: %w\n%s", err, bytes.TrimSpace(out))
	}
	return os.ReadFile(filepath.Join(dir, "node_modules", "axe-core", "axe.min.js"))
}

// keep writes a file as a whole: another test may do the same, or read it.
func keep(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "new-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(text); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
