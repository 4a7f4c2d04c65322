package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// remark is a comment of the module, without its marks and on one line.
type remark struct{ file, at, text string }

// remarks lists the comments of all Go files.
func remarks(t *testing.T) []remark {
	t.Helper()
	var list []remark
	for _, file := range goFiles(t) {
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, filepath.Join(moduleRoot, file), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range parsed.Comments {
			at := strings.TrimPrefix(set.Position(group.Pos()).String(), moduleRoot+"/")
			list = append(list, remark{file, at, strings.Join(strings.Fields(group.Text()), " ")})
		}
	}
	return list
}

// testName is how a test is called in a sentence.
var testName = regexp.MustCompile(`\b(?:Test|Fuzz|Benchmark|Example)[A-Z]\w*`)

// TestNamedTestsExist: a test that a comment names is a test of the module, and
// "Checked:" is followed by at least one.
func TestNamedTestsExist(t *testing.T) {
	there := map[string]bool{}
	for _, file := range goFiles(t) {
		if !strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(moduleRoot, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range parsed.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil {
				there[f.Name.Name] = true
			}
		}
	}
	for _, r := range remarks(t) {
		for _, fault := range unknownTests(r.text, there) {
			t.Errorf("%s: %s", r.at, fault)
		}
	}
}

// unknownTests lists what is wrong with the tests that a comment names.
func unknownTests(text string, there map[string]bool) (faults []string) {
	for _, at := range testName.FindAllStringIndex(text, -1) {
		name, more := text[at[0]:at[1]], strings.HasPrefix(text[at[1]:], "...") // all that begin so
		if !there[name] && !more {
			faults = append(faults, "there is no test "+name)
		}
	}
	for _, after := range strings.Split(text, "Checked: ")[1:] {
		if sentence, _, _ := strings.Cut(after, ". "); !testName.MatchString(sentence) {
			faults = append(faults, "Checked: names no test")
		}
	}
	return faults
}

// citation is a file of the repository in a sentence, with the sections that
// are named behind it.
var citation = regexp.MustCompile(`([\w./-]*\w\.(?:md|go|s|py|tsv))\b(?:,? sections? ((?:\d+(?:, | and |-)?)+))?`)

// heading is a numbered section of a package's comment.
var heading = regexp.MustCompile(`(?m)^// # (\d+)\. `)

// TestCitedPlacesExist: a file that a comment cites is in the repository, and
// so is each of its sections.
func TestCitedPlacesExist(t *testing.T) {
	for _, r := range remarks(t) {
		for _, fault := range unknownPlaces(r) {
			t.Errorf("%s: %s", r.at, fault)
		}
	}
}

// unknownPlaces lists the places that a comment cites and that are not there.
// A file is meant from the top of the module, or beside the comment.
func unknownPlaces(r remark) (faults []string) {
	for _, m := range citation.FindAllStringSubmatch(r.text, -1) {
		name, sections := m[1], m[2]
		data, err := os.ReadFile(filepath.Join(moduleRoot, name))
		if err != nil {
			data, err = os.ReadFile(filepath.Join(moduleRoot, path.Dir(r.file), name))
		}
		if err != nil {
			faults = append(faults, "there is no file "+name)
			continue
		}
		numbers := map[string]bool{}
		for _, h := range heading.FindAllStringSubmatch(string(data), -1) {
			numbers[h[1]] = true
		}
		for _, n := range regexp.MustCompile(`\d+`).FindAllString(sections, -1) {
			if !numbers[n] {
				faults = append(faults, name+" has no section "+n)
			}
		}
	}
	return faults
}

// TestCitedIsRead: the readers of comments find what is wrong.
func TestCitedIsRead(t *testing.T) {
	there := map[string]bool{"TestUsage": true}
	for text, want := range map[string]int{
		"Checked: TestUsage.":                            0,
		"Checked: TestUsage, against nothing. Source: x": 0,
		"Checked: by hand. TestUsage is something else":  1,
		"see TestNowhereAtAll":                           1,
		"what is named TestNowhere... begins so":         0,
	} {
		if got := unknownTests(text, there); len(got) != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	for text, want := range map[string]int{
		"models/doc.go section 9":             0,
		"(models/doc.go sections 1 and 10).":  0,
		"models/doc.go section 99":            1,
		"models/doc.go sections 1, 98 and 99": 2,
		"see app.go":                          0,
		"see nowhere.md section 3":            1,
		"Knuth, section 5.2.5":                0,
	} {
		if got := unknownPlaces(remark{file: "cmd/ballast/cited_test.go", text: text}); len(got) != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
