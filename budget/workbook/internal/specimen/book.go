package specimen

import (
	"math"
	"time"

	"ballast/budget/sheet"
)

// Book is a book that uses every kind of chart and every feature of a
// cell, in a language.
func Book(lang string) *sheet.Book {
	say := func(en, zh string) string {
		if lang == "zh" {
			return zh
		}
		return en
	}
	dash := everyCells(say)
	dash.Charts = append(everyCharts(say), everyMoreCharts(say)...)
	return &sheet.Book{
		Language: lang,
		Sheets:   []sheet.Sheet{dash, everyData(say), {Key: "log", Title: say("Run log", "运行记录"), Gridlines: true}},
		Names: []sheet.Name{
			{Name: "Ballast.P80", At: sheet.Range{Sheet: "dashboard", R1: 4, C1: 2, R2: 4, C2: 2}},
			{Name: "Ballast.Cash", At: sheet.Range{Sheet: "data", R1: 2, C1: 2, R2: 25, C2: 2}},
		},
	}
}

// everyCells is the sheet of cell features.
func everyCells(say func(en, zh string) string) sheet.Sheet {
	low, high := 0.5, 0.99
	head := sheet.Style{Bold: true, Color: "FFFFFF", Fill: "1F4E79", Align: "center", Bottom: "1F4E79"}
	return sheet.Sheet{
		Key: "dashboard", Title: say("Dashboard", "总览"), Tab: "1F4E79", Landscape: true, FreezeRow: 4, FreezeCol: 2,
		Widths: map[int]float64{1: 30, 2: 18, 3: 14}, Heights: map[int]float64{1: 32, 60: 5},
		Print:  sheet.Range{R1: 1, C1: 1, R2: 150, C2: 16},
		Merges: []sheet.Range{{R1: 1, C1: 1, R2: 1, C2: 6}},
		Heats:  []sheet.Heat{{At: sheet.Range{R1: 10, C1: 1, R2: 10, C2: 3}, Low: "FFFFFF", Mid: "FFE699", High: "C00000", MidAt: 5, HighAt: 10}},
		Cells: []sheet.Cell{
			{Row: 1, Col: 1, Value: say("There is an 80 % chance that the total cost stays at or below ¥12.4m", "总成本不超过 1,240 万元的概率为 80%"),
				Style: sheet.Style{Size: 18, Bold: true, Color: "1F4E79", VAlign: "center", Bottom: "1F4E79"}},
			{Row: 3, Col: 1, Value: say("Figure", "指标"), Style: head},
			{Row: 3, Col: 2, Value: say("Value", "数值"), Style: head,
				Note: say("The cost that is not exceeded in 80 of 100 futures.\nSee the cost sheet.", "在 100 种未来情形中,有 80 种的成本不超过该值。")},
			{Row: 4, Col: 1, Value: "P80", Link: &sheet.Link{Key: "data", Cell: "B4", Tip: "to the table"}, Style: sheet.Style{Color: "0563C1"}},
			{Row: 4, Col: 2, Value: 12.4e6, Formula: "MAX({data}!B2:B25)", Style: sheet.Style{Format: `#,##0.0,,"m"`}},
			{Row: 5, Col: 1, Value: say("input cell", "输入单元格"), Link: &sheet.Link{UserSheet: "Costs", Cell: "A2"}},
			{Row: 5, Col: 2, Value: 0.8, Style: sheet.Style{Input: true, Min: &low, Max: &high, Format: "0%", Fill: "FFF2CC"}},
			{Row: 6, Col: 2, Value: "LHS", Style: sheet.Style{Input: true, List: []string{"LHS", "Sobol", `"q"`}, Fill: "FFF2CC"}},
			{Row: 7, Col: 1, Value: true}, {Row: 7, Col: 2, Value: time.Date(2026, 5, 3, 0, 0, 0, 0, time.UTC)},
			{Row: 7, Col: 3, Value: 42}, {Row: 7, Col: 4, Value: "text & <tags> _x0041_ \x07 end",
				Style: sheet.Style{Wrap: true, VAlign: "top", Indent: 1, Italic: true}},
			{Row: 8, Col: 1, Value: "yes", Formula: `IF(B4>0,"yes {data}","no")`}, {Row: 8, Col: 2, Formula: "SUM({1,2})"},
			{Row: 8, Col: 3, Value: true, Formula: "B4>0"},
			{Row: 10, Col: 1, Value: 0.0}, {Row: 10, Col: 2, Value: 5.0}, {Row: 10, Col: 3, Value: 10.0},
			{Row: 9, Col: 4, Value: "", Style: sheet.Style{Top: "BFBFBF"}},
		},
	}
}

// everyData is a sheet of 24 months: date, cash, base and bands of a fan,
// shares, points of a curve.
func everyData(say func(en, zh string) string) sheet.Sheet {
	s := sheet.Sheet{Key: "data", Title: say("Bob's cash flow", "现金'流 数据"), Gridlines: true, FreezeRow: 2, Widths: map[int]float64{1: 12}}
	put := func(r, c int, v any, format string) {
		s.Cells = append(s.Cells, sheet.Cell{Row: r, Col: c, Value: v, Style: sheet.Style{Format: format}})
	}
	for i, h := range []string{"Month", "P50", "P5", "P5-P25", "P25-P75", "P75-P95", "Bank", "Equity", "Cost", "x", "p", "Name", "Low", "High", "Pale"} {
		s.Cells = append(s.Cells, sheet.Cell{Row: 1, Col: i + 1, Value: h, Style: sheet.Style{Bold: true, Bottom: "808080"}})
	}
	for i := range 24 {
		t, r := float64(i), i+2
		mid := 4e6 - 9e5*t + 45000*t*t
		put(r, 1, time.Date(2026, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC), "yyyy-mm")
		put(r, 2, mid, "#,##0")
		put(r, 3, mid-1e5*t-2e5, "#,##0")
		put(r, 4, 5e4*t+1e5, "#,##0")
		put(r, 5, 1e5*t+2e5, "#,##0")
		put(r, 6, 5e4*t+1e5, "#,##0")
		put(r, 7, 2e5+1e4*t, "#,##0")
		put(r, 8, 3e5-8e3*t, "#,##0")
		put(r, 9, 4e5+5e3*t, "#,##0")
		x := 10e6 + t*2e5
		put(r, 10, x, "#,##0")
		put(r, 11, 1/(1+math.Exp(-(x-12.2e6)/5e5)), "0%")
		if i == 12 {
			continue // a gap in the categories
		}
		put(r, 12, say("Driver ", "驱动因素 ")+string(rune('A'+i)), "")
		put(r, 13, -3e5+1e4*t, "#,##0")
		put(r, 14, 4e5-1e4*t, "#,##0")
	}
	return s
}

// dataColumn is the rows of a month table's column.
func dataColumn(col, rows int) sheet.Range {
	return sheet.Range{Sheet: "data", R1: 2, C1: col, R2: rows + 1, C2: col}
}

// everyCharts are a fan with its bands, an S-curve and a tornado.
func everyCharts(say func(en, zh string) string) []sheet.Chart {
	month, top := dataColumn(1, 24), 1.0
	million := `#,##0.0,,"m"`
	fan := func(name string, col int, color string, alpha float64, hidden bool) sheet.Series {
		return sheet.Series{Kind: sheet.Area, Name: name, X: month, Y: dataColumn(col, 24), Color: color, Alpha: alpha, Invisible: hidden, NoLegend: hidden}
	}
	name := sheet.Range{Sheet: "data", R1: 1, C1: 2, R2: 1, C2: 2}
	return []sheet.Chart{
		{
			Key: "fan", Title: say("Cash falls below zero from June; the worst month is October", "现金自 6 月起为负,最差月份为 10 月"),
			At: sheet.Range{R1: 12, C1: 1, R2: 32, C2: 6}, Stack: true, Legend: "bottom", Alt: "fan chart",
			Series: []sheet.Series{
				{Kind: sheet.Line, Name: "P50", NameAt: &name, X: month, Y: dataColumn(2, 24), Color: "1F4E79"},
				fan("base", 3, "", 0, true), fan("P5-P25", 4, "2E75B6", 0.3, false), fan("P25-P75", 5, "2E75B6", 0.6, false), fan("P75-P95", 6, "2E75B6", 0.3, false),
			},
			X: sheet.Axis{Date: true, LabelLow: true}, Y: sheet.Axis{Format: million, Grid: true, Title: say("Cash", "现金")},
		},
		{
			Key: "s-curve", Title: say("Total cost by confidence", "总成本与置信度"), At: sheet.Range{R1: 12, C1: 7, R2: 32, C2: 14}, Legend: "right",
			Series: []sheet.Series{
				{Kind: sheet.Scatter, Name: say("Cost", "成本"), X: dataColumn(10, 24), Y: dataColumn(11, 24), Smooth: true},
				{Kind: sheet.Scatter, Name: "P80", X: dataColumn(10, 3), Y: dataColumn(11, 3), Dash: true, Marker: true, Width: 1, Labels: "0%"},
			},
			X: sheet.Axis{Format: million, Title: say("Total cost", "总成本")}, Y: sheet.Axis{Format: "0%", Max: &top, Grid: true},
		},
		{
			Key: "tornado", Title: say("Three drivers explain most of the spread", "三个驱动因素解释了大部分波动"),
			At: sheet.Range{R1: 34, C1: 1, R2: 54, C2: 6}, Legend: "bottom", Overlap: 100,
			Series: []sheet.Series{
				{Kind: sheet.Bar, Name: say("Low", "低"), X: dataColumn(12, 8), Y: dataColumn(13, 8), Color: "56B4E9", Labels: `+0.0,,"m";-0.0,,"m"`},
				{Kind: sheet.Bar, Name: say("High", "高"), X: dataColumn(12, 8), Y: dataColumn(14, 8), Color: "D55E00", Labels: `+0.0,,"m";-0.0,,"m"`},
			},
			X: sheet.Axis{Reverse: true, LabelLow: true}, Y: sheet.Axis{Format: million, Grid: true},
		},
	}
}

// everyMoreCharts are a stack with a line, a histogram with a second axis, a
// waterfall with its own colours, a cloud, plain areas and hidden axes.
func everyMoreCharts(say func(en, zh string) string) []sheet.Chart {
	month := dataColumn(1, 24)
	million := `#,##0.0,,"m"`
	return []sheet.Chart{
		{
			Key: "sources", Title: say("Funding by source against cost", "各资金来源与成本对比"),
			At: sheet.Range{R1: 34, C1: 7, R2: 54, C2: 14}, Stack: true, Legend: "top", Gap: 30,
			Series: []sheet.Series{
				{Kind: sheet.Column, Name: say("Bank", "银行贷款"), X: month, Y: dataColumn(7, 24)},
				{Kind: sheet.Column, Name: say("Equity", "股权"), X: month, Y: dataColumn(8, 24)},
				{Kind: sheet.Line, Name: say("Cost", "成本"), X: month, Y: dataColumn(9, 24), Color: "262626", Marker: true},
			},
			X: sheet.Axis{Date: true, Every: 2}, Y: sheet.Axis{Format: `#,##0,"k"`, Grid: true},
		},
		{
			Key: "histogram", Title: say("Distribution of total cost", "总成本分布"), At: sheet.Range{R1: 56, C1: 1, R2: 76, C2: 6}, Legend: "bottom", Gap: 5,
			Series: []sheet.Series{
				{Kind: sheet.Line, Name: say("cumulative", "累计"), X: dataColumn(10, 24), Y: dataColumn(11, 24), Secondary: true, Color: "D55E00"},
				{Kind: sheet.Column, Name: say("share", "占比"), X: dataColumn(10, 24), Y: dataColumn(7, 24), Color: "9DC3E6", Points: []string{"", "", "C00000"}},
			},
			X: sheet.Axis{Format: "0.0,,", Every: 3}, Y: sheet.Axis{Format: "#,##0", Grid: true}, Y2: &sheet.Axis{Format: "0%"},
		},
		{
			Key: "waterfall", Title: say("The reserve by layer", "储备构成"), At: sheet.Range{R1: 56, C1: 7, R2: 76, C2: 14}, Stack: true,
			Series: []sheet.Series{
				{Kind: sheet.Column, Name: "base", X: dataColumn(12, 6), Y: dataColumn(8, 6), Invisible: true},
				{Kind: sheet.Column, Name: "step", X: dataColumn(12, 6), Y: dataColumn(7, 6), Color: "1F4E79",
					Labels: `0.00,,"m"`, Points: []string{"", "009E73", "009E73", "009E73", "009E73"}},
			},
			Y: sheet.Axis{Format: million, Hide: true},
		},
		{
			Key: "cloud", Title: say("Cost and payback", "成本与回收期"), At: sheet.Range{R1: 78, C1: 1, R2: 98, C2: 6},
			Series: []sheet.Series{{Kind: sheet.Scatter, Name: "scenarios", X: dataColumn(9, 24), Y: dataColumn(8, 24), Marker: true, Color: "0072B2", Alpha: 0.4}},
			X:      sheet.Axis{Format: `#,##0,"k"`, Title: say("Cost", "成本")}, Y: sheet.Axis{Format: `#,##0,"k"`, Grid: true, Title: say("Equity", "股权")},
		},
		{
			Key: "areas", At: sheet.Range{R1: 78, C1: 7, R2: 98, C2: 14}, Legend: "bottom",
			Series: []sheet.Series{
				{Kind: sheet.Area, Name: "a", X: month, Y: dataColumn(8, 24), Alpha: 0.5},
				{Kind: sheet.Area, Name: "b", X: month, Y: dataColumn(7, 24), Alpha: 0.5},
			},
			X: sheet.Axis{Date: true}, Y: sheet.Axis{Format: "#,##0"},
		},
	}
}
