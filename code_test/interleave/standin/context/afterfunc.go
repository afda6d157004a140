package context

// This file calls functions when contexts are canceled.

import "goroutines/code_test/interleave/sched"

// AfterFunc calls f in its own goroutine when ctx is canceled, or now if it is
// already. The function that it returns keeps f from being called, and reports
// whether it did.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	a := sched.Made(&afterFuncCtx{f: f})
	a.begin()
	a.follow(ctx, a)
	return func() bool {
		if !a.finish(Canceled, nil) {
			return false
		}
		removeChild(a.Context, a)
		return true
	}
}

// An afterFuncCtx is a context that nobody has: to be canceled by its parent is
// to call f, and to be canceled by the function stop is not to.
type afterFuncCtx struct {
	cancelCtx
	f func()
}

func (a *afterFuncCtx) cancel(_ bool, err, _ error) {
	a.state.AwaitFork(sched.Write, active, canceled)
	if a.err != nil {
		a.state.Touch(sched.Read, 0)
		return
	}
	a.err = err
	a.state.Touch(sched.Write, canceled-active)
	sched.Fork(a.f)
}
