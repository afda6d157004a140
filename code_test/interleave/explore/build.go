package explore

// This file rewrites programs, and builds all of them into one executable. The
// rewritten packages lie in the module only as far as the go command is told:
// by an overlay.

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
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GO111MODULE=on", "GOWORK=off", "GOFLAGS=", "GOOS=", "GOARCH=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go %s: %w\n%s", args[0], err, bytes.TrimSpace(stderr.Bytes()))
	}
	return out, nil
}

// rewriteAll rewrites all files, each to a package p0, p1, ...
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
		if f.result, err = rewrite.Program(f.name, f.source, fmt.Sprintf("main_interleaved_%d", i), imp); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// folder returns the folder in which the i-th program lies. The name of its
// package is another: package sched replaces that by main where it is printed.
func folder(i int) string { return fmt.Sprintf("p%d", i) }

// build builds the executable in a temporary folder, and returns its path.
func build(ctx context.Context, dir, temp string, files []file) (string, error) {
	replace := make(map[string]string)
	add := func(name string, text []byte) error {
		real := filepath.Join(temp, strings.ReplaceAll(name, "/", "_"))
		replace[filepath.Join(dir, filepath.FromSlash(explored+"/"+name))] = real
		return os.WriteFile(real, text, 0o600)
	}
	var main, runs strings.Builder
	fmt.Fprintf(&main, "package main\n\nimport (\n%q\n", module+"/code_test/interleave/explore/runner")
	for i, f := range files {
		p := folder(i)
		fmt.Fprintf(&main, "%s %q\n", p, module+"/"+explored+"/"+p)
		fmt.Fprintf(&runs, "%s.%s,\n", p, f.result.Entry)
		if err := add(p+"/"+p+".go", f.result.Source); err != nil {
			return "", err
		}
	}
	fmt.Fprintf(&main, ")\n\nfunc main() {\nrunner.Main(\n%s)\n}\n", runs.String())
	if err := add("main.go", []byte(main.String())); err != nil {
		return "", err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	overlayFile := filepath.Join(temp, "overlay.json")
	if err := os.WriteFile(overlayFile, overlay, 0o600); err != nil {
		return "", err
	}
	exe := filepath.Join(temp, "explored.exe")
	_, err = goCommand(ctx, dir, "build", "-buildvcs=false", "-ldflags=-s -w", "-overlay="+overlayFile, "-o", exe, "./"+explored)
	if err != nil {
		text := err.Error()
		for i, f := range files {
			text = strings.ReplaceAll(text, filepath.Join(temp, folder(i)+"_"+folder(i)+".go"), "rewritten "+f.name)
		}
		return "", fmt.Errorf("a rewritten program does not compile, which is a mistake of the rewriting: %s", text)
	}
	return exe, nil
}
