package log

// This file makes lines, and writes them.

import (
	"io"
	"log"
	"strings"

	"goroutines/code_test/interleave/standin/os"
	"goroutines/code_test/interleave/standin/time"
)

// Output writes a line with the text s. Where the flags ask for a file and a
// line number, they are those of the calldepth-th caller: 1 for the caller of
// Output.
func (l *Logger) Output(calldepth int, s string) error {
	return l.output(calldepth+1, func() string { return s })
}

// output is Output for a text that is made after the settings were read,
// because the program can have a say in it.
func (l *Logger) output(calldepth int, text func() string) error {
	set := l.read()
	if set.out == io.Discard {
		return nil
	}
	var line strings.Builder
	stamp := set.stamp()
	if set.flag&Lmsgprefix == 0 {
		set.prefix += stamp
	} else {
		line.WriteString(stamp)
	}
	if err := log.New(&line, set.prefix, set.flag&^stamps).Output(calldepth+1, text()); err != nil {
		return err
	}
	if f, ok := set.out.(*os.File); ok {
		_, err := f.WriteString(line.String())
		return err
	}
	l.writing.Lock()
	defer l.writing.Unlock()
	_, err := set.out.Write([]byte(line.String()))
	return err
}

// stamps are the flags that concern the time.
const stamps = Ldate | Ltime | Lmicroseconds | LUTC

// stamp returns the time as the flags ask for it. It is that of the explored
// program's clock.
func (s *settings) stamp() string {
	var layout string
	if s.flag&Ldate != 0 {
		layout += "2006/01/02 "
	}
	switch {
	case s.flag&Lmicroseconds != 0:
		layout += "15:04:05.000000 "
	case s.flag&Ltime != 0:
		layout += "15:04:05 "
	}
	if layout == "" {
		return ""
	}
	now := time.Now()
	if s.flag&LUTC != 0 {
		now = now.UTC()
	}
	return now.Format(layout)
}
