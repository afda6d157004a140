//go:build unix

package explore

// This file ends what the go command has started together with it.

import (
	"os/exec"
	"syscall"
)

// together lets cmd end, when its context does, with all the processes that it has
// started: a compiler would go on for a while.
func together(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
