// Package standin is the room of the packages that stand in for those of the
// standard library in a program that is explored: standin/sync is package sync
// as it looks to such a program. Each has what its model has a meaning for,
// declared as in the library, and is made of the operations of package sched.
// What commutes with what is said there.
//
//	atomic    variables of one value; what they synchronize
//	context   cancellation, made of channels
//	fmt, log  printing, one call in one event
//	maps      any order of a map
//	os        the output, and the end of the program
//	runtime   what concerns goroutines
//	sync      locks, WaitGroup, Once, Cond, Pool and Map
//	isync     the Mutex of package internal/sync, of which that is made
//	word      the operations of the machine, of which sync and atomic are made
//	time      timers, of which only the order counts
package standin
