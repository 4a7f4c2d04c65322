//go:build !windows

package main

// startedByExplorer reports whether the program was started by a double click in
// Windows' Explorer.
func startedByExplorer() bool { return false }
