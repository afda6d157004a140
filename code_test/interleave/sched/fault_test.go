package sched

// This file breaks the exploration from within a program, which must not be able to
// hide it.

import (
	"fmt"
	"strings"
	"testing"
)

// breakIt makes the next operation panic within the exploration.
func breakIt() { current().state.at = nil }

func TestFault(t *testing.T) {
	tests := []struct {
		name string
		main func()
	}{
		{"plain", func() {
			breakIt()
			Print([]byte("a"))
		}},
		{"in another goroutine", func() {
			Go(1, func() {
				breakIt()
				Print([]byte("a"))
			})
			Block(1)
		}},
		{"recovered by the program", func() {
			defer func() { Recover(recover()) }()
			breakIt()
			Print([]byte("a"))
		}},
		{"recovered by the library", func() {
			Library(func() (v int) {
				defer func() { recover() }()
				breakIt()
				Print([]byte("a"))
				return 0
			})
		}},
		{"recovered unseen", func() {
			func() {
				defer func() { recover() }()
				breakIt()
				Print([]byte("a"))
			}()
		}},
		{"at the end of a goroutine", func() {
			Go(1, breakIt)
			Block(1)
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				if text := fmt.Sprint(recover()); !strings.HasPrefix(text, "internal error: ") {
					t.Errorf("Explore panics with %q, want that it is a mistake of the exploration", text)
				}
			}()
			r := Explore(Options{Counts: true}, test.main)
			t.Errorf("Explore returns %+v, want a panic", r)
		})
	}
}

// TestOneAtATime explores a program that explores another one.
func TestOneAtATime(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an exploration begins another one in the same process")
		}
	}()
	newExplorer(Options{}, func() {}).run()
	occupy(new(execution))
	defer leave()
	Explore(Options{}, func() {})
}
