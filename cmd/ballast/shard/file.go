package shard

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
)

// part is the file of a shard that has been looked at: what stands between its first line
// and its hash.
type part struct {
	f      *os.File
	from   int64
	size   int64
	digest string
}

// ReadAt implements io.ReaderAt.
func (x *part) ReadAt(p []byte, off int64) (int, error) {
	return io.NewSectionReader(x.f, x.from, x.size).ReadAt(p, off)
}

// Close closes the file.
func (x *part) Close() error { return x.f.Close() }

// shard opens the file of a shard and looks whether it is whole and of this job.
func (j *Job) shard(ctx context.Context, s Store, i int) (*part, error) {
	f, err := s.Open(ctx, shardName(i))
	if missing(err) {
		return nil, fmt.Errorf("shard %d is not there (%s): ballast shard run --index %d", i, shardName(i), i)
	}
	if err != nil {
		return nil, err
	}
	x, err := j.look(f, i)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("shard %d (%s): %w", i, shardName(i), err)
	}
	return x, nil
}

// look reads a file through: its first line names the job, its last bytes are the hash of
// all before them.
func (j *Job) look(f *os.File, i int) (*part, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	const hash = 2 * sha256.Size
	in := bufio.NewReaderSize(io.NewSectionReader(f, 0, max(0, info.Size()-hash)), 1<<16)
	line, err := in.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("it is damaged")
	}
	var id string
	var index int
	if _, err := fmt.Sscanf(line, "ballast shard %s %d\n", &id, &index); err != nil {
		return nil, fmt.Errorf("it is no shard of Ballast")
	}
	if id != j.id || index != i {
		return nil, fmt.Errorf("it belongs to another job or place: run it again with --again")
	}
	h := sha256.New()
	h.Write([]byte(line))
	if _, err := io.Copy(h, in); err != nil {
		return nil, err
	}
	said := make([]byte, hash)
	if _, err := f.ReadAt(said, info.Size()-hash); err != nil || string(said) != hex.EncodeToString(h.Sum(nil)) {
		return nil, fmt.Errorf("it is damaged: its hash is another")
	}
	return &part{f: f, from: int64(len(line)), size: info.Size() - hash - int64(len(line)), digest: string(said)}, nil
}
