package maps_test

// This file tests which orders of a map a program sees.

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/fmt"
	"goroutines/code_test/interleave/standin/maps"
)

func two() map[int]string { return sched.MadeMap(map[int]string{1: "a", 2: "b"}) }

func TestOrders(t *testing.T) {
	tests := []struct {
		name string
		main func()
		want []string
	}{
		{"All", func() {
			for k, v := range maps.All(two()) {
				fmt.Print(k, v, " ")
			}
		}, []string{"1a 2b ", "2b 1a "}},
		{"Keys", func() {
			for k := range maps.Keys(two()) {
				fmt.Print(k)
			}
		}, []string{"12", "21"}},
		{"Values", func() {
			for v := range maps.Values(two()) {
				fmt.Print(v)
			}
		}, []string{"ab", "ba"}},
		{"Keys until the first", func() {
			for k := range maps.Keys(two()) {
				fmt.Print(k)
				break
			}
		}, []string{"1", "2"}},
		{"All of what is left", func() {
			m := two()
			for k := range maps.All(m) {
				fmt.Print(k)
				delete(m, 1)
			}
		}, []string{"12", "2"}},
		{"three keys", func() {
			for k := range maps.Keys(map[int]int{1: 0, 2: 0, 3: 0}) {
				fmt.Print(k)
			}
		}, []string{"123", "132", "213", "231", "312", "321"}},
		{"a sequence used twice", func() {
			keys := maps.Keys(two())
			fmt.Print(slices.Collect(keys), slices.Collect(keys))
		}, []string{"[1 2] [1 2]", "[1 2] [2 1]", "[2 1] [1 2]", "[2 1] [2 1]"}},
		{"EqualFunc", func() {
			equal := maps.EqualFunc(two(), two(), func(a, b string) bool {
				fmt.Print(a)
				return a == b
			})
			fmt.Print(" ", equal)
		}, []string{"ab true", "ba true"}},
		{"EqualFunc finds a difference", func() {
			equal := maps.EqualFunc(two(), two(), func(a, b string) bool {
				fmt.Print(a)
				return false
			})
			fmt.Print(" ", equal)
		}, []string{"a false", "b false"}},
		{"EqualFunc of different keys", func() {
			fmt.Print(maps.EqualFunc(two(), map[int]string{}, func(a, b string) bool { return true }),
				maps.EqualFunc(map[int]int{1: 1}, map[int]int{2: 1}, func(a, b int) bool { return true }))
		}, []string{"false false"}},
		{"DeleteFunc", func() {
			m := two()
			maps.DeleteFunc(m, func(k int, v string) bool {
				fmt.Print(k, v)
				return k == 1
			})
			fmt.Print(" ", m)
		}, []string{"1a2b map[2:b]", "2b1a map[2:b]"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := sched.Explore(sched.Options{}, test.main)
			got := []string{}
			for _, o := range r.Outcomes {
				got = append(got, strings.TrimSuffix(o.Output, "\n"))
			}
			slices.Sort(got)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("outputs differ (-want +got):\n%s%s", diff, r.Failure)
			}
		})
	}
}

func TestNoOrder(t *testing.T) {
	abc := map[int]string{1: "a", 2: "b", 3: "c"}
	tests := []struct {
		name string
		main func() any
		want any
	}{
		{"Clone", func() any { return maps.Clone(abc) }, abc},
		{"Clone of nil", func() any { return maps.Clone(map[int]int(nil)) == nil }, true},
		{"Copy", func() any {
			m := map[int]string{3: "x", 4: "d"}
			maps.Copy(m, abc)
			return m
		}, map[int]string{1: "a", 2: "b", 3: "c", 4: "d"}},
		{"Collect", func() any { return maps.Collect(slices.All([]string{"x", "y"})) }, map[int]string{0: "x", 1: "y"}},
		{"Insert", func() any {
			m := map[int]string{0: "z", 4: "d"}
			maps.Insert(m, slices.All([]string{"x", "y"}))
			return m
		}, map[int]string{0: "x", 1: "y", 4: "d"}},
		{"Equal", func() any { return maps.Equal(abc, maps.Clone(abc)) }, true},
		{"Equal of different values", func() any { return maps.Equal(abc, map[int]string{1: "a", 2: "b", 3: ""}) }, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got any
			r := sched.Explore(sched.Options{}, func() { got = test.main() })
			if r.Executions != 1 {
				t.Errorf("%d executions, want 1", r.Executions)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("results differ (-want +got):\n%s", diff)
			}
		})
	}
}
