// Package shard parts a portfolio, or one plan with very many scenarios, into pieces of
// work that any scheduler can run: each alone, anywhere, in any order and more than once.
// A store, such as a folder, has all that they need:
//
//	job.json           what was agreed: settings, plans with the hash of each, groups
//	plans/0001.xlsx    the plans as they were read
//	shards/0000.bin    what a shard came to, written when it is whole, with its hash
//
// The results are those of one process, to the bit: groups are fixed by the list of plans,
// never by who runs them, and sums are exact (models/portfolio).
package shard
