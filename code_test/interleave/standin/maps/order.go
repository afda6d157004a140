package maps

// This file has the functions that show the order of a map.

import (
	"iter"

	"goroutines/code_test/interleave/sched"
)

// All returns the pairs of m, in any order.
func All[Map ~map[K]V, K comparable, V any](m Map) iter.Seq2[K, V] {
	return sched.RangeMap(sched.Where(), m)
}

// Keys returns the keys of m, in any order.
func Keys[Map ~map[K]V, K comparable, V any](m Map) iter.Seq[K] {
	return func(yield func(K) bool) {
		for k := range All(m) {
			if !yield(k) {
				return
			}
		}
	}
}

// Values returns the values of m, in any order.
func Values[Map ~map[K]V, K comparable, V any](m Map) iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, v := range All(m) {
			if !yield(v) {
				return
			}
		}
	}
}

// EqualFunc is Equal that compares values by calling eq, in any order, until
// it finds a difference.
func EqualFunc[M1 ~map[K]V1, M2 ~map[K]V2, K comparable, V1, V2 any](m1 M1, m2 M2, eq func(V1, V2) bool) bool {
	if len(m1) != len(m2) {
		return false
	}
	for k, v1 := range All(m1) {
		if v2, ok := m2[k]; !ok || !eq(v1, v2) {
			return false
		}
	}
	return true
}

// DeleteFunc deletes the pairs of m for which del returns true. It calls del in
// any order.
func DeleteFunc[M ~map[K]V, K comparable, V any](m M, del func(K, V) bool) {
	for k, v := range All(m) {
		if del(k, v) {
			delete(m, k)
		}
	}
}
