// Package atomic stands in for the standard library's package sync/atomic in a
// program that is explored. Each operation is one event. Two loads commute, and
// so do a load and a CompareAndSwap that fails.
package atomic

import "goroutines/code_test/interleave/sched"

func load[T any](p *T) T {
	_ = *p
	o := sched.At(p)
	o.Await(sched.Read, -sched.Unlimited, sched.Unlimited)
	o.TouchAtomic(sched.Read, sched.Acquire, 0)
	sched.Noted(sched.Where(), p, "read")
	return *p
}

// turn waits for the turn to change *p.
func turn[T any](p *T) *sched.Object {
	_ = *p
	o := sched.At(p)
	o.Await(sched.Write, -sched.Unlimited, sched.Unlimited)
	return o
}

// put changes *p to v, as part of the event that is being done.
func put[T any](o *sched.Object, p *T, v T, synchronizes sched.Order) {
	o.TouchAtomic(sched.Write, synchronizes, level(v)-level(*p))
	*p = v
	sched.Noted(sched.Where(), p, "write")
}

func store[T any](p *T, v T) { put(turn(p), p, v, sched.Release) }

func swap[T any](p *T, v T) T { return change(p, func(T) T { return v }) }

func compareAndSwap[T comparable](p *T, old, new T) bool {
	o := turn(p)
	if *p != old {
		new = *p // for an event that is the same whether it succeeds or not
	}
	swapped := *p == old
	put(o, p, new, sched.Acquire|sched.Release)
	return swapped
}

// compareAndSwapIn is compareAndSwap for a variable in one of this package's
// types: these begin with zero, so that the level of the object tells what is
// in it, and whether it will only be read.
func compareAndSwapIn[T comparable](p *T, old, new T) bool {
	_ = *p
	o := sched.At(p)
	o.AwaitLimited(sched.Write, -sched.Unlimited, sched.Unlimited, level(old), level(old))
	if level(*p) != level(old) {
		o.TouchAtomic(sched.Read, sched.Acquire, 0)
		sched.Noted(sched.Where(), p, "read")
		return false
	}
	swapped := *p == old
	if !swapped {
		new = *p
	}
	put(o, p, new, sched.Acquire|sched.Release)
	return swapped
}

// level returns a number for v, the same for equal ones and within the bounds
// of a level.
func level[T any](v T) int32 { return max(number(v), -sched.Unlimited) }

func number[T any](v T) int32 {
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
	case *bool:
		if *p {
			return 1
		}
	}
	return 0
}

type integer interface {
	~int32 | ~int64 | ~uint32 | ~uint64 | ~uintptr
}

func add[T integer](p *T, delta T) T { return change(p, func(v T) T { return v + delta }) + delta }
func and[T integer](p *T, mask T) T  { return change(p, func(v T) T { return v & mask }) }
func or[T integer](p *T, mask T) T   { return change(p, func(v T) T { return v | mask }) }

// change changes *p as f says, and returns what it was.
func change[T any](p *T, f func(T) T) T {
	o := turn(p)
	old := *p
	put(o, p, f(old), sched.Acquire|sched.Release)
	return old
}
