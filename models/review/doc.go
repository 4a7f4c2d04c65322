// Package review looks at a plan as a reviewer would: why its bad futures fail (Causes),
// and which questions its method leaves open (Method).
package review
