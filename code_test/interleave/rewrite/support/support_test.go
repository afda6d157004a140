package support

// This file compares what is printed with what the builtin functions print.

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type word string

func TestAppendValue(t *testing.T) {
	tests := []struct {
		value any
		want  string
	}{
		{1, "1"},
		{int8(-3), "-3"},
		{uint64(math.MaxUint64), "18446744073709551615"},
		{uintptr(7), "7"},
		{'x', "120"},
		{1.5, "1.5"},
		{float32(0.1), "0.1"},
		{1e100, "1e+100"},
		{math.Inf(-1), "-Inf"},
		{complex(1, -2), "(1-2i)"},
		{true, "true"},
		{"text", "text"},
		{word("named"), "named"},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, string(appendValue(nil, test.value))); diff != "" {
			t.Errorf("%T %v (-want +got):\n%s", test.value, test.value, diff)
		}
	}
}
