package sync

import "goroutines/code_test/interleave/sched"

// A Once has level 0 at first, -1 while its function runs, and 1 then.
type Once struct{ h sched.Handle }

// Do calls f if it is the first call, and waits until that has returned.
func (o *Once) Do(f func()) {
	obj := o.h.Object()
	obj.AwaitLimited(sched.Write, 0, 1, 0, 0)
	if obj.Level() == 1 {
		o.h.TouchAs(sched.Read, 0, sched.Acquire)
		return
	}
	o.h.TouchAs(sched.Write, -1, sched.Acquire)
	defer func() {
		obj.Await(sched.Write, -1, -1)
		o.h.TouchAs(sched.Write, 2, sched.Release)
	}()
	f()
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
