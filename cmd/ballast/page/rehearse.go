package page

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"time"

	"ballast/cmd/ballast/service"
)

// What a rehearsal may take. A sample takes 15 ms and 40 MB.
const (
	childMemory  = 512 << 20 // of data
	childHeap    = "400MiB"  // where it begins to clear up
	childSeconds = 4         // of the processor
	childPatient = 10 * time.Second
)

// mostSpins is how often the password of a locked file may be hashed: what spreadsheet
// programs write is 100,000. The format allows 10 million, seconds of a processor; that
// number may be hidden in the file, and is then for the limits of the child.
const mostSpins = 500_000

// spinning finds how often the password of a locked file is hashed.
//
// Source: MS-OFFCRYPTO 2.3.4.10, spinCount of agile encryption.
var spinning = regexp.MustCompile(`spinCount\s*=\s*["'](\d+)`)

// spins reports whether a password would be hashed too often.
func spins(data []byte) bool {
	if !bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return false
	}
	for _, m := range spinning.FindAllSubmatch(data, -1) {
		if n, err := strconv.Atoi(string(m[1])); err != nil || n > mostSpins {
			return true
		}
	}
	return false
}

// errHeavy says that a rehearsal was ended.
var errHeavy = errors.New("the rehearsal was ended")

// rehearsal is the first line of what a child is told; the workbook follows.
type rehearsal struct {
	Name, Password, Language string
	Size                     int
}

// open reads an upload: first in a child process with limits of its own, which may die of
// what it finds, then here. Files of strangers may be made to take any time and memory,
// and the libraries that read them cannot be stopped.
//
// On Linux the limits are those of the kernel (prlimit: data, processor time), set before
// the child is given a byte. The kernel counts what was reserved and is now used with the
// next piece of memory that is asked for, so one allocation can pass the limit by once.
// Everywhere the child watches its own memory too; the time is up after ten seconds.
//
// Checked: TestHostileFiles, TestPasswordsAreNotSpun, TestSlowHeavyFiles, TestChildIsBounded.
func (s *Server) open(ctx context.Context, f service.File) (*service.Book, error) {
	if spins(f.Data) {
		return nil, problem(http.StatusUnprocessableEntity, "too-heavy")
	}
	leave, err := s.reading.enter(ctx, "", false, nil)
	if err != nil {
		return nil, err
	}
	defer leave()
	if err := s.rehearse(ctx, f); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, problem(http.StatusUnprocessableEntity, "too-heavy")
	}
	return service.Open(ctx, f, s.options())
}

// rehearse lets a child read the file; nil when it came to its end.
func (s *Server) rehearse(ctx context.Context, f service.File) error {
	if len(s.cfg.Child) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, childPatient)
	defer cancel()
	head, err := json.Marshal(rehearsal{Name: f.Name, Password: f.Password, Language: f.Language, Size: len(f.Data)})
	if err != nil {
		return err
	}
	child := exec.CommandContext(ctx, s.cfg.Child[0], s.cfg.Child[1:]...)
	child.Env = []string{"GOMEMLIMIT=" + childHeap}
	child.WaitDelay = time.Second
	var said bytes.Buffer
	child.Stdout = &said
	in, err := child.StdinPipe()
	if err != nil {
		return err
	}
	if err := child.Start(); err != nil {
		return fmt.Errorf("the rehearsal: %w", err)
	}
	if err := limit(child.Process.Pid); err != nil {
		_ = child.Process.Kill()
		_ = child.Wait()
		return fmt.Errorf("the limits of the rehearsal: %w", err)
	}
	_, err = io.Copy(in, io.MultiReader(bytes.NewReader(append(head, '\n')), bytes.NewReader(f.Data)))
	_ = in.Close()
	if died := child.Wait(); died != nil || err != nil || said.String() != "read\n" {
		return errHeavy
	}
	return nil
}

// Rehearse is the child: it reads what it is told, and says so when it has come to the
// end. What is wrong with the file is for the server to find: it reads the file again.
func Rehearse(ctx context.Context, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go watch(ctx)
	r := bufio.NewReader(in)
	line, err := r.ReadBytes('\n')
	if err != nil {
		return err
	}
	var told rehearsal
	if err := json.Unmarshal(line, &told); err != nil {
		return err
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(told.Size)))
	if err != nil {
		return err
	}
	_, err = service.Open(ctx, service.File{Name: told.Name, Data: data, Password: told.Password, Language: told.Language}, service.Options{Limits: Limits()})
	var no *service.RefusedError
	if err != nil && !errors.As(err, &no) {
		return err
	}
	_, err = io.WriteString(out, "read\n")
	return err
}

// watch ends the process when it has taken too much, where no kernel does.
func watch(ctx context.Context) {
	clock := time.NewTicker(20 * time.Millisecond)
	defer clock.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-clock.C:
			var m runtime.MemStats
			if runtime.ReadMemStats(&m); m.HeapSys > childMemory {
				os.Exit(1)
			}
		}
	}
}
