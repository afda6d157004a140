module goroutines

go 1.26

tool golang.org/x/tools/cmd/present

require (
	github.com/google/go-cmp v0.7.0
	golang.org/x/net v0.58.0
	golang.org/x/tools v0.49.0
)

require github.com/yuin/goldmark v1.4.13 // indirect
