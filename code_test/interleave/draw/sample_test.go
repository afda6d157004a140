package draw

// This file has programs of the talk with some of their runs, written down by
// hand, for the tests to draw.

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// root is the talk, seen from here.
const root = "../../.."

// sample returns the program in code/NAME with these outcomes.
func sample(t *testing.T, name string, outcomes ...Outcome) Program {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(root, "code", name, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	return Program{Name: "code/" + name + "/main.go", Source: source, Outcomes: outcomes}
}

// ends makes an outcome of runs that are all there are.
func ends(name string, runs ...Run) Outcome {
	o := Outcome{Name: name, Interleavings: strconv.Itoa(len(runs)), Runs: runs}
	for _, step := range runs[0] {
		o.Output += step.Printed
	}
	return o
}

// does is a step, changed by what it is given.
func does(g, line int, what string, change ...func(*Step)) Step {
	s := Step{Goroutine: g, Partner: -1, Line: line, What: what}
	for _, f := range change {
		f(&s)
	}
	return s
}

func prints(text string) func(*Step) { return func(s *Step) { s.Printed = text + "\n" } }
func starts(g ...int) func(*Step)    { return func(s *Step) { s.Started = g } }
func after(steps ...int) func(*Step) { return func(s *Step) { s.After = steps } }
func blocks(g ...int) func(*Step)    { return func(s *Step) { s.Blocked = g } }
func at(lines ...int) func(*Step)    { return func(s *Step) { s.At = lines } }
func races(s *Step)                  { s.Race = true }

// values adds what a step did with values.
func values(vs ...Value) func(*Step) {
	return func(s *Step) {
		for _, v := range vs {
			v.Goroutine = s.Goroutine
			s.Values = append(s.Values, v)
		}
	}
}

// before adds what there is before the first step.
func before(vs ...Value) func(*Step) { return func(s *Step) { s.Before = vs } }

// count is what becomes of a WaitGroup.
func count(delta, now string) func(*Step) {
	return values(Value{Name: "wg", Thing: "counter", How: "add", Value: delta, State: now})
}

// counts is a WaitGroup before the first step.
var counts = Value{Name: "wg", Thing: "counter", How: "make", State: "0"}

// variable is what is done with a variable.
func variable(name, how, value string) Value {
	return Value{Name: name, Thing: "variable", How: how, Value: value, State: value}
}

// lock is what is done with a lock, and who has it then.
func lock(name, how string, holders ...int) Value {
	return Value{Name: name, Thing: "lock", How: how, Holders: holders}
}

func to(g, line int) func(*Step) {
	return func(s *Step) { s.Partner, s.PartnerLine, s.PartnerWhat = g, line, "receive" }
}

func welcome(t *testing.T) Program {
	start := does(0, 11, "go", starts(1), at(12, 7))
	return sample(t, "welcome",
		ends("main returns first", Run{
			start,
			does(0, 12, "print", prints("Hello World!"), at(13, 7)),
			does(0, 13, "exit", blocks(1), at(0, 7)), // which the end holds up
		}),
		ends("main prints first", Run{
			start,
			does(0, 12, "print", prints("Hello World!"), at(13, 7)),
			does(1, 7, "print", prints("Welcome to GopherLabs!"), at(13, 0)),
			does(0, 13, "exit", at(0, 0)),
		}),
		ends("the goroutine prints first", Run{
			start,
			does(1, 7, "print", prints("Welcome to GopherLabs!"), at(12, 0)),
			does(0, 12, "print", prints("Hello World!"), at(13, 0)),
			does(0, 13, "exit", at(0, 0)),
		}),
	)
}

// forkJoin leaves it to the drawing to find out where goroutines stand.
func forkJoin(t *testing.T) Program {
	run := func(order ...int) Run {
		text := []string{"parent", "child A", "child B"}
		line := []int{16, 9, 10}
		r := Run{does(0, 14, "go", starts(1)), does(0, 15, "go", starts(2))}
		waiting := false
		var done []int
		for _, g := range order {
			waiting = waiting || g == 0
			r = append(r, does(g, line[g], "print", prints(text[g])))
			last := &r[len(r)-1]
			if waiting {
				last.Blocked = []int{0}
			}
			if g > 0 {
				done = append(done, len(r))
				r = append(r, does(g, line[g], "done"))
				if waiting && len(done) < 2 {
					r[len(r)-1].Blocked = []int{0}
				}
			}
		}
		return append(r,
			does(0, 17, "wait", after(done...)),
			does(0, 18, "print", prints("joined")),
			does(0, 19, "exit"))
	}
	return sample(t, "fork-join",
		ends("A, B, parent", run(1, 2, 0)),
		ends("A, parent, B", run(1, 0, 2)),
		ends("B, A, parent", run(2, 1, 0)),
		ends("B, parent, A", run(2, 0, 1)),
		ends("parent, A, B", run(0, 1, 2)),
		ends("parent, B, A", run(0, 2, 1)),
	)
}

func lostUpdate(t *testing.T) Program {
	run := func(text string, order ...Step) Run {
		r := Run{
			does(0, 17, "go", starts(1), before(variable("n", "make", "0"), counts), count("+1", "1")),
			does(0, 18, "go", starts(2), blocks(0), count("+1", "2")),
		}
		var done []int
		for _, s := range order {
			if s.What == "done" {
				count("-1", strconv.Itoa(1-len(done)))(&s)
				done = append(done, len(r))
			}
			if len(done) != 2 {
				s.Blocked = []int{0}
			}
			r = append(r, s)
		}
		return append(r,
			does(0, 19, "wait", after(done...), values(Value{Name: "wg", Thing: "counter", How: "wait", State: "0"})),
			does(0, 20, "read", values(variable("n", "read", text))),
			does(0, 20, "print", prints("n = "+text)),
			does(0, 21, "exit"))
	}
	reads := func(g int, n string, change ...func(*Step)) Step {
		return does(g, 12, "read", append(change, values(variable("n", "read", n)))...)
	}
	writes := func(g int, n string, change ...func(*Step)) Step {
		return does(g, 12, "write", append(change, values(variable("n", "write", n)))...)
	}
	ended := func(g int) Step { return does(g, 12, "done") }
	return sample(t, "lost-update",
		ends("one after the other",
			run("2", reads(1, "0"), writes(1, "1", races), ended(1), reads(2, "1", races), writes(2, "2"), ended(2)),
			run("2", reads(2, "0"), writes(2, "1", races), ended(2), reads(1, "1", races), writes(1, "2"), ended(1))),
		ends("both read 0: one is lost",
			run("1", reads(1, "0"), reads(2, "0"), writes(1, "1", races), writes(2, "1", races), ended(1), ended(2)),
			run("1", reads(1, "0"), reads(2, "0"), writes(2, "1", races), writes(1, "1", races), ended(2), ended(1))),
	)
}

func deadlock(t *testing.T) Program {
	good := Run{
		does(0, 23, "go", starts(1), at(24, 13), before(lock("tea", "make"), lock("toast", "make"), counts), count("+1", "1")),
		does(0, 24, "go", starts(2), blocks(0), at(25, 13, 13), count("+1", "2")),
		does(1, 13, "lock", values(lock("tea", "lock", 1)), blocks(0), at(25, 15, 13)),
		does(1, 15, "lock", values(lock("toast", "lock", 1)), blocks(0, 2), at(25, 16, 13)),
		does(1, 16, "print", prints("breakfast"), blocks(0, 2), at(25, 17, 13)),
		does(1, 17, "unlock", values(lock("toast", "unlock")), blocks(0), at(25, 18, 13)),
		does(2, 13, "lock", values(lock("toast", "lock", 2)), after(5), blocks(0), at(25, 18, 15)),
		does(1, 18, "unlock", values(lock("tea", "unlock")), blocks(0), at(25, 23, 15)),
		does(1, 23, "done", count("-1", "1"), blocks(0), at(25, 0, 15)),
		does(2, 15, "lock", values(lock("tea", "lock", 2)), after(7), blocks(0), at(25, 0, 16)),
		does(2, 16, "print", prints("breakfast"), blocks(0), at(25, 0, 17)),
		does(2, 17, "unlock", values(lock("tea", "unlock")), blocks(0), at(25, 0, 18)),
		does(2, 18, "unlock", values(lock("toast", "unlock")), blocks(0), at(25, 0, 24)),
		does(2, 24, "done", count("-1", "0"), at(25, 0, 0)),
		does(0, 25, "wait", after(8, 13), at(26, 0, 0)),
		does(0, 26, "exit", at(0, 0, 0)),
	}
	bad := Run{
		does(0, 23, "go", starts(1), at(24, 13), before(lock("tea", "make"), lock("toast", "make"), counts), count("+1", "1")),
		does(0, 24, "go", starts(2), blocks(0), at(25, 13, 13), count("+1", "2")),
		does(1, 13, "lock", values(lock("tea", "lock", 1)), blocks(0), at(25, 15, 13)),
		does(2, 13, "lock", values(lock("toast", "lock", 2)), blocks(0, 1, 2), at(25, 15, 15)),
		does(0, 0, "exit", blocks(0, 1, 2), at(25, 15, 15),
			prints("fatal error: all goroutines are asleep - deadlock!\n...\nexit status 2")),
	}
	return sample(t, "deadlock",
		ends("one after the other", good),
		ends("each waits for the other", bad))
}

func channel(t *testing.T) Program {
	const parent, begin, end = 15, 7, 8
	text := map[int]string{parent: "parent", begin: "child: begin", end: "child: end"}
	run := func(order ...int) Run {
		r := Run{does(0, 14, "go", starts(1))}
		waiting := false
		for _, line := range order {
			g := 1
			if line == parent {
				g, waiting = 0, true
			}
			r = append(r, does(g, line, "print", prints(text[line])))
			if waiting {
				r[len(r)-1].Blocked = []int{0}
			}
		}
		return append(r, does(1, 9, "close"), does(0, 16, "receive", after(4)), does(0, 17, "exit"))
	}
	return sample(t, "channel",
		ends("parent first", run(parent, begin, end)),
		ends("parent second", run(begin, parent, end)),
		ends("parent last", run(begin, end, parent)))
}

// leak is a goroutine that waits for ever.
func leak(t *testing.T) Program {
	return Program{
		Name: "leak.go",
		Source: []byte(`package main

func worker(jobs chan string) {
	for job := range jobs {
		println("did", job)
	}
}

func main() {
	jobs := make(chan string)
	go worker(jobs)
	println("main returns")
}
`),
		Outcomes: []Outcome{ends("the worker waits forever", Run{
			does(0, 11, "go", starts(1), blocks(1), at(12, 4)),
			does(0, 12, "print", prints("main returns"), blocks(1), at(13, 4)),
			does(0, 13, "exit", blocks(1), at(0, 4)),
		})},
	}
}

// meeting is a message without a buffer.
func meeting(t *testing.T) Program {
	return Program{
		Name: "meeting.go",
		Source: []byte(`package main

func child(c chan string) {
	c <- "</script><b>&" // <- a message
}

func main() {
	c := make(chan string)
	go child(c)
	println(<-c)
}
`),
		Outcomes: []Outcome{ends("", Run{
			does(0, 9, "go", starts(1), blocks(0), at(10, 4), before(Value{Name: "c", Thing: "channel", How: "make", State: "[]"})),
			does(1, 4, "send", to(0, 10), at(10, 0), values(
				Value{Name: "c", Thing: "channel", How: "send", Value: `"</script><b>&"`, State: "[]"},
				Value{Name: "c", Thing: "channel", How: "receive", Value: `"</script><b>&"`, State: "[]"})),
			does(0, 10, "print", prints("</script><b>&"), at(11, 0)),
			does(0, 11, "exit", at(0, 0)),
		})},
	}
}

// samples returns them all.
func samples(t *testing.T) []Program {
	return []Program{
		welcome(t), forkJoin(t), lostUpdate(t), deadlock(t), channel(t), leak(t), meeting(t),
	}
}
