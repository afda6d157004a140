// Package time stands in for the standard library's package time in a program
// that is explored. No time passes there: a timer can fire whenever no other is
// certainly due earlier.
package time

import (
	"time"

	"goroutines/code_test/interleave/sched"
)

// The types are those of the library.
type (
	Duration   = time.Duration
	Location   = time.Location
	Month      = time.Month
	ParseError = time.ParseError
	Time       = time.Time
	Weekday    = time.Weekday
)

// The units are those of the library.
const (
	Nanosecond  = time.Nanosecond
	Microsecond = time.Microsecond
	Millisecond = time.Millisecond
	Second      = time.Second
	Minute      = time.Minute
	Hour        = time.Hour
)

// UTC is the library's.
var UTC = time.UTC

// Date is the library's.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	return time.Date(year, month, day, hour, min, sec, nsec, loc)
}

// Unix is the library's.
func Unix(sec, nsec int64) Time { return time.Unix(sec, nsec) }

// ParseDuration is the library's.
func ParseDuration(s string) (Duration, error) { return time.ParseDuration(s) }

// began is when every program begins.
var began = time.Date(2009, time.November, 10, 23, 0, 0, 0, time.UTC)

// Now returns the time that it is at least.
func Now() Time { return began.Add(Duration(sched.Time())) }

// Since returns how much time has passed since t, at least.
func Since(t Time) Duration { return Now().Sub(t) }

// Until returns how much time passes until t, at most.
func Until(t Time) Duration { return t.Sub(Now()) }

// Sleep waits for d, and then for its turn.
func Sleep(d Duration) { sched.Sleep(int64(d)) }

// A Timer is the same as in the library.
type Timer struct {
	C <-chan Time
	t *sched.Timer[Time]
}

// NewTimer starts a timer that sends on its channel after d.
func NewTimer(d Duration) *Timer {
	t, c := sched.NewTimer(int64(d), 0, Now)
	return &Timer{c, t}
}

// After returns the channel of a new timer.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// AfterFunc starts a timer that calls f after d.
func AfterFunc(d Duration, f func()) *Timer {
	return &Timer{t: sched.NewFuncTimer[Time](int64(d), f)}
}

// Stop ends t and reports whether it ran.
func (t *Timer) Stop() bool {
	if t.t == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return t.t.Stop()
}

// Reset starts t anew and reports whether it ran.
func (t *Timer) Reset(d Duration) bool {
	if t.t == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	return t.t.Reset(int64(d))
}

// A Ticker is the same as in the library.
type Ticker struct {
	C <-chan Time
	t *sched.Timer[Time]
}

// NewTicker starts a timer that sends on its channel every d.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	t, c := sched.NewTimer(int64(d), int64(d), Now)
	return &Ticker{c, t}
}

// Tick returns the channel of a new ticker; nil if d is not above 0.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// Stop ends t.
func (t *Ticker) Stop() {
	if t.t != nil {
		t.t.Stop()
	}
}

// Reset gives t another period.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.t == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.t.ResetTicker(int64(d))
}
