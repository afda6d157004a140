package explore_test

// This file says what the types of packages sync and sync/atomic do: what a copy of
// one has, what their misuse leads to, and which of their operations commute.

func init() { semantics = append(semantics, copiesTable...) }

const mustLock = "fatal error: sync: unlock of unlocked mutex\n...\nexit status 2"

var copiesTable = []semanticsCase{
	// Copies of locks.
	{name: "a copy of a locked mutex, by assignment", body: `
		var a, b sync.Mutex
		a.Lock()
		b = a
		fmt.Println(b.TryLock())
		b.Unlock()
		fmt.Println(a.TryLock(), b.TryLock())`, want: []string{"false\nfalse true"}},
	{name: "a mutex that is written over is new", body: `
		var a sync.Mutex
		a.Lock()
		a = sync.Mutex{}
		fmt.Println(a.TryLock())
		done := make(chan bool)
		go func() { fmt.Println(a.TryLock()); a.Unlock(); close(done) }()
		<-done
		a.Unlock()`, want: []string{"true\nfalse\n" + mustLock}},
	{name: "copies of a locked mutex in all sorts of ways", body: `
		type T struct{ mu sync.Mutex }
		func value(t T) bool { return t.mu.TryLock() }
		func result() (t T) { t.mu.Lock(); return t }
		func (t T) method() bool { return t.mu.TryLock() }
		func main() {
			t := result()
			a := [2]T{t, {}}
			fmt.Println(value(t), t.method(), a[0].mu.TryLock(), a[1].mu.TryLock())
			c := make(chan T, 1)
			c <- t
			r := <-c
			var i any = t
			m := map[int]T{1: t}
			u, v := i.(T), m[1]
			p := &T{t.mu}
			s := append([]T{}, t, T{})
			f := t.method
			fmt.Println(r.mu.TryLock(), u.mu.TryLock(), v.mu.TryLock(), p.mu.TryLock(), s[0].mu.TryLock(), s[1].mu.TryLock(), f())
			for _, t := range s { fmt.Print(t.mu.TryLock(), " ") }
			for _, t := range a { fmt.Print(t.mu.TryLock(), " ") }
			n := make([]T, 2)
			copy(n, s)
			n = append(n[:0], T{}, t)
			func() { g := t; fmt.Println(g.mu.TryLock(), n[0].mu.TryLock(), n[1].mu.TryLock()) }()
		}`, want: []string{"false false false true\nfalse false false false false true false\nfalse false false false false true false"}},
	{name: "a variable of the package begins with a locked mutex", body: `
		func locked() (m sync.Mutex) { m.Lock(); return m }
		var mu = locked()
		func main() { go mu.Unlock(); mu.Lock(); fmt.Println("locked") }`, want: []string{"locked"}},
	{name: "a copy while others use it is a race", races: 2, body: `
		var a sync.Mutex
		go func() { a.Lock(); a.Unlock() }()
		b := a
		fmt.Println(b.TryLock())`, want: []string{"true", "false"}},
	{name: "a copy under the lock is locked, and no race", body: `
		var a sync.Mutex
		var wg sync.WaitGroup
		wg.Go(func() { a.Lock(); a.Unlock() })
		a.Lock()
		b := a
		a.Unlock()
		wg.Wait()
		fmt.Println(b.TryLock(), a.TryLock())`, want: []string{"false true"}},
	{name: "mutexes are compared and printed", body: `
		type T struct { mu sync.Mutex; rw sync.RWMutex; once sync.Once; n atomic.Int64; ok atomic.Bool }
		func main() {
			var a, b T
			fmt.Println(a == b, &a == &b)
			fmt.Printf("%+v\n", &a)
			a.mu.Lock(); a.rw.RLock(); a.once.Do(func() {}); a.n.Add(3); a.ok.Store(true)
			fmt.Println(a == b)
			fmt.Printf("%+v\n%v\n", &a, &b)
			a.mu.Unlock(); a.rw.RUnlock(); a.n.Store(0); a.ok.Store(false); b.once.Do(func() {})
			fmt.Println(a == b)
		}`, want: []string{`true false
&{mu:{_:{} mu:{state:0 sema:0}} rw:{w:{_:{} mu:{state:0 sema:0}} writerSem:0 readerSem:0 readerCount:{_:{} v:0} readerWait:{_:{} v:0}} once:{_:{} done:{_:{} v:0} m:{_:{} mu:{state:0 sema:0}}} n:{_:{} _:{} v:0} ok:{_:{} v:0}}
false
&{mu:{_:{} mu:{state:1 sema:0}} rw:{w:{_:{} mu:{state:0 sema:0}} writerSem:0 readerSem:0 readerCount:{_:{} v:1} readerWait:{_:{} v:0}} once:{_:{} done:{_:{} v:1} m:{_:{} mu:{state:0 sema:0}}} n:{_:{} _:{} v:3} ok:{_:{} v:1}}
&{{{} {0 0}} {{{} {0 0}} 0 0 {{} 0} {{} 0}} {{} {{} 0} {{} {0 0}}} {{} {} 0} {{} 0}}
true`}},
	{name: "a WaitGroup is printed", body: `
		var wg sync.WaitGroup
		wg.Add(2)
		fmt.Printf("%+v\n", &wg)
		fmt.Println(wg == sync.WaitGroup{})`, want: []string{"&{noCopy:{} state:{_:{} _:{} v:8589934592} sema:0}\nfalse"}},
	{name: "keys and elements of maps with mutexes", body: `
		type K struct{ mu sync.Mutex; n int }
		func main() {
			m := map[K]int{{n: 1}: 1}
			k := K{n: 1}
			fmt.Println(m[k])
			k.mu.Lock()
			fmt.Println(m[k])
		}`, want: []string{"1\n0"}},

	// Copies of the others.
	{name: "a WaitGroup by value", body: `
		func work(wg sync.WaitGroup) { wg.Done() }
		func main() { var wg sync.WaitGroup; wg.Add(1); work(wg); wg.Wait() }`, want: []string{deadlock}},
	{name: "a copy of a WaitGroup has its counter", body: `
		var a sync.WaitGroup
		a.Add(1)
		b := a
		b.Done()
		b.Wait()
		fmt.Println("b")
		a.Wait()`, want: []string{"b\n" + deadlock}},
	{name: "a Once is copied while its function runs", body: `
		type T struct{ once sync.Once }
		func main() {
			var t, u T
			t.once.Do(func() { u = t })
			v := t
			v.once.Do(func() { fmt.Println("again") })
			u.once.Do(func() { fmt.Println("never") })
		}`, want: []string{deadlock}},
	{name: "a Once is set to a new one by its own function", body: `
		var once sync.Once
		once.Do(func() { once = sync.Once{} })`, want: []string{mustLock}},
	{name: "a Once can be used again when it is set to a new one", body: `
		var once sync.Once
		f := func() { fmt.Println("f") }
		once.Do(f)
		once = sync.Once{}
		once.Do(f)
		once.Do(f)`, want: []string{"f\nf"}},
	{name: "a Cond that was used is copied", body: `
		a := sync.NewCond(new(sync.Mutex))
		b := *a
		b.Signal()
		c := b
		defer func() { fmt.Println(recover()) }()
		c.Broadcast()`, want: []string{"sync.Cond is copied"}},
	{name: "a copy of a sync.Map has the same elements", body: `
		var a sync.Map
		b := a
		a.Store(1, 1)
		c := a
		c.Store(2, 2)
		_, ok := b.Load(1)
		v, _ := a.Load(2)
		fmt.Println(ok, v)`, want: []string{"false 2"}},
	{name: "a copy of a Pool has the same values", body: `
		var a sync.Pool
		a.Put(1)
		b := a
		fmt.Println(b.Get(), a.Get())`, want: []string{"1 <nil>", "<nil> 1", "<nil> <nil>"}},
	{name: "copies of atomics", body: `
		type T struct { n atomic.Int32; b atomic.Bool; p atomic.Pointer[int]; v atomic.Value }
		func main() {
			var t T
			t.n.Store(5); t.b.Store(true); t.p.Store(new(int)); t.v.Store("v")
			u := t
			t = T{}
			fmt.Println(u.n.CompareAndSwap(5, 6), u.b.Load(), *u.p.Load(), u.v.Load(), t.n.CompareAndSwap(0, 1), t.b.CompareAndSwap(true, false), t.v.Load())
		}`, want: []string{"true true 0 v true false <nil>"}},
	{name: "an atomic is written over by another goroutine", races: 2, body: `
		type T struct{ n atomic.Int32 }
		func main() {
			var t T
			go func() { t = T{} }()
			t.n.Store(1)
			fmt.Println(t.n.CompareAndSwap(1, 2))
		}`, want: []string{"true", "false"}},

	// Misuse.
	{name: "nobody gets a mutex after the mistake", body: `
		var mu sync.Mutex
		go mu.Unlock()
		mu.Lock()
		fmt.Println("locked")`, want: []string{"locked", mustLock}},
	{name: "a reader that waits is counted", body: `
		var rw sync.RWMutex
		rw.Lock()
		go rw.RLock()
		rw.RUnlock()
		rw.Unlock()
		fmt.Println("end")`, want: []string{"end", fatal("sync: RUnlock of unlocked RWMutex")}},
	{name: "TryLock fails while another one does", body: `
		var rw sync.RWMutex
		rw.RLock()
		go rw.TryLock()
		rw.RUnlock()
		fmt.Println(rw.TryLock())`, want: []string{"true", "false"}},
	{name: "TryLock fails when a writer has begun, and readers still come", body: `
		var rw sync.RWMutex
		go rw.Lock()
		ok := rw.TryLock()
		if ok { rw.Unlock() }
		fmt.Println(ok, rw.TryRLock())`, want: []string{"true true", "true false", "false true", "false false"}},
	{name: "TryRLock fails only while a writer has the lock or waits", body: `
		var rw sync.RWMutex
		rw.Lock()
		c := make(chan bool)
		go func() { rw.Unlock(); c <- true }()
		ok := rw.TryRLock()
		<-c
		fmt.Println(ok, rw.TryRLock())`, want: []string{"true true", "false true"}},
	{name: "an RWMutex that is copied orders its readers and writers", body: `
		var rw sync.RWMutex
		var wg sync.WaitGroup
		n := 0
		wg.Go(func() { rw.RLock(); _ = n; rw.RUnlock() })
		wg.Go(func() { rw.Lock(); n++; rw.Unlock() })
		wg.Wait()
		b := rw
		fmt.Println(b.TryLock(), n)`, want: []string{"true 1"}},
	{name: "a writer that has tried is ordered with readers", body: `
		var rw sync.RWMutex
		n := 0
		go func() { rw.RLock(); _ = n; rw.RUnlock() }()
		if rw.TryLock() { n++; rw.Unlock() }
		rw.RLock()
		fmt.Println(n)`, want: []string{"0", "1"}},
	{name: "readers are not ordered with each other", races: 1, body: `
		var rw sync.RWMutex
		n := 0
		rw.TryLock()
		rw.Unlock()
		go func() { rw.RLock(); n = 1; rw.RUnlock() }()
		rw.RLock()
		fmt.Println(n)
		rw.RUnlock()`, want: []string{"0", "1"}},
	{name: "a struct with a Mutex is passed by value", races: 1, body: `
		type C struct { sync.Mutex; n *int }
		func main() {
			c := C{n: new(int)}
			var wg sync.WaitGroup
			for i := range 2 { wg.Go(func() { func(c C) { c.Lock(); *c.n = i; c.Unlock() }(c) }) }
			wg.Wait()
			fmt.Println(*c.n)
		}`, want: []string{"0", "1"}},
	{name: "Add at the same time as Wait", body: `
		var wg sync.WaitGroup
		wg.Add(1)
		go wg.Wait()
		go wg.Done()
		func() {
			defer func() { fmt.Println(recover()) }()
			wg.Add(1)
		}()`, want: []string{"<nil>", "sync: WaitGroup misuse: Add called concurrently with Wait",
		panics("sync: WaitGroup misuse: Add called concurrently with Wait"),
		"sync: WaitGroup misuse: Add called concurrently with Wait\n" + panics("sync: WaitGroup misuse: Add called concurrently with Wait"),
		"<nil>\n" + panics("sync: WaitGroup is reused before previous Wait has returned"), panics("sync: WaitGroup is reused before previous Wait has returned")}},

	// sync.Map.
	{name: "Range comes to new keys or not", body: `
		var m sync.Map
		m.Store("a", 1)
		m.Range(func(k, v any) bool {
			fmt.Println(k)
			if k == "a" { m.Store("b", 2); m.Store("c", 3) }
			return true
		})`, want: []string{"a", "a\nb", "a\nc", "a\nb\nc", "a\nc\nb"}},
	{name: "Range does not come to keys that were deleted before", body: `
		var m sync.Map
		m.Store("a", 1)
		m.Store("b", 2)
		m.Range(func(k, v any) bool { fmt.Println(k); m.Delete("a"); m.Delete("b"); return true })`, want: []string{"a", "b"}},
	{name: "Range goes on when the map is cleared", body: `
		var m sync.Map
		m.Store("a", 1)
		m.Store("b", 2)
		m.Range(func(k, v any) bool { fmt.Println(k, v); m.Clear(); m.Store("c", 3); return true })`, want: []string{"a 1\nb 2", "b 2\na 1"}},
	{name: "Range while others store", body: `
		var m sync.Map
		m.Store(1, 1)
		go m.Store(2, 2)
		n := 0
		m.Range(func(k, v any) bool { n++; return true })
		fmt.Println(n)`, want: []string{"1", "2"}},
	{name: "Clear at any time", body: `
		var m sync.Map
		c := make(chan bool)
		m.Store("a", 1)
		go func() { m.Clear(); c <- true }()
		m.Store("b", 2)
		_, a := m.Load("a")
		<-c
		_, b := m.Load("b")
		fmt.Println(a, b)`, want: []string{"false true", "false false", "true false"}},
	{name: "unhashable keys", body: `
		var m sync.Map
		try := func(f func()) { defer func() { fmt.Println(recover()) }(); f() }
		try(func() { m.Load([]int{1}) })
		try(func() { m.LoadOrStore(map[int]int{}, 1) })
		try(func() { m.Delete(struct{ f any }{func() {}}) })
		m.Store(1, []int{1})
		try(func() { m.CompareAndSwap(1, []int{1}, 2) })`, want: []string{"runtime error: hash of unhashable type []int\nruntime error: hash of unhashable type map[int]int\nruntime error: hash of unhashable type func()\nruntime error: comparing uncomparable type []int"}},

	// Package sync/atomic.
	{name: "an addition whose result is used is not one of many", body: `
		var n atomic.Int32
		var wg sync.WaitGroup
		for range 2 { wg.Go(func() { n.Add(1); fmt.Println(n.Add(1)) }) }
		wg.Wait()`, want: []string{"2\n4", "3\n4", "4\n3", "4\n2"}},
	{name: "Or and And", body: `
		var n atomic.Uint32
		var wg sync.WaitGroup
		wg.Go(func() { n.Or(1); n.Or(2) })
		wg.Go(func() { n.Or(4); n.And(^uint32(1)) })
		wg.Wait()
		fmt.Println(n.Load(), n.CompareAndSwap(7, 0), n.CompareAndSwap(6, 0))`, want: []string{"6 false true", "7 true false"}},
	{name: "an atomic store and a plain read", races: 1, body: `
		var n int64
		go atomic.StoreInt64(&n, 1)
		fmt.Println(n)`, want: []string{"0", "1"}},
	{name: "an addition and a plain read", races: 2, body: `
		var n int32
		c := make(chan bool, 2)
		go func() { atomic.AddInt32(&n, 1); c <- true }()
		go func() { atomic.AddInt32(&n, 1); c <- true }()
		<-c
		fmt.Println(n)`, want: []string{"1", "2"}},
	{name: "additions are seen by who loads", body: `
		var n atomic.Int32
		a, b := 0, 0
		go func() { a = 1; n.Add(1) }()
		go func() { b = 1; n.Add(1) }()
		for n.Load() < 2 {}
		fmt.Println(a, b)`, want: []string{"1 1"}},
	{name: "a lock of CompareAndSwapInt32", body: `
		var l int32
		n := 0
		var wg sync.WaitGroup
		for range 2 { wg.Go(func() {
			for !atomic.CompareAndSwapInt32(&l, 0, 1) {}
			n++
			atomic.StoreInt32(&l, 0)
		}) }
		wg.Wait()
		fmt.Println(n)`, want: []string{"2"}},
	{name: "panics of atomic.Value", body: `
		var v atomic.Value
		try := func(f func()) { defer func() { fmt.Println(recover()) }(); f() }
		try(func() { v.Store(nil) })
		try(func() { v.Swap(nil) })
		try(func() { v.CompareAndSwap(1, nil) })
		try(func() { v.CompareAndSwap(1, "a") })
		fmt.Println(v.CompareAndSwap(1, 2), v.CompareAndSwap(nil, 1), v.Load())
		try(func() { v.CompareAndSwap("a", "b") })
		try(func() { v.Swap("a") })
		var u atomic.Value
		u.Store([]int{1})
		try(func() { u.CompareAndSwap([]int{1}, []int{2}) })`, want: []string{`sync/atomic: store of nil value into Value
sync/atomic: swap of nil value into Value
sync/atomic: compare and swap of nil value into Value
sync/atomic: compare and swap of inconsistently typed values
false true 1
sync/atomic: compare and swap of inconsistently typed value into Value
sync/atomic: swap of inconsistently typed value into Value
runtime error: comparing uncomparable type []int`}},
}
