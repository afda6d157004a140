package explore_test

// This file builds programs with the go command alone, for runs under the
// scheduler of Go.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"goroutines/code_test/interleave/explore"
)

// buildReal builds an executable of each of some programs, and returns their
// paths.
func buildReal(t *testing.T, programs []explore.Program) []string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	exes := make([]string, len(programs))
	for i, p := range programs {
		name := fmt.Sprintf("p%d", i)
		write(name+"/main.go", string(p.Source))
		exes[i] = filepath.Join(dir, "bin", name)
	}
	write("go.mod", "module real\n\ngo 1.26\n")
	build := exec.Command("go", "build", "-ldflags=-s -w", "-o", "bin"+string(filepath.Separator), "./...")
	build.Dir = dir
	build.Env = append(build.Environ(), "GOFLAGS=", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", build, err, out)
	}
	return exes
}
