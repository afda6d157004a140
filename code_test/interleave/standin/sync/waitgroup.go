package sync

import (
	"math"
	"unsafe"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/atomic"
)

// A WaitGroup has its counter as level.
//
// Waiting is no event, and calls of Add commute. But a WaitGroup that is used wrongly
// panics, and how depends on their order, and on how far each has come. Where a program
// might do that, or copies one, it is explored again, strictly: see strict.go.
type WaitGroup struct {
	noCopy noCopy
	state  atomic.Uint64
	sema   uint32
}

func init() {
	var wg WaitGroup
	sched.Model[WaitGroup](
		sched.Part{Strict: true, Level: func(p unsafe.Pointer) int32 {
			counter, waiting := halves(*(*uint64)(p))
			return counter | int32(waiting)
		}},
		sched.Part{Offset: unsafe.Offsetof(wg.sema), Level: func(p unsafe.Pointer) int32 { return *(*int32)(p) }},
	)
}

// Add adds to the counter; when it comes to 0, Wait can return.
func (wg *WaitGroup) Add(delta int) {
	wg.add(delta, nil)
}

// Done is Add(-1).
func (wg *WaitGroup) Done() { wg.Add(-1) }

func (wg *WaitGroup) add(delta int, fork func()) {
	o := sched.Use(wg, sched.Write)
	if o.Strict() {
		wg.strictAdd(delta, fork)
		return
	}
	if fork == nil {
		o.Await(sched.Inc, math.MinInt32, sched.Unlimited)
	} else {
		o.AwaitFork(sched.Inc, math.MinInt32, sched.Unlimited)
	}
	o.TouchGroup(sched.Inc, int32(delta))
	*wg.word() += uint64(delta) << 32
	v, _ := halves(*wg.word())
	sched.Counted(wg, "add", delta, v)
	if v < 0 {
		o.NeedStrict()
		panic("sync: negative WaitGroup counter")
	}
	if fork != nil {
		fork()
	}
}

// Wait waits until the counter is 0.
func (wg *WaitGroup) Wait() {
	o := sched.Use(wg, sched.Write)
	if o.Strict() {
		wg.strictWait()
		return
	}
	o.AwaitGroup()
	o.TouchAs(sched.Read, 0, sched.Acquire)
	sched.Counted(wg, "wait", 0, 0)
}

// Go calls f in a new goroutine, which is counted until f has returned. Both
// are one event.
func (wg *WaitGroup) Go(f func()) {
	wg.add(1, func() {
		sched.Fork(func() {
			defer func() {
				if v := sched.Recover(recover()); v != nil {
					panic(v)
				}
				wg.Done()
			}()
			f()
		})
	})
}
