package talk

// This file compiles and runs the programs in C++ and Java that the talk puts
// beside the Go one.

import (
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A language is a program in one that the talk compares with Go.
type language struct {
	name     string // of the program's folder in code/
	compiler string
	install  string // how to get the compiler
	compile  func(source, dir string) []string
	run      func(dir string) []string
	runs     int
}

var (
	installCpp  = "install it (Debian: the package g++) to check the program in C++"
	installJava = "install a JDK (Debian: the package default-jdk-headless) to check the program in Java"
)

// compileCpp returns the arguments of g++ for the file in source.
func compileCpp(source, dir string) []string {
	return []string{"-std=c++20", "-pthread", "-Wall", "-Wextra", "-Werror", "-o", filepath.Join(dir, "prog.exe"), filepath.Join(source, "main.cpp")}
}

func runCpp(dir string) []string { return []string{filepath.Join(dir, "prog.exe")} }

// compileJava returns the arguments of javac for the file in source.
func compileJava(source, dir string) []string {
	return []string{"-Xlint:all", "-Werror", "-d", dir, filepath.Join(source, "Main.java")}
}

func runJava(dir string) []string { return []string{"java", "-cp", dir, "Main"} }

var languages = []language{
	{"welcome-cpp", "g++", installCpp, compileCpp, runCpp, 24},
	{"welcome-java", "javac", installJava, compileJava, runJava, 3}, // each takes a while to start
	{"footprint-cpp", "g++", installCpp, compileCpp, runCpp, 3},
	{"footprint-java", "javac", installJava, compileJava, runJava, 3},
}

// build compiles l into a folder, which it returns.
func (l language) build(t *testing.T) (dir string) {
	t.Helper()
	if _, err := exec.LookPath(l.compiler); err != nil {
		missing(t, l.compiler, l.install)
	}
	dir = t.TempDir()
	cmd := exec.Command(l.compiler, l.compile(filepath.Join(root, "code", l.name), dir)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("code/%s does not compile: %v: %v\n%s", l.name, cmd, err, out)
	}
	return dir
}

// start runs the program in dir, where build has put it.
func (l language) start(t *testing.T, dir string) run {
	t.Helper()
	args := l.run(dir)
	r := execute(t, dir, nil, time.Minute, args[0], args[1:]...)
	if !r.ended {
		t.Fatalf("code/%s: still running after a minute; it printed\n%s", l.name, r.output)
	}
	return r
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	for _, l := range languages {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			dir := l.build(t)
			c := newCount(readOutcomes(t, l.name))
			for range l.runs {
				if err := c.add(l.start(t, dir)); err != nil {
					t.Fatalf("code/%s, compiled with %s, %v", l.name, l.compiler, err)
				}
			}
			t.Logf("%s\n%s", l.name, c)
		})
	}
}
