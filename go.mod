module goroutines

go 1.26

tool (
	golang.org/x/tools/cmd/present
	goroutines/code_test/interleave
)

require (
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
	github.com/google/go-cmp v0.7.0
	golang.org/x/net v0.58.0
	golang.org/x/tools v0.49.0
)

require (
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875 // indirect
	github.com/yuin/goldmark v1.4.13 // indirect
)
