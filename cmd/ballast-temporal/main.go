package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
)

// release is the version of Ballast that is built in; TestRelease holds it against that of
// the command. A release is built with that of its tag (-ldflags "-X main.release=...").
var release = "0.1.0"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "ballast-temporal:", err)
		os.Exit(1)
	}
}

const usage = `ballast-temporal runs the pieces of a job on the workers of a Temporal server.

  ballast-temporal worker [flags]         take pieces until Ctrl-C
  ballast-temporal start  [flags] JOB     hand the job out, wait, tell how far it is
  ballast-temporal cancel [flags] JOB     end a job that runs; start goes on with it later
  ballast-temporal fetch  JOB FOLDER      copy a job out of a bucket, to be merged

JOB is a folder that ballast shard plan has made and all workers see, or the address of
a bucket that it was copied to: file:///mnt/job, s3://bucket?region=eu-central-1,
gs://bucket, azblob://container.
`

// settings are the flags that the commands share.
type settings struct {
	address, namespace, queue string
	workers, pieces, group    int
	every                     time.Duration
}

func (s *settings) flags(name string, out io.Writer) *flag.FlagSet {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(out)
	fs.StringVar(&s.address, "address", "127.0.0.1:7233", "of the Temporal server")
	fs.StringVar(&s.namespace, "namespace", "default", "of the Temporal server")
	fs.StringVar(&s.queue, "queue", "ballast", "task queue")
	fs.IntVar(&s.workers, "threads", 0, "of a piece (worker; default: all processors)")
	fs.IntVar(&s.pieces, "pieces", 1, "at a time (worker)")
	fs.IntVar(&s.group, "group", mostShards, "pieces of a workflow at most (start)")
	fs.DurationVar(&s.every, "every", 2*time.Second, "how often to tell how far it is (start)")
	return fs
}

// run does what args say.
func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) == 0 {
		_, err := io.WriteString(out, usage)
		return err
	}
	var s settings
	fs := s.flags(args[0], out)
	if err := fs.Parse(args[1:]); err != nil {
		return err
	}
	want := map[string]int{"worker": 0, "start": 1, "cancel": 1, "fetch": 2}
	n, known := want[args[0]]
	if !known || fs.NArg() != n {
		return fmt.Errorf("%q: see ballast-temporal without arguments", args[0])
	}
	if args[0] == "fetch" {
		return fetch(ctx, fs.Arg(0), fs.Arg(1))
	}
	c, err := s.dial(ctx, args[0] == "worker", out)
	if err != nil {
		return fmt.Errorf("no Temporal server at %s: %w", s.address, err)
	}
	defer c.Close()
	switch args[0] {
	case "worker":
		return s.serve(ctx, c)
	case "cancel":
		id, _, err := jobID(ctx, fs.Arg(0))
		if err != nil {
			return err
		}
		return c.CancelWorkflow(ctx, id, "")
	}
	return s.start(ctx, c, fs.Arg(0), out)
}

// dial connects to the server. A worker waits for one that is not there yet.
func (s *settings) dial(ctx context.Context, wait bool, out io.Writer) (client.Client, error) {
	for said := false; ; said = true {
		c, err := client.Dial(client.Options{HostPort: s.address, Namespace: s.namespace})
		if err == nil || !wait {
			return c, err
		}
		if !said {
			fmt.Fprintf(out, "waiting for a Temporal server at %s\n", s.address)
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// serve takes pieces until ctx is done. What is at hand when it ends is begun again by
// another worker.
func (s *settings) serve(ctx context.Context, c client.Client) error {
	w := worker.New(c, s.queue, worker.Options{MaxConcurrentActivityExecutionSize: s.pieces})
	w.RegisterWorkflow(Portfolio)
	w.RegisterWorkflow(Group)
	w.RegisterActivity(&Pieces{Threads: s.workers})
	stop := make(chan any)
	context.AfterFunc(ctx, func() { close(stop) })
	return w.Run(stop)
}
