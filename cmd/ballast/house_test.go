package main

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// maxLines is the longest a file may be.
const maxLines = 500

// TestHouseStyle: every Go file of the module is formatted, short enough, named
// after an idea, and free of init functions; what is exported has a comment.
func TestHouseStyle(t *testing.T) {
	if readme, err := os.ReadFile(filepath.Join(moduleRoot, "README.md")); err != nil {
		t.Error(err)
	} else if n := bytes.Count(readme, []byte("\n")); n >= 160 {
		t.Errorf("README.md: %d lines; a newcomer reads 160: what is for one job belongs to its sample's README or a doc.go", n)
	}
	vague := []string{"util", "utils", "common", "helper", "helpers", "types", "misc"}
	for _, file := range goFiles(t) {
		src, err := os.ReadFile(filepath.Join(moduleRoot, file))
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(src, []byte("\n")); n > maxLines {
			t.Errorf("%s: %d lines, split it by idea (at most %d)", file, n, maxLines)
		}
		formatted, err := format.Source(src)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if !bytes.Equal(src, formatted) {
			t.Errorf("%s: not formatted, run gofmt -w", file)
		}
		stem := strings.TrimSuffix(strings.TrimSuffix(path.Base(file), ".go"), "_test")
		if slices.Contains(vague, stem) || slices.Contains(vague, path.Base(path.Dir(file))) {
			t.Errorf("%s: the name says nothing", file)
		}
		checkDeclarations(t, file, src)
	}
}

// TestHouseOfSlowTests: what has Slow in its name runs under make check-slow
// alone, and nothing else does; what has assembly has a portable path beside it.
func TestHouseOfSlowTests(t *testing.T) {
	const asks = `os.Getenv("BALLAST_` + `SLOW") == ""`
	for _, file := range goFiles(t) {
		src, err := os.ReadFile(filepath.Join(moduleRoot, file))
		if err != nil {
			t.Fatal(err)
		}
		slow := bytes.Count(src, []byte("\nfunc TestSlow"))
		if asked := bytes.Count(src, []byte(") {\n\tif "+asks)); slow != asked || slow != bytes.Count(src, []byte(asks)) {
			t.Errorf("%s: %d tests named TestSlow, %d begin by asking whether they are wanted", file, slow, asked)
		}
		if strings.HasSuffix(file, "_amd64.go") && !bytes.Contains(src, []byte("//go:build !purego")) {
			t.Errorf("%s: the tag purego does not leave it out", file)
		}
	}
}

// TestHouseWithoutClock: no test sleeps or judges by the clock. A process to be
// waited for says where it is; see milestone.
func TestHouseWithoutClock(t *testing.T) {
	clock := regexp.MustCompile(`\btime\.(?:Sleep|After|AfterFunc|Since|Until|Now|NewTimer|NewTicker|Tick)\(|\bcontext\.With(?:Timeout|Deadline)`)
	for _, file := range goFiles(t) {
		if !strings.HasSuffix(file, "_test.go") {
			continue
		}
		src, err := os.ReadFile(filepath.Join(moduleRoot, file))
		if err != nil {
			t.Fatal(err)
		}
		if found := clock.Find(src); found != nil {
			t.Errorf("%s: uses %s", file, bytes.TrimSuffix(found, []byte("(")))
		}
	}
}

// checkDeclarations looks at what a file declares.
func checkDeclarations(t *testing.T, file string, src []byte) {
	t.Helper()
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, src, parser.ParseComments)
	if err != nil {
		t.Error(err)
		return
	}
	test := strings.HasSuffix(file, "_test.go")
	for _, decl := range parsed.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.Name == "init" && d.Recv == nil {
				t.Errorf("%s: func init", set.Position(d.Pos()))
			}
			if d.Name.IsExported() && d.Doc == nil && !test && exportedReceiver(d) {
				t.Errorf("%s: %s has no comment", set.Position(d.Pos()), d.Name.Name)
			}
		case *ast.GenDecl:
			for _, name := range bareNames(d) {
				if !test {
					t.Errorf("%s: %s has no comment", set.Position(name.Pos()), name.Name)
				}
			}
		}
	}
}

// exportedReceiver reports whether a function is visible outside its package.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if index, ok := typ.(*ast.IndexExpr); ok {
		typ = index.X
	}
	name, ok := typ.(*ast.Ident)
	return ok && name.IsExported()
}

// bareNames lists the exported names of a declaration that no comment covers.
func bareNames(d *ast.GenDecl) []*ast.Ident {
	if d.Doc != nil {
		return nil
	}
	var bare []*ast.Ident
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Doc == nil && s.Comment == nil && s.Name.IsExported() {
				bare = append(bare, s.Name)
			}
		case *ast.ValueSpec:
			for _, n := range s.Names {
				if s.Doc == nil && s.Comment == nil && n.IsExported() {
					bare = append(bare, n)
				}
			}
		}
	}
	return bare
}
