package context

// This file has the contexts that can be canceled.

import (
	"maps"
	"slices"

	"goroutines/code_test/interleave/sched"
)

// A CancelFunc cancels a context. It does nothing after the first call.
type CancelFunc func()

// A CancelCauseFunc is a CancelFunc that also says why.
type CancelCauseFunc func(cause error)

// WithCancel returns a Context derived from parent, and a function to cancel it.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := withCancel(parent)
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithCancelCause is WithCancel with a function that sets what Cause returns.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := withCancel(parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

func withCancel(parent Context) *cancelCtx {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	c := sched.Made(new(cancelCtx))
	c.begin()
	c.follow(parent, c)
	return c
}

// Cause returns why c was canceled: what the function that canceled it, or what
// it is derived from, was told. It is nil if c is not canceled.
func Cause(c Context) error {
	if cc, ok := canceledWith(c); ok {
		return cc.lookUp()
	}
	err := c.Err()
	if err == nil {
		return nil
	}
	if cc, ok := c.Value(&cancelCtxKey).(*cancelCtx); ok {
		if cause := cc.lookUp(); cause != nil {
			return cause
		}
	}
	return err
}

// canceledWith returns the context with which c is canceled, if all from c to
// there are this package's own.
func canceledWith(c Context) (*cancelCtx, bool) {
	for {
		switch ctx := c.(type) {
		case *valueCtx:
			c = ctx.Context
		case *cancelCtx:
			return ctx, true
		case *timerCtx:
			return &ctx.cancelCtx, true
		default:
			return nil, false
		}
	}
}

// cancelCtxKey is the key whose address a cancelCtx has itself as the value of.
var cancelCtxKey int

// A canceler is a context that is canceled when its parent is.
type canceler interface {
	cancel(removeFromParent bool, err, cause error)
	Done() <-chan struct{}
}

// The states of a cancelCtx: the level of its object.
const (
	canceling = -1 // and some of its children are not canceled yet
	active    = 0
	canceled  = 1
)

// A cancelCtx can be canceled. Whoever derives a context from it and whoever
// takes a child off it again touches its object with sched.Inc, since it does
// not matter in which order they do; who cancels it touches it with sched.Write.
type cancelCtx struct {
	Context // its parent

	state      *sched.Object
	done       chan struct{}
	err, cause error // not nil if it is canceled
	children   map[canceler]struct{}
}

// begin makes c ready for use.
func (c *cancelCtx) begin() {
	c.state = sched.New()
	c.done = sched.MakeChannel[chan struct{}](0)
	c.children = make(map[canceler]struct{})
}

func (c *cancelCtx) Done() <-chan struct{} { return c.done }

func (c *cancelCtx) Err() error {
	c.state.Await(sched.Read, canceling, canceled)
	c.state.Touch(sched.Read, 0)
	return c.err
}

// lookUp returns the cause.
func (c *cancelCtx) lookUp() error {
	c.state.Await(sched.Read, active, canceled)
	c.state.Touch(sched.Read, 0)
	return c.cause
}

func (c *cancelCtx) Value(key any) any {
	if key == &cancelCtxKey {
		return c
	}
	return value(c.Context, key)
}

func (c *cancelCtx) String() string { return contextName(c.Context) + ".WithCancel" }

// cancel cancels c and its children, and takes it off its parent.
func (c *cancelCtx) cancel(removeFromParent bool, err, cause error) {
	if c.finish(err, cause) && removeFromParent {
		removeChild(c.Context, c)
	}
}

// finish cancels c and its children, and reports whether it was not canceled
// before. If c has no children it is one event, to which more can belong.
func (c *cancelCtx) finish(err, cause error) bool {
	c.state.AwaitLimited(sched.Write, active, canceled, active, active, sched.ChannelObject(c.done).By(sched.Closing))
	if c.err != nil {
		c.state.Touch(sched.Read, 0)
		return false
	}
	if cause == nil {
		cause = err
	}
	c.err, c.cause = err, cause
	children := slices.Collect(maps.Keys(c.children))
	sched.CloseNow(c.done)
	if len(children) == 0 {
		c.state.Touch(sched.Write, canceled-active)
		return true
	}
	c.state.Touch(sched.Write, canceling-active)
	for child := range sched.AnyOrder(children) {
		child.cancel(false, err, cause)
	}
	clear(c.children)
	c.state.Await(sched.Write, canceling, canceling)
	c.state.Touch(sched.Write, canceled-canceling)
	return true
}
