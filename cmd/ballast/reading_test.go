package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// readingCases is the folder of workbooks as people write them.
// samples/reading/index.tsv names those that stand there as files, one a line;
// each folder is a kind of mistake, and its more.txt holds further workbooks of
// the kind as text.
const readingCases = "../../samples/reading"

// readingCase is one workbook with the right answer. state is empty,
// "wrong" (known, and not mended) or "pending: why": both must still be wrong.
type readingCase struct {
	kind, name, state string
	flags             []string // of run; "adopt" first makes a plan of a budget
	wanted            string   // see wantedOf
	path              string   // of the workbook, when it is a file
	text              string   // or its source
	edits             []string // "merge Costs!E2:E3", "hide Costs!3"
}

// TestReadingCases: every workbook of samples/reading, through the whole
// program, gives the right answer or says why there is none.
func TestReadingCases(t *testing.T) {
	all := indexedCases(t)
	kinds, files := map[string]int{}, len(all)
	for _, c := range all {
		kinds[c.kind] = 0
	}
	for kind := range kinds {
		more := textCases(t, kind)
		if len(more) < 3 {
			t.Errorf("%s: %d further workbooks, want three", kind, len(more))
		}
		all = append(all, more...)
	}
	found, err := filepath.Glob(readingCases + "/*/*.xlsx")
	if err != nil || len(found) != files {
		t.Errorf("%d workbooks for %d lines of index.tsv (%v)", len(found), files, err)
	}
	for _, c := range all {
		t.Run(c.kind+"/"+c.name, func(t *testing.T) {
			t.Parallel()
			c.run(t)
		})
	}
}

// run compares what the program makes of a workbook with what is wanted.
func (c readingCase) run(t *testing.T) {
	answer := c.answer(t)
	why := answer.against(c.wanted)
	switch {
	case why == "" && c.state != "":
		t.Errorf("right now, but marked %q: take the mark out", c.state)
	case why != "" && c.state == "":
		t.Errorf("%s\nexit %d\n%s", why, answer.code, answer.said)
	}
}

// answered is what the program gave: its figures, its exit and all it printed.
type answered struct {
	figures any
	code    int
	said    string
}

// answer runs the program on a workbook: adopt when asked, then run.
func (c readingCase) answer(t *testing.T) answered {
	t.Helper()
	folder := t.TempDir()
	plan, flags := filepath.Join(folder, "plan.xlsx"), c.flags
	if err := os.WriteFile(plan, c.workbook(t), 0o600); err != nil {
		t.Fatal(err)
	}
	var a answered
	if len(flags) > 0 && flags[0] == "adopt" {
		flags = flags[1:]
		made := filepath.Join(folder, "adopted.xlsx")
		got := ballast(t, "adopt", plan, "-o", made)
		a.said, plan = got.out+got.err, made
		if a.code = got.code; a.code != exitOK {
			return a
		}
	}
	if strings.Contains(c.wanted, "note ") || strings.Contains(c.wanted, "says ") { // notes are said by check alone
		a.said += ballast(t, "check", plan).out
	}
	file := filepath.Join(folder, "figures.json")
	got := ballast(t, append([]string{"run", plan, "-o", filepath.Join(folder, "result.xlsx"), "--json", file, "--scenarios", "256"}, flags...)...)
	a.said += got.out + got.err
	if a.code = got.code; a.code != exitOK {
		return a
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &a.figures); err != nil {
		t.Fatal(err)
	}
	return a
}

// against says what differs from what is wanted, "" when nothing does. Wanted
// are alternatives between " | ", each a list between "; " of
//
//	/pointer = figure[,figure...] [± tolerance]   of the JSON; * takes all of a list
//	error CODE [Sheet!Cell]                       and likewise warning and note
//	says TEXT                                     anywhere on the screen
func (a answered) against(wanted string) string {
	var all []string
	for _, alternative := range strings.Split(wanted, " | ") {
		why := ""
		for _, one := range strings.Split(alternative, "; ") {
			if w := a.differs(one); w != "" {
				why += w + "\n"
			}
		}
		if why == "" {
			return ""
		}
		all = append(all, why)
	}
	return strings.Join(all, "or\n")
}

// differs judges one thing that is wanted.
func (a answered) differs(wanted string) string {
	if !strings.HasPrefix(wanted, "/") {
		return a.unsaid(wanted)
	}
	pointer, want, _ := strings.Cut(wanted, " = ")
	want, near, given := strings.Cut(want, " ± ")
	tolerance := 0.006
	if given {
		tolerance, _ = strconv.ParseFloat(near, 64)
	}
	if a.figures == nil {
		return fmt.Sprintf("%s: no figures", wanted)
	}
	got := pointed(a.figures, strings.Split(pointer, "/")[1:])
	list, isList := got.([]any)
	if !isList {
		list = []any{got}
	}
	figures := strings.Split(want, ",")
	for i, w := range figures {
		if i >= len(list) || !sameFigure(list[i], w, tolerance) {
			return fmt.Sprintf("%s: %.*v, wanted %s ± %g", pointer, 8, got, want, tolerance)
		}
	}
	return ""
}

// sameFigure compares a value of the JSON with a text.
func sameFigure(got any, want string, tolerance float64) bool {
	x, isNumber := got.(float64)
	w, err := strconv.ParseFloat(want, 64)
	switch {
	case want == "null":
		return got == nil
	case err == nil:
		return isNumber && math.Abs(x-w) <= tolerance
	}
	return got == want
}

// pointed follows a path into the JSON; * takes every element of a list.
func pointed(v any, path []string) any {
	if len(path) == 0 {
		return v
	}
	switch v := v.(type) {
	case map[string]any:
		return pointed(v[path[0]], path[1:])
	case []any:
		if path[0] == "*" {
			out := make([]any, len(v))
			for i := range v {
				out[i] = pointed(v[i], path[1:])
			}
			return out
		}
		if i, err := strconv.Atoi(path[0]); err == nil && i < len(v) {
			return pointed(v[i], path[1:])
		}
	}
	return nil
}

// unsaid looks for a problem among what was printed; an error also ends the run.
func (a answered) unsaid(wanted string) string {
	words := strings.Fields(wanted)
	if text, ok := strings.CutPrefix(wanted, "says "); ok {
		if strings.Contains(a.said, text) {
			return ""
		}
		return wanted + ": not said"
	}
	if words[0] == "error" && a.code != exitProblems {
		return wanted + ": the plan was simulated"
	}
	for _, line := range strings.Split(a.said, "\n") {
		if strings.Contains(line, "["+words[1]+"]") && (len(words) < 3 || strings.Contains(line, words[2]+": ")) {
			return ""
		}
	}
	return wanted + ": not said"
}
