package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob" // file:///...
	"gocloud.dev/gcerrors"

	"ballast/cmd/ballast/shard"
)

// store is where a job stands.
type store interface {
	shard.Store
	Close() error
}

// open opens a folder, or a bucket by its address.
func open(ctx context.Context, where string) (store, error) {
	if !strings.Contains(where, "://") {
		return folder{shard.Folder(where)}, nil
	}
	b, err := blob.OpenBucket(ctx, where)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", where, err)
	}
	return bucket{b}, nil
}

type folder struct{ shard.Folder }

// Close implements store.
func (folder) Close() error { return nil }

// bucket is a store in a cloud, or in a folder that is used like one.
type bucket struct{ b *blob.Bucket }

// Close implements store.
func (b bucket) Close() error { return b.b.Close() }

// Read implements shard.Store.
func (b bucket) Read(ctx context.Context, name string) ([]byte, error) {
	data, err := b.b.ReadAll(ctx, name)
	return data, there(name, err)
}

// Open implements shard.Store: the file is fetched, and gone when it is closed.
func (b bucket) Open(ctx context.Context, name string) (*os.File, error) {
	f, err := os.CreateTemp("", "ballast-*.bin")
	if err != nil {
		return nil, err
	}
	err = there(name, b.b.Download(ctx, name, f, nil))
	if removed := os.Remove(f.Name()); err == nil && removed != nil {
		err = removed
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Write implements shard.Store: what is not closed is not written.
func (b bucket) Write(ctx context.Context, name string, data *os.File) error {
	if _, err := data.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return b.b.Upload(ctx, name, data, &blob.WriterOptions{ContentType: "application/octet-stream"})
}

// there words that a file is not there as a file system does.
func there(name string, err error) error {
	if gcerrors.Code(err) == gcerrors.NotFound {
		return fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	return err
}

// fetch copies a job into a folder, which must not be there.
func fetch(ctx context.Context, from, to string) error {
	if !strings.Contains(from, "://") {
		return fmt.Errorf("%s is a folder already: ballast shard merge %s", from, from)
	}
	if _, err := os.Stat(to); err == nil {
		return fmt.Errorf("%s is there already", to)
	}
	b, err := blob.OpenBucket(ctx, from)
	if err != nil {
		return fmt.Errorf("open %s: %w", from, err)
	}
	defer b.Close()
	list := b.List(nil)
	for {
		x, err := list.Next(ctx)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		data, err := b.ReadAll(ctx, x.Key)
		if err != nil {
			return err
		}
		path := filepath.Join(to, filepath.FromSlash(x.Key))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
}
