package sched

// This file lets the benchmarks leave the counting of interleavings out.

// ExploreUncounted is Explore without counting the interleavings.
func ExploreUncounted(main func()) *Result {
	newExplorer(Options{}, main)
	x.result.AtLeast = true
	return x.run()
}
