// Fork-join nests: each half forks and joins halves of its own.
package main

import (
	"fmt"
	"sync"
)

func sum(nums []int) int {
	if len(nums) == 1 {
		return nums[0]
	}
	half := len(nums) / 2
	var left int
	var wg sync.WaitGroup
	wg.Go(func() { left = sum(nums[:half]) })
	right := sum(nums[half:])
	wg.Wait() // join point // HLjoin
	return left + right
}

func main() {
	fmt.Println(sum([]int{1, 2, 3, 4}))
}
