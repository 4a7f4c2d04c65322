package workbook

import (
	"fmt"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook/internal/specimen"
)

// TestReference: a column of overruns, alone or beside names, or the name of a
// built-in class, in both languages.
func TestReference(t *testing.T) {
	for _, c := range []struct {
		name, sheet string
		rows        []string
		want        string // class, then the overruns
	}{
		{"one column", "Reference", []string{"Overrun", "12%", "-3%", "0.4"}, " 0.12 -0.03 0.4"},
		{"percents by the header", "Reference", []string{"Overrun (%)", "12", "-30", "5"}, " 0.12 -0.3 0.05"},
		{"with projects, title and average", "Reference class", []string{"'Our last projects", "Project | Overrun", "Depot | 12%", "Quay | 30%", "Mean | =AVERAGE(B3:B4)", " | =SUM(B3:B4)"}, " 0.12 0.3"},
		{"built-in class", "Reference", []string{"Class", "Roads"}, "roads"},
		{"class in the column of overruns", "Reference", []string{"Overrun", "IT projects"}, "it"},
		{"class by another word", "Reference", []string{"Class", "fixed links"}, "bridges and tunnels"},
		{"class of one's own", "Reference", []string{"Class | Overrun", "piers | 10%", " | 20%"}, "piers 0.1 0.2"},
		{"Chinese", "参考类别", []string{"项目 | 超支率", "码头 | 12%", "仓库 | 7%"}, " 0.12 0.07"},
		{"Chinese class", "参考类别", []string{"类别", "轨道交通"}, "rail"},
		{"empty", "Reference", []string{"Class | Project | Overrun"}, "none"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := section{order: []string{"Project", "Costs", c.sheet}, sheets: map[string][]string{
				"Project": {"Name | Small", "Start month | 2026-01", "Horizon | 12"},
				"Costs":   {"ID | Name | Amount | Start | Months", "C1 | Rent | 12000 | 2026-01 | 12"}, c.sheet: c.rows}}
			plan, problems, err := ReadBytes(t.Context(), "plan.xlsx", build(t, s), ReadOptions{})
			specimen.Must(t, err)
			for _, p := range problems {
				if p.Severity == budget.Error && p.Code != "reference-class" {
					t.Error(p.Format(nil))
				}
			}
			got := "none"
			if r := plan.Reference; r != nil {
				got = r.Class
				for _, p := range r.Past {
					got += fmt.Sprintf(" %g", p.Overrun)
				}
			}
			if got != c.want {
				t.Errorf("read %q, want %q", got, c.want)
			}
		})
	}
}

// TestReferenceWithoutColumn: a sheet without any of its columns is reported.
func TestReferenceWithoutColumn(t *testing.T) {
	s := section{order: []string{"Project", "Costs", "Reference"}, sheets: map[string][]string{
		"Project": {"Name | Small", "Start month | 2026-01", "Horizon | 12"},
		"Costs":   {"ID | Name | Amount | Start | Months", "C1 | Rent | 12000 | 2026-01 | 12"}, "Reference": {"'about 20%"}}}
	_, problems, err := ReadBytes(t.Context(), "plan.xlsx", build(t, s), ReadOptions{})
	specimen.Must(t, err)
	if len(problems) != 1 || problems[0].Code != "missing-column" || !strings.Contains(problems[0].Message, "Overrun") {
		t.Errorf("problems %v", problems)
	}
}
