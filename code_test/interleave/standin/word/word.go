// Package word has the operations of the machine that package sync/atomic and package
// sync are made of: atomic ones on a word of memory, each of them one event, and a
// semaphore. The level of a word's object is the number in it.
//
// Two loads commute, and so do a load and a CompareAndSwap that fails; two calls of
// Add whose results the program does not use, and the same of And and of Or.
package word

import (
	"math"

	"goroutines/code_test/interleave/sched"
)

// Load returns *p.
func Load[T any](p *T) T {
	o := sched.Use(p, sched.Read)
	o.Await(sched.Read, math.MinInt32, sched.Unlimited)
	o.TouchAtomic(sched.Read, sched.Acquire, 0)
	return *p
}

// Turn waits for the turn to change *p.
func Turn[T any](p *T) *sched.Object { return turn(p, sched.Write) }

func turn[T any](p *T, kind sched.Kind) *sched.Object {
	o := sched.Use(p, kind)
	o.Await(kind, math.MinInt32, sched.Unlimited)
	return o
}

// Put changes *p to v, as part of the event that is being done.
func Put[T any](o *sched.Object, p *T, v T, order sched.Order) { put(o, sched.Write, p, v, order) }

func put[T any](o *sched.Object, kind sched.Kind, p *T, v T, order sched.Order) {
	delta := Level(v) - Level(*p)
	if o.Strict() {
		delta = 0 // the level says nothing
	}
	o.TouchAtomic(kind, order, delta)
	*p = v
}

// Store sets *p.
func Store[T any](p *T, v T) { Put(Turn(p), p, v, sched.Release) }

// Swap sets *p and returns what it was.
func Swap[T any](p *T, v T) T { return change(p, sched.Write, func(T) T { return v }) }

// CompareAndSwap sets *p if it is old.
func CompareAndSwap[T comparable](p *T, old, new T) bool {
	o := Turn(p)
	if *p != old {
		o.TouchFailed()
		return false
	}
	Put(o, p, new, sched.Acquire|sched.Release)
	return true
}

// CompareAndSwapIn is CompareAndSwap for a variable in a type of package atomic:
// there the level of the object tells what is in it, and whether it will only be
// read.
func CompareAndSwapIn[T comparable](p *T, old, new T) bool {
	o := sched.Use(p, sched.Write)
	if o.Strict() {
		return CompareAndSwap(p, old, new)
	}
	o.AwaitLimited(sched.Write, math.MinInt32, sched.Unlimited, Level(old), Level(old))
	switch {
	case Level(*p) != Level(old):
		o.TouchAtomic(sched.Read, sched.Acquire, 0)
		return false
	case *p != old:
		o.TouchFailed()
		return false
	}
	Put(o, p, new, sched.Acquire|sched.Release)
	return true
}

// Level returns a number for v, the same for equal ones.
func Level[T any](v T) int32 {
	switch p := any(&v).(type) {
	case *int32:
		return *p
	case *int64:
		return int32(*p)
	case *uint32:
		return int32(*p)
	case *uint64:
		return int32(*p)
	case *uintptr:
		return int32(*p)
	}
	return 0
}

// An Integer is what can be added to.
type Integer interface {
	~int32 | ~int64 | ~uint32 | ~uint64 | ~uintptr
}

// Add adds delta to *p and returns the sum.
func Add[T Integer](p *T, delta T) T {
	kind := sched.Write
	if sched.IsUnused() {
		kind = sched.Inc
	}
	return change(p, kind, func(v T) T { return v + delta }) + delta
}

// And clears the bits of *p that mask does not have, and returns what it was.
func And[T Integer](p *T, mask T) T {
	return change(p, bits(p, sched.Clearing), func(v T) T { return v & mask })
}

// Or sets the bits of mask in *p, and returns what it was.
func Or[T Integer](p *T, mask T) T {
	return change(p, bits(p, sched.Setting), func(v T) T { return v | mask })
}

// bits returns how *p is touched by what can commute, but changes the level in one
// order otherwise than in another.
func bits[T any](p *T, kind sched.Kind) sched.Kind {
	if !sched.IsUnused() {
		return sched.Write
	}
	sched.Use(p, kind).NeedStrict()
	return kind
}

// change changes *p as f says, and returns what it was.
func change[T any](p *T, kind sched.Kind, f func(T) T) T {
	o := turn(p, kind)
	old := *p
	put(o, kind, p, f(old), sched.Acquire|sched.Release)
	return old
}

// Acquire waits until the semaphore *sema is above 0, and takes 1 from it. The event
// touches another object, too, if it is given one; the caller says how.
func Acquire(sema *uint32, others ...sched.Access) {
	o := sched.Use(sema, sched.Write)
	o.AwaitWith(sched.Write, 1, sched.Unlimited, others...)
	o.TouchAs(sched.Write, -1, sched.Acquire)
	*sema--
}

// Release adds n to the semaphore *sema, as part of an event that has announced to
// touch it by Inc.
func Release(sema *uint32, n int32) {
	sched.Use(sema, sched.Inc).TouchAs(sched.Inc, n, sched.Release)
	*sema += uint32(n)
}
