package explore_test

// This file builds programs with the go command alone, for runs under the
// scheduler of Go.

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"goroutines/code_test/interleave/explore"
)

// buildReal builds one executable of some programs, and returns its path. It
// runs the program whose number is its argument. Each program is a package, with
// its main under another name.
func buildReal(t *testing.T, programs []explore.Program) string {
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
	var imports, list strings.Builder
	for i, p := range programs {
		name := fmt.Sprintf("p%d", i)
		text := strings.Replace(string(p.Source), "package main", "package "+name, 1)
		write(name+"/main.go", strings.Replace(text, "func main()", "func Main()", 1))
		fmt.Fprintf(&imports, "import \"real/%s\"\n", name)
		fmt.Fprintf(&list, "%s.Main,\n", name)
	}
	write("go.mod", "module real\n\ngo 1.26\n")
	write("main.go", "package main\n\nimport \"os\"\nimport \"strconv\"\n"+imports.String()+
		"\nvar programs = []func(){\n"+list.String()+"}\n\nfunc main() {\nn, _ := strconv.Atoi(os.Args[1])\nprograms[n]()\n}\n")
	build := exec.Command("go", "build", "-o", "real.exe", ".")
	build.Dir = dir
	build.Env = append(build.Environ(), "GOFLAGS=", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", build, err, out)
	}
	return filepath.Join(dir, "real.exe")
}
