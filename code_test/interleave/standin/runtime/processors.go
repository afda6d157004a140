package runtime

// This file has the number of processors. Every schedule is explored, whatever
// it is; it is only a number that the program can print, or divide work by.

import "goroutines/code_test/interleave/sched"

// processors is how many there are.
const processors = 2

// setting is what GOMAXPROCS was set to in the running execution.
var setting struct {
	*sched.Object
	n int
}

func init() {
	sched.OnBegin(func() { setting.Object, setting.n = sched.New(), processors })
}

// NumCPU returns the number of processors, which is 2.
func NumCPU() int { return processors }

// GOMAXPROCS sets the number of processors that can be used, if n is above 0,
// and returns what it was: 2 at first. It is an event, because others can call
// it too.
func GOMAXPROCS(n int) int {
	if n <= 0 {
		setting.Await(sched.Read, 0, 0)
		setting.TouchAs(sched.Read, 0, 0)
		return setting.n
	}
	setting.Await(sched.Write, 0, 0)
	setting.TouchAs(sched.Write, 0, 0)
	was := setting.n
	setting.n = n
	return was
}
