package oracle

// This file is the abstract syntax: what programs are made of.

// A Program is what main does, and what all goroutines share. There are no loops:
// each statement is executed once or not at all.
type Program struct {
	Plain    int   // how many plain variables there are: x0, x1, and so on
	Atomic   int   // atomic variables: a0
	Mutexes  int   // mu0
	Groups   int   // WaitGroups: wg0
	Onces    int   // once0
	Channels []int // the capacities of c0 and so on; below 0 for a nil channel
	Main     []Statement
}

// An Op is what a statement does.
type Op int

// The statements of programs. The comments show them as Go, for the first variable
// or channel; r is the register, v the value.
const (
	Set       Op = iota // r = v
	Read                // r = x0
	Write               // x0 = v
	Inc                 // x0++, which reads and then writes
	Load                // r = a0.Load()
	Store               // a0.Store(v)
	Add                 // r = a0.Add(v)
	Swap                // r = a0.Swap(v)
	CAS                 // r is 1 if a0.CompareAndSwap(Old, v), else 0
	Lock                // mu0.Lock()
	Unlock              // mu0.Unlock()
	Send                // c0 <- v
	Receive             // r = <-c0
	Close               // close(c0)
	Len                 // r = len(c0)
	Select              // select { Cases; default: Body, if Default is set }
	GroupAdd            // wg0.Add(v)
	GroupDone           // wg0.Done()
	GroupWait           // wg0.Wait()
	GroupGo             // wg0.Go(func() { Body })
	OnceDo              // once0.Do(func() { Body })
	Go                  // go func() { Body }()
	Print               // fmt.Println(Text, the registers Shown)
	If                  // if r == v { Body } else { Else }
	Panic               // panic(Text)
	Exit                // os.Exit(v)

	// What is left of a statement that takes several steps.
	groupEnd   // the function of a WaitGroup.Go has returned
	groupCheck // a counter has come to 0 while others wait: Add looks at it again
	groupReset // and lets them go on
	onceEnd    // the function of a Once has returned
	waitEnd    // a Wait that had to wait returns
	die        // the goroutine's panic ends the program
	fatal      // a mistake ends the program
	finished   // main has returned
)

// A Value is a number, or that of a register with a number added.
type Value struct {
	Register int // None for a number alone
	Plus     int
}

// None is no register.
const None = -1

// Number returns a value that is a number.
func Number(n int) Value { return Value{None, n} }

// Of returns the value of a register.
func Of(register int) Value { return Value{register, 0} }

// Registers is how many registers each goroutine has: r0, r1, and so on. They are
// its own, and begin with 0.
const Registers = 4

// A Statement is one statement.
type Statement struct {
	Op       Op
	Object   int         // which variable, channel, mutex and so on
	Register int         // what the result goes to, if not None; of If, what is compared
	Value    Value       // what is written, sent, added or compared with
	Old      int         // of CAS
	Cases    []Statement // of Select: sends and receives, each with its Body
	Default  bool        // of Select: there is a default case
	Body     []Statement // see Op
	Else     []Statement // of If
	Text     string      // of Print and Panic
	Shown    []int       // of Print: registers

	site  int // its number in the program, from 1
	child int // of Go and GroupGo: the goroutine
}

// number returns the program with its statements and goroutines numbered in the
// order of the text, and the number of goroutines.
func (p Program) number() (Program, int) {
	sites, children := 0, 1
	var walk func([]Statement) []Statement
	walk = func(list []Statement) []Statement {
		var numbered []Statement
		for _, s := range list {
			sites++
			s.site = sites
			if s.Op == Go || s.Op == GroupGo {
				s.child = children
				children++
			}
			s.Cases, s.Body, s.Else = walk(s.Cases), walk(s.Body), walk(s.Else)
			numbered = append(numbered, s)
		}
		return numbered
	}
	p.Main = walk(p.Main)
	return p, children
}

// Each calls f for every statement, and for those within it.
func (p Program) Each(f func(Statement)) { each(p.Main, f) }

func each(list []Statement, f func(Statement)) {
	for _, s := range list {
		f(s)
		each(s.Cases, f)
		each(s.Body, f)
		each(s.Else, f)
	}
}

// Uses reports whether one of these statements is in the program.
func (p Program) Uses(ops ...Op) bool {
	uses := false
	p.Each(func(s Statement) {
		for _, op := range ops {
			uses = uses || s.Op == op
		}
	})
	return uses
}
