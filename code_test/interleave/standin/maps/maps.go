// Package maps stands in for the standard library's package maps in a program
// that is explored. Where the order of a map can be noticed, by what a sequence
// yields or by a function of the program that is called, every order is
// explored. The rest is the library's own.
package maps

// This file has the functions that cannot show the order of a map.

import (
	"iter"
	"maps"

	"goroutines/code_test/interleave/sched"
)

// Clone returns a copy of m.
func Clone[M ~map[K]V, K comparable, V any](m M) M { return sched.MadeMap(maps.Clone(m)) }

// Copy adds what src has to dst.
func Copy[M1 ~map[K]V, M2 ~map[K]V, K comparable, V any](dst M1, src M2) { maps.Copy(dst, src) }

// Collect returns a new map of the pairs of seq.
func Collect[K comparable, V any](seq iter.Seq2[K, V]) map[K]V {
	return sched.MadeMap(maps.Collect(seq))
}

// Insert adds the pairs of seq to m.
func Insert[Map ~map[K]V, K comparable, V any](m Map, seq iter.Seq2[K, V]) { maps.Insert(m, seq) }

// Equal reports whether two maps have the same pairs.
func Equal[M1, M2 ~map[K]V, K, V comparable](m1 M1, m2 M2) bool { return maps.Equal(m1, m2) }
