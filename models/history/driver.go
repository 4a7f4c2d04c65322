//go:build !nosqlite

package history

// The driver of the database, by its name alone. It is a large C program
// translated to Go, which takes longer to compile than all else together: make
// check leaves it out, by the tag nosqlite, where it looks at the rest for other
// systems. A program built with the tag keeps no history.
import _ "modernc.org/sqlite"
