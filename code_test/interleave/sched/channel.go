package sched

// This file models channels and the select statement. The program keeps its
// channels: they hold the values, and are never full or empty when they are
// used. Who can use them when is decided here.

import (
	"unsafe"

	"goroutines/code_test/interleave/sched/step"
)

// A channelState is what the exploration knows of a channel. The level of its
// object is the number of messages in the buffer, and isClosed more when it is
// closed.
type channelState struct {
	*Object
	room  int32 // its capacity
	shown int   // what cap returns
}

// MakeChannel returns a new channel: make(C, size).
func MakeChannel[C ~chan T, T any](size int) C {
	return makeChannel[C](size, size)
}

func makeChannel[C ~chan T, T any](size, shown int) C {
	x := current()
	room := size
	if size == 0 {
		room = 1 // for the moment in which sender and receiver meet
	}
	c := make(C, room)
	s := &channelState{Object: x.newObject(), room: int32(size), shown: shown}
	x.channels[pointer(c)] = s
	noteMessage(s, "make", 0)
	return c
}

// pointer returns the pointer that a channel is.
func pointer[C any](c C) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&c)) }

// stateOf returns what is known of a channel; nil for a nil channel.
func stateOf[C any](c C) *channelState {
	x := current()
	p := pointer(c)
	if p == nil {
		return nil
	}
	s := x.channels[p]
	if s == nil {
		x.fail("a channel that the program did not make")
	}
	return s
}

func (s *channelState) asCase(send bool) Case {
	if s == nil {
		return Case{}
	}
	return Case{object: s.id, send: send, room: s.room}
}

// put notes that the event that is being done puts a message into the buffer.
func (s *channelState) put() {
	x := current()
	a := Access{Access: on(s.id, step.Send), order: Acquire | Release, delta: 1}
	a.Nth, a.Room = x.state.object(s.id).sent, s.room
	x.touch(a)
}

// take notes that it takes one out.
func (s *channelState) take() {
	x := current()
	a := Access{Access: on(s.id, step.Recv), order: Acquire | Release, delta: -1}
	a.Nth, a.Room = x.state.object(s.id).received, s.room
	x.touch(a)
}

// Len is len(c).
func Len[C any](site int32, c C) int {
	x := current()
	s := stateOf(c)
	if s == nil {
		return 0
	}
	x.current.site = site
	x.wait(op{kind: simple, site: site, acc: Access{Access: on(s.id, step.Observing)}, high: unlimited})
	s.TouchAs(step.Observing, 0, 0)
	if s.shown == 0 {
		return 0
	}
	return int(s.Level() & (isClosed - 1))
}

// Cap is cap(c).
func Cap[C any](c C) int {
	if s := stateOf(c); s != nil {
		return s.shown
	}
	return 0
}

// Close is close(c).
func Close[T any](site int32, c chan<- T) {
	x := current()
	s := stateOf(c)
	if s == nil {
		close(c) // panics as it should
	}
	s.usedAt(site)
	x.current.site = site
	x.wait(op{kind: simple, site: site, acc: Access{Access: on(s.id, step.Closing)}, high: unlimited})
	if s.Level() >= isClosed {
		s.Touch(step.Closing, 0)
		close(c) // panics as it should
	}
	s.Touch(step.Closing, isClosed)
	noteMessage(s, "close", 0)
	close(c)
}

// ChannelObject returns the object of a channel.
func ChannelObject[T any](c chan T) *Object { return stateOf(c).Object }

// CloseNow closes a channel that is open, as part of the event that is being
// done.
func CloseNow[T any](c chan T) {
	s := stateOf(c)
	s.Touch(step.Closing, isClosed)
	noteMessage(s, "close", 0)
	close(c)
}

// A Sender is a channel in a send statement.
type Sender[T any] struct {
	c    chan<- T
	site int32
}

// Out prepares a send.
func Out[T any](site int32, c chan<- T) Sender[T] { return Sender[T]{c, site} }

// Send is c <- v.
func (s Sender[T]) Send(v T) {
	choose(s.site, false, s.Case())
	s.Put(v)
}

// Case returns the send as a case of a select statement.
func (s Sender[T]) Case() Case {
	st := stateOf(s.c)
	st.usedAt(s.site)
	return st.asCase(true)
}

// Put sends v when the case was chosen.
func (s Sender[T]) Put(v T) {
	x := current()
	st := stateOf(s.c)
	switch {
	case x.current.partner != nil:
		st.Touch(step.Meet, 0)
	case st.Level() >= isClosed:
		st.Touch(step.Closed, 0) // the send panics as it should
	default:
		st.put()
	}
	s.c <- v
	noteMessage(st, "send", v)
}

// A Receiver is a channel in a receive operation.
type Receiver[T any] struct {
	c    <-chan T
	site int32
}

// In prepares a receive.
func In[T any](site int32, c <-chan T) Receiver[T] { return Receiver[T]{c, site} }

// Recv is <-c.
func Recv[T any](site int32, c <-chan T) T {
	v, _ := Recv2(site, c)
	return v
}

// Recv2 is v, ok := <-c.
func Recv2[T any](site int32, c <-chan T) (T, bool) {
	r := In(site, c)
	choose(site, false, r.Case())
	return r.Take2()
}

// Case returns the receive as a case of a select statement.
func (r Receiver[T]) Case() Case {
	st := stateOf(r.c)
	st.usedAt(r.site)
	return st.asCase(false)
}

// Take receives when the case was chosen.
func (r Receiver[T]) Take() T {
	v, _ := r.Take2()
	return v
}

// Take2 is Take that also reports whether there was a message.
func (r Receiver[T]) Take2() (T, bool) {
	x := current()
	st := stateOf(r.c)
	switch {
	case x.current.partner != nil: // the sender has noted that they meet
	case st.Level()&(isClosed-1) > 0:
		st.take()
	default:
		st.Touch(step.Closed, 0)
	}
	v, ok := <-r.c
	noteMessage(st, "receive", v)
	return v, ok
}

// Select waits until one of the cases is chosen, and returns its number, or -1
// for the default case, which there is if poll is set.
func Select(site int32, poll bool, cases ...Case) int {
	return choose(site, poll, cases...)
}

func choose(site int32, poll bool, cases ...Case) int {
	x := current()
	if x.aborting {
		panic(unwinding{})
	}
	x.current.site = site
	g := x.wait(op{kind: channel, site: site, cases: cases, poll: poll, patient: x.current.patient, eager: x.current.eager})
	g.patient = false
	if x.program.offers {
		x.note(Access{Access: on(x.program.offer(g.proc.id), Write)})
	}
	if g.choice == byDefault {
		for i := range cases {
			if id := cases[i].object; id != 0 {
				x.touch(Access{Access: on(id, step.NotReady)})
			}
		}
		if g.eager > 0 {
			x.note(Access{Access: on(x.program.offer(g.eager-1), Read)})
		}
		if w := g.loop; w != nil {
			w.polls++
			w.cases = append(w.cases, cases...)
		}
		return -1
	}
	return int(g.choice)
}

// Block waits forever: a select statement without cases.
func Block(site int32) {
	x := current()
	x.current.site = site
	x.wait(op{kind: channel, site: site})
}

// tryPut sends v on a timer's channel if there is room.
func tryPut[T any](c chan T, v T) bool {
	st := stateOf(c)
	if st.Level() > 0 {
		st.TouchAs(step.Observing, 0, 0)
		return false
	}
	st.put()
	c <- v
	noteMessage(st, "send", v)
	return true
}

// drain takes what a timer has sent and nobody has received.
func drain[T any](c chan T) bool {
	st := stateOf(c)
	if st.Level() == 0 {
		st.TouchAs(step.Observing, 0, 0)
		return false
	}
	st.take()
	noteMessage(st, "receive", <-c)
	return true
}
