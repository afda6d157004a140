// Package atomic stands in for the standard library's package sync/atomic in a
// program that is explored. Its types are laid out as there, and what they hold is in
// them. What commutes is said in package word.
package atomic

import (
	"unsafe"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/word"
)

type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

type align64 struct{}

func init() {
	sched.Model[Int32](sched.Part{Level: level[int32]})
	sched.Model[Int64](sched.Part{Level: level[int64]})
	sched.Model[Uint32](sched.Part{Level: level[uint32]})
	sched.Model[Uint64](sched.Part{Level: level[uint64]})
	sched.Model[Uintptr](sched.Part{Level: level[uintptr]})
	sched.Model[Bool](sched.Part{Level: level[uint32]})
}

// level returns the level of the object at p, a word of type T.
func level[T any](p unsafe.Pointer) int32 { return word.Level(*(*T)(p)) }

// noted notes what was done with *p; it returns v.
func noted[T, V any](p *T, how string, v V) V {
	sched.Noted(sched.Where(), p, how)
	return v
}

func load[T any](p *T) T { return noted(p, "read", word.Load(p)) }

func store[T any](p *T, v T) {
	word.Store(p, v)
	noted(p, "write", v)
}

func swap[T any](p *T, v T) T { return noted(p, "write", word.Swap(p, v)) }

func compareAndSwap[T comparable](p *T, old, new T) bool {
	return compared(p, word.CompareAndSwap(p, old, new))
}

// compareAndSwapIn is compareAndSwap for a variable in one of this package's types.
func compareAndSwapIn[T comparable](p *T, old, new T) bool {
	return compared(p, word.CompareAndSwapIn(p, old, new))
}

func compared[T any](p *T, swapped bool) bool {
	if swapped {
		return noted(p, "write", true)
	}
	return noted(p, "read", false)
}

func add[T word.Integer](p *T, delta T) T { return noted(p, "write", word.Add(p, delta)) }
func and[T word.Integer](p *T, mask T) T  { return noted(p, "write", word.And(p, mask)) }
func or[T word.Integer](p *T, mask T) T   { return noted(p, "write", word.Or(p, mask)) }
