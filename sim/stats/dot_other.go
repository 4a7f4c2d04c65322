//go:build !amd64 || purego

package stats

func dot(a, b []int16, _ int) int64 { return dotGo(a, b) }
