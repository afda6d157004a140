// Package oracle says what small concurrent programs can print, in a way that is
// slow and plain enough to be seen to be right.
//
// It is there to be compared with what explores real programs, and so it shares
// nothing with that: no other package of this module, and no idea. A program is
// abstract syntax ([Program]). Its meaning is a function from a state to the states
// that one step leads to (step.go), written down from the specification and the
// memory model. States are copied, never changed, and all rows of steps are
// enumerated; a state that was met before is not gone through again, which is all
// there is of cleverness.
//
//   - [Program.Interleavings] tells all outcomes if one goroutine runs at a time, with
//     the number of interleavings of each.
//   - [Program.Classes] counts the interleavings that differ in more than the order of
//     steps that commute.
//   - [Program.Races] finds the data races.
//   - [Program.Weak] tells the outcomes that the memory model allows if there are any.
//   - [Program.Source] prints a program as Go, [Generate] makes one up, and
//     [Program.Smaller] takes something away from one.
//
// # The memory model
//
// The executions of a program with data races are rows of steps too, in an order that
// agrees with each goroutine's own, and in which the synchronizing operations do what
// they would do one at a time. But a read of a plain variable may observe any write w
// before it in the row, unless there is a write w' such that w happens before w' and
// w' happens before the read. Happens before is made of what the row synchronizes,
// with each goroutine's own order (clock.go). A value that is observed synchronizes
// nothing, and the next read may observe another one.
//
// That a write is observed behind it in the row leaves out results that cause
// themselves: two goroutines that copy x to y and y to x do not make a number up.
//
// # What a step is
//
// One step reads or writes a variable, locks, sends, prints, and so on. A send and a
// receive that meet without a buffer are one step of two goroutines. Nothing is a
// step that no other goroutine could notice: not to wait, not what is done with
// registers, not the beginning or the end of a goroutine other than main. What the
// program prints after its end is no step either; all else goes on behind that.
package oracle
