package main

import (
	"bytes"
	"encoding/csv"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestHandouts: one run writes charts, page and tables; a second one replaces
// them, takes away what is no longer made, and leaves other files alone.
func TestHandouts(t *testing.T) {
	plan(t, small)
	args := []string{"run", "plan.xlsx", "--charts", "out/charts", "--report", "report.html", "--csv", "out/tables", "--csv-scenarios"}
	got := ballast(t, args...)
	if got.code != exitOK {
		t.Fatalf("exit %d: %s", got.code, got.err)
	}
	for _, want := range []string{"Charts written to out/charts", "Tables written to out/tables", "Report written to report.html"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("not said: %s", want)
		}
	}
	checkPictures(t, "out/charts", true, "s-curve", "cost-histogram", "tornado-cost", "spend")
	if page, err := os.ReadFile("report.html"); err != nil || !bytes.Contains(page, []byte("<svg")) || !bytes.Contains(page, []byte("Small")) {
		t.Errorf("report.html: %v", err)
	}
	checkScenarios(t, "out/tables/scenarios.csv", 1000)
	names, err := filepath.Glob("out/tables/*.csv")
	if err != nil || len(names) < 8 {
		t.Errorf("tables: %v, %v", names, err)
	}
	if err := os.WriteFile("out/tables/own.csv", []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := ballast(t, args[:len(args)-1]...); got.code != exitOK {
		t.Fatalf("second run: exit %d: %s", got.code, got.err)
	}
	if _, err := os.Stat("out/tables/scenarios.csv"); !os.IsNotExist(err) {
		t.Error("the scenarios of the first run stayed")
	}
	if got := ballast(t, "run", "plan.xlsx", "--report", "report.html", "--interactive"); got.code != exitOK {
		t.Fatalf("a page that moves: exit %d: %s", got.code, got.err)
	}
	if page, err := os.ReadFile("report.html"); err != nil || bytes.Count(page, []byte(`class="live-data"`)) < 2 || len(page) > 1e6 || bytes.Contains(page, []byte(`src=`)) {
		t.Errorf("report.html that moves: %d bytes, %v", len(page), err)
	}
	if own, err := os.ReadFile("out/tables/own.csv"); err != nil || string(own) != "mine" {
		t.Errorf("a file that is not ours: %q, %v", own, err)
	}
}

// checkPictures looks for charts as drawings, and as painted pictures unless there is no
// font to paint with: then there is none.
func checkPictures(t *testing.T, dir string, painted bool, keys ...string) {
	t.Helper()
	for _, key := range keys {
		svg, err := os.ReadFile(filepath.Join(dir, key+".svg"))
		if err != nil || !bytes.HasPrefix(svg, []byte("<svg ")) {
			t.Errorf("%s.svg: %v", key, err)
		}
		picture, err := os.ReadFile(filepath.Join(dir, key+".png"))
		if !painted && os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Error(err)
			continue
		}
		if _, err := png.Decode(bytes.NewReader(picture)); err != nil {
			t.Errorf("%s.png: %v", key, err)
		}
	}
}

func checkScenarios(t *testing.T, path string, scenarios int) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != scenarios+1 {
		t.Fatalf("%s: %d rows, %v", path, len(rows), err)
	}
	if rows[0][0] != "scenario" || rows[0][1] != "total_cost" || rows[scenarios][0] != "999" {
		t.Errorf("%s begins %v and ends %v", path, rows[0], rows[scenarios])
	}
}

// TestHandoutsRefuse: nothing of somebody else's is written over, and a wrong
// call is told before any work.
func TestHandoutsRefuse(t *testing.T) {
	plan(t, small)
	for name, text := range map[string]string{"photos/holiday.png": "x", "page.html": "<html>mine</html>"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"--charts", "photos"}, exitFailed, "Ballast did not write it"},
		{[]string{"--csv", "photos"}, exitFailed, "Ballast did not write it"},
		{[]string{"--report", "page.html"}, exitFailed, "was not written by Ballast"},
		{[]string{"--report", "plan.xlsx"}, exitUsage, "taken"},
		{[]string{"--interactive"}, exitUsage, "--report"},
		{[]string{"--csv-scenarios"}, exitUsage, "--csv"},
	} {
		got := ballast(t, append([]string{"run", "plan.xlsx"}, c.args...)...)
		if got.code != c.code || !strings.Contains(got.err, c.want) {
			t.Errorf("%v: exit %d, %s", c.args, got.code, got.err)
		}
		if _, err := os.Stat("plan.ballast.xlsx"); err == nil {
			t.Fatalf("%v: the workbook was written all the same", c.args)
		}
	}
	if got := ballast(t, "run", "plan.xlsx", "--report", "page.html", "--charts", "photos", "--force"); got.code != exitOK {
		t.Errorf("with --force: exit %d, %s", got.code, got.err)
	}
	if data, err := os.ReadFile("photos/holiday.png"); err != nil || string(data) != "x" {
		t.Errorf("a picture that is not ours: %q, %v", data, err)
	}
}
