package sched

// This file leaves an order open that Go leaves open: that of the keys of a map.

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"reflect"
	"slices"

	"goroutines/code_test/interleave/sched/step"
)

// AnyOrder returns the elements of keys, which are different, in any order.
func AnyOrder[K comparable](keys []K) iter.Seq[K] {
	x := current()
	return func(yield func(K) bool) {
		left := slices.Clone(keys)
		slices.SortFunc(left, func(a, b K) int { return cmp.Compare(text(a), text(b)) })
		names := make([]int32, len(left))
		for i, k := range left {
			names[i] = x.keyName(k)
		}
		for len(left) > 0 {
			at := 0
			if len(left) > 1 {
				which := x.wait(op{kind: choice, site: x.current.site, high: unlimited, ways: slices.Clone(names)}).choice
				at = slices.Index(names, which)
			}
			k := left[at]
			left = slices.Delete(left, at, at+1)
			names = slices.Delete(names, at, at+1)
			if !yield(k) {
				return
			}
		}
	}
}

// AnyKey returns one of some different keys, any of them; or none, if optional is set
// or there is none.
func AnyKey(keys []any, optional bool) (key any, ok bool) {
	x := current()
	switch {
	case len(keys) == 0:
		return nil, false
	case len(keys) == 1 && !optional:
		return keys[0], true
	}
	slices.SortFunc(keys, func(a, b any) int { return cmp.Compare(text(a), text(b)) })
	names := make([]int32, len(keys))
	for i, k := range keys {
		names[i] = x.keyName(k)
	}
	which := x.wait(op{kind: choice, site: x.current.site, high: unlimited, ways: names, optional: optional}).choice
	if which == 0 {
		return nil, false
	}
	return keys[slices.Index(names, which)], true
}

// MadeMap tells that the program has made a map; it returns m.
func MadeMap[M ~map[K]V, K comparable, V any](m M) M {
	x := current()
	if m != nil {
		x.allocated(pointer(m), 1, reflect.TypeFor[byte](), 1)
	}
	return m
}

// RangeMap returns the elements of m, in any order of their keys.
func RangeMap[M ~map[K]V, K comparable, V any](site int32, m M) iter.Seq2[K, V] {
	x := current()
	return func(yield func(K, V) bool) {
		keys := make(map[K]bool)
		for k := range MapRange(site, m) {
			keys[k] = true
		}
		for k := range AnyOrder(slices.Collect(maps.Keys(keys))) {
			if v, ok := MapRange(site, m)[k]; ok && !yield(k, v) {
				return
			}
			for k := range m {
				if !keys[k] {
					x.fail("a map gets a new key while the program ranges over it: whether the loop comes to it is left open")
				}
			}
		}
	}
}

// MapRange is MapRead for something that ranges over a map.
func MapRange[M ~map[K]V, K comparable, V any](site int32, m M) M {
	x := current()
	if m != nil {
		x.readMap(site, pointer(m), "concurrent map iteration and map write")
	}
	return m
}

// text returns what keys are sorted by, so that every execution sees them in
// the same order.
func text(k any) string {
	x := current()
	switch v := reflect.ValueOf(k); v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return fmt.Sprintf("%T %020d", k, uint64(v.Int())+1<<63)
	case reflect.Pointer, reflect.Chan, reflect.UnsafePointer:
		return fmt.Sprintf("%09d", x.at(v.UnsafePointer()).id)
	}
	return fmt.Sprintf("%T %v", k, k)
}

// keyName returns the name of a key, above 0 and the same in each execution.
func (x *execution) keyName(k any) int32 {
	switch v := reflect.ValueOf(k); v.Kind() {
	case reflect.Pointer, reflect.Chan, reflect.UnsafePointer:
		id := x.at(v.UnsafePointer()).id
		if s := x.channels[v.UnsafePointer()]; s != nil {
			id = s.id
		}
		if step.Nameless(id) {
			x.fail("the order of the keys of a map, which are pointers to what the program did not allocate")
		}
		return id<<1 | 1
	}
	id, ok := x.program.keys[k]
	if !ok {
		id = int32(len(x.program.keys) + 1)
		x.program.keys[k] = id
	}
	return id << 1
}
