// Command ballast-temporal runs the pieces of a job that ballast shard plan has made on
// the workers of a Temporal server: worker takes pieces, start hands a job out, waits and
// tells how far it is. Where the job stands, in a folder that all share or in a bucket, is
// all that travels; no figure of a plan passes through the server.
//
// It is a module of its own, so that Ballast itself needs neither Temporal nor the kits of
// clouds. Buckets of S3, Google and Azure are built in with the tag clouds.
package main
