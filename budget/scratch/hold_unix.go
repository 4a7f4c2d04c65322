//go:build unix && !solaris && !aix

package scratch

import (
	"errors"
	"os"
	"syscall"
)

// hold locks a file until it is closed, or its process ends; false when another
// process holds it, or nobody can say.
func hold(f *os.File) bool {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

// settle gives a file its name while it is held: nobody takes it for left behind.
func settle(f *os.File, to string) error {
	return errors.Join(os.Rename(f.Name(), to), f.Close())
}

// removeOpen removes a file that is held, before the lock goes.
func removeOpen(f *os.File) {
	_ = os.Remove(f.Name())
	f.Close()
}
