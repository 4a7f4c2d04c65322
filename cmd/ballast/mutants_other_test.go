//go:build !unix

package main

// limitMutants does nothing here.
func limitMutants() {}

// limitMutant does nothing here.
func limitMutant(float64) {}

// usedByMutants tells nothing here; a process that dies is still seen.
func usedByMutants() (seconds float64, peak int) { return 0, 0 }
