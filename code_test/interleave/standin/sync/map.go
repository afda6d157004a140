package sync

import "goroutines/code_test/interleave/sched"

// A Map has an object for each key, at level 1 while the map has the key; one
// for which keys it has, at which Range looks; and one that Clear changes.
type Map struct {
	h       sched.Handle
	cleared sched.Handle
	values  map[any]any
	keys    map[any]*sched.Object
}

const whenever = -1

// turn waits for the turn to do something with a key, and returns its object.
// What is done changes the map if the key is there (1), is not (0), or whenever.
func (m *Map) turn(key any, changes int32) *sched.Object {
	all, cleared := m.h.Object(), m.cleared.Object()
	if m.keys == nil {
		m.keys, m.values = make(map[any]*sched.Object), make(map[any]any)
	}
	o := m.keys[key]
	if o == nil {
		o = all.Part(key)
		m.keys[key] = o
	}
	from, to := changes, changes
	if changes == whenever {
		from, to = 0, 1
	}
	o.AwaitLimited(sched.Write, 0, 1, from, to, all.By(sched.Inc), cleared.By(sched.Read))
	return o
}

// change gives key the value, or takes it away. Its event is that of turn.
func (m *Map) change(o *sched.Object, key, value any, there bool) {
	delta := -o.Level()
	if there {
		delta++
		m.values[key] = value
	} else {
		delete(m.values, key)
	}
	o.TouchAtomic(sched.Write, sched.Acquire|sched.Release, delta)
	m.h.TouchAs(sched.Inc, 0, 0)
	m.cleared.TouchAs(sched.Read, 0, 0)
}

// Load returns the value of key.
func (m *Map) Load(key any) (value any, ok bool) {
	m.turn(key, 2).TouchAtomic(sched.Read, sched.Acquire, 0)
	value, ok = m.values[key]
	return value, ok
}

// Store sets the value of key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// LoadOrStore returns the value of key, or sets it.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	o := m.turn(key, 0)
	if v, ok := m.values[key]; ok {
		o.TouchAtomic(sched.Read, sched.Acquire, 0)
		return v, true
	}
	m.change(o, key, value, true)
	return value, false
}

// LoadAndDelete deletes key and returns what its value was.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	o := m.turn(key, 1)
	v, ok := m.values[key]
	if !ok {
		o.TouchAtomic(sched.Read, sched.Acquire, 0)
		return nil, false
	}
	m.change(o, key, nil, false)
	return v, true
}

// Delete deletes key.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// Swap sets the value of key and returns what it was.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	o := m.turn(key, whenever)
	previous, loaded = m.values[key]
	m.change(o, key, value, true)
	return previous, loaded
}

// CompareAndSwap sets the value of key if it is old.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	o := m.turn(key, 1)
	v, ok := m.values[key]
	switch {
	case !ok:
		o.TouchAtomic(sched.Read, sched.Acquire, 0)
	case v != old:
		m.change(o, key, v, true)
	default:
		m.change(o, key, new, true)
		swapped = true
	}
	return swapped
}

// CompareAndDelete deletes key if its value is old.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	o := m.turn(key, 1)
	v, ok := m.values[key]
	if !ok {
		o.TouchAtomic(sched.Read, sched.Acquire, 0)
		return false
	}
	m.change(o, key, v, v != old)
	return v == old
}

// Range calls f for the keys that are there when it begins, in any order, and
// are still there when it comes to them.
func (m *Map) Range(f func(key, value any) bool) {
	m.h.Object().Await(sched.Read, 0, 0)
	m.h.TouchAs(sched.Read, 0, 0)
	keys := make([]any, 0, len(m.values))
	for k := range m.values {
		keys = append(keys, k)
	}
	for k := range sched.AnyOrder(keys) {
		if v, ok := m.Load(k); ok && !f(k, v) {
			return
		}
	}
}

// Clear deletes all keys.
func (m *Map) Clear() {
	all := m.h.Object()
	all.AwaitBoth(sched.Write, 0, 0, m.cleared.Object(), sched.Write)
	m.h.TouchAs(sched.Write, 0, 0)
	m.cleared.TouchAs(sched.Write, 0, 0)
	for k, o := range m.keys {
		if _, ok := m.values[k]; ok {
			o.TouchAtomic(sched.Write, sched.Acquire|sched.Release, -1)
		}
	}
	clear(m.values)
}
