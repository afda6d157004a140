package rewrite

// This file finds the packages that programs import.

import (
	"bytes"
	"context"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// NewImporter returns an importer of packages, given by their paths, as the go
// command finds and compiles them in a folder. The folder lies in the module
// that has the stand-ins.
func NewImporter(ctx context.Context, dir string, paths []string) (types.Importer, error) {
	exports := make(map[string]string)
	paths = slices.Compact(slices.Sorted(slices.Values(paths)))
	if len(paths) > 0 {
		cmd := exec.CommandContext(ctx, "go", append([]string{"list", "-export", "-f", "{{.ImportPath}}\t{{.Export}}"}, paths...)...)
		cmd.Dir = dir
		cmd.Env = append(cmd.Environ(), "GO111MODULE=on", "GOWORK=off", "GOFLAGS=", "GOOS=", "GOARCH=")
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("finding the packages that are imported: go list: %w\n%s", err, bytes.TrimSpace(stderr.Bytes()))
		}
		for line := range strings.Lines(string(out)) {
			if path, export, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				exports[path] = export
			}
		}
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("the go command knows no package %q", path)
		}
		return os.Open(exports[path])
	}), nil
}
