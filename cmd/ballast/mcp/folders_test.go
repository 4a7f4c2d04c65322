package mcp

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// tree is what stands below a folder: a digest of every file.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Type()&fs.ModeSymlink != 0 {
			return err
		}
		data, err := os.ReadFile(p)
		sum := sha256.Sum256(data)
		all[strings.TrimPrefix(p, dir)] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// besides puts a workbook beside the folder, and links to it and to its folder inside.
func (a *asker) besides() (secret string) {
	a.t.Helper()
	outside := a.t.TempDir()
	secret = filepath.Join(outside, "secret.xlsx")
	data, err := os.ReadFile(filepath.Join(a.dir, "plan.xlsx"))
	if err == nil {
		err = os.WriteFile(secret, data, 0o644)
	}
	if err == nil && runtime.GOOS != "windows" {
		err = os.Symlink(secret, filepath.Join(a.dir, "link.xlsx"))
	}
	if err == nil && runtime.GOOS != "windows" {
		err = os.Symlink(outside, filepath.Join(a.dir, "out"))
	}
	if err == nil {
		err = os.Mkdir(filepath.Join(a.dir, "folder.xlsx"), 0o755)
	}
	if err != nil {
		a.t.Fatal(err)
	}
	return secret
}

// hostile are paths that lead out of the folder, or to what is no workbook.
func (a *asker) hostile(secret string) []string {
	up := strings.Repeat("../", 20)
	return []string{secret, "../secret.xlsx", "link.xlsx", "out/secret.xlsx", "./out/../out/secret.xlsx", up + strings.TrimPrefix(filepath.ToSlash(secret), "/"),
		filepath.Join(a.dir, "..", filepath.Base(filepath.Dir(secret)), "secret.xlsx"), a.dir + "/out/secret.xlsx", "folder.xlsx", "/etc/passwd", "/dev/zero", "/dev/stdin",
		"plan.xlsx\x00.xlsx", "", " ", ".", "..", "NUL", "C:\\secret.xlsx", `..\secret.xlsx`, "file://" + secret, "plan.xlsx/", "plan.xlsx/x.xlsx", "~/secret.xlsx", "$HOME/s.xlsx"}
}

// TestPathsStayInside: no path, link or device leads out of the folders; inside them a
// workbook is found by either way of writing its path.
func TestPathsStayInside(t *testing.T) {
	t.Parallel()
	a := assistant(t, true, nil)
	secret := a.besides()
	for _, file := range a.hostile(secret) {
		if file != "" {
			a.refused("check", args{"file": file})
		}
		a.refused("run", args{"file": file})
		a.refused("compare", args{"from": "plan.xlsx", "to": file})
	}
	for _, file := range []string{"plan.xlsx", "./plan.xlsx", "out/../plan.xlsx", filepath.Join(a.dir, "plan.xlsx")} {
		a.must("check", args{"file": file}, nil)
	}
	var list checked
	a.must("check", args{}, &list)
	if len(list.Workbooks) != 2 || list.Workbooks[1] != "plan.xlsx" { // the link is named, and refused
		t.Errorf("%v", list.Workbooks)
	}
	if _, err := New(Config{}); err == nil {
		t.Error("a server without a folder")
	}
	if _, err := New(Config{Folders: []string{filepath.Join(a.dir, "none")}}); err == nil {
		t.Error("a server on a folder that is not there")
	}
}

// TestWriteIsNewAndAsked: a copy is a new file below the folder, of a run of the bytes that
// are there now; nothing is written over, and a run that nobody made writes nothing.
func TestWriteIsNewAndAsked(t *testing.T) {
	t.Parallel()
	a := assistant(t, true, nil)
	secret := a.besides()
	var r answered
	a.must("run", args{"file": "plan.xlsx"}, &r)
	before := tree(t, a.dir)
	for _, to := range append(a.hostile(secret), "none/new.xlsx", "plan.txt", "new.xlsm", "plan.xlsx") {
		a.refused("write", args{"token": r.Token, "to": to})
	}
	a.refused("write", args{"token": "made-up", "to": "new.xlsx"}, "made-up")
	a.refused("write", args{"token": r.Run, "to": "new.xlsx"})
	if after := tree(t, a.dir); len(after) != len(before) {
		t.Errorf("%d files, then %d", len(before), len(after))
	}
	a.must("write", args{"token": r.Token, "to": "new.xlsx"}, nil)
	a.refused("write", args{"token": r.Token, "to": "new.xlsx"}, "there already")
	var x checked
	a.must("check", args{"file": "new.xlsx"}, &x)
	if x.Errors != 0 {
		t.Errorf("the copy: %+v", x.Problems)
	}
	a.put("plan.xlsx", strings.Replace(small, "60000", "61000", 1), "en")
	a.refused("write", args{"token": r.Token, "to": "newer.xlsx"}, "has changed")
}

// TestFuzzedCalls: calls at random, many of them hostile, change no byte of what was there,
// and make nothing outside the folder.
func TestFuzzedCalls(t *testing.T) {
	t.Parallel()
	fuzzCalls(t, 45)
}

// TestSlowFuzzedCalls is the same a thousand times.
func TestSlowFuzzedCalls(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("BALLAST_SLOW is not set")
	}
	t.Parallel()
	fuzzCalls(t, 1000)
}

func fuzzCalls(t *testing.T, n int) {
	a := assistant(t, true, nil)
	secret := a.besides()
	var r answered
	a.must("run", args{"file": "plan.xlsx"}, &r)
	inside, outside := tree(t, a.dir), tree(t, filepath.Dir(secret))
	files := append(a.hostile(secret), slices.Repeat([]string{"plan.xlsx"}, 20)...)
	texts := []string{"", "1", "-1", "1e308", "NaN", "=HYPERLINK(1)", "35%", "closed", "2026-13", strings.Repeat("x", 2000), "\x00", "\u202e", "limit", "R1.status", "F1.late", "Costs!C2", "'Costs'!$C$2", "Costs!A1:B2",
		"P(gap)<=5%", "F2=1:2:1", "F2=0:1e9:1", "/reserve/contingency", "/~1", "reserve", r.Run, r.Token, "p80", "worst", "zh"}
	keys := map[string][]string{"check": {"file", "lang", "from_"}, "run": {"file", "lang", "stress", "seed"}, "figure": {"run", "name", "pointer"}, "explain": {"file", "row", "scenario"},
		"whatif": {"file", "edits", "mix", "stress", "seek", "sweep"}, "mixes": {"file", "optimise"}, "compare": {"from", "to"}, "write": {"token", "to", "lang"}, "none": {"file"}}
	rng := rand.New(rand.NewPCG(1, 2))
	text := func() string { return texts[rng.IntN(len(texts))] }
	answered := 0
	for i := range n {
		tool := []string{"check", "run", "figure", "explain", "whatif", "mixes", "compare", "write", "none"}[rng.IntN(9)]
		in := args{}
		if tool == "run" || tool == "whatif" || tool == "mixes" {
			in["scenarios"] = 50
		}
		for n, k := range keys[tool] {
			if n > 0 && rng.IntN(2) == 0 {
				continue
			}
			switch k {
			case "from_":
				in["from"] = rng.IntN(9) - 4
			case "file", "from":
				in[k] = files[rng.IntN(len(files))]
			case "to":
				in[k] = append(files, fmt.Sprintf("made-%d.xlsx", i))[rng.IntN(len(files)+1)]
			case "run":
				in[k] = []string{r.Run, text()}[rng.IntN(2)]
			case "edits":
				in[k] = []args{{[]string{"at", "set"}[rng.IntN(2)]: text(), "text": text()}}
			case "mix":
				in[k] = args{"F1": rng.NormFloat64() * 1e5}
			case "stress", "sweep":
				in[k] = []string{text()}
			case "seek":
				in[k] = args{"target": text(), "by": text()}
			case "optimise":
				in[k] = rng.IntN(20) == 0
			case "seed":
				in[k] = rng.IntN(3)
			default:
				in[k] = text()
			}
		}
		if tool == "write" && rng.IntN(2) == 0 {
			in["token"] = r.Token
		}
		if _, failed := a.call(tool, in, nil); !failed {
			answered++
		}
	}
	if answered < n/20 {
		t.Errorf("only %d of %d calls were answered: this tries nothing", answered, n)
	}
	for name, sum := range inside {
		if now := tree(t, a.dir)[name]; now != sum {
			t.Errorf("%s was changed", name)
		}
	}
	if now := tree(t, filepath.Dir(secret)); len(now) != len(outside) || now["/secret.xlsx"] != outside["/secret.xlsx"] {
		t.Errorf("outside the folder there is %v now", now)
	}
	for name := range tree(t, a.dir) {
		if _, was := inside[name]; !was && !strings.HasPrefix(name, string(filepath.Separator)+"made-") {
			t.Errorf("%s was made", name)
		}
	}
}

// TestListNamesWorkbooksAlone: hidden folders, lock files and other files are no workbooks.
func TestListNamesWorkbooksAlone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"a.xlsx", "deep/b.XLSM", ".git/c.xlsx", "~$a.xlsx", "d.csv"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), bytes.Repeat([]byte("x"), 3), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := openFolders([]string{dir})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if names, more := f.list(); strings.Join(names, " ") != "a.xlsx deep/b.XLSM" || more {
		t.Errorf("%v", names)
	}
}
