// Command repeat builds a program once and runs it several times. The deck's
// button "Run ×10" sends it to present, with the program's text in it, so that
// ten runs need one build and not ten. For each run it prints a line of JSON.
package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

// What the deck fills in.
const (
	program = ""    // the text to build
	runs    = 10    // how often to run it
	race    = false // whether to run it under the race detector
)

// most is how much of a program's output is kept, in bytes. One that writes more
// is stopped.
const most = 64 << 10

// A result is what became of the build or of one run.
type result struct {
	Built  bool   // false if the program does not compile
	Output string // what the compiler or the program wrote
	Status string // how the program ended, if not well
	Cut    bool   // it was stopped, since it wrote too much
}

func main() {
	if os.Getenv("REPEAT_CHILD") == "" {
		parent()
		return
	}
	// The parent is killed to end all of this. Then its end of the pipe closes,
	// and no program is left running.
	go func() {
		io.Copy(io.Discard, os.Stdin)
		stop <- true
		select {} // until main has stopped the program
	}()
	child()
}

// stop tells the child to stop.
var stop = make(chan bool)

// parent starts this program again, with a pipe that closes when the parent
// ends, however it does.
func parent() {
	self, err := os.Executable()
	if err != nil {
		fail(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "REPEAT_CHILD=1")
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if _, err := cmd.StdinPipe(); err != nil {
		fail(err)
	}
	if err := cmd.Run(); err != nil {
		fail(err)
	}
}

// child builds the program and runs it.
func child() {
	dir, err := os.MkdirTemp("", "repeat-")
	if err != nil {
		fail(err)
	}
	defer os.RemoveAll(dir)
	exe := filepath.Join(dir, "prog")
	if runtime.GOOS == "windows" {
		exe += ".exe"
	}
	if err := os.WriteFile(filepath.Join(dir, "prog.go"), []byte(program), 0o666); err != nil {
		os.RemoveAll(dir)
		fail(err)
	}
	args := []string{"build", "-tags", "OMIT", "-o", exe}
	env := append(os.Environ(), "GO111MODULE=off")
	if race {
		args = append(args, "-race")
	}
	if r, stopped := execute(dir, env, "go", args...); r.Status != "" || stopped {
		report(r)
		return
	}
	env = os.Environ()
	if race {
		env = append(env, "GOMAXPROCS=2", "GORACE=atexit_sleep_ms=0")
	}
	for range runs {
		r, stopped := execute("", env, exe)
		if stopped {
			return
		}
		r.Built = true
		report(r)
	}
}

// execute runs a command to its end. It reports whether it was told to stop.
func execute(dir string, env []string, name string, args ...string) (r result, stopped bool) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = dir, env
	out := &limited{full: make(chan bool, 1)}
	cmd.Stdout, cmd.Stderr = out, out // one pipe for both, as on a terminal
	if err := cmd.Start(); err != nil {
		return result{Status: err.Error()}, false
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	var err error
	select {
	case err = <-done:
	case <-out.full:
		cmd.Process.Kill()
		err = <-done
		r.Cut = true
	case <-stop:
		cmd.Process.Kill()
		<-done
		return r, true
	}
	r.Output = out.String()
	if err != nil {
		r.Status = err.Error()
	}
	return r, false
}

// limited is a buffer that tells when it is full.
type limited struct {
	bytes.Buffer
	full chan bool
}

func (l *limited) Write(b []byte) (int, error) {
	if room := most - l.Len(); len(b) > room {
		l.Buffer.Write(b[:max(0, room)])
		select {
		case l.full <- true:
		default:
		}
		return len(b), nil
	}
	return l.Buffer.Write(b)
}

func report(r result) {
	json.NewEncoder(os.Stdout).Encode(r)
}

func fail(err error) {
	os.Stderr.WriteString(err.Error() + "\n")
	os.Exit(1)
}
