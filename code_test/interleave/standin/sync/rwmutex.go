package sync

import "goroutines/code_test/interleave/sched"

// An RWMutex has a level that counts its readers, and writer more from when a
// writer has announced itself: from then on new readers wait.
//
// Readers commute. That is right as long as each goroutine unlocks no more
// often than it has locked; where one does, the program is explored strictly.
type RWMutex struct {
	h       sched.Handle
	readers map[int32]int // how often each goroutine has locked it for reading
}

const writer = 1 << 20

func reading() sched.Kind {
	if sched.Strict() {
		return sched.Write
	}
	return sched.Inc
}

func (rw *RWMutex) count(n int) {
	if rw.readers == nil {
		rw.readers = make(map[int32]int)
	}
	g := sched.Goroutine()
	if rw.readers[g] += n; rw.readers[g] < 0 {
		sched.NeedStrict()
	}
}

// RLock waits until no writer has locked rw or waits to.
func (rw *RWMutex) RLock() {
	rw.h.Object().Await(reading(), 0, writer-1)
	rw.h.TouchAs(reading(), 1, sched.Acquire)
	rw.h.Locked("read lock")
	rw.count(1)
}

// TryRLock is RLock, or only a look at rw.
func (rw *RWMutex) TryRLock() bool {
	o := rw.h.Object()
	o.AwaitLimited(reading(), 0, sched.Unlimited, 0, writer-1)
	if o.Level() >= writer {
		rw.h.TouchAs(sched.Read, 0, 0)
		return false
	}
	rw.h.TouchAs(reading(), 1, sched.Acquire)
	rw.h.Locked("read lock")
	rw.count(1)
	return true
}

// RUnlock takes a reader back.
func (rw *RWMutex) RUnlock() {
	o := rw.h.Object()
	o.Await(reading(), 0, sched.Unlimited)
	rw.count(-1)
	if o.Level()%writer == 0 {
		rw.h.TouchAs(reading(), 0, 0)
		sched.Fatal("sync: RUnlock of unlocked RWMutex")
	}
	rw.h.TouchAs(reading(), -1, sched.Release)
	rw.h.Unlocked()
}

// Lock announces a writer when there is no other, and then waits for the
// readers that are there.
func (rw *RWMutex) Lock() {
	o := rw.h.Object()
	o.Await(sched.Write, 0, writer-1)
	rw.h.TouchAs(sched.Write, writer, sched.Acquire)
	if o.Level() > writer {
		o.Await(sched.Write, writer, writer)
		rw.h.TouchAs(sched.Write, 0, sched.Acquire)
	}
	rw.h.Locked("lock")
}

// TryLock is Lock, or only a look at rw.
func (rw *RWMutex) TryLock() bool {
	o := rw.h.Object()
	o.AwaitLimited(sched.Write, 0, sched.Unlimited, 0, 0)
	if o.Level() != 0 {
		rw.h.TouchAs(sched.Read, 0, 0)
		return false
	}
	rw.h.TouchAs(sched.Write, writer, sched.Acquire)
	rw.h.Locked("lock")
	return true
}

// Unlock ends a Lock.
func (rw *RWMutex) Unlock() {
	o := rw.h.Object()
	o.Await(sched.Write, 0, sched.Unlimited)
	if o.Level() < writer {
		rw.h.TouchAs(sched.Write, 0, 0)
		sched.Fatal("sync: Unlock of unlocked RWMutex")
	}
	rw.h.TouchAs(sched.Write, -writer, sched.Release)
	rw.h.Unlocked()
}

// RLocker returns a Locker of readers.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
