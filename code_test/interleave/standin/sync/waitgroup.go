package sync

import "goroutines/code_test/interleave/sched"

// A WaitGroup has its counter as level.
//
// Waiting is no event. But a WaitGroup that is used again while a Wait has not
// returned panics, and that is only seen if the beginning of a Wait is one.
// Where a program might do that it is explored again, strictly.
type WaitGroup struct {
	h       sched.Handle
	tickets []*sched.Object // strictly: level 1 when the Wait can go on
}

// Add adds to the counter; when it comes to 0, Wait can return.
func (wg *WaitGroup) Add(delta int) {
	wg.add(delta, nil)
}

// Done is Add(-1).
func (wg *WaitGroup) Done() { wg.Add(-1) }

func (wg *WaitGroup) add(delta int, fork func()) {
	kind := sched.Inc
	if sched.Strict() {
		kind = sched.Write
	}
	o := wg.h.Object()
	if fork == nil {
		o.Await(kind, -sched.Unlimited, sched.Unlimited)
	} else {
		o.AwaitFork(kind, -sched.Unlimited, sched.Unlimited)
	}
	wg.h.TouchGroup(kind, int32(delta))
	wg.h.Counted("add", delta)
	now := o.Level()
	switch {
	case now < 0:
		sched.NeedStrict()
		panic("sync: negative WaitGroup counter")
	case now == 0:
		for _, t := range wg.tickets {
			t.Touch(sched.Write, 1)
		}
		wg.tickets = nil
	}
	if fork != nil {
		fork()
	}
}

// Wait waits until the counter is 0.
func (wg *WaitGroup) Wait() {
	o := wg.h.Object()
	if !sched.Strict() {
		o.AwaitGroup()
		wg.h.Touch(sched.Read, 0)
		wg.h.Counted("wait", 0)
		return
	}
	o.Await(sched.Read, -sched.Unlimited, sched.Unlimited)
	wg.h.Touch(sched.Read, 0)
	if o.Level() == 0 {
		wg.h.Counted("wait", 0)
		return
	}
	t := sched.New()
	wg.tickets = append(wg.tickets, t)
	t.AwaitBoth(sched.Read, 1, 1, o, sched.Read)
	t.Touch(sched.Read, 0)
	wg.h.TouchAs(sched.Read, 0, 0)
	wg.h.Counted("wait", 0)
	if o.Level() != 0 {
		panic("sync: WaitGroup is reused before previous Wait has returned")
	}
}

// Go calls f in a new goroutine, which is counted until f has returned. Both
// are one event.
func (wg *WaitGroup) Go(f func()) {
	wg.add(1, func() {
		sched.Fork(func() {
			defer func() {
				if v := sched.Recover(recover()); v != nil {
					sched.Repanic(v)
				}
				wg.Done()
			}()
			f()
		})
	})
}
