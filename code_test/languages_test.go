package talk

// This file compiles and runs the programs in C++ and Java that the talk puts
// beside the Go one.

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A language is one that the talk compares with Go.
type language struct {
	name     string // of the program's folder in code/
	compiler string
	install  string // how to get the compiler
	compile  func(source, dir string) []string
	run      func(dir string) []string
	runs     int
}

var languages = []language{{
	name:     "welcome-cpp",
	compiler: "g++",
	install:  "install it (Debian: the package g++) to check the program in C++",
	compile: func(source, dir string) []string {
		return []string{"-std=c++17", "-pthread", "-Wall", "-Wextra", "-Werror", "-o", filepath.Join(dir, "prog.exe"), filepath.Join(source, "main.cpp")}
	},
	run:  func(dir string) []string { return []string{filepath.Join(dir, "prog.exe")} },
	runs: 24,
}, {
	name:     "welcome-java",
	compiler: "javac",
	install:  "install a JDK (Debian: the package default-jdk-headless) to check the program in Java",
	compile: func(source, dir string) []string {
		return []string{"-Xlint:all", "-Werror", "-d", dir, filepath.Join(source, "Main.java")}
	},
	run:  func(dir string) []string { return []string{"java", "-cp", dir, "Main"} },
	runs: 3, // each takes a while to start
}}

func TestLanguages(t *testing.T) {
	t.Parallel()
	for _, l := range languages {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			if _, err := exec.LookPath(l.compiler); err != nil {
				missing(t, l.compiler, l.install)
			}
			dir := t.TempDir()
			cmd := exec.Command(l.compiler, l.compile(filepath.Join(root, "code", l.name), dir)...)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("code/%s does not compile: %v: %v\n%s", l.name, cmd, err, out)
			}
			c := newCount(readOutcomes(t, l.name))
			for range l.runs {
				args := l.run(dir)
				r := execute(t, dir, nil, time.Minute, args[0], args[1:]...)
				if !r.ended {
					t.Fatalf("code/%s: still running after a minute; it printed\n%s", l.name, r.output)
				}
				if err := c.add(r); err != nil {
					t.Fatalf("code/%s, compiled with %v, %v", l.name, cmd, err)
				}
			}
			t.Logf("%s\n%s", l.name, c)
		})
	}
}
