package sched

// This file lets the benchmarks leave the counting of interleavings out.

// ExploreUncounted is Explore without counting the interleavings.
func ExploreUncounted(main func()) *Result {
	e := newExplorer(Options{SC: true}, main)
	e.result.AtLeast = true
	return e.run()
}
