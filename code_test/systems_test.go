package talk

// This file checks the programs for each system on which a speaker may give the
// talk, whatever this one is.

import (
	"os"
	"os/exec"
	"testing"
)

// TestSystems has go vet check all programs as they are for each system: their
// names and types are those that the standard library has there. A build links
// them too, which takes long.
func TestSystems(t *testing.T) {
	t.Parallel()
	for _, system := range []struct{ os, arch string }{
		{"darwin", "arm64"},
		{"linux", "amd64"},
		{"windows", "amd64"},
	} {
		t.Run(system.os, func(t *testing.T) {
			t.Parallel()
			cmd := exec.Command("go", "vet", "./code/...")
			cmd.Dir = root
			cmd.Env = append(os.Environ(), "GOOS="+system.os, "GOARCH="+system.arch, "CGO_ENABLED=0")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("a program is not in order on %s: use what the standard library has on each system\nGOOS=%[1]s GOARCH=%s %v: %v\n%s", system.os, system.arch, cmd, err, out)
			}
		})
	}
}
