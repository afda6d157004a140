// Package sched runs a concurrent program under every schedule.
//
// The program is one in which each operation that another goroutine could
// notice goes through this package, or through one of the packages in
// ../standin, which stand in for the standard library's. Package rewrite makes
// it from an ordinary program. [Explore] runs it again and again, each time in
// another order, and returns every output that it can have, with the number of
// interleavings that lead to it, and its data races.
//
// # Steps
//
// An execution is a row of events. In each, one goroutine does an operation: it
// starts a goroutine, sends, receives, closes, selects, locks, reads or writes a
// shared variable, prints, or ends the program. A send and a receive that meet
// without a buffer are one event of two goroutines. What a goroutine does
// between two operations is its own affair and belongs to the first of them.
// Goroutines run as coroutines, one at a time (coroutine.go), and stop before
// each operation until it is chosen. What an operation waits for is in op.go: a
// Lock that cannot be taken yet is no event, only one that is not possible yet.
//
// The semantics is sequentially consistent at that grain; a program with data races is
// then explored once more, by the Go memory model (weak.go), with the reads-from
// relation in place of the order of writes. A goroutine that can
// run may wait arbitrarily long. The return of main ends the program; when no
// step is possible, the outcome is the runtime's deadlock error.
//
// # What commutes
//
// Two interleavings that differ only in the order of events that do not depend
// on each other are equivalent: what happens in one happens in the other. Events
// touch objects (object.go), and depend on each other if they touch the same one
// in ways that do not commute. The table is in package step, and it is as fine as
// Go's meaning allows: two reads commute, two calls of Done, a send and a receive
// of different messages, meetings of different partners; two prints do not. The
// end of the program depends on what would still have been printed, and on
// nothing else: goroutines that are left go on behind it, unnoticed.
//
// A variable that only one goroutine uses, or that nobody writes, is no object.
// The exploration finds out which these are (program.go).
//
// # Exploration
//
// Of each class of equivalent interleavings one is executed. That is optimal
// dynamic partial order reduction. How many interleavings a class has is counted, not
// enumerated (count.go). Memory does not grow with the number of executions: what
// stays is one execution and what is planned along it; and nothing, when all is
// explored.
//
// # The house
//
// Three types share the work, and each can be understood without the others:
//
//   - The tree, in package tree, says which executions there are to explore. It knows
//     steps and what they depend on (package step), and nothing of Go; the algorithm
//     is argued there, on one page.
//   - The execution (execution.go) is one run of the program, and is dropped whole when
//     the next begins. It does the steps that it is told to.
//   - The explorer (explorer.go) is the loop: it lets the execution run, has the tree
//     choose, and notes what comes of it.
//
// Between them lies what outlives an execution: the record (record.go) of what was
// done in it, with what happened before what (before.go), of which the next one does
// the first part again; and the program (program.go), which is what all of them have
// told. A state (state.go) is what some events of the record lead to: it answers the
// tree's questions, and is also where the execution stands.
//
// What the program does is modelled in a file each: goroutines (goroutine.go), channels
// (channel.go), memory (memory.go), the counters of WaitGroups (waitgroup.go), timers
// (timer.go), loops that wait (loop.go), the order of maps (maporder.go), the output and
// the end of the program (exit.go). Locks and whatever else has no more to it than a
// level that goroutines wait for are made of objects (object.go), in the packages that
// stand in for the standard library; their state lies in the words of their variables,
// so that a copy has it (primitive.go). An object can be given tokens, one of which is
// taken (token.go), and have parts (part.go).
//
// All of it rests on this: what a step touches was announced before it was done. That
// is checked of each step (announced.go).
//
// What a report tells of values is written down when an execution is done once more for
// it (notebook.go): what variables hold (variable.go), what is in channels (message.go),
// who has a lock and what is counted (holder.go), in short texts (format.go).
//
// A program calls functions, and they have to know in which execution: current.go is the
// only place that does. A mistake of the exploration is never taken for the program's
// (fault.go): it ends the process.
//
// # Speed
//
// On one core of a 2-core machine (AMD EPYC), by go test -bench .:
//
//	three goroutines with 14 steps, 34 executions    110,000 to 125,000 executions/s
//	n goroutines with a variable each, n = 2 to 8    1 execution
//	n goroutines that write one variable, n = 4 to 7 n! executions, 110,000 to 165,000/s
//	the paper's "last zero" with 15 goroutines       147,456 executions in 6 s, in 50 MiB
package sched
