package context

// This file has the contexts that are canceled at a certain time.

import (
	"time"

	"goroutines/code_test/interleave/sched"
	clock "goroutines/code_test/interleave/standin/time"
)

// WithTimeout is WithDeadline for a deadline so far from now.
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadline(parent, clock.Now().Add(timeout))
}

// WithTimeoutCause is WithTimeout that sets what Cause returns after the deadline.
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, clock.Now().Add(timeout), cause)
}

// WithDeadline returns a Context derived from parent that is canceled at d, and a
// function to cancel it earlier.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is WithDeadline that sets what Cause returns after the
// deadline.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if cur, ok := parent.Deadline(); ok && cur.Before(d) {
		return WithCancel(parent)
	}
	c := sched.Made(&timerCtx{deadline: d})
	c.begin()
	fate := c.follow(parent, c)
	left := clock.Until(d)
	if left <= 0 {
		c.expire(cause)
		return c, func() { c.cancel(false, Canceled, nil) }
	}
	if fate != doomed {
		c.set(fate, clock.AfterFunc(left, func() { c.expire(cause) }))
	}
	return c, func() { c.cancel(true, Canceled, nil) }
}

// A timerCtx has a deadline.
type timerCtx struct {
	cancelCtx
	timer    *clock.Timer // nil if it was not set before c was canceled
	deadline time.Time
}

// set makes t, which runs, the timer of c. If c has a parent that can be canceled,
// that may have happened since t was started.
func (c *timerCtx) set(fate fate, t *clock.Timer) {
	if fate == followed {
		c.state.AwaitLimited(sched.Write, active, canceled, active, active)
		if c.err != nil {
			c.state.Touch(sched.Read, 0)
			t.Stop()
			return
		}
		c.state.Touch(sched.Write, 0)
	}
	c.timer = t
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

func (c *timerCtx) String() string {
	return contextName(c.Context) + ".WithDeadline(" + c.deadline.String() + " [" + clock.Until(c.deadline).String() + "])"
}

// expire cancels c because of its deadline.
func (c *timerCtx) expire(cause error) {
	c.finish(DeadlineExceeded, cause)
	removeChild(c.Context, c)
}

func (c *timerCtx) cancel(removeFromParent bool, err, cause error) {
	first := c.finish(err, cause)
	if removeFromParent {
		removeChild(c.Context, c)
	}
	if first && c.timer != nil {
		c.timer.Stop()
	}
}
