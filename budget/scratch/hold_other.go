//go:build !unix || solaris || aix

package scratch

import "os"

// hold does nothing here: Windows lets nobody remove a file that is open.
func hold(*os.File) bool { return true }

// removeOpen removes a file; it fails while another process has it open.
func removeOpen(f *os.File) {
	f.Close()
	_ = os.Remove(f.Name())
}
