//go:build !amd64 || purego

package stream

// paired, quads and wide are for processors with kernels; here nothing calls them.
func paired() bool { return false }
func quads() bool  { return false }
func wide() bool   { return false }

func pairs2(dst *uint64, pairs int, k *schedule, c, x, y uint64) { panic("stream: no kernel") }

func units512(dst *float64, n int) { panic("stream: no kernel") }

func units2(dst *float64, n int) { panic("stream: no kernel") }
