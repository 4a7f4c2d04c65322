package chart

import "testing"

// TestTableOfChart: a column for every series that is drawn, a row for every category; the
// bands of a fan by their upper edges; what is missing is blank.
func TestTableOfChart(t *testing.T) {
	a := New(sample("en"), Config{Fonts: FontsIn([]string{})})
	fan, err := a.Table("cash", "fan")
	if err != nil {
		t.Fatal(err)
	}
	if len(fan.Head) != 4 || len(fan.Rows) != 12 || fan.Rows[0][0] != "2026-01" || fan.Rows[0][1] != "2.4m" || fan.Rows[4][2] != "" || fan.Rows[3][2] != "-1.0m" {
		t.Errorf("%+v", fan)
	}
	columns, err := a.Table("cash", "columns")
	if err != nil || columns.Rows[11][3] != "100%" {
		t.Errorf("%v %+v", err, columns)
	}
	if _, err := a.Table("cash", "nowhere"); err == nil {
		t.Error("a chart that is not there has a table")
	}
}
