//go:build !unix

package portfolio

// processor is nothing where the system does not tell it.
func processor() float64 { return 0 }
