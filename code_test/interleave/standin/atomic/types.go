package atomic

// This file has the types of the package.

import (
	"reflect"
	"unsafe"

	"goroutines/code_test/interleave/sched"
	"goroutines/code_test/interleave/standin/word"
)

// An Int32 is an atomic int32.
type Int32 struct {
	_ noCopy
	v int32
}

// Load returns the value.
func (x *Int32) Load() int32 { return load(&x.v) }

// Store sets the value.
func (x *Int32) Store(val int32) { store(&x.v, val) }

// Swap sets the value and returns what it was.
func (x *Int32) Swap(new int32) (old int32) { return swap(&x.v, new) }

// CompareAndSwap sets the value if it is old.
func (x *Int32) CompareAndSwap(old, new int32) bool { return compareAndSwapIn(&x.v, old, new) }

// Add adds delta to the value and returns the sum.
func (x *Int32) Add(delta int32) (new int32) { return add(&x.v, delta) }

// And clears the bits that mask does not have, and returns what the value was.
func (x *Int32) And(mask int32) (old int32) { return and(&x.v, mask) }

// Or sets the bits of mask, and returns what the value was.
func (x *Int32) Or(mask int32) (old int32) { return or(&x.v, mask) }

// An Int64 is an atomic int64.
type Int64 struct {
	_ noCopy
	_ align64
	v int64
}

// Load returns the value.
func (x *Int64) Load() int64 { return load(&x.v) }

// Store sets the value.
func (x *Int64) Store(val int64) { store(&x.v, val) }

// Swap sets the value and returns what it was.
func (x *Int64) Swap(new int64) (old int64) { return swap(&x.v, new) }

// CompareAndSwap sets the value if it is old.
func (x *Int64) CompareAndSwap(old, new int64) bool { return compareAndSwapIn(&x.v, old, new) }

// Add adds delta to the value and returns the sum.
func (x *Int64) Add(delta int64) (new int64) { return add(&x.v, delta) }

// And clears the bits that mask does not have, and returns what the value was.
func (x *Int64) And(mask int64) (old int64) { return and(&x.v, mask) }

// Or sets the bits of mask, and returns what the value was.
func (x *Int64) Or(mask int64) (old int64) { return or(&x.v, mask) }

// An Uint32 is an atomic uint32.
type Uint32 struct {
	_ noCopy
	v uint32
}

// Load returns the value.
func (x *Uint32) Load() uint32 { return load(&x.v) }

// Store sets the value.
func (x *Uint32) Store(val uint32) { store(&x.v, val) }

// Swap sets the value and returns what it was.
func (x *Uint32) Swap(new uint32) (old uint32) { return swap(&x.v, new) }

// CompareAndSwap sets the value if it is old.
func (x *Uint32) CompareAndSwap(old, new uint32) bool { return compareAndSwapIn(&x.v, old, new) }

// Add adds delta to the value and returns the sum.
func (x *Uint32) Add(delta uint32) (new uint32) { return add(&x.v, delta) }

// And clears the bits that mask does not have, and returns what the value was.
func (x *Uint32) And(mask uint32) (old uint32) { return and(&x.v, mask) }

// Or sets the bits of mask, and returns what the value was.
func (x *Uint32) Or(mask uint32) (old uint32) { return or(&x.v, mask) }

// An Uint64 is an atomic uint64.
type Uint64 struct {
	_ noCopy
	_ align64
	v uint64
}

// Load returns the value.
func (x *Uint64) Load() uint64 { return load(&x.v) }

// Store sets the value.
func (x *Uint64) Store(val uint64) { store(&x.v, val) }

// Swap sets the value and returns what it was.
func (x *Uint64) Swap(new uint64) (old uint64) { return swap(&x.v, new) }

// CompareAndSwap sets the value if it is old.
func (x *Uint64) CompareAndSwap(old, new uint64) bool { return compareAndSwapIn(&x.v, old, new) }

// Add adds delta to the value and returns the sum.
func (x *Uint64) Add(delta uint64) (new uint64) { return add(&x.v, delta) }

// And clears the bits that mask does not have, and returns what the value was.
func (x *Uint64) And(mask uint64) (old uint64) { return and(&x.v, mask) }

// Or sets the bits of mask, and returns what the value was.
func (x *Uint64) Or(mask uint64) (old uint64) { return or(&x.v, mask) }

// An Uintptr is an atomic uintptr.
type Uintptr struct {
	_ noCopy
	v uintptr
}

// Load returns the value.
func (x *Uintptr) Load() uintptr { return load(&x.v) }

// Store sets the value.
func (x *Uintptr) Store(val uintptr) { store(&x.v, val) }

// Swap sets the value and returns what it was.
func (x *Uintptr) Swap(new uintptr) (old uintptr) { return swap(&x.v, new) }

// CompareAndSwap sets the value if it is old.
func (x *Uintptr) CompareAndSwap(old, new uintptr) bool { return compareAndSwapIn(&x.v, old, new) }

// Add adds delta to the value and returns the sum.
func (x *Uintptr) Add(delta uintptr) (new uintptr) { return add(&x.v, delta) }

// And clears the bits that mask does not have, and returns what the value was.
func (x *Uintptr) And(mask uintptr) (old uintptr) { return and(&x.v, mask) }

// Or sets the bits of mask, and returns what the value was.
func (x *Uintptr) Or(mask uintptr) (old uintptr) { return or(&x.v, mask) }

// A Bool is an atomic bool.
type Bool struct {
	_ noCopy
	v uint32
}

// Load returns the value.
func (x *Bool) Load() bool { return load(&x.v) != 0 }

// Store sets the value.
func (x *Bool) Store(val bool) { store(&x.v, number(val)) }

// Swap sets the value and returns what it was.
func (x *Bool) Swap(new bool) (old bool) { return swap(&x.v, number(new)) != 0 }

// CompareAndSwap sets the value if it is old.
func (x *Bool) CompareAndSwap(old, new bool) bool {
	return compareAndSwapIn(&x.v, number(old), number(new))
}

func number(v bool) uint32 {
	if v {
		return 1
	}
	return 0
}

// A Pointer is an atomic *T.
type Pointer[T any] struct {
	_ [0]*T
	_ noCopy
	v unsafe.Pointer
}

func (x *Pointer[T]) pointer() **T { return (**T)(unsafe.Pointer(&x.v)) }

// Load returns the value.
func (x *Pointer[T]) Load() *T { return load(x.pointer()) }

// Store sets the value.
func (x *Pointer[T]) Store(val *T) { store(x.pointer(), val) }

// Swap sets the value and returns what it was.
func (x *Pointer[T]) Swap(new *T) (old *T) { return swap(x.pointer(), new) }

// CompareAndSwap sets the value if it is old.
func (x *Pointer[T]) CompareAndSwap(old, new *T) bool { return compareAndSwap(x.pointer(), old, new) }

// A Value is an atomic value of one type, which the first Store decides.
type Value struct{ v any }

// Load returns the value; nil if none was stored.
func (x *Value) Load() any { return load(&x.v) }

// Store sets the value.
func (x *Value) Store(val any) {
	checkNil("store", val)
	o := word.Turn(&x.v)
	x.check(o, "store", val)
	word.Put(o, &x.v, val, sched.Release)
	noted(&x.v, "write", val)
}

// Swap sets the value and returns what it was.
func (x *Value) Swap(new any) (old any) {
	checkNil("swap", new)
	o := word.Turn(&x.v)
	x.check(o, "swap", new)
	old = x.v
	word.Put(o, &x.v, new, sched.Acquire|sched.Release)
	return noted(&x.v, "write", old)
}

// CompareAndSwap sets the value if it is old.
func (x *Value) CompareAndSwap(old, new any) bool {
	checkNil("compare and swap", new)
	if old != nil && reflect.TypeOf(old) != reflect.TypeOf(new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	o := word.Turn(&x.v)
	if x.v == nil && old != nil {
		o.TouchFailed()
		return noted(&x.v, "read", false)
	}
	x.check(o, "compare and swap", new)
	if equal := x.equals(o, old); !equal {
		return noted(&x.v, "read", false)
	}
	word.Put(o, &x.v, new, sched.Acquire|sched.Release)
	return noted(&x.v, "write", true)
}

// equals compares the value with old, which panics if the two cannot be compared, and
// has touched it unless they are equal.
func (x *Value) equals(o *sched.Object, old any) (equal bool) {
	defer func() {
		if !equal {
			o.TouchFailed()
		}
	}()
	return x.v == old
}

// checkNil panics as the library does for a nil value.
func checkNil(what string, v any) {
	if v == nil {
		panic("sync/atomic: " + what + " of nil value into Value")
	}
}

// check panics as the library does if the value cannot become v.
func (x *Value) check(o *sched.Object, what string, v any) {
	if x.v != nil && reflect.TypeOf(x.v) != reflect.TypeOf(v) {
		o.TouchFailed()
		panic("sync/atomic: " + what + " of inconsistently typed value into Value")
	}
}
