//go:build !amd64 || purego

package depend

// kernels lists the kernels that this processor can run, the fastest first.
func kernels() []kernel { return []kernel{{"portable", tilePortable}} }
