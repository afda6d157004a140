// Package sync stands in for the standard library's package internal/sync, of which
// the types of package sync are made.
package sync

import (
	"math"
	"sync"
	"unsafe"

	"goroutines/code_test/interleave/sched"
)

// A Mutex is the same as in the library, except that state tells nothing of the
// goroutines that wait: waiting is no event. The level of its object is its state.
type Mutex struct {
	state int32
	sema  uint32
}

const locked = 1

func init() {
	sched.Model[Mutex](sched.Part{Level: func(p unsafe.Pointer) int32 { return (*Mutex)(p).state }})
}

// Locked reports whether m is locked.
func (m *Mutex) Locked() bool { return m.state&locked != 0 }

// Set sets the words of m, whose object another type uses for a level of its own.
func (m *Mutex) Set(isLocked bool) {
	m.state = 0
	if isLocked {
		m.state = locked
	}
}

// Lock waits until m is unlocked; while it waits it is no event.
func (m *Mutex) Lock() {
	o := sched.Use(m, sched.Write)
	o.Await(sched.Write, 0, 0)
	m.lock(o)
}

func (m *Mutex) lock(o *sched.Object) {
	o.TouchAs(sched.Write, locked, sched.Acquire)
	m.state += locked
}

// TryLock is Lock, or only a look at m if it is locked. One that fails synchronizes
// nothing. None fails while m is unlocked: where the library's does, because another
// goroutine is just unlocking m, it could as well have come before that.
func (m *Mutex) TryLock() bool {
	o := sched.Use(m, sched.Write)
	o.AwaitLimited(sched.Write, math.MinInt32, sched.Unlimited, 0, 0)
	if m.state != 0 {
		o.TouchAs(sched.Read, 0, 0)
		return false
	}
	m.lock(o)
	return true
}

// Unlock unlocks m, whoever has locked it. After the mistake of unlocking one that is
// not locked nobody gets it any more.
func (m *Mutex) Unlock() {
	o := sched.Use(m, sched.Write)
	o.Await(sched.Write, math.MinInt32, sched.Unlimited)
	wasLocked := m.Locked()
	o.TouchAs(sched.Write, -locked, sched.Release)
	m.state -= locked
	if !wasLocked {
		sched.Fatal("sync: unlock of unlocked mutex", func() { new(sync.Mutex).Unlock() })
	}
}
