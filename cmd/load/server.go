package main

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
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// server is the program under load.
type server struct {
	process     *exec.Cmd
	base, token string
	odd         atomic.Int64 // answers that should not come
}

// start runs the server and reads where it is.
func start(program string) (*server, error) {
	c := exec.Command(program, "serve", "--no-browser", "--listen", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	s := &server{process: c}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		s.stop()
		return nil, err
	}
	at := strings.Index(line, "http://")
	base, token, ok := strings.Cut(strings.TrimSpace(line[max(at, 0):]), "/#token=")
	if at < 0 || !ok {
		s.stop()
		return nil, fmt.Errorf("the server says %q", line)
	}
	s.base, s.token = base, token
	return s, nil
}

func (s *server) stop() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

// memory is what the server takes and has taken at most, in MB; 0 where nobody tells.
func (s *server) memory() (now, most int) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.process.Process.Pid))
	if err != nil {
		return 0, 0
	}
	for line := range strings.SplitSeq(string(data), "\n") {
		f := strings.Fields(line)
		if len(f) < 2 {
			continue
		}
		kb, _ := strconv.Atoi(f[1])
		switch f[0] {
		case "VmRSS:":
			now = kb >> 10
		case "VmHWM:":
			most = kb >> 10
		}
	}
	return now, most
}

// worked is how long the processors have worked for the server; 0 where nobody tells. The
// kernel counts in hundredths of a second.
func (s *server) worked() time.Duration {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.process.Process.Pid))
	if err != nil {
		return 0
	}
	f := strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:]))
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.Atoi(f[11])
	system, _ := strconv.Atoi(f[12])
	return time.Duration(user+system) * 10 * time.Millisecond
}

// user is somebody who is logged in.
type user struct {
	s      *server
	cookie *http.Cookie
}

func (s *server) login() (*user, error) {
	u := &user{s: s}
	answer, err := u.ask(context.Background(), "/api/v1/login", "application/json", []byte(`{"token":"`+s.token+`"}`))
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if len(answer.Cookies()) == 0 {
		return nil, errors.New("no cookie")
	}
	u.cookie = answer.Cookies()[0]
	return u, nil
}

// ask posts, again when the server is busy.
func (u *user) ask(ctx context.Context, path, kind string, body []byte) (*http.Response, error) {
	for {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, u.s.base+path, bytes.NewReader(body))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", kind)
		if u.cookie != nil {
			r.AddCookie(u.cookie)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return nil, err
		}
		switch {
		case answer.StatusCode < 300:
			return answer, nil
		case answer.StatusCode == http.StatusTooManyRequests:
			answer.Body.Close()
			time.Sleep(time.Second)
			continue
		}
		u.s.odd.Add(1)
		data, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		return nil, fmt.Errorf("%s: %d %.200s", path, answer.StatusCode, data)
	}
}

func (u *user) upload(plan []byte) (path string, err error) {
	answer, err := u.ask(context.Background(), "/api/v1/plans", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", plan)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	var p struct{ ID string }
	err = json.NewDecoder(answer.Body).Decode(&p)
	return "/api/v1/plans/" + p.ID, err
}

// waited is how long a run took until its first figures, until those of fewer scenarios,
// of all, and until everything is said, 0 for what did not come before the context ended;
// seen is how many scenarios were behind the first.
type waited struct {
	first, few, figures, whole time.Duration
	seen                       int
}

// told is a line of an answer.
type told struct {
	Type   string
	Result struct{ Scenarios, Of int }
}

// hear takes up a line; done: it is the last that is waited for.
func (w *waited) hear(line []byte, since time.Duration) (done bool, err error) {
	var t told
	if err := json.Unmarshal(line, &t); err != nil {
		return true, err
	}
	if w.first == 0 && t.Result.Scenarios > 0 {
		w.first, w.seen = since, t.Result.Scenarios
	}
	switch {
	case t.Type == "figures" && t.Result.Of > 0:
		w.few = since
	case t.Type == "figures":
		w.figures = since
	case t.Type == "result":
		w.whole = since
	case t.Type == "error" && bytes.Contains(line, []byte(`"code":"busy"`)): // it may ask again
	case t.Type == "error":
		return true, fmt.Errorf("%.300s", line)
	default:
		return false, nil
	}
	return t.Type != "figures", nil
}

// result runs a variant as the page does.
func (u *user) result(ctx context.Context, path, variant string) (w waited, err error) {
	began := time.Now()
	answer, err := u.ask(ctx, path+"/run?steps=1", "application/json", []byte(variant))
	if err != nil {
		return w, err
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		done, err := w.hear(lines.Bytes(), time.Since(began))
		if ctx.Err() != nil { // a line may be cut
			break
		}
		if err != nil {
			u.s.odd.Add(1)
		}
		if done {
			return w, err
		}
	}
	if ctx.Err() != nil {
		return w, ctx.Err()
	}
	return w, errors.New("the answer ends without a result")
}

func (u *user) mix(path string, amount int) error {
	answer, err := u.ask(context.Background(), path+"/mix", "application/json", fmt.Appendf(nil, `{"amounts":{"F1":%d}}`, amount))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}
