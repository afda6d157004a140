// Package sync stands in for the standard library's package sync in a program
// that is explored. Its types behave as documented there, and no better: what
// the documentation leaves open, any schedule may show. They are laid out as there,
// and their state is in their words, so that a copy has it too.
package sync

import (
	"sync"

	"goroutines/code_test/interleave/sched"
	isync "goroutines/code_test/interleave/standin/isync"
)

type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Locker is the same as in the library.
type Locker = sync.Locker

// A Mutex is one of package internal/sync.
type Mutex struct {
	_  noCopy
	mu isync.Mutex
}

// Lock waits until m is unlocked.
func (m *Mutex) Lock() {
	m.mu.Lock()
	sched.Locked(m, "lock")
}

// TryLock is Lock if m is unlocked.
func (m *Mutex) TryLock() bool {
	ok := m.mu.TryLock()
	if ok {
		sched.Locked(m, "lock")
	}
	return ok
}

// Unlock unlocks m.
func (m *Mutex) Unlock() {
	m.mu.Unlock()
	sched.Unlocked(m)
}
