package fmt_test

// This file tests what a program sees of what it prints.

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/fmt"
	"goroutines/code_test/interleave/standin/os"
)

func TestOutput(t *testing.T) {
	tests := []struct {
		name string
		main func()
		want string
	}{
		{"Print", func() { fmt.Print("a", 1, 2, "b") }, "a1 2b\n"},
		{"Printf", func() { fmt.Printf("%d%%|%v\n", 7, []string{"x"}) }, "7%|[x]\n"},
		{"Println", func() { fmt.Println("a", 1, nil) }, "a 1 <nil>\n"},
		{"nothing", func() { fmt.Print() }, ""},
		{"Fprint", func() { fmt.Fprint(os.Stdout, "a"); fmt.Fprint(os.Stderr, "b") }, "ab\n"},
		{"Fprintf", func() { fmt.Fprintf(os.Stderr, "%s\n", "a") }, "a\n"},
		{"Fprintln", func() { fmt.Fprintln(os.Stdout, "a") }, "a\n"},
		{"a method panics", func() {
			fmt.Println(method(func() { sched.Panic("in the method") }))
			sched.Panic("after it")
		}, "%!v(PANIC=String method: in the method)\npanic: after it\n...\nexit status 2\n"},
		{"a method ends the goroutine", func() {
			c := sched.MakeChannel[chan int](0)
			sched.Go(1, func() {
				defer sched.Close(1, c)
				defer fmt.Println("deferred")
				fmt.Println(method(sched.Exit))
			})
			sched.Recv(2, c)
		}, "deferred\n"},
		{"a method exits", func() { fmt.Println(method(func() { sched.ExitWith(3) })) }, "exit status 3\n"},
		{"a method prints in a loop that goes on", func() {
			sched.Go(1, func() {
				for {
					_ = fmt.Sprint(method(func() { sched.Block(2) }))
				}
			})
		}, ""},
		{"result", func() {
			n, err := fmt.Println("four")
			fmt.Println(n, err)
		}, "four\n5 <nil>\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{}, test.main)
			var got []string
			for _, o := range r.Outcomes {
				got = append(got, o.Output)
			}
			if diff := cmp.Diff([]string{test.want}, got); diff != "" {
				t.Errorf("outputs differ (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEvents counts the executions of a program in which another goroutine prints
// before or after what main does, or not before main returns. Only what writes
// something can be before or after that.
func TestEvents(t *testing.T) {
	tests := []struct {
		name string
		main func()
		want int
	}{
		{"Print of nothing", func() { fmt.Print() }, 2},
		{"Println", func() { fmt.Println("a", "b", "c") }, 3},
		{"Fprint of nothing", func() { fmt.Fprint(os.Stdout) }, 2},
		{"Fprintf", func() { fmt.Fprintf(os.Stdout, "%d %d\n", 1, 2) }, 3},
		{"Sprint", func() { _ = fmt.Sprint("a") }, 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{}, func() {
				sched.Go(1, func() { fmt.Println("-") })
				test.main()
			})
			if r.Executions != test.want {
				t.Errorf("%d executions, want %d", r.Executions, test.want)
			}
		})
	}
}

// TestLibrary has what only calls the library.
func TestLibrary(t *testing.T) {
	r := sched.Explore(sched.Options{}, func() { testLibrary(t) })
	if len(r.Outcomes) != 1 || r.Outcomes[0].Output != "" {
		t.Errorf("outcomes %v, want one that is empty", r.Outcomes)
	}
}

func testLibrary(t *testing.T) {
	wrapped := errors.New("cause")
	if err := fmt.Errorf("failed: %w", wrapped); !errors.Is(err, wrapped) || err.Error() != "failed: cause" {
		t.Errorf("Errorf = %v, want an error that wraps %v", err, wrapped)
	}

	write := func(f func(w io.Writer)) string {
		var b bytes.Buffer
		f(&b)
		return b.String()
	}
	texts := []struct{ name, got, want string }{
		{"Sprint", fmt.Sprint("a", 1), "a1"},
		{"Sprintf", fmt.Sprintf("%03d", 1), "001"},
		{"Sprintln", fmt.Sprintln("a", 1), "a 1\n"},
		{"Append", string(fmt.Append([]byte("<"), "a", 1)), "<a1"},
		{"Appendf", string(fmt.Appendf([]byte("<"), "%03d", 1)), "<001"},
		{"Appendln", string(fmt.Appendln([]byte("<"), "a", 1)), "<a 1\n"},
		{"Fprint", write(func(w io.Writer) { fmt.Fprint(w, "a", 1) }), "a1"},
		{"Fprintf", write(func(w io.Writer) { fmt.Fprintf(w, "%03d", 1) }), "001"},
		{"Fprintln", write(func(w io.Writer) { fmt.Fprintln(w, "a", 1) }), "a 1\n"},
		{"FormatString", fmt.Sprintf("%+5.2q", directive{}), "%+5.2q"},
	}
	for _, test := range texts {
		if test.got != test.want {
			t.Errorf("%s = %q, want %q", test.name, test.got, test.want)
		}
	}

	scans := []struct {
		name string
		scan func(n *int, s *string) (int, error)
	}{
		{"Sscan", func(n *int, s *string) (int, error) { return fmt.Sscan("7\na", n, s) }},
		{"Sscanf", func(n *int, s *string) (int, error) { return fmt.Sscanf("7-a", "%d-%s", n, s) }},
		{"Sscanln", func(n *int, s *string) (int, error) { return fmt.Sscanln("7 a\n", n, s) }},
		{"Fscan", func(n *int, s *string) (int, error) { return fmt.Fscan(strings.NewReader("7\na"), n, s) }},
		{"Fscanf", func(n *int, s *string) (int, error) {
			return fmt.Fscanf(strings.NewReader("7-a"), "%d-%s", n, s)
		}},
		{"Fscanln", func(n *int, s *string) (int, error) { return fmt.Fscanln(strings.NewReader("7 a\n"), n, s) }},
	}
	for _, test := range scans {
		var n int
		var s string
		if read, err := test.scan(&n, &s); read != 2 || err != nil || n != 7 || s != "a" {
			t.Errorf("%s read %d operands, %d and %q, with error %v; want 2, 7 and \"a\"", test.name, read, n, s, err)
		}
	}
}

// A directive formats as what it was formatted with.
type directive struct{}

func (directive) Format(s fmt.State, verb rune) { io.WriteString(s, fmt.FormatString(s, verb)) }

// A method is what String calls.
type method func()

func (m method) String() string {
	m()
	return "method"
}
