package explore

// This file rewrites programs, and builds an executable of each. The rewritten
// programs lie in the module only as far as the go command is told: by an overlay.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"goroutines/code_test/interleave/rewrite"
)

const (
	module   = "goroutines"
	explored = "code_test/interleave/explored" // the overlay's folder in the module
)

// moduleDir returns the folder of the module that this package belongs to: it
// has the source of the packages that a rewritten program imports.
func moduleDir(ctx context.Context) (string, error) {
	if _, self, _, ok := runtime.Caller(0); ok && filepath.IsAbs(self) {
		dir := filepath.Join(filepath.Dir(self), "..", "..", "..")
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
	}
	out, err := goCommand(ctx, "", "list", "-m", "-f", "{{.Dir}}", module)
	if err != nil {
		return "", fmt.Errorf("finding the folder of module %s: %w", module, err)
	}
	return strings.TrimSpace(string(out)), nil
}

// goCommand runs the go command in a folder, and returns what it prints.
func goCommand(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	together(cmd)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GO111MODULE=on", "GOWORK=off", "GOFLAGS=", "GOOS=", "GOARCH=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, fmt.Errorf("go %s: %w", args[0], context.Cause(ctx))
	}
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", args[0], err, bytes.TrimSpace(stderr.Bytes()))
	}
	return out, nil
}

// rewriteAll rewrites all files.
func rewriteAll(ctx context.Context, dir string, files []file) error {
	var errs []error
	var paths []string
	for i := range files {
		imported, err := rewrite.Imports(files[i].name, files[i].source)
		if err != nil {
			errs = append(errs, err)
		}
		paths = append(paths, imported...)
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	imp, err := rewrite.NewImporter(ctx, dir, paths)
	if err != nil {
		return err
	}
	for i := range files {
		f := &files[i]
		if f.result, err = rewrite.Program(f.name, f.source, imp); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// folder returns the name of the folder in which the i-th program lies, and of its
// executable.
func folder(i int) string { return fmt.Sprintf("p%d", i) }

// build builds an executable of each program in a temporary folder, and returns
// their paths. Each is package main, as it was written.
func build(ctx context.Context, dir, temp string, files []file) ([]string, error) {
	replace := make(map[string]string)
	bin := filepath.Join(temp, "bin")
	if err := os.Mkdir(bin, 0o700); err != nil {
		return nil, err
	}
	overlay := filepath.Join(temp, "overlay.json")
	args := []string{"build", "-buildvcs=false", "-ldflags=-s -w", "-overlay=" + overlay, "-o", bin + string(filepath.Separator)}
	exes := make([]string, len(files))
	for i, f := range files {
		real := filepath.Join(temp, folder(i)+".go")
		if err := os.WriteFile(real, f.result.Source, 0o600); err != nil {
			return nil, err
		}
		replace[filepath.Join(dir, filepath.FromSlash(explored), folder(i), "main.go")] = real
		args = append(args, "./"+explored+"/"+folder(i))
		exes[i] = filepath.Join(bin, folder(i))
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(overlay, text, 0o600); err != nil {
		return nil, err
	}
	if _, err := goCommand(ctx, dir, args...); err != nil {
		text := err.Error()
		for i, f := range files {
			text = strings.ReplaceAll(text, filepath.Join(temp, folder(i)+".go"), "rewritten "+f.name)
		}
		return nil, fmt.Errorf("a rewritten program does not compile, which is a mistake of the rewriting: %s", text)
	}
	return exes, nil
}
