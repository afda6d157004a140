package talk

// This file makes the pictures that show runs of programs. The first lines draw
// them, and the tests check that what is in images/ is what the programs give
// today.

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

//go:generate go -C .. tool interleave -svg -schedule "0 0 0 1 1 2 2 0 0 0" -o images/fork-join.svg code/fork-join
//go:generate go -C .. tool interleave -html -o images/fork-join.html code/fork-join
//go:generate go -C .. tool interleave -html -o images/sleep.html code/sleep
//go:generate go -C .. tool interleave -html -o images/welcome.html code/welcome
//go:generate go -C .. tool interleave -html -o images/lost-update.html code/lost-update
//go:generate go -C .. tool interleave -html -o images/deadlock.html code/deadlock
//go:generate go -C .. tool interleave -html -o images/leak.html code/leak

// generator is in every file that interleave draws.
const generator = "go tool interleave"

// generated returns the commands of the lines above, by the file that each of
// them makes.
func generated(t *testing.T) map[string][]string {
	t.Helper()
	source, err := os.ReadFile("generated_test.go")
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^//go:generate (.*)$`)
	word := regexp.MustCompile(`"[^"]*"|\S+`)
	commands := make(map[string][]string)
	for _, m := range line.FindAllStringSubmatch(string(source), -1) {
		command := word.FindAllString(m[1], -1)
		for i, w := range command {
			if s, err := strconv.Unquote(w); err == nil {
				command[i] = s
			}
		}
		at := slices.Index(command, "-o") + 1
		if at == 0 || at == len(command) {
			t.Fatalf("generated_test.go: %q makes no file: give its name with -o", m[0])
		}
		commands[command[at]] = command
	}
	return commands
}

// TestGenerated draws every generated file again.
func TestGenerated(t *testing.T) {
	t.Parallel()
	for file, command := range generated(t) {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			fresh := filepath.Join(t.TempDir(), filepath.Base(file))
			command = slices.Clone(command)
			command[slices.Index(command, file)] = fresh
			if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
				t.Fatalf("drawing %s again: %q: %v\n%s", file, command, err, out)
			}
			want, err := os.ReadFile(fresh)
			if err != nil {
				t.Fatal(err)
			}
			got, err := os.ReadFile(filepath.Join(root, file))
			if err != nil {
				t.Fatalf("%v: run go generate ./...", err)
			}
			if got, want := difference(got, want); got != want {
				t.Errorf("%s is not what the program gives today: run go generate ./...\nthey differ in this (-file +program):\n%s", file, cmp.Diff(got, want))
			}
		})
	}
}

// difference returns of each text a part from where they begin to differ, and
// nothing of equal ones: the lines of a page are too long to show them all.
func difference(a, b []byte) (string, string) {
	if bytes.Equal(a, b) {
		return "", ""
	}
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	part := func(text []byte) string { return string(text[max(0, at-40):min(len(text), at+60)]) }
	return part(a), part(b)
}

// TestAllGenerated checks that whatever interleave has drawn is drawn by the
// lines above, and so can be drawn again.
func TestAllGenerated(t *testing.T) {
	commands := generated(t)
	files, err := filepath.Glob(filepath.Join(root, "images", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := "images/" + filepath.Base(file)
		looks := strings.Contains(string(text), generator)
		if _, drawn := commands[name]; looks && !drawn {
			t.Errorf("%s looks generated, but go generate does not draw it: give it a line in generated_test.go, or remove it", name)
		} else if drawn && !looks {
			t.Errorf("%s has a line in generated_test.go, but does not say that %s has drawn it: run go generate ./...", name, generator)
		}
	}
}
