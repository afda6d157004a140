// Package tree decides which executions of a concurrent program to explore. It
// knows nothing of Go: only steps, and which of them depend on each other (package
// step). It asks an [Execution] for the rest.
//
// Executions that differ only in the order of independent steps are equivalent. Of
// each class of them, a trace, one is explored: optimal dynamic partial order
// reduction, by Abdulla, Aronis, Jonsson and Sagonas ("Optimal Dynamic Partial
// Order Reduction", POPL 2014; "Source Sets: A Foundation for Optimal Dynamic
// Partial Order Reduction", Journal of the ACM 64(4), 2017, of which this is
// Algorithm 2).
//
// # The algorithm
//
// Explore one execution to its end, whichever. Then look for races in it: an
// event e, and a step s that depends on e, but could come before it, because
// nothing that s needs happens after e. There is a trace in which it does, and so
// the state before e needs another branch: the events behind e that do not happen
// after it, as far as they go together with s, and s among them. Call these v. When
// all races are noted, go back up to the last state with a branch that is left,
// take that, and so on. Two things keep that from exploring a trace again:
//
//   - A step whose branch is explored sleeps. It sleeps on in the states below,
//     until a step is taken that it depends on: up to there, to take it leads to
//     what was explored in its own branch. So v is not needed if it can as well
//     begin with a step that is asleep.
//   - A branch is not the step s alone but all of v, in a wakeup tree: what must be
//     done for s to come before e, before anything else is. After s alone, the
//     execution might have gone into a state in which all that is possible is
//     asleep, and have been in vain. If v can as well begin with a step of the tree,
//     what remains of v belongs below that; and if nothing is planned there, then it
//     is left to what that branch will find.
//
// # Three goroutines
//
// The program p: x=1, q: read y, read x, r: read z, read x has four traces, by
// which of the two reads of x come before the write. [Example] prints how they are
// explored:
//
//	execution                asleep at first  planned then
//	1  p.x q.y q.x r.z r.x                    before p.x: q.y q.x r.z
//	2  q.y q.x r.z r.x p.x   p.x              before q.x: r.z r.x p.x; before r.x: p.x
//	3  q.y q.x r.z p.x r.x   p.x
//	4  q.y r.z r.x p.x q.x   p.x
//
// Execution 1 has two races, of p.x with each of the reads of x. To have q.x first,
// q.y is needed before it; r.z goes with it. To have r.x first, q.y r.z r.x would do,
// but q.y q.x r.z leads there, since the reads commute: nothing is inserted. In
// execution 2, p.x is asleep; q.y lets it sleep, q.x wakes it up, and at the end it
// is taken. It could have come before r.x: that is execution 3. Or before q.x: but
// there it is asleep, since p.x q.y is what execution 1 began with, in another
// order. Behind r.z and r.x it is awake, for it has not come behind r.x yet: so r.z
// r.x p.x is planned, all of it, to be sure that r.x wakes it up before anything
// else is tried. In execution 3, p.x could come behind r.x, but before r.x, r.x is
// asleep. In execution 4, p.x and q.x are asleep at first; r.x wakes p.x up, and p.x
// wakes q.x up. It has nothing new either: all is explored.
//
// # The paper's words, and ours
//
//	execution sequence E       the events along the path from the root (Tree.nodes)
//	e happens before e'        step.Event.After, of events; follows, of an event and a step
//	e and e' are in a race     reverse: an event and a step, see below
//	notdep(e, E)               what propose makes v of
//	sleep set sleep(E)         node.asleep
//	wakeup tree wut(E)         node.planned; its order is that of the branches
//	insert(v, wut(E))          wakeupTree.insert
//	initial, I(v)              a step with which v can as well begin, of those in it
//	weak initial, WI(v)        the same, or one that is independent of v: weakInitial
//	sleep(E) and WI(v) meet    sleepSet.explored
//	source set                 the first steps of the branches of a state and those that
//	                           sleep: for each v from there they have a weak initial
//	sleep set blocked          an execution that was begun in vain: Next finds nothing
//
// # Where we differ
//
// A process of the paper has one step that it can take next, which only it itself
// can take away again. So the paper looks at pairs of events that have happened. Our
// goroutines can have several steps to choose from, with different partners or cases,
// and a step can be taken away by what makes another possible. So we look at pairs of
// an event and a step, whether or not it was taken later: at all steps that are
// possible in the state without e and without what happens after it, once more behind
// each event that does not.
//
// A pair of which the last execution had all events was looked at then, and is not
// again. There is one exception, the other choices of the goroutine that took e. Say
// that v has such a choice. It may have been refused because a step z is asleep that
// goes with it, and so v was explored behind z. But z is a choice too, of another
// goroutine, which in some later execution takes z' instead; v with z' was not
// explored behind z, and nobody but this pair can find it. So choices are looked at
// again in each execution, each time with the events that are behind e now.
//
// It can take several events to keep a step from being possible, none of which happens
// after another: any of two sends keeps a select from its default case. Such a step is
// not possible without one of them, as long as there is the other. So where a step is
// not possible without e, more events that it depends on are taken out (several.go).
//
// # What the caller does
//
// The tree is told what happens, and has no execution of its own: see [Tree].
//
//	for {
//		begin the program; do again the first Depth steps, which Again tells
//		while steps are possible {
//			take the one that Next chooses, and tell Took; or stop if it chooses none
//		}
//		Plan
//		if !Back() { break }
//	}
package tree
