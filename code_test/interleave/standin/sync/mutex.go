// Package sync stands in for the standard library's package sync in a program
// that is explored. Its types behave as documented there, and no better: what
// the documentation leaves open, any schedule may show.
package sync

import (
	"sync"

	"goroutines/code_test/interleave/sched"
)

// A Locker is the same as in the library.
type Locker = sync.Locker

// A Mutex has level 1 while it is locked.
type Mutex struct{ h sched.Handle }

// Lock waits until m is unlocked; while it waits it is no event.
func (m *Mutex) Lock() {
	m.h.Object().Await(sched.Write, 0, 0)
	m.h.TouchAs(sched.Write, 1, sched.Acquire)
	m.h.Locked("lock")
}

// TryLock is Lock, or only a look at m if it is locked.
func (m *Mutex) TryLock() bool {
	o := m.h.Object()
	o.AwaitLimited(sched.Write, 0, 1, 0, 0)
	if o.Level() != 0 {
		m.h.TouchAs(sched.Read, 0, 0)
		return false
	}
	m.h.TouchAs(sched.Write, 1, sched.Acquire)
	m.h.Locked("lock")
	return true
}

// Unlock unlocks m, whoever has locked it.
func (m *Mutex) Unlock() {
	o := m.h.Object()
	o.AwaitLimited(sched.Write, 0, 1, 1, 1)
	if o.Level() == 0 {
		m.h.TouchAs(sched.Read, 0, 0)
		sched.Fatal("sync: unlock of unlocked mutex")
	}
	m.h.TouchAs(sched.Write, -1, sched.Release)
	m.h.Unlocked()
}
