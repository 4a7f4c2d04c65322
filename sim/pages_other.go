//go:build !linux

package sim

// adviseLarge asks for nothing where there is no such advice.
func adviseLarge([]byte) {}
