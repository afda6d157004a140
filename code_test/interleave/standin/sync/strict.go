package sync

// This file has what RWMutex does in the library, step by step. Two steps are one event
// where no goroutine can tell: what a semaphore is given, it can as well be given
// earlier; and the readers that a writer waits for can as well be counted at once.

import (
	"math"
	"unsafe"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/word"
)

const maxReaders = 1 << 30

func (rw *RWMutex) strictRLock() {
	if add(rw.count(), 1, sched.Acquire) < 0 {
		word.Acquire(&rw.readerSem)
	}
}

func (rw *RWMutex) strictTryRLock() bool {
	o := sched.Use(rw.count(), sched.Write)
	o.AwaitLimited(sched.Write, math.MinInt32, sched.Unlimited, 0, sched.Unlimited)
	if *rw.count() < 0 {
		o.TouchAs(sched.Read, 0, 0)
		return false
	}
	word.Put(o, rw.count(), *rw.count()+1, sched.Acquire)
	return true
}

func (rw *RWMutex) strictRUnlock() {
	r := add(rw.count(), -1, sched.Release)
	if r >= 0 {
		return
	}
	if r+1 == 0 || r+1 == -maxReaders {
		sched.Fatal("sync: RUnlock of unlocked RWMutex")
	}
	last := add(rw.wait(), -1, sched.Release, sched.Use(&rw.writerSem, sched.Inc).By(sched.Inc)) == 0
	release(&rw.writerSem, last, 1)
}

// release is word.Release if it does release.
func release(sema *uint32, does bool, n int32) {
	if !does {
		n = 0
	}
	word.Release(sema, n)
}

func (rw *RWMutex) strictLock() {
	rw.w.mu.Lock()
	wait := sched.Use(rw.wait(), sched.Write)
	r := add(rw.count(), -maxReaders, sched.Acquire, wait.By(sched.Write)) + maxReaders
	word.Put(wait, rw.wait(), *rw.wait()+r, 0)
	if r != 0 && *rw.wait() != 0 {
		word.Acquire(&rw.writerSem)
	}
}

func (rw *RWMutex) strictTryLock() bool {
	if !rw.w.mu.TryLock() {
		return false
	}
	o := sched.Use(rw.count(), sched.Write)
	o.AwaitLimited(sched.Write, math.MinInt32, sched.Unlimited, 0, 0)
	if *rw.count() != 0 {
		o.TouchAs(sched.Read, 0, 0)
		rw.w.mu.Unlock()
		return false
	}
	word.Put(o, rw.count(), -maxReaders, sched.Acquire)
	return true
}

func (rw *RWMutex) strictUnlock() {
	r := add(rw.count(), maxReaders, sched.Release, sched.Use(&rw.readerSem, sched.Inc).By(sched.Inc))
	release(&rw.readerSem, r < maxReaders, r)
	if r >= maxReaders {
		sched.Fatal("sync: Unlock of unlocked RWMutex")
	}
	rw.w.mu.Unlock()
}

// What the library keeps of a WaitGroup: the counter in the upper half of a word, and
// how many wait in the lower.
func (wg *WaitGroup) word() *uint64 { return (*uint64)(unsafe.Pointer(&wg.state)) }

func halves(state uint64) (counter int32, waiting uint32) {
	return int32(state >> 32), uint32(state & 0x7fffffff)
}

// strictAdd is Add; the event in which it adds starts a goroutine, too, if there is a
// fork.
func (wg *WaitGroup) strictAdd(delta int, fork func()) {
	p := wg.word()
	o := sched.Use(p, sched.Write)
	if fork == nil {
		o.Await(sched.Write, math.MinInt32, sched.Unlimited)
	} else {
		o.AwaitFork(sched.Write, math.MinInt32, sched.Unlimited)
	}
	word.Put(o, p, *p+uint64(delta)<<32, sched.Release)
	state := *p
	v, w := halves(state)
	sched.Counted(wg, "add", delta, v)
	switch {
	case v < 0:
		panic("sync: negative WaitGroup counter")
	case w != 0 && delta > 0 && v == int32(delta):
		panic("sync: WaitGroup misuse: Add called concurrently with Wait")
	}
	if fork != nil {
		fork()
	}
	if v > 0 || w == 0 {
		return
	}
	if word.Load(p) != state {
		panic("sync: WaitGroup misuse: Add called concurrently with Wait")
	}
	o.AwaitWith(sched.Write, math.MinInt32, sched.Unlimited, sched.Use(&wg.sema, sched.Inc).By(sched.Inc))
	word.Put(o, p, 0, sched.Release)
	word.Release(&wg.sema, int32(w))
}

func (wg *WaitGroup) strictWait() {
	p := wg.word()
	o := word.Turn(p)
	state := *p
	v, _ := halves(state)
	if v == 0 {
		word.Put(o, p, state, sched.Acquire)
		sched.Counted(wg, "wait", 0, v)
		return
	}
	word.Put(o, p, state+1, sched.Acquire)
	word.Acquire(&wg.sema, o.By(sched.Read))
	o.TouchAs(sched.Read, 0, sched.Acquire)
	v, _ = halves(*p)
	sched.Counted(wg, "wait", 0, v)
	if *p != 0 {
		panic("sync: WaitGroup is reused before previous Wait has returned")
	}
}
