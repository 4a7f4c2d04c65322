package graft

import (
	"strings"
	"testing"

	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

// TestPartsFollowTheSchema walks every part that we write or edit: it is
// well-formed, its elements stand in the order of the schema, and the chart's
// axes meet in pairs.
func TestPartsFollowTheSchema(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "zh"} {
		for name, user := range specimen.Variants(t) {
			result, err := Onto(user, specimen.Book(lang))
			specimen.Must(t, err)
			p, err := opc.Open(result)
			specimen.Must(t, err)
			for part := range p.Entries {
				edited := part == "xl/workbook.xml" || part == "xl/styles.xml" || part == "[content_types].xml"
				if !strings.Contains(part, "ballast_") && !edited {
					continue
				}
				data, err := p.Read(part)
				specimen.Must(t, err)
				for _, fault := range specimen.Disorder(opc.UTF8(data)) {
					t.Errorf("%s, %s: %s: %s", name, lang, part, fault)
				}
			}
		}
	}
}

// TestChartAxesMeet: every axis a group names exists, and every axis crosses
// one that exists; a program refuses charts where they do not.
func TestChartAxesMeet(t *testing.T) {
	result, err := Onto(specimen.Plain(t), specimen.Book("en"))
	specimen.Must(t, err)
	p, err := opc.Open(result)
	specimen.Must(t, err)
	charts := 0
	for name := range p.Entries {
		if !strings.HasPrefix(name, "xl/charts/") {
			continue
		}
		charts++
		_, root, err := p.Parse(name, 4)
		specimen.Must(t, err)
		have, want := map[string]bool{}, map[string]bool{}
		for _, k := range root.Kid("chart").Kid("plotArea").Kids {
			isAxis := strings.HasSuffix(k.Name.Local, "Ax")
			for _, id := range k.Kids {
				switch {
				case id.Name.Local == "axId" && isAxis:
					have[id.Attr("val")] = true
				case id.Name.Local == "axId", id.Name.Local == "crossAx":
					want[id.Attr("val")] = true
				}
			}
		}
		if len(have) != len(want) || len(have) < 2 {
			t.Errorf("%s: axes %v, named %v", name, have, want)
		}
		for id := range want {
			if !have[id] {
				t.Errorf("%s: axis %s is missing", name, id)
			}
		}
	}
	if charts != 8 {
		t.Errorf("%d charts, want 8", charts)
	}
}
