package sync

import (
	"math"
	"sync"
	"unsafe"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/atomic"
)

// A Once has level 0 at first, running while its function runs, and done then.
type Once struct {
	_    noCopy
	done atomic.Bool
	m    Mutex
}

const (
	running = -1
	done    = 1
)

func init() {
	sched.Model[Once](sched.Part{Level: func(p unsafe.Pointer) int32 { return (*Once)(p).level() }})
}

// flag is the word of done.
func (o *Once) flag() *uint32 { return (*uint32)(unsafe.Pointer(&o.done)) }

func (o *Once) level() int32 {
	switch {
	case *o.flag() != 0:
		return done
	case o.m.mu.Locked():
		return running
	}
	return 0
}

// Do calls f if it is the first call, and waits until that has returned.
func (o *Once) Do(f func()) {
	obj := sched.Use(o, sched.Write)
	obj.AwaitLimited(sched.Write, 0, done, 0, 0)
	if obj.Level() == done {
		obj.TouchAs(sched.Read, 0, sched.Acquire)
		return
	}
	obj.TouchAs(sched.Write, running, sched.Acquire)
	o.m.mu.Set(true)
	defer o.finish()
	f()
}

// finish notes that the function has returned. The library finds the mistake if f has
// set o to a new one.
func (o *Once) finish() {
	obj := sched.Use(o, sched.Write)
	obj.Await(sched.Write, math.MinInt32, sched.Unlimited)
	locked := o.m.mu.Locked()
	obj.TouchAs(sched.Write, done-obj.Level(), sched.Release)
	*o.flag() = 1
	if !locked {
		sched.Fatal("sync: unlock of unlocked mutex", func() { new(sync.Mutex).Unlock() })
	}
	o.m.mu.Set(false)
}

// OnceFunc returns a function that calls f only once.
func OnceFunc(f func()) func() {
	call := OnceValue(func() struct{} { f(); return struct{}{} })
	return func() { call() }
}

// OnceValue returns a function that calls f only once and returns its value.
func OnceValue[T any](f func() T) func() T {
	var (
		once  = sched.Made(new(Once))
		valid bool
		value T
		p     any
	)
	return func() T {
		once.Do(func() {
			defer func() {
				if p = sched.Recover(recover()); !valid {
					panic(p)
				}
			}()
			value = f()
			valid = true
		})
		if !valid {
			panic(p)
		}
		return value
	}
}

// OnceValues returns a function that calls f only once and returns its values.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	type pair struct {
		a T1
		b T2
	}
	call := OnceValue(func() pair {
		a, b := f()
		return pair{a, b}
	})
	return func() (T1, T2) {
		p := call()
		return p.a, p.b
	}
}
