package rewrite_test

// This file compares what programs become with what is written beside them. A
// file of testdata is an archive of a program, in.go, and of what it becomes,
// out.go. Run the test with -update to write out.go anew.

import (
	"bytes"
	"errors"
	"flag"
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"goroutines/code_test/interleave/rewrite"
)

var update = flag.Bool("update", false, "write what the programs become to testdata")

// importerFor returns an importer for the packages of some programs.
func importerFor(t *testing.T, programs ...[]byte) types.Importer {
	t.Helper()
	var paths []string
	for _, src := range programs {
		imported, err := rewrite.Imports("prog.go", src)
		if err != nil {
			continue // the test will tell
		}
		paths = append(paths, imported...)
	}
	imp, err := rewrite.NewImporter(t.Context(), ".", paths)
	if err != nil {
		t.Fatal(err)
	}
	return imp
}

func TestProgram(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	var archives []*txtar.Archive
	var programs [][]byte
	for _, name := range files {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Files) == 0 || a.Files[0].Name != "in.go" {
			t.Fatalf("%s: want a file in.go first", name)
		}
		archives = append(archives, a)
		programs = append(programs, a.Files[0].Data)
	}
	imp := importerFor(t, programs...)
	for i, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			a := archives[i]
			result, err := rewrite.Program("in.go", programs[i], imp)
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				a.Files = append(a.Files[:1], txtar.File{Name: "out.go", Data: result.Source})
				if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(a.Files) != 2 || a.Files[1].Name != "out.go" {
				t.Fatalf("%s: want the files in.go and out.go; run the test with -update", name)
			}
			if diff := cmp.Diff(string(a.Files[1].Data), string(result.Source)); diff != "" {
				t.Errorf("%s becomes something else (-want +got):\n%s", name, diff)
			}
			again, err := rewrite.Program("in.go", programs[i], imp)
			if err != nil || !bytes.Equal(again.Source, result.Source) {
				t.Errorf("%s becomes something else the second time: %v", name, err)
			}
		})
	}
}

func TestSites(t *testing.T) {
	src := []byte(`package main

import (
	"fmt"
	"sync"
)

var n int

func main() {
	var mu sync.Mutex
	done := make(chan bool)
	go func() {
		mu.Lock()
		n++
		mu.Unlock()
		close(done)
	}()
	<-done
	fmt.Println(n)
}
`)
	result, err := rewrite.Program("prog.go", src, importerFor(t, src))
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]bool)
	for _, s := range result.Sites {
		got[s.Position.String()+" "+s.What] = true
	}
	want := map[string]bool{
		"prog.go:13:2 go":      true,
		"prog.go:14:3 lock":    true,
		"prog.go:15:3 read":    true,
		"prog.go:15:3 write":   true,
		"prog.go:16:3 unlock":  true,
		"prog.go:17:3 close":   true,
		"prog.go:19:2 receive": true,
		"prog.go:20:2 print":   true,
		"prog.go:20:14 read":   true,
		"prog.go:21:1 end":     true,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sites differ (-want +got):\n%s", diff)
	}
}

func TestFlags(t *testing.T) {
	tests := []struct {
		name, body    string
		counts, timed bool
	}{
		{"neither", "time.Sleep(time.Second); runtime.Gosched()", false, false},
		{"counts", "_ = runtime.NumGoroutine(); time.Sleep(1)", true, false},
		{"timed", "<-time.After(time.Second); runtime.Gosched()", false, true},
		{"both", "f := runtime.NumGoroutine; f(); time.NewTimer(1)", true, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src := []byte("package main\n\nimport (\n\"runtime\"\n\"time\"\n)\n\nfunc main() {\n" + test.body + "\n}\n")
			result, err := rewrite.Program("prog.go", src, importerFor(t, src))
			if err != nil {
				t.Fatal(err)
			}
			if result.Counts != test.counts || result.Timed != test.timed {
				t.Errorf("got counts %v and timed %v, want %v and %v", result.Counts, result.Timed, test.counts, test.timed)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	data, err := os.ReadFile("testdata/errors.txtar")
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(data)
	if len(a.Files) == 0 || len(a.Files)%2 != 0 {
		t.Fatalf("testdata/errors.txtar: %d files, want pairs of a program and its errors", len(a.Files))
	}
	var programs [][]byte
	for i := 0; i < len(a.Files); i += 2 {
		programs = append(programs, a.Files[i].Data)
	}
	imp := importerFor(t, programs...)
	for i := 0; i < len(a.Files); i += 2 {
		name := a.Files[i].Name
		t.Run(name, func(t *testing.T) {
			_, err := rewrite.Program(name, a.Files[i].Data, imp)
			var errs rewrite.Errors
			if !errors.As(err, &errs) {
				t.Fatalf("got error %v, want one of type Errors", err)
			}
			got := errs.Error() + "\n"
			if *update {
				a.Files[i+1].Data = []byte(got)
			}
			if diff := cmp.Diff(string(a.Files[i+1].Data), got); diff != "" {
				t.Errorf("errors differ (-want +got):\n%s", diff)
			}
		})
	}
	if *update {
		if err := os.WriteFile("testdata/errors.txtar", txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
