package chromium_test

// This file checks that axe-core is asked, and that what it says arrives.

import (
	"net/url"
	"regexp"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/chromium"
)

func TestAxe(t *testing.T) {
	browser := chromium.Start(t)
	const head = `<!DOCTYPE html><html lang="en"><title>page</title><main><h1>Page</h1>`
	tests := []struct {
		name, page string
		want       []string // the rules that are broken
	}{
		{"nothing is wrong", head + `<button type="button">Next</button></main>`, nil},
		{"no language", `<!DOCTYPE html><html><title>page</title><main><h1>Page</h1></main>`, []string{"html-has-lang"}},
		{"a button without a name", head + `<button type="button"></button></main>`, []string{"button-name"}},
		{"a contrast of 5:1", head + `<p style="color: #707070">dim</p></main>`, []string{"color-contrast-enhanced"}},
	}
	rule := regexp.MustCompile(`^[a-z0-9-]+`)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if err := chromedp.Do(browser, chromedp.Navigate("data:text/html,"+url.PathEscape(test.page))); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, found := range chromium.Axe(t, browser) {
				got = append(got, rule.FindString(found))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("rules that are broken (-want +got):\n%s", diff)
			}
		})
	}
}
