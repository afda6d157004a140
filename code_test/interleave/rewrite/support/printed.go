package support

// This file finds what package fmt reads when it prints a value: the elements of
// slices and maps, what is in interfaces, and what a pointer points to that is
// itself printed.

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	"goroutines/code_test/interleave/sched"
)

// Printed reads what is printed of v, and returns v.
func Printed[T any](site int32, v T) T {
	printed{site}.at(reflect.ValueOf(v), true)
	return v
}

// PrintedPointer reads what p points to, and returns a pointer to a copy of it.
func PrintedPointer[T any](site int32, p *T) *T {
	if p == nil {
		return nil
	}
	c := sched.LoadAll(site, p)
	return &c
}

// PrintedSlice reads the elements of s, and returns a copy of it.
func PrintedSlice[S ~[]E, E any](site int32, s S) S { return slices.Clone(sched.ReadsSlice(site, s)) }

// PrintedMap reads m, and returns a copy of it.
func PrintedMap[M ~map[K]V, K comparable, V any](site int32, m M) M {
	return maps.Clone(sched.MapRange(site, m))
}

// Writer returns w, which something is about to be printed to.
func Writer(site int32, w io.Writer) io.Writer {
	switch w := w.(type) {
	case *bytes.Buffer:
		sched.Writes(site, w)
	case *strings.Builder:
		sched.Writes(site, w)
	case *bufio.Writer:
		sched.Writes(site, w)
	}
	return w
}

// printed reads for a print at a site.
type printed struct{ site int32 }

// at reads the value v, if it lies in memory, and what it refers to.
func (p printed) at(v reflect.Value, top bool) {
	if !v.IsValid() || p.byMethod(v) {
		return
	}
	if v.CanAddr() && sched.IsStandIn(v.Type()) {
		at := unsafe.Pointer(v.UnsafeAddr())
		sched.Touch(p.site, []sched.Piece{{At: at, Type: v.Type(), Count: 1, Kind: sched.Read}})
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			p.at(v.Field(i), false)
		}
		return
	case reflect.Array:
		p.elements(v)
		return
	}
	if v.CanAddr() {
		sched.Reads(p.site, (*byte)(unsafe.Pointer(v.UnsafeAddr())))
	}
	switch v.Kind() {
	case reflect.Slice:
		p.elements(v)
	case reflect.Interface:
		p.at(v.Elem(), top)
	case reflect.Pointer:
		if top {
			p.at(v.Elem(), false)
		}
	case reflect.Map:
		p.pairs(v)
	}
}

func (p printed) elements(v reflect.Value) {
	for i := range v.Len() {
		p.at(v.Index(i), false)
	}
}

// pairs reads a map, and what its keys and values refer to in an order that is
// the same in each execution.
func (p printed) pairs(v reflect.Value) {
	if v.IsNil() {
		return
	}
	m := v.UnsafePointer()
	sched.MapRange(p.site, *(*map[int]int)(unsafe.Pointer(&m)))
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	for _, k := range keys {
		p.at(k, false)
		p.at(v.MapIndex(k), false)
	}
}

// byMethod reports whether v is printed by a method, which reads by itself.
func (p printed) byMethod(v reflect.Value) bool {
	if !v.CanInterface() {
		return false
	}
	switch v.Interface().(type) {
	case fmt.Formatter, fmt.Stringer, error:
		return true
	}
	return false
}
