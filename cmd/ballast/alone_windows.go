package main

import "github.com/inconshreveable/mousetrap"

// startedByExplorer reports whether the program was started by a double click.
func startedByExplorer() bool { return mousetrap.StartedByExplorer() }
