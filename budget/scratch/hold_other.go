//go:build !unix || solaris || aix

package scratch

import "os"

// hold does nothing here: Windows lets nobody remove a file that is open.
func hold(*os.File) bool { return true }

// settle closes a file first: a file that is open takes no other name here. In the moment
// between, another run can take it for left behind, and the name is not taken.
func settle(f *os.File, to string) error {
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), to)
}

// removeOpen removes a file; it fails while another process has it open.
func removeOpen(f *os.File) {
	f.Close()
	_ = os.Remove(f.Name())
}
