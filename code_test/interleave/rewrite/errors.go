package rewrite

// This file holds what is said to someone whose program cannot be explored.

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// An Error says what is wrong at one place of a program.
type Error struct {
	Position token.Position
	Text     string
}

// Error returns the text after the position.
func (e Error) Error() string { return fmt.Sprintf("%s: %s", e.Position, e.Text) }

// Errors are all the errors of a program, in the order of their positions.
type Errors []Error

// Error returns one line for each error.
func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i, e := range es {
		lines[i] = e.Error()
	}
	return strings.Join(lines, "\n")
}

func (es Errors) sorted() error {
	slices.SortStableFunc(es, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.Position.Line, b.Position.Line), cmp.Compare(a.Position.Column, b.Position.Column))
	})
	return slices.Compact(es)
}

func (t *translator) errorf(at ast.Node, format string, args ...any) {
	t.errs = append(t.errs, Error{t.fset.Position(at.Pos()), fmt.Sprintf(format, args...)})
}

func (t *translator) typeError(err error) {
	var e types.Error
	if errors.As(err, &e) {
		t.errs = append(t.errs, Error{t.fset.Position(e.Pos), e.Msg})
	}
}
