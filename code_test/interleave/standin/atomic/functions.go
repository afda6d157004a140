package atomic

// This file has the functions of the package, each for variables of one type.

// LoadInt32 returns *addr.
func LoadInt32(addr *int32) int32 { return load(addr) }

// StoreInt32 sets *addr.
func StoreInt32(addr *int32, val int32) { store(addr, val) }

// SwapInt32 sets *addr and returns what it was.
func SwapInt32(addr *int32, new int32) (old int32) { return swap(addr, new) }

// CompareAndSwapInt32 sets *addr if it is old.
func CompareAndSwapInt32(addr *int32, old, new int32) bool { return compareAndSwap(addr, old, new) }

// AddInt32 adds delta to *addr and returns the sum.
func AddInt32(addr *int32, delta int32) (new int32) { return add(addr, delta) }

// AndInt32 clears the bits of *addr that mask does not have, and returns what it was.
func AndInt32(addr *int32, mask int32) (old int32) { return and(addr, mask) }

// OrInt32 sets the bits of mask in *addr, and returns what it was.
func OrInt32(addr *int32, mask int32) (old int32) { return or(addr, mask) }

// LoadInt64 returns *addr.
func LoadInt64(addr *int64) int64 { return load(addr) }

// StoreInt64 sets *addr.
func StoreInt64(addr *int64, val int64) { store(addr, val) }

// SwapInt64 sets *addr and returns what it was.
func SwapInt64(addr *int64, new int64) (old int64) { return swap(addr, new) }

// CompareAndSwapInt64 sets *addr if it is old.
func CompareAndSwapInt64(addr *int64, old, new int64) bool { return compareAndSwap(addr, old, new) }

// AddInt64 adds delta to *addr and returns the sum.
func AddInt64(addr *int64, delta int64) (new int64) { return add(addr, delta) }

// AndInt64 clears the bits of *addr that mask does not have, and returns what it was.
func AndInt64(addr *int64, mask int64) (old int64) { return and(addr, mask) }

// OrInt64 sets the bits of mask in *addr, and returns what it was.
func OrInt64(addr *int64, mask int64) (old int64) { return or(addr, mask) }

// LoadUint32 returns *addr.
func LoadUint32(addr *uint32) uint32 { return load(addr) }

// StoreUint32 sets *addr.
func StoreUint32(addr *uint32, val uint32) { store(addr, val) }

// SwapUint32 sets *addr and returns what it was.
func SwapUint32(addr *uint32, new uint32) (old uint32) { return swap(addr, new) }

// CompareAndSwapUint32 sets *addr if it is old.
func CompareAndSwapUint32(addr *uint32, old, new uint32) bool { return compareAndSwap(addr, old, new) }

// AddUint32 adds delta to *addr and returns the sum.
func AddUint32(addr *uint32, delta uint32) (new uint32) { return add(addr, delta) }

// AndUint32 clears the bits of *addr that mask does not have, and returns what it was.
func AndUint32(addr *uint32, mask uint32) (old uint32) { return and(addr, mask) }

// OrUint32 sets the bits of mask in *addr, and returns what it was.
func OrUint32(addr *uint32, mask uint32) (old uint32) { return or(addr, mask) }

// LoadUint64 returns *addr.
func LoadUint64(addr *uint64) uint64 { return load(addr) }

// StoreUint64 sets *addr.
func StoreUint64(addr *uint64, val uint64) { store(addr, val) }

// SwapUint64 sets *addr and returns what it was.
func SwapUint64(addr *uint64, new uint64) (old uint64) { return swap(addr, new) }

// CompareAndSwapUint64 sets *addr if it is old.
func CompareAndSwapUint64(addr *uint64, old, new uint64) bool { return compareAndSwap(addr, old, new) }

// AddUint64 adds delta to *addr and returns the sum.
func AddUint64(addr *uint64, delta uint64) (new uint64) { return add(addr, delta) }

// AndUint64 clears the bits of *addr that mask does not have, and returns what it was.
func AndUint64(addr *uint64, mask uint64) (old uint64) { return and(addr, mask) }

// OrUint64 sets the bits of mask in *addr, and returns what it was.
func OrUint64(addr *uint64, mask uint64) (old uint64) { return or(addr, mask) }

// LoadUintptr returns *addr.
func LoadUintptr(addr *uintptr) uintptr { return load(addr) }

// StoreUintptr sets *addr.
func StoreUintptr(addr *uintptr, val uintptr) { store(addr, val) }

// SwapUintptr sets *addr and returns what it was.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr) { return swap(addr, new) }

// CompareAndSwapUintptr sets *addr if it is old.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) bool {
	return compareAndSwap(addr, old, new)
}

// AddUintptr adds delta to *addr and returns the sum.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr) { return add(addr, delta) }

// AndUintptr clears the bits of *addr that mask does not have, and returns what it was.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr) { return and(addr, mask) }

// OrUintptr sets the bits of mask in *addr, and returns what it was.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr) { return or(addr, mask) }
