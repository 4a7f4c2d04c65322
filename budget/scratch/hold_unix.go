//go:build unix && !solaris && !aix

package scratch

import (
	"os"
	"syscall"
)

// hold locks a file until it is closed, or its process ends; false when another
// process holds it, or nobody can say.
func hold(f *os.File) bool {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

// removeOpen removes a file that is held, before the lock goes.
func removeOpen(f *os.File) {
	_ = os.Remove(f.Name())
	f.Close()
}
