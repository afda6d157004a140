package sync

import (
	"unsafe"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/atomic"
)

// An RWMutex has a level that counts its readers, and writer more from when a
// writer has announced itself: from then on new readers wait.
//
// Readers commute, and to lock and to unlock is one event. That is right as long as
// each goroutine unlocks no more often than it has locked, nobody calls TryLock, and
// none is copied. Where that is not so it is explored strictly, as the library has it,
// step by step: see strict.go.
type RWMutex struct {
	w           Mutex
	writerSem   uint32
	readerSem   uint32
	readerCount atomic.Int32
	readerWait  atomic.Int32
}

const writer = 1 << 20

func init() {
	var rw RWMutex
	number := func(p unsafe.Pointer) int32 { return *(*int32)(p) }
	sched.Model[RWMutex](
		sched.Part{Level: number, Strict: true},
		sched.Part{Offset: unsafe.Offsetof(rw.writerSem), Level: number, Strict: true},
		sched.Part{Offset: unsafe.Offsetof(rw.readerSem), Level: number, Strict: true},
		sched.Part{Offset: unsafe.Offsetof(rw.readerCount), Level: number, Strict: true},
		sched.Part{Offset: unsafe.Offsetof(rw.readerWait), Level: number, Strict: true},
	)
}

// touch adds to the level, which is in the words too.
func (rw *RWMutex) touch(o *sched.Object, kind sched.Kind, delta int32, order sched.Order) {
	o.TouchAs(kind, delta, order)
	level := o.Level()
	readers := level % writer
	if rw.w.mu.Set(level >= writer); level >= writer {
		*rw.count() = readers - maxReaders
		*rw.wait() = readers
		return
	}
	*rw.count(), *rw.wait() = readers, 0
}

// RLock waits until no writer has locked rw or waits to.
func (rw *RWMutex) RLock() {
	o := sched.Use(rw, sched.Write)
	if o.Strict() {
		rw.strictRLock()
	} else {
		o.Await(sched.Inc, 0, writer-1)
		rw.touch(o, sched.Inc, 1, sched.Acquire)
	}
	o.Balance(1)
	sched.Locked(rw, "read lock")
}

// TryRLock is RLock, or only a look at rw.
func (rw *RWMutex) TryRLock() bool {
	o := sched.Use(rw, sched.Write)
	switch {
	case o.Strict():
		if !rw.strictTryRLock() {
			return false
		}
	default:
		o.AwaitLimited(sched.Inc, 0, sched.Unlimited, 0, writer-1)
		if o.Level() >= writer {
			o.TouchAs(sched.Read, 0, 0)
			return false
		}
		rw.touch(o, sched.Inc, 1, sched.Acquire)
	}
	o.Balance(1)
	sched.Locked(rw, "read lock")
	return true
}

// RUnlock takes a reader back.
func (rw *RWMutex) RUnlock() {
	o := sched.Use(rw, sched.Write)
	if o.Balance(-1) < 0 {
		o.NeedStrict()
	}
	if o.Strict() {
		rw.strictRUnlock()
	} else {
		o.Await(sched.Inc, 0, sched.Unlimited)
		rw.touch(o, sched.Inc, -1, sched.Release)
	}
	sched.Unlocked(rw)
}

// Lock announces a writer when there is no other, and then waits for the
// readers that are there.
func (rw *RWMutex) Lock() {
	o := sched.Use(rw, sched.Write)
	if o.Strict() {
		rw.strictLock()
	} else {
		o.Await(sched.Write, 0, writer-1)
		rw.touch(o, sched.Write, writer, sched.Acquire)
		if o.Level() > writer {
			o.Await(sched.Write, writer, writer)
			rw.touch(o, sched.Write, 0, sched.Acquire)
		}
	}
	rw.writers().Balance(1)
	sched.Locked(rw, "lock")
}

// writers returns an object for which it is counted how often a goroutine has locked
// rw for writing.
func (rw *RWMutex) writers() *sched.Object { return sched.At(&rw.writerSem) }

// TryLock is Lock, or only a look at rw.
func (rw *RWMutex) TryLock() bool {
	sched.Use(rw, sched.Write).NeedStrict()
	if !rw.strictTryLock() {
		return false
	}
	rw.writers().Balance(1)
	sched.Locked(rw, "lock")
	return true
}

// Unlock ends a Lock.
func (rw *RWMutex) Unlock() {
	o := sched.Use(rw, sched.Write)
	if rw.writers().Balance(-1) < 0 {
		o.NeedStrict()
	}
	if o.Strict() {
		rw.strictUnlock()
	} else {
		o.Await(sched.Write, 0, sched.Unlimited)
		rw.touch(o, sched.Write, -writer, sched.Release)
	}
	sched.Unlocked(rw)
}

// RLocker returns a Locker of readers.
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }

// count and wait are the words of the two atomic variables.
func (rw *RWMutex) count() *int32 { return (*int32)(unsafe.Pointer(&rw.readerCount)) }
func (rw *RWMutex) wait() *int32  { return (*int32)(unsafe.Pointer(&rw.readerWait)) }
