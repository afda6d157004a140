package support

// This file ranges over maps where the order makes no difference, so that there
// is only one to explore.

import (
	"iter"
	"maps"

	"goroutines/code_test/interleave/sched"
)

// Elements are the keys or the values of a map.
type Elements[E any] struct {
	One iter.Seq[E] // in some order
	any iter.Seq[E] // in any order
}

// Keys returns the keys of m; of is the program's maps.Keys.
func Keys[M ~map[K]V, K comparable, V any](site int32, m M, of func(M) iter.Seq[K]) Elements[K] {
	return Elements[K]{maps.Keys(sched.MapRange(site, m)), of(m)}
}

// Values returns the values of m; of is the program's maps.Values.
func Values[M ~map[K]V, K comparable, V any](site int32, m M, of func(M) iter.Seq[V]) Elements[V] {
	return Elements[V]{maps.Values(sched.MapRange(site, m)), of(m)}
}

// All returns the pairs of m in some order.
func All[M ~map[K]V, K comparable, V any](site int32, m M) iter.Seq2[K, V] {
	return maps.All(sched.MapRange(site, m))
}

// Sort sorts elements with sort, a function of package slices. The order makes a
// difference if there are two that compare as equal.
func Sort[E any](elements Elements[E], sort func(iter.Seq[E], func(a, b E) int) []E, compare func(a, b E) int) []E {
	sorted := sort(elements.One, compare)
	for i := range sorted {
		if i > 0 && compare(sorted[i-1], sorted[i]) == 0 {
			return sort(elements.any, compare)
		}
	}
	return sorted
}
