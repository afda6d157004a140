package sync

//lint:file-ignore U1000 The fields are those of the library, whether or not they are used here.

import (
	"sync"
	"unsafe"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/atomic"
	isync "goroutines/code_test/interleave/standin/isync"
)

// A Map has an object that says which keys it has, at which Range looks; one for each
// key, at level 1 while the map has it; and one that Clear changes. Its keys and values
// lie outside of it, as in the library, so that a copy of one that was used has the
// same ones.
type Map struct {
	_ noCopy
	m trie
}

// A trie is laid out as the type of the same purpose of package internal/sync.
type trie struct {
	inited   atomic.Uint32
	initMu   isync.Mutex
	root     atomic.Pointer[root]
	keyHash  func(unsafe.Pointer, uintptr) uintptr
	valEqual func(unsafe.Pointer, unsafe.Pointer) bool
	seed     uintptr
}

// A root is what is in a Map and its copies, until the Map is cleared.
type root struct {
	home   *Map // the first of them
	copied bool // there are others
	values map[any]any
}

func init() {
	var m Map
	sched.Model[Map](
		sched.Part{Lasts: true},
		sched.Part{Offset: unsafe.Offsetof(m.m) + unsafe.Offsetof(m.m.root)},
	)
}

// in returns where the keys and values of m are, after m was used.
func (m *Map) in() **root {
	in := (**root)(unsafe.Pointer(&m.m.root))
	if *in == nil {
		*in = &root{home: m, values: make(map[any]any)}
	}
	if r := *in; r.home != m {
		r.copied = true
		if *r.home.in() != r {
			sched.Refuse("a sync.Map is cleared that was copied after it had been used")
		}
	}
	return in
}

// keys returns the object that says which keys m has, and cleared that which Clear
// changes.
func (m *Map) keys() *sched.Object    { return sched.Use((*m.in()).home, sched.Write) }
func (m *Map) cleared() *sched.Object { return sched.Use((*m.in()).home.in(), sched.Write) }

// values returns the values of m, by key.
func (m *Map) values() map[any]any { return (*m.in()).values }

const whenever = -1

// empty is a Map of the library.
var empty sync.Map

// turn waits for the turn to do something with a key, and returns its object.
// What is done changes the map if the key is there (1), is not (0), or whenever.
func (m *Map) turn(key any, changes int32) *sched.Object {
	empty.Load(key) // panics in the runtime's words if there can be no such key
	if key != key {
		sched.Refuse("a key of a sync.Map that is not equal to itself")
	}
	all := m.keys()
	o := all.Part(key)
	from, to := changes, changes
	if changes == whenever {
		from, to = 0, 1
	}
	o.AwaitLimited(sched.Write, 0, 1, from, to, all.By(sched.Inc), m.cleared().By(sched.Read))
	return o
}

// look only looks at a key, whose turn it is.
func (m *Map) look(o *sched.Object, key any) (value any, ok bool) {
	o.TouchAtomic(sched.Read, sched.Acquire, 0)
	value, ok = m.values()[key]
	return value, ok
}

// change gives key the value, or takes it away. Its event is that of turn.
func (m *Map) change(o *sched.Object, key, value any, there bool) {
	m.touch(o, there)
	if there {
		m.values()[key] = value
	} else {
		delete(m.values(), key)
	}
}

// touch notes a change of key, after which it is there or not.
func (m *Map) touch(o *sched.Object, there bool) {
	delta := -o.Level()
	if there {
		delta++
	}
	o.TouchAtomic(sched.Write, sched.Acquire|sched.Release, delta)
	m.keys().TouchAs(sched.Inc, 0, 0)
	m.cleared().TouchAs(sched.Read, 0, 0)
}

// Load returns the value of key.
func (m *Map) Load(key any) (value any, ok bool) { return m.look(m.turn(key, 2), key) }

// Store sets the value of key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// LoadOrStore returns the value of key, or sets it.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	o := m.turn(key, 0)
	if o.Level() == 1 {
		return m.look(o, key)
	}
	m.change(o, key, value, true)
	return value, false
}

// LoadAndDelete deletes key and returns what its value was.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	o := m.turn(key, 1)
	if o.Level() == 0 {
		return m.look(o, key)
	}
	v := m.values()[key]
	m.change(o, key, nil, false)
	return v, true
}

// Delete deletes key.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// Swap sets the value of key and returns what it was.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	o := m.turn(key, whenever)
	previous, loaded = m.values()[key]
	m.change(o, key, value, true)
	return previous, loaded
}

// CompareAndSwap sets the value of key if it is old.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	return m.compare(key, old, new, true)
}

// CompareAndDelete deletes key if its value is old.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	return m.compare(key, old, nil, false)
}

// compare changes key if its value is old. To compare may panic.
func (m *Map) compare(key, old, new any, there bool) (changed bool) {
	o := m.turn(key, 1)
	if o.Level() == 0 {
		m.look(o, key)
		return false
	}
	v := m.values()[key]
	defer func() {
		if !changed {
			m.touch(o, true)
		}
	}()
	if v != old {
		return false
	}
	m.change(o, key, new, there)
	return true
}

// Clear deletes all keys.
func (m *Map) Clear() {
	all, cleared := m.keys(), m.cleared()
	all.AwaitAll(cleared.By(sched.Write))
	in := m.in()
	if (*in).copied {
		sched.Refuse("a sync.Map is cleared that was copied after it had been used")
	}
	all.TouchAs(sched.Write, 0, 0)
	cleared.TouchAs(sched.Write, 0, 0)
	all.TakeAllParts()
	*in = &root{home: m, values: make(map[any]any)}
}

// Range calls f for keys in the order in which they lie, which nobody knows. It comes
// to those that are there when it begins, and calls f if they still are; and perhaps
// to some that are stored meanwhile. When m is cleared it goes on with what was there.
func (m *Map) Range(f func(key, value any) bool) {
	look := func() map[any]any {
		all, cleared := m.keys(), m.cleared()
		all.AwaitWith(sched.Read, 0, sched.Unlimited, cleared.By(sched.Read))
		all.TouchAs(sched.Read, 0, 0)
		cleared.TouchAs(sched.Read, 0, 0)
		return m.values()
	}
	first := look()
	in := *m.in()
	left, passed := make(map[any]bool), make(map[any]bool)
	for k := range first {
		left[k] = true
	}
	for {
		var keys []any
		for k := range left {
			keys = append(keys, k)
		}
		if *m.in() == in {
			for k := range in.values {
				if !left[k] && !passed[k] {
					keys = append(keys, k)
				}
			}
		}
		k, ok := sched.AnyKey(keys, len(left) == 0)
		if !ok {
			return
		}
		delete(left, k)
		passed[k] = true
		if v, ok := m.visit(in, k); ok && !f(k, v) {
			return
		}
		look()
	}
}

// visit is Load for Range, which began at in.
func (m *Map) visit(in *root, key any) (value any, ok bool) {
	o, cleared := m.keys().Part(key), m.cleared()
	o.AwaitWith(sched.Read, 0, 1, cleared.By(sched.Read))
	o.TouchAtomic(sched.Read, sched.Acquire, 0)
	cleared.TouchAs(sched.Read, 0, 0)
	value, ok = in.values[key]
	return value, ok
}
