package main

import (
	"archive/zip"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/sheet"
	"ballast/samples"
)

// chartsIn reads the XML of all charts of a workbook.
func chartsIn(file string) (map[string]string, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, err
	}
	defer z.Close()
	out := map[string]string{}
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/charts/ballast_chart") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, err
		}
		out[f.Name] = string(data)
	}
	return out, nil
}

var (
	valueAxes = regexp.MustCompile(`(?s)<c:valAx>.*?</c:valAx>`)
	runsOf    = regexp.MustCompile(`<a:t>([^<]*)</a:t>`)
	amountsOf = regexp.MustCompile(`(\d[\d,.]*) ?(bn|m|k|亿|万)(?:[元美欧英港日]|\b|$)`)
)

// axisValue is a number in the XML of an axis.
func axisValue(axis, name string) (float64, bool) {
	m := regexp.MustCompile(`<c:` + name + ` val="([^"]*)"`).FindStringSubmatch(axis)
	if m == nil {
		return 0, false
	}
	x, err := strconv.ParseFloat(m[1], 64)
	return x, err == nil
}

// textOf joins the runs of text in XML.
func textOf(xml string) string {
	text := ""
	for _, m := range runsOf.FindAllStringSubmatch(xml, -1) {
		text += m[1]
	}
	return text
}

// TestAxesOfSamples: in every chart of every sample's result value axes step by 1, 2 or 5
// times a power of ten from end to end, no two marks read alike and none ends in ".0",
// bars begin at zero, shares end at 100 %, and beside an axis that names its unit the title
// writes amounts in it, those below a tenth of it in their own.
func TestAxesOfSamples(t *testing.T) {
	size := map[string]float64{"k": 1e3, "m": 1e6, "bn": 1e9, "万": 1e4, "亿": 1e8}
	axes, named := 0, 0
	for _, name := range samples.Names() {
		for part, xml := range sampleRun(t, name).charts {
			head, _, _ := strings.Cut(xml, "<c:plotArea>")
			title, bars := textOf(head), strings.Contains(xml, "<c:barChart>")
			for _, a := range valueAxes.FindAllString(xml, -1) {
				lo, okLo := axisValue(a, "min")
				hi, okHi := axisValue(a, "max")
				step, okStep := axisValue(a, "majorUnit")
				at := name + " " + part + " (" + title + ")"
				if !okLo || !okHi || !okStep || !(step > 0) || !(hi > lo) {
					t.Errorf("%s: an axis from %v to %v by %v", at, lo, hi, step)
					continue
				}
				axes++
				if lead := step / math.Pow(10, math.Floor(math.Log10(step)+1e-9)); math.Abs(lead-math.Round(lead)) > 1e-6 || !strings.Contains("1 2 5", strconv.FormatFloat(lead, 'f', 0, 64)) {
					t.Errorf("%s: a step of %v", at, step)
				}
				if bars && (lo > 0 || hi < 0) {
					t.Errorf("%s: bars begin at %v", at, lo)
				}
				format := regexp.MustCompile(`formatCode="([^"]*)"`).FindStringSubmatch(a)[1]
				format = strings.ReplaceAll(format, "&quot;", `"`)
				if strings.HasSuffix(format, "%") && hi > 1 {
					t.Errorf("%s: shares end at %v", at, hi)
				}
				seen := map[string]bool{}
				for v := lo; v <= hi+step/1e6; v += step {
					mark := sheet.Show(math.Round(v*1e9)/1e9, format)
					if seen[mark] || strings.HasSuffix(mark, ".0") || len(seen) > 14 {
						t.Errorf("%s: mark %q of the format %s", at, mark, format)
					}
					seen[mark] = true
				}
				unit := regexp.MustCompile(`^[¥€$£A-Z ]*(bn|m|k|亿|万)?(?:元|美元|欧元)?$`).FindStringSubmatch(textOf(a))
				if unit == nil || unit[1] == "" || strings.Contains(xml, "<c:scatterChart>") && len(valueAxes.FindAllString(xml, -1)) > 1 && !strings.Contains(a, `<c:axPos val="b"/>`) {
					continue
				}
				named++
				for _, m := range amountsOf.FindAllStringSubmatch(title, -1) {
					x, err := strconv.ParseFloat(strings.ReplaceAll(m[1], ",", ""), 64)
					if err != nil {
						t.Errorf("%s: the amount %q", at, m[0])
						continue
					}
					if m[2] != unit[1] && x*size[m[2]] < size[unit[1]] && x*size[m[2]] >= 0.1*size[unit[1]] {
						t.Errorf("%s: %s in the title, the axis is in %s", at, m[0], unit[1])
					}
				}
			}
		}
	}
	if axes < 100 || named < 20 {
		t.Errorf("only %d axes seen, %d with a unit", axes, named)
	}
}
