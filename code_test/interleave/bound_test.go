package main

// This file has the command stop: at a bound, with what it has found by then, and
// when it is ended, with what it has started.

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// endless programs have more interleavings than can be explored, or need very long
// for one of them.
var endlessPrograms = []struct{ name, text string }{
	{"many critical sections", `package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for range 80 {
				mu.Lock()
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	fmt.Println("done")
}
`},
	{"long and wide", `package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var n atomic.Int32
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 4000 {
				n.Add(1)
				_ = n.Load()
			}
		})
	}
	wg.Wait()
	fmt.Println("done")
}
`},
	{"long and independent", `package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			c := make(chan int, 1)
			for i := range 3000 {
				c <- i
				<-c
			}
		})
	}
	wg.Wait()
	fmt.Println("done")
}
`},
}

func TestTimeout(t *testing.T) {
	for _, p := range endlessPrograms {
		t.Run(p.name, func(t *testing.T) {
			name := writeProgram(t, p.text)
			interleave(t, "-timeout", "1ns", name) // builds
			began := time.Now()
			status, stdout, stderr := interleave(t, "-timeout", "2s", name)
			if took := time.Since(began); took > 6*time.Second { // one for the build, and some for a busy machine
				t.Errorf("took %v", took)
			}
			if status != bounded || !strings.Contains(stdout, "-timeout 0") {
				t.Errorf("status %d:\n%s\n%s", status, stdout, stderr)
			}
			if p.name == "many critical sections" && !regexp.MustCompile(`1 outcome, at least \d+ interleavings, [1-9]`).MatchString(stdout) {
				t.Errorf("nothing is found:\n%s", stdout)
			}
		})
	}
}

func TestEnded(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("looks for processes in /proc")
	}
	exe := filepath.Join(t.TempDir(), "interleave")
	if out, err := exec.Command("go", "build", "-o", exe, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	name := writeProgram(t, endlessPrograms[0].text)
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGKILL} {
		for _, child := range []string{"p0", "go"} {
			if child == "go" && signal == syscall.SIGKILL {
				continue // nobody is left to end the build, which ends by itself
			}
			t.Run(signal.String()+" while there is "+child, func(t *testing.T) {
				t.Parallel()
				cmd := exec.Command(exe, "-timeout", "0", name)
				// A build that has nothing to do is over before one can end it.
				cmd.Env = append(cmd.Environ(), "TMPDIR="+t.TempDir())
				if child == "go" {
					cmd.Env = append(cmd.Env, "GOCACHE="+t.TempDir())
				}
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				waitFor(t, "there is no "+child, func() bool { return len(children(cmd.Process.Pid, child)) > 0 })
				time.Sleep(300 * time.Millisecond) // so that it is well under way
				before := children(cmd.Process.Pid, "")
				if err := cmd.Process.Signal(signal); err != nil {
					t.Fatal(err)
				}
				cmd.Wait()
				for _, pid := range before {
					waitFor(t, "a process goes on", func() bool {
						_, err := os.Readlink(filepath.Join("/proc", pid, "exe"))
						return err != nil
					})
				}
			})
		}
	}
}

func waitFor(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal(what)
		}
	}
}

// children returns the processes below a process, or those with a name.
func children(pid int, name string) (found []string) {
	parents := make(map[string]string)
	names := make(map[string]string)
	all, _ := filepath.Glob("/proc/[0-9]*/status")
	for _, file := range all {
		f, err := os.Open(file)
		if err != nil {
			continue
		}
		id := filepath.Base(filepath.Dir(file))
		for s := bufio.NewScanner(f); s.Scan(); {
			if v, ok := strings.CutPrefix(s.Text(), "PPid:\t"); ok {
				parents[id] = v
			}
			if v, ok := strings.CutPrefix(s.Text(), "Name:\t"); ok {
				names[id] = v
			}
		}
		f.Close()
	}
	root := strconv.Itoa(pid)
	for id := range parents {
		for at := id; at != "" && at != "0"; at = parents[at] {
			if parents[at] == root && (name == "" || names[id] == name) {
				found = append(found, id)
				break
			}
		}
	}
	return found
}
