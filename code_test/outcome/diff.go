package outcome

// This file explains an output that is no outcome: the nearest outcome, and
// the lines in which the two differ.

import (
	"fmt"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// Nearest returns the outcome of f that shares the most lines, in order, with
// output; of several, the one with the fewest other lines, and then the first.
func (f *File) Nearest(output string) Outcome {
	lines := splitLines(output)
	best, bestCommon := f.Outcomes[0], -1
	for _, o := range f.Outcomes {
		common := o.pattern.common(lines)
		if common > bestCommon || common == bestCommon && len(o.pattern) < len(best.pattern) {
			best, bestCommon = o, common
		}
	}
	return best
}

// Diff tells, for an output that is no outcome of f, what the program printed,
// which outcome is nearest, and the difference from it (-nearest +printed).
// Lines of the outcome that stand for those printed count as equal. It returns
// the empty string if output is an outcome.
func (f *File) Diff(output string) string {
	if _, ok := f.Match(output); ok {
		return ""
	}
	o := f.Nearest(output)
	printed := splitLines(output)
	diff := cmp.Diff(o.pattern.resolve(printed), printed)
	return fmt.Sprintf("printed:\n%s\nwhich %s does not list; the nearest outcome is %q (-nearest +printed):\n%s",
		indent(printed), f.Name, o.Name, diff)
}

func indent(lines []string) string {
	if len(lines) == 0 {
		return "\t(nothing)"
	}
	return "\t" + strings.Join(lines, "\n\t")
}

// common returns the length of the longest common subsequence of p and lines.
func (p pattern) common(lines []string) int {
	row := make([]int, len(lines)+1)
	for _, l := range p {
		diagonal := 0
		for j, line := range lines {
			above := row[j+1]
			if !l.any && l.match(line) {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			diagonal = above
		}
	}
	return row[len(lines)]
}

// resolve returns the lines of p, each replaced by the printed line that it
// stands for, so that a difference shows only what is wrong.
func (p pattern) resolve(printed []string) []string {
	var lines []string
	next := 0
	for i, l := range p {
		if l.any {
			for next < len(printed) && !(i+1 < len(p) && p[i+1].match(printed[next])) {
				lines = append(lines, printed[next])
				next++
			}
			continue
		}
		text := l.text
		for j := next; j < len(printed); j++ {
			if l.match(printed[j]) {
				text, next = printed[j], j+1
				break
			}
		}
		lines = append(lines, text)
	}
	return lines
}
