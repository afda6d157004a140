// Package context stands in for the standard library's package context in a
// program that is explored. It behaves as the library does, lock for lock, in as
// few events as show that:
//
//   - To ask for Err is one event.
//   - To cancel a context is one event: it sets the error and closes the channel.
//     Its children are then canceled one after another, in any order. Until that
//     is done, whoever cancels the context again waits, and so does whoever
//     derives a context from it, asks for its Cause, or cancels a child of it.
//   - To derive a context from one that can be canceled is one event.
//   - Done, Deadline and Value are no events.
package context

// This file has the contexts that are never canceled, and those with a value.

import (
	"context"
	"reflect"
	"time"
)

// A Context is the same as in the library: a deadline, a cancellation and values
// that go from one function to those it calls.
type Context = context.Context

// The errors of contexts, the same as in the library.
var (
	Canceled         = context.Canceled
	DeadlineExceeded = context.DeadlineExceeded
)

// An emptyCtx has nothing.
type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }
func (emptyCtx) Done() <-chan struct{}                   { return nil }
func (emptyCtx) Err() error                              { return nil }
func (emptyCtx) Value(key any) any                       { return nil }

type backgroundCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }

type todoCtx struct{ emptyCtx }

func (todoCtx) String() string { return "context.TODO" }

// Background returns an empty Context, from which others are derived.
func Background() Context { return backgroundCtx{} }

// TODO returns an empty Context, for where it is not clear yet which one to use.
func TODO() Context { return todoCtx{} }

// WithoutCancel returns a Context with the values of parent, which is not
// canceled when parent is.
func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return withoutCancelCtx{c: parent}
}

type withoutCancelCtx struct {
	emptyCtx
	c Context
}

func (c withoutCancelCtx) Value(key any) any { return value(c, key) }
func (c withoutCancelCtx) String() string    { return contextName(c.c) + ".WithoutCancel" }

// WithValue returns a Context derived from parent in which val goes with key.
func WithValue(parent Context, key, val any) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if key == nil {
		panic("nil key")
	}
	if !reflect.TypeOf(key).Comparable() {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

type valueCtx struct {
	Context
	key, val any
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return value(c.Context, key)
}

func (c *valueCtx) String() string {
	return contextName(c.Context) + ".WithValue(" + stringify(c.key) + ", " + stringify(c.val) + ")"
}

// value returns what goes with key in c or in what c is derived from. The key
// &cancelCtxKey goes with the nearest context that can be canceled.
func value(c Context, key any) any {
	for {
		switch ctx := c.(type) {
		case *valueCtx:
			if key == ctx.key {
				return ctx.val
			}
			c = ctx.Context
		case *cancelCtx:
			if key == &cancelCtxKey {
				return c
			}
			c = ctx.Context
		case withoutCancelCtx:
			if key == &cancelCtxKey {
				return nil
			}
			c = ctx.c
		case *timerCtx:
			if key == &cancelCtxKey {
				return &ctx.cancelCtx
			}
			c = ctx.Context
		case backgroundCtx, todoCtx:
			return nil
		default:
			return c.Value(key)
		}
	}
}

type stringer interface{ String() string }

// contextName returns how c is called in the name of a context derived from it.
func contextName(c Context) string {
	if s, ok := c.(stringer); ok {
		return s.String()
	}
	return reflect.TypeOf(c).String()
}

// stringify returns how a key or a value is called in the name of a context.
func stringify(v any) string {
	switch s := v.(type) {
	case stringer:
		return s.String()
	case string:
		return s
	case nil:
		return "<nil>"
	}
	return reflect.TypeOf(v).String()
}
