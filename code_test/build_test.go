package talk

// This file builds programs, each in a folder of its own, and runs them.

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"goroutines/code_test/outcome"
)

// A build is one way to make a program run.
type build struct {
	name       string
	module     bool       // with a go.mod, or with GO111MODULE=off
	args       []string   // of go build
	processors []int      // values of GOMAXPROCS to run with
	library    *sync.Once // compiles what all programs import
}

var (
	// presentBuild builds as the present command does for Run.
	presentBuild = build{
		name:       "present",
		args:       []string{"-tags", "OMIT"},
		processors: []int{1, 2, 4},
		library:    new(sync.Once),
	}

	// raceBuild is what present does for Shift and Run.
	raceBuild = build{
		name:       "race",
		args:       []string{"-tags", "OMIT", "-race"},
		processors: []int{1, 2, 4},
		library:    new(sync.Once),
	}

	// playgroundBuild is what a playground does: in a module, and with the
	// clock that stands still while a goroutine can run (runtime/time_fake.go).
	// One processor, since the runtime asks a goroutine on another to stop
	// again if it has not within 100 microseconds, which never pass on that
	// clock: about one run in a hundred of a program with garbage would wait
	// for ever (notetsleep_internal in runtime/lock_futex.go).
	playgroundBuild = build{
		name:       "playground",
		module:     true,
		args:       []string{"-tags", "faketime"},
		processors: []int{1},
		library:    new(sync.Once),
	}
)

func init() {
	if runtime.GOOS != "linux" { // the faked clock is the playground's, on Linux
		playgroundBuild.args = nil
	}
}

// command returns the go command with these arguments in dir, for this build.
func (b build) command(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if !b.module {
		cmd.Env = append(cmd.Env, "GO111MODULE=off")
	}
	return cmd
}

// write lays the program's text into a folder, ready to be built.
func (b build) write(t testing.TB, text string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	b.lay(t, dir, text)
	return dir
}

// lay lays the program's text into dir.
func (b build) lay(t testing.TB, dir, text string) {
	t.Helper()
	files := map[string]string{"prog.go": text}
	if b.module {
		files["go.mod"] = "module play\n\ngo 1.26\n"
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// folder returns a folder of this checkout for the program, which stays: the go
// command sees that what it has built there is up to date, and does not build it
// again.
func (b build) folder(t testing.TB, p program) string {
	t.Helper()
	here, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return t.TempDir()
	}
	checkout := fmt.Sprintf("%.8x", sha256.Sum256([]byte(here)))
	dir := filepath.Join(cache, "goroutines-talk", "programs", checkout, b.name, p.name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	return dir
}

// compile compiles the program in dir. It returns the path of the executable and
// what the go command says.
func (b build) compile(dir string) (exe string, out []byte, err error) {
	args := append([]string{"build"}, b.args...)
	// Builds side by side would each compile package fmt, and all below it, when
	// the build cache is empty. An error comes again from the build itself.
	b.library.Do(func() { b.command(dir, append(args, "fmt")...).Run() })
	exe = filepath.Join(dir, "prog.exe")
	out, err = b.command(dir, append(args, "-o", exe)...).CombinedOutput()
	return exe, out, err
}

// build compiles the program and returns the path of the executable.
func (b build) build(t testing.TB, p program) string {
	t.Helper()
	dir := b.folder(t, p)
	b.lay(t, dir, p.sent)
	exe, out, err := b.compile(dir)
	if err != nil {
		t.Fatalf("program %s does not build as on %s: code/%s/main.go\n%v\n%s", p.name, b.name, p.name, err, out)
	}
	return exe
}

// raceMissing says what the race detector lacks on this machine, if anything.
var raceMissing = sync.OnceValue(func() string {
	out, err := exec.Command("go", "env", "CGO_ENABLED", "CC").Output()
	if err != nil {
		return fmt.Sprintf("an answer from go env (%v)", err)
	}
	cgo, cc, _ := strings.Cut(string(out), "\n")
	if runtime.GOOS == "darwin" {
		return "" // the only system where it needs no C compiler
	}
	if cgo == "0" {
		return "cgo, which needs a C compiler,"
	}
	cc = strings.Fields(cc)[0]
	if _, err := exec.LookPath(cc); err != nil {
		return "the C compiler " + cc
	}
	return ""
})

// A run is what became of a program.
type run struct {
	output string // as in outcomes.txt
	ended  bool   // false if it was killed, since it took too long
	races  []outcome.Race
	memory float64 // the most that it had in memory, in MiB; 0 if not known
}

// start runs the executable with so many processors and waits until it ends,
// but no longer than patience. Settings in env come last.
func (b build) start(t testing.TB, p program, exe string, procs int, patience time.Duration, env ...string) run {
	t.Helper()
	report := filepath.Join(t.TempDir(), "race")
	env = append([]string{
		"GOMAXPROCS=" + strconv.Itoa(procs),
		"GORACE=atexit_sleep_ms=0 exitcode=0 log_path=" + report,
	}, env...)
	r := execute(t, filepath.Dir(exe), env, patience, exe)
	logs, err := filepath.Glob(report + ".*")
	if err != nil {
		t.Fatal(err)
	}
	for _, log := range logs {
		races, err := readRaces(log, filepath.Join(filepath.Dir(exe), "prog.go"))
		if err != nil {
			t.Fatalf("program %s: %v", p.name, err)
		}
		r.races = append(r.races, races...)
	}
	return r
}

// execute runs a command in dir until it ends, but no longer than patience. Its
// environment is env; without one, that of the test.
func execute(t testing.TB, dir string, env []string, patience time.Duration, command string, args ...string) run {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, command, args...)
	cmd.Dir, cmd.Env = dir, env
	var written bytes.Buffer
	cmd.Stdout, cmd.Stderr = &written, &written // one pipe for both, as on a terminal
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatalf("%v does not start: %v", cmd, err)
	}
	out, err := playback(written.Bytes())
	if err != nil {
		t.Fatalf("%v: %v", cmd, err)
	}
	r := run{ended: ctx.Err() == nil, output: string(out), memory: memory(cmd.ProcessState)}
	if r.ended {
		r.output = outcome.Output(out, cmd.ProcessState)
	}
	return r
}

// memory returns the most that a finished process had in memory, in MiB, where
// the system says: as bytes on macOS, as KiB on the others.
func memory(state *os.ProcessState) float64 {
	usage := reflect.Indirect(reflect.ValueOf(state.SysUsage()))
	if usage.Kind() != reflect.Struct {
		return 0
	}
	most := usage.FieldByName("Maxrss")
	if !most.IsValid() {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return float64(most.Int()) / (1 << 20)
	}
	return float64(most.Int()) / (1 << 10)
}

// playback returns what a program with a faked clock wrote, without the header
// that the runtime puts before each write: four bytes of magic, eight of time,
// four of length. Without that header the clock is not faked, and it returns
// the text as it is.
func playback(written []byte) ([]byte, error) {
	const magic, header = "\x00\x00PB", 16
	if !bytes.HasPrefix(written, []byte(magic)) {
		return written, nil
	}
	var out []byte
	for len(written) > 0 {
		if len(written) < header || string(written[:4]) != magic {
			return nil, fmt.Errorf("no playback header before %q", written)
		}
		n := int(binary.BigEndian.Uint32(written[12:header]))
		if len(written) < header+n {
			return nil, errors.New("the playback ends in the middle of a write")
		}
		out = append(out, written[header:header+n]...)
		written = written[header+n:]
	}
	return out, nil
}

// readRaces reads a report of the race detector: for each race the two lines of
// the source file that access the variable.
func readRaces(report, source string) ([]outcome.Race, error) {
	text, err := os.ReadFile(report)
	if err != nil {
		return nil, err
	}
	src, err := os.ReadFile(source)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(string(src), "\n")
	frame := regexp.MustCompile(regexp.QuoteMeta(source) + `:(\d+)`)
	var races []outcome.Race
	for _, warning := range strings.Split(string(text), "WARNING: DATA RACE")[1:] {
		// A stack for each access, a blank line behind each, then the stacks
		// of the go statements.
		var accesses []string
		for _, stack := range strings.SplitN(warning, "\n\n", 3)[:2] {
			m := frame.FindStringSubmatch(stack)
			if m == nil {
				return nil, fmt.Errorf("no line of the program in this stack of the race detector:\n%s", stack)
			}
			n, err := strconv.Atoi(m[1])
			if err != nil || n > len(lines) {
				return nil, fmt.Errorf("no line %s in the program", m[1])
			}
			accesses = append(accesses, lines[n-1])
		}
		races = append(races, outcome.NewRace(accesses[0], accesses[1]))
	}
	return races, nil
}
