package oracle

// This file prints programs as Go.

import (
	"fmt"
	"go/format"
	"strings"
)

// Source returns the program as Go: a file of package main.
func (p Program) Source() string {
	var b strings.Builder
	b.WriteString("package main\n\n")
	for _, i := range []struct {
		path string
		ops  []Op
	}{
		{"fmt", []Op{Print}},
		{"os", []Op{Exit}},
	} {
		if p.Uses(i.ops...) {
			fmt.Fprintf(&b, "import %q\n", i.path)
		}
	}
	if p.Mutexes+p.Groups+p.Onces > 0 {
		b.WriteString("import \"sync\"\n")
	}
	if p.Atomic > 0 {
		b.WriteString("import \"sync/atomic\"\n")
	}
	declare := func(n int, name, typ string) {
		for i := range n {
			fmt.Fprintf(&b, "var %s%d %s\n", name, i, typ)
		}
	}
	declare(p.Plain, "x", "int")
	declare(p.Atomic, "a", "atomic.Int64")
	declare(p.Mutexes, "mu", "sync.Mutex")
	declare(p.Groups, "wg", "sync.WaitGroup")
	declare(p.Onces, "once", "sync.Once")
	for i, room := range p.Channels {
		if room < 0 {
			fmt.Fprintf(&b, "var c%d chan int\n", i)
		} else {
			fmt.Fprintf(&b, "var c%d = make(chan int, %d)\n", i, room)
		}
	}
	fmt.Fprintf(&b, "\nfunc main() {\n%s}\n", goroutineSource(p.Main))
	text, err := format.Source([]byte(b.String()))
	if err != nil {
		panic(fmt.Sprintf("%v:\n%s", err, b.String()))
	}
	return string(text)
}

// goroutineSource returns what a goroutine does, with its registers.
func goroutineSource(body []Statement) string {
	var set, used [Registers]bool
	var find func([]Statement)
	find = func(list []Statement) {
		for _, s := range list {
			if s.Register != None {
				set[s.Register] = true
				used[s.Register] = used[s.Register] || s.Op == If
			}
			if s.Value.Register != None {
				used[s.Value.Register] = true
			}
			for _, r := range s.Shown {
				used[r] = true
			}
			if s.Op != Go && s.Op != GroupGo { // these have registers of their own
				find(s.Body)
			}
			find(s.Cases)
			find(s.Else)
		}
	}
	find(body)
	var b strings.Builder
	for r := range Registers {
		if set[r] || used[r] {
			fmt.Fprintf(&b, "var r%d int\n", r)
		}
		if !used[r] && set[r] {
			fmt.Fprintf(&b, "_ = r%d // Go wants it to be used\n", r)
		}
	}
	return b.String() + source(body)
}

func source(list []Statement) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(s.source())
	}
	return b.String()
}

// String returns the value as Go.
func (v Value) String() string {
	switch {
	case v.Register == None:
		return fmt.Sprint(v.Plus)
	case v.Plus == 0:
		return fmt.Sprintf("r%d", v.Register)
	}
	return fmt.Sprintf("r%d + %d", v.Register, v.Plus)
}

// source returns the statement as Go.
func (s Statement) source() string {
	o, v := s.Object, s.Value.String()
	wide := "int64(" + v + ")"
	result := "" // what the result is assigned to
	if s.Register != None {
		result = fmt.Sprintf("r%d = ", s.Register)
	}
	number := func(call string) string {
		if result == "" {
			return call + "\n"
		}
		return result + "int(" + call + ")\n"
	}
	switch s.Op {
	case Set:
		return fmt.Sprintf("%s%s\n", result, v)
	case Read:
		if result == "" {
			result = "_ = "
		}
		return fmt.Sprintf("%sx%d\n", result, o)
	case Write:
		return fmt.Sprintf("x%d = %s\n", o, v)
	case Inc:
		return fmt.Sprintf("x%d++\n", o)
	case Load:
		return number(fmt.Sprintf("a%d.Load()", o))
	case Store:
		return fmt.Sprintf("a%d.Store(%s)\n", o, wide)
	case Add:
		return number(fmt.Sprintf("a%d.Add(%s)", o, wide))
	case Swap:
		return number(fmt.Sprintf("a%d.Swap(%s)", o, wide))
	case CAS:
		call := fmt.Sprintf("a%d.CompareAndSwap(%d, %s)", o, s.Old, wide)
		if result == "" {
			return call + "\n"
		}
		return fmt.Sprintf("if %s {\n%s1\n} else {\n%s0\n}\n", call, result, result)
	case Lock:
		return fmt.Sprintf("mu%d.Lock()\n", o)
	case Unlock:
		return fmt.Sprintf("mu%d.Unlock()\n", o)
	case Send:
		return fmt.Sprintf("c%d <- %s\n", o, v)
	case Receive:
		return fmt.Sprintf("%s<-c%d\n", result, o)
	case Close:
		return fmt.Sprintf("close(c%d)\n", o)
	case Len:
		if result == "" {
			result = "_ = "
		}
		return fmt.Sprintf("%slen(c%d)\n", result, o)
	case Select:
		var b strings.Builder
		b.WriteString("select {\n")
		for _, c := range s.Cases {
			fmt.Fprintf(&b, "case %s:\n%s", strings.TrimSpace(c.source()), source(c.Body))
		}
		if s.Default {
			fmt.Fprintf(&b, "default:\n%s", source(s.Body))
		}
		return b.String() + "}\n"
	case GroupAdd:
		return fmt.Sprintf("wg%d.Add(%s)\n", o, v)
	case GroupDone:
		return fmt.Sprintf("wg%d.Done()\n", o)
	case GroupWait:
		return fmt.Sprintf("wg%d.Wait()\n", o)
	case GroupGo:
		return fmt.Sprintf("wg%d.Go(func() {\n%s})\n", o, goroutineSource(s.Body))
	case OnceDo:
		return fmt.Sprintf("once%d.Do(func() {\n%s})\n", o, source(s.Body))
	case Go:
		return fmt.Sprintf("go func() {\n%s}()\n", goroutineSource(s.Body))
	case Print:
		var args []string
		if s.Text != "" {
			args = append(args, fmt.Sprintf("%q", s.Text))
		}
		for _, r := range s.Shown {
			args = append(args, fmt.Sprintf("r%d", r))
		}
		return fmt.Sprintf("fmt.Println(%s)\n", strings.Join(args, ", "))
	case If:
		text := fmt.Sprintf("if r%d == %s {\n%s}", s.Register, v, source(s.Body))
		if len(s.Else) > 0 {
			text += fmt.Sprintf(" else {\n%s}", source(s.Else))
		}
		return text + "\n"
	case Panic:
		return fmt.Sprintf("panic(%q)\n", s.Text)
	case Exit:
		return fmt.Sprintf("os.Exit(%s)\n", v)
	}
	panic(fmt.Sprint("no such statement: ", s.Op))
}
