package draw

// This file reads the program's source: which lines to show, what to say of a
// line, and how to call a goroutine.

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A source is a program's text, read.
type source struct {
	lines []string       // without comments, by index: line 1 is at 0
	text  []string       // as it stands
	first int            // the first line to show, from 1
	calls map[int]string // by line: the function that is started there
}

// highlight ends a line that present sets in bold. Present does not show it.
var highlight = regexp.MustCompile(`(?m) // HL\w*$`)

// tab is what a tab is shown as.
const tab = "  "

// readSource reads the source of the program called name.
func readSource(name string, text []byte) (*source, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	text = highlight.ReplaceAll(text, nil)
	s := &source{text: split(text), lines: split(withoutComments(text)), first: 1, calls: make(map[int]string)}

	// What everybody knows, the package clause and the imports, takes room that
	// the rest of the program can use better.
	header := fset.Position(file.Name.End()).Line
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			header = fset.Position(g.End()).Line
		}
	}
	for line := header + 1; line <= len(s.text); line++ {
		if strings.TrimSpace(s.text[line-1]) != "" {
			s.first = line
			break
		}
	}

	ast.Inspect(file, func(n ast.Node) bool {
		var started ast.Expr
		switch n := n.(type) {
		case *ast.GoStmt:
			started = n.Call.Fun
		case *ast.CallExpr: // wg.Go(f)
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Go" && len(n.Args) == 1 {
				started = n.Args[0]
			}
		}
		if started == nil {
			return true
		}
		line := fset.Position(n.Pos()).Line
		if _, another := s.calls[line]; another {
			s.calls[line] = ""
			return true
		}
		switch f := started.(type) {
		case *ast.Ident:
			s.calls[line] = f.Name
		case *ast.SelectorExpr:
			s.calls[line] = f.Sel.Name
		default:
			s.calls[line] = ""
		}
		return true
	})
	return s, nil
}

func split(text []byte) []string {
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.ReplaceAll(strings.TrimRight(l, "\r"), "\t", tab)
	}
	return lines
}

// withoutComments returns the text with blanks for its comments.
func withoutComments(text []byte) []byte {
	var s scanner.Scanner
	text = bytes.Clone(text)
	file := token.NewFileSet().AddFile("", -1, len(text))
	s.Init(file, bytes.Clone(text), nil, scanner.ScanComments)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return text
		}
		if tok != token.COMMENT {
			continue
		}
		at := file.Offset(pos)
		for i := range len(lit) {
			if text[at+i] != '\n' {
				text[at+i] = ' '
			}
		}
	}
}

// code returns what stands in a line, without its comment; nothing for a line
// that the program does not have.
func (s *source) code(line int) string {
	if line < 1 || line > len(s.lines) {
		return ""
	}
	return strings.TrimSpace(s.lines[line-1])
}

// A name has to fit above a lane.
const (
	longestName  = 11
	mostNamed    = 4 // with more lanes than these, names are too wide
	mainsOwnName = "main"
)

// names returns how the goroutines of these runs are called: by the name of the
// function that was started, with a number where it was started more than once;
// where that is too long, or there is none, g1, g2, and so on.
func (s *source) names(runs []Run) []string {
	names := []string{mainsOwnName}
	for _, run := range runs {
		for _, step := range run {
			for _, g := range step.Started {
				for len(names) <= g {
					names = append(names, "")
				}
				if len(step.Started) == 1 && names[g] == "" {
					names[g] = s.calls[step.Line]
				}
			}
		}
	}
	uses := make(map[string]int)
	for _, name := range names {
		uses[name]++
	}
	nth := make(map[string]int)
	for g, name := range names[1:] {
		if own := name; uses[own] > 1 {
			nth[own]++
			name = fmt.Sprintf("%s·%d", own, nth[own])
		}
		if names[1+g] == "" || utf8.RuneCountInString(name) > longestName || len(names) > mostNamed {
			name = fmt.Sprintf("g%d", 1+g)
		}
		names[1+g] = name
	}
	return names
}
