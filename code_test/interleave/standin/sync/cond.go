package sync

//lint:file-ignore U1000 The fields are those of the library, whether or not they are used here.

import (
	"math"
	"unsafe"

	"goroutines/code_test/interleave/sched"
)

// A Cond has a ticket for each goroutine that waits; Signal takes one of them, and
// leaves open which. Its object is where the list of those who wait begins.
type Cond struct {
	noCopy  noCopy
	L       Locker
	notify  notifyList
	checker copyChecker
}

// A notifyList counts those that have waited and those that were woken.
type notifyList struct {
	wait   uint32
	notify uint32
	lock   uintptr
	head   unsafe.Pointer
	tail   unsafe.Pointer
}

// A copyChecker is where it lies, once it was used.
type copyChecker uintptr

func init() {
	var c Cond
	sched.Model[Cond](
		sched.Part{Offset: unsafe.Offsetof(c.L)},
		sched.Part{Offset: unsafe.Offsetof(c.notify), Waited: true},
	)
}

// check panics if c was copied after it was used.
func (c *Cond) check() {
	if at := copyChecker(uintptr(unsafe.Pointer(&c.checker))); c.checker == 0 {
		c.checker = at
	} else if c.checker != at {
		panic("sync.Cond is copied")
	}
}

// NewCond returns a Cond that goes with l.
func NewCond(l Locker) *Cond { return sched.Made(&Cond{L: l}) }

// Wait unlocks c.L, waits to be woken, and locks c.L.
func (c *Cond) Wait() {
	c.check()
	o := sched.Use(&c.notify, sched.Write)
	o.Await(sched.Inc, math.MinInt32, sched.Unlimited)
	c.notify.wait++
	ticket := o.Queue()
	c.L.Unlock()
	ticket.Await(sched.Read, 1, 1)
	ticket.TouchAs(sched.Read, 0, sched.Acquire)
	c.L.Lock()
}

// Signal wakes one of those that wait, if there are any.
func (c *Cond) Signal() {
	c.check()
	if sched.Use(&c.notify, sched.Write).WakeOne() {
		c.notify.notify++
	}
}

// Broadcast wakes all that wait.
func (c *Cond) Broadcast() {
	c.check()
	sched.Use(&c.notify, sched.Write).WakeAll()
	c.notify.notify = c.notify.wait
}
