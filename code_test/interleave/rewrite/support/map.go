package support

// This file reads and writes the elements of maps. A map is one object.

import "goroutines/code_test/interleave/sched"

// A Map is a map of the program.
type Map[K comparable, V any] struct{ m map[K]V }

// In returns m for its elements.
func In[M ~map[K]V, K comparable, V any](m M) Map[K, V] { return Map[K, V]{m} }

// An Element is one element of a map, whether or not it is there.
type Element[K comparable, V any] struct {
	m    map[K]V
	key  K
	site int32
}

// At returns an element.
func (m Map[K, V]) At(site int32, key K) Element[K, V] { return Element[K, V]{m.m, key, site} }

// Get is m[key].
func (e Element[K, V]) Get() V { return sched.MapRead(e.site, e.m)[e.key] }

// Get2 is v, ok := m[key].
func (e Element[K, V]) Get2() (V, bool) {
	v, ok := sched.MapRead(e.site, e.m)[e.key]
	return v, ok
}

// Set is m[key] = v.
func (e Element[K, V]) Set(v V) { sched.MapWrite(e.site, e.m)[e.key] = v }

// Delete is delete(m, key).
func (e Element[K, V]) Delete() { delete(sched.MapWrite(e.site, e.m), e.key) }
