package log_test

// This file tests lines, and how those of several goroutines mix.

import (
	"bytes"
	"io"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/fmt"
	"goroutines/code_test/interleave/standin/log"
	"goroutines/code_test/interleave/standin/os"
	"goroutines/code_test/interleave/standin/sync"
)

func TestOutput(t *testing.T) {
	tests := []struct {
		name string
		main func()
		want []string
	}{
		{"standard flags", func() { log.Print("a") }, []string{"2009/11/10 23:00:00 a\n"}},
		{"Print", func() { plain(); log.Print("a", 1) }, []string{"a1\n"}},
		{"Printf", func() { plain(); log.Printf("%03d\n", 1) }, []string{"001\n"}},
		{"Println", func() { plain(); log.Println("a", 1) }, []string{"a 1\n"}},
		{"Output", func() { plain(); log.Output(1, "a") }, []string{"a\n"}},
		{"Fatal", func() {
			plain()
			defer fmt.Println("deferred")
			log.Fatal("a", 1)
		}, []string{"a1\nexit status 1\n"}},
		{"Fatalf", func() { plain(); log.Fatalf("%03d", 1) }, []string{"001\nexit status 1\n"}},
		{"Fatalln", func() { plain(); log.Fatalln("a", 1) }, []string{"a 1\nexit status 1\n"}},
		{"Panic", func() { plain(); log.Panic("a", 1) }, []string{"a1\npanic: a1\n...\nexit status 2\n"}},
		{"Panicf", func() { plain(); log.Panicf("%03d", 1) }, []string{"001\npanic: 001\n...\nexit status 2\n"}},
		{"Panicln", func() { plain(); log.Panicln("a") }, []string{"a\npanic: a\n\t\n...\nexit status 2\n"}},
		{"settings", func() {
			fmt.Println(log.Flags() == log.LstdFlags, log.Prefix() == "", log.Writer() == os.Stderr, log.Default().Flags() == log.Flags())
			log.SetFlags(log.Lmsgprefix)
			log.SetPrefix("p")
			log.SetOutput(io.Discard)
			fmt.Println(log.Flags() == log.Lmsgprefix, log.Prefix() == "p", log.Writer() == io.Discard)
			log.Print("a")
		}, []string{"true true true true\ntrue true true\n"}},
		{"prefix", func() {
			log.New(os.Stdout, "p ", log.Ldate).Print("a")
			log.New(os.Stdout, "p ", log.Ldate|log.Lmsgprefix).Print("a")
			log.New(os.Stdout, "p ", log.Lmicroseconds|log.LUTC).Print("a")
		}, []string{"p 2009/11/10 a\n2009/11/10 p a\np 23:00:00.000000 a\n"}},
		{"the zero Logger", func() {
			var l log.Logger
			l.SetOutput(os.Stdout)
			l.Print("a")
		}, []string{"a\n"}},
		{"two goroutines", func() {
			plain()
			var wg sync.WaitGroup
			wg.Go(func() { log.Print("a") })
			wg.Go(func() { log.Print("b") })
			wg.Wait()
		}, []string{"a\nb\n", "b\na\n"}},
		{"a setting changes", func() {
			plain()
			var wg sync.WaitGroup
			wg.Go(func() { log.Print("a") })
			log.SetPrefix("p")
			log.Print("b")
			wg.Wait()
		}, []string{"a\npb\n", "pa\npb\n", "pb\na\n", "pb\npa\n"}},
		{"a buffer", func() {
			var b bytes.Buffer
			l := log.New(&b, "", 0)
			var wg sync.WaitGroup
			wg.Go(func() { l.Print("a") })
			wg.Go(func() { l.Print("b") })
			wg.Wait()
			fmt.Print(b.String())
		}, []string{"a\nb\n", "b\na\n"}},
		{"a writer of the program", func() {
			l := log.New(twice{}, "", 0)
			var wg sync.WaitGroup
			wg.Go(func() { l.Print("a") })
			wg.Go(func() { l.Print("b") })
			wg.Wait()
		}, []string{"a\na\nb\nb\n", "b\nb\na\na\n"}},
		{"a value that logs", func() {
			plain()
			log.Print(logging{})
		}, []string{"inner\nouter\n"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{}, test.main)
			got := []string{}
			for _, o := range r.Outcomes {
				got = append(got, o.Output)
			}
			slices.Sort(got)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("outputs differ (-want +got):\n%s%s", diff, r.Failure)
			}
		})
	}
}

// plain makes the lines of the standard logger the same at any time.
func plain() { log.SetFlags(0) }

// twice writes everything twice.
type twice struct{}

func (twice) Write(b []byte) (int, error) {
	os.Stdout.Write(b)
	return os.Stdout.Write(b)
}

// logging logs when it is formatted.
type logging struct{}

func (logging) String() string {
	log.Print("inner")
	return "outer"
}

// TestCaller calls each kind of method and function from a line that it has to
// name.
func TestCaller(t *testing.T) {
	recovering := func(f func()) func() {
		return func() {
			defer func() { sched.Recover(recover()) }()
			f()
		}
	}
	l := func() *log.Logger { return log.New(os.Stderr, "", log.Lshortfile) }
	tests := []struct {
		name string
		line int
		main func()
		want string
	}{
		{"Print", here(), func() { log.Print("a") }, "a\n"},
		{"Printf", here(), func() { log.Printf("a") }, "a\n"},
		{"Println", here(), func() { log.Println("a") }, "a\n"},
		{"Output", here(), func() { log.Output(1, "a") }, "a\n"},
		{"Fatal", here(), func() { log.Fatal("a") }, "a\nexit status 1\n"},
		{"Panic", here(), recovering(func() { log.Panic("a") }), "a\n"},
		{"Logger.Print", here(), func() { l().Print("a") }, "a\n"},
		{"Logger.Printf", here(), func() { l().Printf("a") }, "a\n"},
		{"Logger.Println", here(), func() { l().Println("a") }, "a\n"},
		{"Logger.Output", here(), func() { l().Output(1, "a") }, "a\n"},
		{"Logger.Fatal", here(), func() { l().Fatal("a") }, "a\nexit status 1\n"},
		{"Logger.Panic", here(), recovering(func() { l().Panic("a") }), "a\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{}, func() {
				log.SetFlags(log.Lshortfile)
				test.main()
			})
			want := []string{"log_test.go:" + strconv.Itoa(test.line) + ": " + test.want}
			got := []string{}
			for _, o := range r.Outcomes {
				got = append(got, o.Output)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("outputs differ (-want +got):\n%s", diff)
			}
		})
	}
}

// here returns the line that it is called from.
func here() int {
	_, _, line, _ := runtime.Caller(1)
	return line
}
