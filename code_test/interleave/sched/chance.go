package sched

// This file leaves open what chance decides.

// Chance returns a random number from 0 to n-1: each of them, in some execution.
func Chance(site int32, n int) int {
	x := current()
	x.current.site = site
	if n < 2 {
		return 0
	}
	ways := make([]int32, n)
	for i := range ways {
		ways[i] = int32(i + 1)
	}
	return int(x.wait(op{kind: choice, site: site, high: unlimited, ways: ways}).choice) - 1
}
