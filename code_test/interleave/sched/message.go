package sched

// This file notes what is done with channels: what is sent and received, and what
// is in them then.

import (
	"reflect"
	"strings"
)

// A queue is what is in a channel.
type queue struct {
	messages []string // the texts of those in its buffer, the oldest first
	closed   bool     // nothing can be sent any more
}

func (q *queue) String() string {
	text := "[" + strings.Join(q.messages, " ") + "]"
	if q.closed {
		text += " closed"
	}
	return text
}

// usedAt notes where in the program a channel is used.
func (s *channelState) usedAt(site int32) {
	x := current()
	if x.notes == nil || s == nil {
		return
	}
	if _, ok := x.notes.sites[s.id]; !ok {
		x.notes.sites[s.id] = site
	}
}

// noteMessage notes what was done with a channel; send and receive with a
// message.
func noteMessage[T any](s *channelState, how string, message T) {
	if x := current(); x.notes != nil {
		x.guard()
		x.noteChannel(s, how, reflect.ValueOf(&message).Elem())
		x.unguard()
	}
}

// noteChannel is noteMessage for any type of message.
func (x *execution) noteChannel(s *channelState, how string, message reflect.Value) {
	q := x.notes.queues[s.id]
	if q == nil {
		q = new(queue)
		x.notes.queues[s.id] = q
	}
	n := Note{Object: s.id, Index: -1, Site: -1, Thing: "channel", How: how}
	switch how {
	case "send":
		n.Value = format(message)
		if x.current.partner == nil {
			q.messages = append(q.messages, n.Value)
		}
	case "receive":
		n.Value = format(message)
		if x.current.partner == nil && len(q.messages) > 0 {
			q.messages = q.messages[1:]
		}
	case "close":
		q.closed = true
	}
	n.State = q.String()
	x.writeDown(n)
}
