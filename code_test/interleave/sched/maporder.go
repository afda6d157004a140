package sched

// This file leaves an order open that Go leaves open: that of the keys of a map.

import (
	"cmp"
	"fmt"
	"iter"
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

// RangeMap returns the elements of m, in any order of their keys. One that is added
// meanwhile may come, or not; one that is deleted before its turn does not come. (One
// that is deleted and added again in a single turn counts as never deleted.)
func RangeMap[M ~map[K]V, K comparable, V any](site int32, m M) iter.Seq2[K, V] {
	x := current()
	return func(yield func(K, V) bool) {
		due := make(map[K]bool) // keys that were there from the beginning, and whose turn is to come
		came := make(map[K]bool)
		strange := newStrange(MapRange(site, m))
		for k := range m {
			due[k] = true
		}
		for {
			var keys []K
			must := strange.left(m) > 0
			for k := range due {
				if _, ok := m[k]; !ok {
					delete(due, k)
				}
			}
			for k := range m {
				if k == k && !came[k] {
					keys = append(keys, k)
					must = must || due[k]
				}
			}
			k, v, ok := strange.next(keys, !must)
			if !ok {
				return
			}
			if k == k {
				came[k] = true
				delete(due, k)
				if v, ok = MapRange(site, m)[k]; !ok {
					continue
				}
			}
			if !yield(k, v) {
				return
			}
			if strange.more(m) {
				x.fail("a map gets a new key that is not a number while the program ranges over it: whether the loop comes to it is left open")
			}
		}
	}
}

// A strange is what there is in a map under keys that do not equal themselves, since
// something in them is not a number. They can neither be looked up nor deleted one by
// one.
type strange[K comparable, V any] struct {
	keys   []K
	values []V
	all    int // how many there were
}

func newStrange[M ~map[K]V, K comparable, V any](m M) *strange[K, V] {
	s := new(strange[K, V])
	var order []int
	var keys []K
	var values []V
	for k, v := range m {
		if k != k {
			order = append(order, len(keys))
			keys, values = append(keys, k), append(values, v)
		}
	}
	// In each execution the same one is the first.
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(text(values[a]), text(values[b])) })
	for _, i := range order {
		s.keys, s.values = append(s.keys, keys[i]), append(s.values, values[i])
	}
	s.all = len(order)
	return s
}

// countStrange returns how many such keys there are in m.
func countStrange[M ~map[K]V, K comparable, V any](m M) (n int) {
	for k := range m {
		if k != k {
			n++
		}
	}
	return n
}

// left returns how many have not come yet: none if m was cleared.
func (s *strange[K, V]) left(m map[K]V) int {
	if s.all > 0 && countStrange(m) == 0 {
		s.keys, s.values = nil, nil
	}
	return len(s.keys)
}

// more reports whether there are more than at the beginning.
func (s *strange[K, V]) more(m map[K]V) bool { return countStrange(m) > s.all }

// next returns one of the keys, or of the strange ones with its value, in any order; or
// none if optional is set or there is none.
func (s *strange[K, V]) next(keys []K, optional bool) (k K, v V, ok bool) {
	x := current()
	slices.SortFunc(keys, func(a, b K) int { return cmp.Compare(text(a), text(b)) })
	var names []int32
	for _, k := range keys {
		names = append(names, x.keyName(k))
	}
	for i := range s.keys {
		names = append(names, x.nameOf(strangeKey(i)))
	}
	which := 0
	switch {
	case len(names) == 0:
		return k, v, false
	case len(names) > 1 || optional:
		choice := x.wait(op{kind: choice, site: x.current.site, high: unlimited, ways: names, optional: optional}).choice
		if which = slices.Index(names, choice); which < 0 {
			return k, v, false
		}
	}
	if which < len(keys) {
		return keys[which], v, true
	}
	which -= len(keys)
	k, v = s.keys[which], s.values[which]
	s.keys, s.values = slices.Delete(s.keys, which, which+1), slices.Delete(s.values, which, which+1)
	return k, v, true
}

// A strangeKey is the name of the n-th of the keys that do not equal themselves.
type strangeKey int

// MapRange is MapRead for something that ranges over a map.
func MapRange[M ~map[K]V, K comparable, V any](site int32, m M) M {
	x := current()
	if m != nil {
		x.readMap(site, pointer(m), "concurrent map iteration and map write")
	}
	return m
}

// A keyText is what tells apart keys that have pointers, channels or interfaces in them.
type keyText string

// text returns what keys are sorted by, so that every execution sees them in
// the same order.
func text(k any) string { return string(current().keyText(reflect.ValueOf(k))) }

// keyText returns a text for a key: another one for each, and the same in each
// execution. It calls no methods of the program.
func (x *execution) keyText(v reflect.Value) keyText {
	text := func(format string, args ...any) keyText { return keyText(fmt.Sprintf(format, args...)) }
	switch v.Kind() {
	case reflect.Invalid:
		return "nil"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return text("%v %020d", v.Type(), uint64(v.Int())+1<<63)
	case reflect.Pointer, reflect.Chan, reflect.UnsafePointer:
		if v.IsNil() {
			return "nil"
		}
		return text("%09d", x.keyObject(v))
	case reflect.Interface:
		return x.keyText(v.Elem())
	case reflect.String:
		return text("%v %s", v.Type(), v.String())
	case reflect.Bool:
		return text("%v %t", v.Type(), v.Bool())
	case reflect.Float32, reflect.Float64:
		return text("%v %v", v.Type(), v.Float())
	case reflect.Complex64, reflect.Complex128:
		return text("%v %v", v.Type(), v.Complex())
	case reflect.Struct:
		t := text("%v", v.Type())
		for i := range v.NumField() {
			part := x.keyText(v.Field(i))
			t += text(" %d:%s", len(part), part)
		}
		return t
	case reflect.Array:
		t := text("%v", v.Type())
		for i := range v.Len() {
			part := x.keyText(v.Index(i))
			t += text(" %d:%s", len(part), part)
		}
		return t
	}
	return text("%v %020d", v.Type(), v.Uint())
}

// keyObject returns the object that a key points to.
func (x *execution) keyObject(v reflect.Value) int32 {
	id := x.at(v.UnsafePointer()).id
	if s := x.channels[v.UnsafePointer()]; s != nil {
		id = s.id
	}
	return id
}

// keyName returns the name of a key, above 0 and the same in each execution.
func (x *execution) keyName(k any) int32 {
	switch v := reflect.ValueOf(k); v.Kind() {
	case reflect.Invalid:
		return x.nameOf(keyText("nil"))
	case reflect.Pointer, reflect.Chan, reflect.UnsafePointer:
		if v.IsNil() {
			return x.nameOf(keyText("nil"))
		}
		id := x.keyObject(v)
		if step.Nameless(id) {
			x.fail("the order of the keys of a map, which are pointers to what the program did not allocate")
		}
		return id<<1 | 1
	case reflect.Struct, reflect.Array:
		return x.nameOf(x.keyText(v))
	}
	return x.nameOf(k)
}

// nameOf is keyName for a key that equals itself and is the same in each execution.
func (x *execution) nameOf(k any) int32 {
	id, ok := x.program.keys[k]
	if !ok {
		id = int32(len(x.program.keys) + 1)
		x.program.keys[k] = id
	}
	return id << 1
}
