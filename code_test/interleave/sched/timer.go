package sched

// This file models time. A goroutine may wait as long as it likes before each
// step, and so may what a timer does: only one timer can tell how long another
// has at least been running. A timer fires after those that are certainly due
// earlier.
//
// A program that does no more with time than to sleep cannot notice any of
// this: there, sleeping is no event.

import "slices"

// A timer is one that runs.
type timer struct {
	*Object            // level 1 until it has fired or is stopped
	duration int64     // in nanoseconds
	elapsed  int64     // how much of it is over, at least
	since    []elapsed // what was over of the timers that ran when it began
	start    int64     // the time when it began, at least, since the program did
}

type elapsed struct {
	timer *timer
	time  int64
}

// longestTime is the longestTime time that is told apart from a longer one, some 70 years, so
// that sums of times do not run over.
const longestTime = 1 << 61

// startTimer starts a timer as part of the event that is being done.
func (x *execution) startTimer(duration int64) *timer {
	duration = min(duration, longestTime)
	t := &timer{Object: x.newObject(), duration: duration, start: x.time}
	for _, u := range x.timers {
		t.since = append(t.since, elapsed{u, u.elapsed})
	}
	x.timers = append(x.timers, t)
	x.program.timers[t.id] = true
	t.TouchAs(Write, 1, 0)
	return t
}

// firing returns what a goroutine waits for that does what t does when it
// fires. It does not while timers run that are certainly due earlier, nor when
// the program has ended.
func (t *timer) firing() op {
	x := current()
	o := op{kind: simple, site: x.current.site, acc: Access{Access: on(t.id, Write)}, low: 1, high: 1}
	o.more = append(o.more, Access{Access: on(x.clock.id, Write)}, Access{Access: on(x.out.id, Read)})
	o.zero = append(o.zero, x.out.id)
	if t.duration == longestTime {
		o.low = 2 // nobody lives to see it
	}
	for _, s := range t.since {
		if s.time+t.duration > s.timer.duration {
			o.more = append(o.more, Access{Access: on(s.timer.id, Read)})
			o.zero = append(o.zero, s.timer.id)
		}
	}
	return o
}

// isHeldUp reports whether g waits for a time to pass, but first for another timer, when
// nothing is possible any more: for a ticker whose last tick nobody has taken.
func (x *execution) isHeldUp(g *goroutine) bool {
	o := x.state.pending(g.proc.id)
	if o == nil || !x.program.timers[o.acc.Object] || x.state.level(o.acc.Object) == 0 {
		return false
	}
	return slices.ContainsFunc(o.zero, func(id int32) bool { return x.program.timers[id] && x.state.level(id) > 0 })
}

// fired notes that t fires, in the event that is being done.
func (t *timer) fired(o *op) {
	x := current()
	x.time = min(max(x.time, t.start+t.duration), longestTime)
	for _, s := range t.since {
		s.timer.elapsed = min(max(s.timer.elapsed, s.time+t.duration), longestTime)
	}
	t.remove()
	for _, a := range o.more {
		x.touch(a)
	}
}

// remove ends t.
func (t *timer) remove() {
	x := current()
	for i, u := range x.timers {
		if u == t {
			x.timers = append(x.timers[:i], x.timers[i+1:]...)
			break
		}
	}
	t.TouchAs(Write, -1, 0)
}

// Sleep is time.Sleep.
func Sleep(duration int64) {
	x := current()
	if !x.program.timed || duration <= 0 {
		return
	}
	x.turn()
	t := x.startTimer(duration)
	o := t.firing()
	x.wait(o)
	t.fired(&o)
}

// Time returns how many nanoseconds have passed, at least, since the program
// began.
func Time() int64 { return current().time }

// A Timer is what the timers and tickers of package time are made of: it sends
// on a channel or calls a function.
type Timer[T any] struct {
	c      chan T // nil if it calls a function
	value  func() T
	call   func()
	period int64 // of a ticker
	now    *timer
}

// NewTimer starts a timer that sends on a channel, again and again if period is
// above 0. The channel is the one that is returned.
func NewTimer[T any](duration, period int64, value func() T) (*Timer[T], <-chan T) {
	x := current()
	x.turn()
	t := &Timer[T]{c: makeChannel[chan T](1, 0), value: value, period: period}
	t.start(duration)
	return t, t.c
}

// NewFuncTimer starts a timer that calls f in a goroutine of its own.
func NewFuncTimer[T any](duration int64, f func()) *Timer[T] {
	x := current()
	x.turn()
	t := &Timer[T]{call: f}
	t.start(duration)
	return t
}

// turn waits for the turn to do something with timers.
func (x *execution) turn() {
	x.wait(op{kind: simple, site: x.current.site, acc: Access{Access: on(x.clock.id, Write)}, high: unlimited})
	x.touch(Access{Access: on(x.clock.id, Write)})
}

func (t *Timer[T]) start(duration int64) {
	x := current()
	now := x.startTimer(max(duration, 0))
	t.now = now
	x.fork(func() {
		g := x.current
		g.timer = true
		for {
			o := now.firing()
			o.timer = true
			if t.c != nil {
				o.put = stateOf(t.c).id
			}
			if t.period > 0 { // a tick that is not taken is lost
				o.zero = append(o.zero, o.put)
			}
			if t.call != nil && x.program.counting {
				o.more = append(o.more, Access{Access: on(x.counter.id, Inc), delta: 1})
			}
			x.wait(o)
			now.fired(&o)
			t.now = nil
			if t.call != nil {
				g.timer = false
				t.call()
				return
			}
			tryPut(t.c, t.value())
			if t.period == 0 {
				return
			}
			now = x.startTimer(t.period)
			t.now = now
		}
	})
}

// Stop ends the timer. It reports whether it ran, or has sent what nobody has
// received yet.
func (t *Timer[T]) Stop() bool {
	t.awaitStop()
	return t.stop()
}

// Reset starts the timer anew and reports what Stop would have.
func (t *Timer[T]) Reset(duration int64) bool {
	t.awaitStop()
	ran := t.stop()
	t.start(duration)
	return ran
}

// ResetTicker is Reset with another period.
func (t *Timer[T]) ResetTicker(period int64) {
	t.awaitStop()
	t.stop()
	t.period = period
	t.start(period)
}

func (t *Timer[T]) awaitStop() {
	x := current()
	o := op{kind: simple, site: x.current.site, acc: Access{Access: on(x.clock.id, Write)}, high: unlimited}
	if t.c != nil {
		o.take = stateOf(t.c).id
	}
	x.wait(o)
	x.touch(Access{Access: on(x.clock.id, Write)})
}

func (t *Timer[T]) stop() bool {
	ran := t.now != nil
	if ran {
		t.now.remove()
		t.now = nil
	}
	return t.c != nil && drain(t.c) || ran
}
