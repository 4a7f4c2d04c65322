//go:build !amd64 || purego

package cells

// Without assembly the loops in Go do everything.

func hasVectors() bool { return false }

func binaryVector(opcode, []float64, []float64, []float64, int, int) int { return 0 }

func compareVector([]float64, []float64, []float64, int, int, *[3]float64) int { return 0 }

func selectVector([]float64, []float64, []float64, []float64, int, int, int) int { return 0 }

func unaryVector(opcode, []float64, []float64) int { return 0 }

func roundVector([]float64, []float64, float64) int { return 0 }
