//go:build !amd64 || purego

package cells

// Without assembly the loops in Go do everything.

func hasVectors() bool { return false }

func vectorOf(*instruction) vector { return nil }

func pausing(_ opcode, plain loop) loop { return plain }
