// Licences prints what the authors of the code inside ballast ask for: the licence and
// notices of Go and of every module that is linked, on every system that a release is
// made for. A release carries it beside the program.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

func main() {
	all, err := modules("./cmd/ballast", "linux", "darwin", "windows")
	out := bufio.NewWriter(os.Stdout)
	if err == nil {
		err = errors.Join(write(out, all), out.Flush())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

// linked is a module whose code is in a program.
type linked struct {
	path, version, root string
	dirs                []string // of its packages that are linked
}

// write prints the licences of Go and of modules.
func write(out io.Writer, all []linked) error {
	fmt.Fprintf(out, "ballast is under the licence in LICENSE. It holds code of Go and of %d modules; what their\nauthors ask to be told stands below, as they wrote it.\n", len(all)-1)
	for _, m := range all {
		files, err := m.texts()
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return fmt.Errorf("%s has no licence in %s", m.path, m.root)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			name, err := filepath.Rel(m.root, file)
			if err != nil {
				return err
			}
			fmt.Fprintf(out, "\n%s\n%s %s: %s\n%[1]s\n\n%[5]s\n", strings.Repeat("-", 80), m.path, m.version, filepath.ToSlash(name), bytes.TrimSpace(text))
		}
	}
	return nil
}

// modules lists Go and the modules of a program, built for systems, in the order of their
// names, each once.
func modules(program string, systems ...string) ([]linked, error) {
	root, err := output("", "env", "GOROOT", "GOVERSION")
	if err != nil {
		return nil, err
	}
	goes := strings.Fields(root)
	all := []linked{{path: "Go", version: goes[1], root: goes[0]}}
	for _, system := range systems {
		list, err := output("GOOS="+system, "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}}{{"\t"}}{{.Version}}{{"\t"}}{{.Dir}}{{"\t"}}{{$.Dir}}{{end}}{{end}}`, program)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(list) {
			f := strings.Split(strings.TrimSpace(line), "\t")
			if len(f) != 4 {
				continue
			}
			i := slices.IndexFunc(all, func(m linked) bool { return m.path == f[0] })
			if i < 0 {
				i = len(all)
				all = append(all, linked{path: f[0], version: f[1], root: f[2]})
			}
			if !slices.Contains(all[i].dirs, f[3]) {
				all[i].dirs = append(all[i].dirs, f[3])
			}
		}
	}
	slices.SortFunc(all[1:], func(a, b linked) int { return cmp.Compare(a.path, b.path) })
	return all, nil
}

func output(env string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), env)
	cmd.Stderr = os.Stderr
	text, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w", args[0], err)
	}
	return string(text), nil
}

// asked is the name of a file that says what an author asks for.
var asked = regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents)([-._].*)?$`)

// texts are the files of a module that say what its authors ask for: at its root, in a
// folder of licences there, and beside the packages that are linked.
func (m linked) texts() (files []string, err error) {
	for _, dir := range append([]string{m.root, filepath.Join(m.root, "licenses"), filepath.Join(m.root, "LICENSES")}, m.dirs...) {
		list, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		for _, f := range list {
			inside := strings.EqualFold(filepath.Base(dir), "licenses")
			if file := filepath.Join(dir, f.Name()); f.Type().IsRegular() && !strings.HasSuffix(f.Name(), ".go") && (inside || asked.MatchString(f.Name())) && !slices.Contains(files, file) {
				files = append(files, file)
			}
		}
	}
	return files, nil
}
