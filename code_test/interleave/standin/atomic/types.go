package atomic

// This file has the types of the package.

import (
	"reflect"

	"goroutines/code_test/interleave/sched"
)

// An Int32 is an atomic int32.
type Int32 struct{ v int32 }

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
type Int64 struct{ v int64 }

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
type Uint32 struct{ v uint32 }

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
type Uint64 struct{ v uint64 }

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
type Uintptr struct{ v uintptr }

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
type Bool struct{ v bool }

// Load returns the value.
func (x *Bool) Load() bool { return load(&x.v) }

// Store sets the value.
func (x *Bool) Store(val bool) { store(&x.v, val) }

// Swap sets the value and returns what it was.
func (x *Bool) Swap(new bool) (old bool) { return swap(&x.v, new) }

// CompareAndSwap sets the value if it is old.
func (x *Bool) CompareAndSwap(old, new bool) bool { return compareAndSwapIn(&x.v, old, new) }

// A Pointer is an atomic *T.
type Pointer[T any] struct{ v *T }

// Load returns the value.
func (x *Pointer[T]) Load() *T { return load(&x.v) }

// Store sets the value.
func (x *Pointer[T]) Store(val *T) { store(&x.v, val) }

// Swap sets the value and returns what it was.
func (x *Pointer[T]) Swap(new *T) (old *T) { return swap(&x.v, new) }

// CompareAndSwap sets the value if it is old.
func (x *Pointer[T]) CompareAndSwap(old, new *T) bool { return compareAndSwapIn(&x.v, old, new) }

// A Value is an atomic value of one type, which the first Store decides.
type Value struct{ v any }

// Load returns the value; nil if none was stored.
func (x *Value) Load() any { return load(&x.v) }

// Store sets the value.
func (x *Value) Store(val any) {
	o := turn(&x.v)
	check("store", x.v, val)
	put(o, &x.v, val, sched.Release)
}

// Swap sets the value and returns what it was.
func (x *Value) Swap(new any) (old any) {
	o := turn(&x.v)
	check("swap", x.v, new)
	old = x.v
	put(o, &x.v, new, sched.Acquire|sched.Release)
	return old
}

// CompareAndSwap sets the value if it is old.
func (x *Value) CompareAndSwap(old, new any) bool {
	o := turn(&x.v)
	check("compare and swap", x.v, new)
	if old != nil && reflect.TypeOf(old) != reflect.TypeOf(new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	swapped := x.v == old
	if !swapped {
		new = x.v
	}
	put(o, &x.v, new, sched.Acquire|sched.Release)
	return swapped
}

// check panics as the library does if a Value cannot become v.
func check(what string, is, v any) {
	if v == nil {
		panic("sync/atomic: " + what + " of nil value into Value")
	}
	if is != nil && reflect.TypeOf(is) != reflect.TypeOf(v) {
		panic("sync/atomic: " + what + " of inconsistently typed value into Value")
	}
}
