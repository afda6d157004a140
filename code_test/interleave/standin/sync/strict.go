package sync

// This file has what RWMutex does in the library, step by step. Two steps are one event
// where no goroutine can tell: what a semaphore is given, it can as well be given
// earlier; and the readers that a writer waits for can as well be counted at once.

import (
	"math"
	"sync"
	"unsafe"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/word"
)

const maxReaders = 1 << 30

// What readers and writers wait for also tells what happens before what: what a writer
// has done before what readers do then, and the other way round. These objects stand
// for no more than that, beside the two semaphores.
func (rw *RWMutex) forReaders() *sched.Object { return beside(&rw.readerSem) }
func (rw *RWMutex) forWriters() *sched.Object { return beside(&rw.writerSem) }

func beside(sema *uint32) *sched.Object {
	return sched.At((*byte)(unsafe.Add(unsafe.Pointer(sema), 1)))
}

// An effect is how an event touches an object beside the word that it changes.
type effect struct {
	o     *sched.Object
	kind  sched.Kind
	order sched.Order
}

func after(o *sched.Object) effect  { return effect{o, sched.Read, sched.Acquire} }
func before(o *sched.Object) effect { return effect{o, sched.Inc, sched.Release} }

// add waits for the turn to change a word, and does. The same event has these effects,
// and touches what it is told by others.
func add(p *int32, delta int32, effects []effect, others ...sched.Access) int32 {
	for _, e := range effects {
		others = append(others, e.o.By(e.kind))
	}
	o := sched.Use(p, sched.Write)
	o.AwaitWith(sched.Write, math.MinInt32, sched.Unlimited, others...)
	put(o, p, delta, effects...)
	return *p
}

// put changes a word, as part of the event that is being done.
func put(o *sched.Object, p *int32, delta int32, effects ...effect) {
	o.TouchAs(sched.Write, delta, 0)
	*p += delta
	for _, e := range effects {
		e.o.TouchAs(e.kind, 0, e.order)
	}
}

func (rw *RWMutex) strictRLock() {
	if add(rw.count(), 1, []effect{after(rw.forReaders())}) < 0 {
		word.Acquire(&rw.readerSem)
	}
}

func (rw *RWMutex) strictTryRLock() bool {
	o, readers := sched.Use(rw.count(), sched.Write), after(rw.forReaders())
	o.AwaitLimited(sched.Write, math.MinInt32, sched.Unlimited, 0, sched.Unlimited, readers.o.By(readers.kind))
	if *rw.count() < 0 {
		o.TouchAs(sched.Read, 0, 0)
		return false
	}
	put(o, rw.count(), 1, readers)
	return true
}

func (rw *RWMutex) strictRUnlock() {
	r := add(rw.count(), -1, []effect{before(rw.forWriters())})
	if r >= 0 {
		return
	}
	if r+1 == 0 || r+1 == -maxReaders {
		sched.Fatal("sync: RUnlock of unlocked RWMutex", func() { new(sync.RWMutex).RUnlock() })
	}
	last := add(rw.wait(), -1, nil, sched.Use(&rw.writerSem, sched.Inc).By(sched.Inc)) == 0
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
	effects := []effect{after(rw.forReaders()), after(rw.forWriters())}
	r := add(rw.count(), -maxReaders, effects, wait.By(sched.Write)) + maxReaders
	put(wait, rw.wait(), r)
	if r != 0 && *rw.wait() != 0 {
		word.Acquire(&rw.writerSem)
	}
}

func (rw *RWMutex) strictTryLock() bool {
	if !rw.w.mu.TryLock() {
		return false
	}
	o := sched.Use(rw.count(), sched.Write)
	readers, writers := after(rw.forReaders()), after(rw.forWriters())
	o.AwaitLimited(sched.Write, math.MinInt32, sched.Unlimited, 0, 0, readers.o.By(readers.kind), writers.o.By(writers.kind))
	if *rw.count() != 0 {
		o.TouchAs(sched.Read, 0, 0)
		rw.w.mu.Unlock()
		return false
	}
	put(o, rw.count(), -maxReaders, readers, writers)
	return true
}

func (rw *RWMutex) strictUnlock() {
	r := add(rw.count(), maxReaders, []effect{before(rw.forReaders())}, sched.Use(&rw.readerSem, sched.Inc).By(sched.Inc))
	release(&rw.readerSem, r < maxReaders, r)
	if r >= maxReaders {
		sched.Fatal("sync: Unlock of unlocked RWMutex", func() { new(sync.RWMutex).Unlock() })
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
	o.TouchAs(sched.Write, 0, sched.Release)
	*p += uint64(delta) << 32
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
	o.TouchAs(sched.Write, 0, sched.Release)
	*p = 0
	word.Release(&wg.sema, int32(w))
}

func (wg *WaitGroup) strictWait() {
	p := wg.word()
	o := word.Turn(p)
	state := *p
	v, _ := halves(state)
	if v == 0 {
		o.TouchAs(sched.Write, 0, sched.Acquire)
		sched.Counted(wg, "wait", 0, v)
		return
	}
	o.TouchAs(sched.Write, 0, sched.Acquire)
	*p++
	word.Acquire(&wg.sema, o.By(sched.Read))
	o.TouchAs(sched.Read, 0, sched.Acquire)
	v, _ = halves(*p)
	sched.Counted(wg, "wait", 0, v)
	if *p != 0 {
		panic("sync: WaitGroup is reused before previous Wait has returned")
	}
}
