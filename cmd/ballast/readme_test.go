package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// shown is one command of the README with the lines that it is said to print.
type shown struct {
	line int
	args []string
	want []string
	code int
}

// TestReadmeBlocks runs every "$ ballast ..." and "$ go run ./cmd/ballast ..."
// line of the README's fenced blocks, and every indented "go run ./cmd/ballast
// ..." line, in order, in a copy of the samples.
// Output lines that follow must appear in that order; "..." in a line stands
// for anything, a line "..." for any lines. "# exit 3" after the command says
// the exit code.
func TestReadmeBlocks(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(moduleRoot, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	commands := readmeCommands(string(text))
	if len(commands) == 0 {
		t.Fatal("README.md shows no ballast command")
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "samples"), os.DirFS(filepath.Join(moduleRoot, "samples"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, c := range commands {
		t.Run(fmt.Sprintf("line %d", c.line), func(t *testing.T) {
			var out bytes.Buffer
			code := run(context.Background(), c.args, strings.NewReader(""), &out, &out)
			if code != c.code {
				t.Errorf("ballast %s: exit code %d, want %d\n%s", strings.Join(c.args, " "), code, c.code, out.String())
			}
			if miss := unmatched(c.want, strings.Split(out.String(), "\n")); miss != "" {
				t.Errorf("ballast %s: the README shows\n  %s\nwhich was not printed (in that order):\n%s", strings.Join(c.args, " "), miss, out.String())
			}
		})
	}
}

// readmeCommands finds the commands in the fenced blocks of a markdown text,
// and the indented lines that are a command alone.
func readmeCommands(text string) []shown {
	var list []shown
	fenced, ours := false, false
	exit := regexp.MustCompile(`#.*\bexit (?:code )?(\d+)`)
	for i, line := range strings.Split(text, "\n") {
		trimmed := strings.TrimSpace(line)
		if strings.HasPrefix(trimmed, "```") {
			fenced, ours = !fenced, false
			continue
		}
		if !fenced {
			if command, ok := strings.CutPrefix(line, "    go run ./cmd/ballast "); ok {
				list = append(list, shown{line: i + 1, args: strings.Fields(command)})
			}
			continue
		}
		if command, ok := strings.CutPrefix(trimmed, "$ "); ok {
			command, comment, _ := strings.Cut(command, " #")
			rest, isOurs := strings.CutPrefix(command, "ballast ")
			if !isOurs {
				rest, isOurs = strings.CutPrefix(command, "go run ./cmd/ballast ")
			}
			if ours = isOurs; !ours {
				continue
			}
			c := shown{line: i + 1, args: unquoted(strings.Fields(rest))}
			if m := exit.FindStringSubmatch("#" + comment); m != nil {
				c.code, _ = strconv.Atoi(m[1])
			}
			list = append(list, c)
		} else if ours && trimmed != "" {
			list[len(list)-1].want = append(list[len(list)-1].want, line)
		}
	}
	return list
}

// unquoted takes the quotes off words that a shell needs them for.
func unquoted(args []string) []string {
	for i, a := range args {
		if n := len(a); n > 1 && a[0] == a[n-1] && (a[0] == '"' || a[0] == '\'') {
			args[i] = a[1 : n-1]
		}
	}
	return args
}

// unmatched returns the first wanted line that does not appear in order, "".
func unmatched(want, got []string) string {
	at := 0
	for _, w := range want {
		w = strings.TrimSpace(w)
		if w == "..." {
			continue
		}
		pattern := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(w), `\.\.\.`, ".*") + "$")
		for at < len(got) && !pattern.MatchString(strings.TrimSpace(got[at])) {
			at++
		}
		if at == len(got) {
			return w
		}
		at++
	}
	return ""
}

// TestReadmeReader: the reader of the blocks itself.
func TestReadmeReader(t *testing.T) {
	got := readmeCommands("x\n    go run ./cmd/ballast help\n```\n$ ballast check a.xlsx   # exit 3\nfirst\n...\n$ ls\nb\n$ go run ./cmd/ballast version\n```\n$ ballast no\n")
	if len(got) != 3 || got[0].args[0] != "help" || got[1].code != 3 || len(got[1].want) != 2 || got[2].args[0] != "version" || len(got[2].want) != 0 {
		t.Fatalf("read %+v", got)
	}
	for _, c := range []struct {
		want, got string
		miss      string
	}{
		{"a\nb", "a\nx\nb", ""},
		{"cost ...m", "cost ¥12.4m", ""},
		{"b\na", "a\nb", "a"},
		{"...\nz", "a", "z"},
	} {
		if miss := unmatched(strings.Split(c.want, "\n"), strings.Split(c.got, "\n")); miss != c.miss {
			t.Errorf("want %q in %q: missed %q, want %q", c.want, c.got, miss, c.miss)
		}
	}
}
