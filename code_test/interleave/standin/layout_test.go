package standin_test

// This file compares the types whose state lies in their words with those of the
// library: they have the same fields.

import (
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	standatomic "goroutines/code_test/interleave/standin/atomic"
	standsync "goroutines/code_test/interleave/standin/sync"
)

func TestLayout(t *testing.T) {
	tests := []struct{ library, standIn any }{
		{sync.Mutex{}, standsync.Mutex{}},
		{sync.RWMutex{}, standsync.RWMutex{}},
		{sync.WaitGroup{}, standsync.WaitGroup{}},
		{sync.Once{}, standsync.Once{}},
		{sync.Cond{}, standsync.Cond{}},
		{sync.Pool{}, standsync.Pool{}},
		{atomic.Int32{}, standatomic.Int32{}},
		{atomic.Int64{}, standatomic.Int64{}},
		{atomic.Uint32{}, standatomic.Uint32{}},
		{atomic.Uint64{}, standatomic.Uint64{}},
		{atomic.Uintptr{}, standatomic.Uintptr{}},
		{atomic.Bool{}, standatomic.Bool{}},
		{atomic.Pointer[int]{}, standatomic.Pointer[int]{}},
		{atomic.Value{}, standatomic.Value{}},
	}
	for _, test := range tests {
		library, standIn := reflect.TypeOf(test.library), reflect.TypeOf(test.standIn)
		t.Run(library.String(), func(t *testing.T) {
			if diff := cmp.Diff(layout("", library, 0), layout("", standIn, 0)); diff != "" {
				t.Errorf("the fields differ (-library +stand-in):\n%s", diff)
			}
			if a, b := fmt.Sprintf("%#v", test.library), fmt.Sprintf("%#v", test.standIn); a != b {
				t.Errorf("the library's is printed as\n%s\nthe stand-in as\n%s", a, b)
			}
		})
	}
	if a, b := reflect.TypeFor[sync.Map]().Size(), reflect.TypeFor[standsync.Map]().Size(); a != b {
		t.Errorf("a sync.Map has %d bytes, its stand-in %d", a, b)
	}
}

// layout returns the name, the type and the offset of each field, and of those in it.
func layout(name string, t reflect.Type, offset uintptr) []string {
	all := []string{fmt.Sprint(name, " ", t, " ", offset, " ", t.Size())}
	if t.Kind() == reflect.Struct {
		for i := range t.NumField() {
			f := t.Field(i)
			all = append(all, layout(name+"."+f.Name, f.Type, offset+f.Offset)...)
		}
	}
	return all
}
