package report

import (
	"fmt"
	"math"

	"ballast/budget"
	"ballast/models/outcome"
)

// normal returns the quantile function of a normal distribution.
func normal(mean, sd float64) func(p float64) float64 {
	return func(p float64) float64 { return mean + sd*math.Sqrt2*math.Erfinv(2*p/100-1) }
}

// tabled is the quantile table of the results contract for a quantile function.
func tabled(q func(p float64) float64) outcome.Quantiles {
	var out outcome.Quantiles
	for _, p := range []float64{1, 5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 85, 90, 95, 99} {
		out = append(out, outcome.Quantile{P: p, X: q(p)})
	}
	return out
}

func curveOf(q func(p float64) float64) []outcome.Point {
	var out []outcome.Point
	for i := 0; i <= 100; i++ {
		p := math.Min(99.9, math.Max(0.1, float64(i)))
		out = append(out, outcome.Point{X: q(p), P: p / 100})
	}
	return out
}

// upTo cuts a quantile function off: beyond the limit there is no value.
func upTo(limit float64, q func(p float64) float64) func(p float64) float64 {
	return func(p float64) float64 {
		if x := q(p); x <= limit {
			return x
		}
		return math.NaN()
	}
}

const fixtureMonths = 36

// fixture is an outcome with every section, of a plan of three partners.
func fixture(lang string) (*outcome.Outcome, *budget.Plan) {
	say := func(en, zh string) string {
		if lang == "zh" {
			return zh
		}
		return en
	}
	base := 13_500_000.0
	q := normal(14_800_000, 1_250_000)
	o := &outcome.Outcome{
		Version: "0.1.0", Currency: "CNY", Start: "2026-01", Horizon: fixtureMonths,
		Input: outcome.Input{File: "plan.xlsx", SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
		Run:   outcome.RunInfo{Scenarios: 10000, Seed: 1, Sampling: "LHS", Block: 1000, Seconds: 0.12},
		Cost:  costFixture(base, q),
	}
	o.Reserve = reserveFixture(say, base, q)
	o.Cash = cashFixture()
	o.Funding = fundingFixture(say)
	o.Return = returnFixture(say)
	o.Joint = jointFixture(q)
	o.Sensitivity, o.Risks = driverFixture(say), riskFixture(say)
	o.Correlation = &outcome.Correlation{
		Requested: []outcome.Rho{{A: "C1", B: "C2", Rho: 0.6}, {A: "C1", B: "R3", Rho: -0.2}},
		Realised:  []outcome.Rho{{A: "C2", B: "C1", Rho: 0.593}, {A: "C1", B: "R3", Rho: -0.21}},
		Repaired:  []outcome.Rho{{A: "C1", B: "C2", Rho: 0.58}},
	}
	o.Problems = []outcome.ProblemOut{
		{Severity: "warning", Code: "certain-line", Sheet: "Costs", Cell: "G12", Message: say("the largest line has no uncertainty", "金额最大的成本项未填写不确定性")},
		{Severity: "note", Code: "hidden-row", Sheet: "Costs", Cell: "A20", Message: say("row is hidden and was read", "该行已隐藏，仍被读取")},
	}
	o.Log = logFixture(say)
	return o, planFixture(lang, say)
}

func costFixture(base float64, q func(float64) float64) outcome.Cost {
	limit, over := 15_500_000.0, 0.288
	c := outcome.Cost{
		Base: base, Mean: 14_800_000, SD: 1_250_000, Quantiles: tabled(q), Curve: curveOf(q),
		ProbabilityOverrun: 0.8508, ConfidenceOfBase: 0.1492, BudgetLimit: &limit, ProbabilityOverLimit: &over,
		OverrunInterval95: outcome.Interval{0.846, 0.856}, OverLimitInterval95: &outcome.Interval{0.281, 0.295},
		Overrun: outcome.Overrun{Over: limit, What: "limit", Probability: over},
		Layers: []outcome.Layer{{Name: "estimate", Contingency: 720_000}, {Name: "risks", Contingency: 1_390_000},
			{Name: "escalation", Contingency: -60_000}, {Name: "delay", Contingency: math.Round((q(80)-base)*100)/100 - 2_050_000}},
	}
	for i := range 30 {
		x := 11_000_000 + 250_000*float64(i)
		c.Histogram.Edges = append(c.Histogram.Edges, x)
		c.Histogram.Shares = append(c.Histogram.Shares, 0.2/math.Sqrt(2*math.Pi)*math.Exp(-math.Pow((x+125_000-14_800_000)/1_250_000, 2)/2))
	}
	c.Histogram.Edges = append(c.Histogram.Edges, 11_000_000+250_000*30)
	for m := 1; m <= fixtureMonths; m++ {
		planned := 750_000 * math.Exp(-math.Pow(float64(m-14)/9, 2))
		mean := 790_000 * math.Exp(-math.Pow(float64(m-16)/10, 2))
		c.Months = append(c.Months, outcome.CostMonth{Month: m, Date: dated(m), Planned: planned, Mean: mean, Quantiles: tabled(normal(mean, mean/5))})
	}
	return c
}

func dated(m int) string { return fmt.Sprintf("%d-%02d", 2026+(m-1)/12, (m-1)%12+1) }

func reserveFixture(say func(en, zh string) string, base float64, q func(float64) float64) outcome.Reserve {
	r := outcome.Reserve{Confidence: 0.8, Accuracy: 135_000, Management: 1_004_123.45, LiquidityConfidence: 0.9, LiquidityReached: 0.902}
	liquidity := 1_730_000.0
	r.Liquidity, r.Jump = &liquidity, &outcome.Jump{Below: 15_650_000, Above: 16_020_000}
	for _, p := range []float64{0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95} {
		x := math.Round(q(p*100)*100) / 100
		r.Table = append(r.Table, outcome.ReserveRow{Confidence: p, Cost: x, Contingency: x - base, Interval95: outcome.Interval{x - base - 40_000, x - base + 41_000}})
	}
	r.Contingency, r.Interval95 = r.Table[3].Contingency, r.Table[3].Interval95
	total := math.Round(r.Contingency * 100)
	split := func(names ...string) []outcome.Share {
		var out []outcome.Share
		left := total
		for i, n := range names {
			part := math.Floor(left * 0.45)
			if i == len(names)-1 {
				part = left
			}
			left -= part
			out = append(out, outcome.Share{ID: n, Name: n, Amount: part / 100, Base: 1_000_000})
		}
		return out
	}
	r.Allocation.Phases = split("design", "procurement", "construction", "operation")
	r.Allocation.Owners = split(say("Wang", "王工"), say("Li", "李工"), "")
	both := split("C1", "C2", "C3", "R3", "R1")
	both[0].Name, both[1].Name, both[2].Name = say("Racks, power and cooling for the first data hall", "一期机房机柜、供电与制冷"), say("Servers", "服务器"), say("Platform software", "平台软件")
	both[3].Name, both[4].Name = say("Price conflict between partners", "合作方价格冲突"), say("Late grid connection", "电网接入延迟")
	r.Allocation.Lines, r.Allocation.Risks = both[:3], both[3:]
	for m := 1; m <= fixtureMonths; m++ {
		left := 1 - float64(m)/fixtureMonths
		r.Release = append(r.Release, outcome.ReleaseMonth{Month: m, Date: dated(m), Need: r.Contingency * math.Pow(left, 1.3), Coherent: 800_000 * math.Exp(-math.Pow(float64(m-16)/10, 2))})
	}
	return r
}

func cashFixture() *outcome.Cash {
	gap := normal(300_000, 900_000)
	c := &outcome.Cash{
		ProbabilityGap: 0.3421, GapInterval95: outcome.Interval{0.331, 0.353}, OpeningCash: 2_000_000, MinimumCash: 500_000,
		PeakGap:       outcome.PeakGap{Mean: 410_000, Quantiles: tabled(func(p float64) float64 { return math.Max(0, gap(p)) })},
		FirstGapMonth: outcome.QuantileOnly{Quantiles: tabled(func(p float64) float64 { return math.Round(normal(14, 2)(p)) })},
		MonthsInGap:   outcome.QuantileOnly{Quantiles: tabled(func(p float64) float64 { return math.Max(0, math.Round(normal(0, 3)(p))) })},
	}
	for m := 1; m <= fixtureMonths; m++ {
		f := float64(m)
		mean := 2_200_000 + 900_000*math.Sin(f/4) + 2500*(f-18)*(f-18) - 400_000*math.Exp(-math.Pow((f-20)/5, 2))
		if m > 28 {
			mean += 150_000 * (f - 28)
		}
		sd := 250_000 + 45_000*f
		p := 0.5 * (1 + math.Erf((500_000-mean)/sd/math.Sqrt2))
		c.Months = append(c.Months, outcome.CashMonth{Month: m, Date: dated(m), Quantiles: tabled(normal(mean, sd)), Mean: mean, ProbabilityGap: p, NetFlow: -300_000 + 25_000*f})
	}
	return c
}

func fundingFixture(say func(en, zh string) string) *outcome.Funding {
	loan, mix := 0.0562, 0.0713
	f := &outcome.Funding{
		Sources: []outcome.SourceResult{
			{ID: "F1", Name: say("Own funds", "自有资金"), Kind: "own", Committed: 4_000_000, UsedMean: 4_000_000, AnnualCostWhy: say("it has no cost", "无成本")},
			{ID: "F2", Name: say("Bank loan", "银行贷款"), Kind: "loan", Committed: 6_000_000, UsedMean: 5_800_000, UndrawnMean: 200_000, CostMean: 720_000, AnnualCost: &loan, LateProbability: 0.35, OutstandingMean: 3_000_000},
			{ID: "F3", Name: say("Venture capital", "风险投资"), Kind: "venture", Committed: 3_000_000, UsedMean: 2_450_000, UndrawnMean: 550_000, LateProbability: 0.55, NeverShare: 0.18, AnnualCostWhy: say("its price is a share of the profit", "以股权收益计价")},
			{ID: "F4", Name: say("Revolver", "循环贷款"), Kind: "revolver", Committed: 2_000_000, UsedMean: 640_000, UndrawnMean: 1_360_000, CostMean: 55_000, AnnualCost: &mix},
		},
		CostOfFunds:   outcome.CostOfFunds{Mean: 775_000, Annual: &mix, Quantiles: tabled(normal(775_000, 90_000))},
		Concentration: 0.34, DSCRMin: outcome.DSCR{Quantiles: tabled(normal(1.4, 0.2)), Without: 0.02},
	}
	for m := 1; m <= fixtureMonths; m++ {
		d := make([]float64, 4)
		if m%6 == 1 && m < 24 {
			d[0], d[1] = 900_000, 700_000
		}
		d[2] = 150_000 * math.Exp(-math.Pow(float64(m-10)/4, 2))
		d[3] = 60_000 * math.Exp(-math.Pow(float64(m-18)/5, 2))
		f.Months = append(f.Months, outcome.FundingMonth{Month: m, Date: dated(m), Drawn: d, Service: 3000 * float64(m), CostPaid: 790_000 * math.Exp(-math.Pow(float64(m-16)/10, 2)), Collected: 25_000 * float64(m)})
	}
	return f
}

func returnFixture(say func(en, zh string) string) *outcome.Return {
	of := func(scale float64) outcome.ReturnOf {
		worth, back := normal(3_100_000*scale, 2_000_000*scale), upTo(fixtureMonths, normal(29, 6))
		r := outcome.ReturnOf{
			NPV: outcome.NPV{Dist: outcome.Dist{Mean: 3_100_000 * scale, SD: 2_000_000 * scale, Quantiles: tabled(worth)}, ProbabilityNegative: 0.0606, Curve: curveOf(worth),
				NegativeInterval95: outcome.Interval{0.057, 0.064}, Intervals95: []outcome.QuantileInterval{{P: 10, Interval: outcome.Interval{510_000 * scale, 560_000 * scale}}, {P: 50, Interval: outcome.Interval{3_080_000 * scale, 3_120_000 * scale}}}},
			IRR:  outcome.IRR{Quantiles: tabled(normal(0.17, 0.05)), Undefined: 0.012, Why: outcome.NoIRR{MoneyFirst: 0.012}},
			MIRR: outcome.OutlayFigure{Quantiles: tabled(normal(0.14, 0.03))}, ProfitabilityIndex: outcome.OutlayFigure{Quantiles: tabled(normal(1.3, 0.15))},
			Payback:           outcome.Payback{ProbabilityWithinHorizon: 0.878, MeanWithin: 27.6, Quantiles: tabled(back)},
			DiscountedPayback: outcome.Payback{ProbabilityWithinHorizon: 0.79, MeanWithin: 29.3, Quantiles: tabled(upTo(fixtureMonths, normal(31, 6)))},
		}
		return r
	}
	r := &outcome.Return{ReturnOf: of(1)}
	h := outcome.Histogram{Beyond: 0.122}
	for m := 12; m <= fixtureMonths; m += 2 {
		h.Edges = append(h.Edges, float64(m))
		if m < fixtureMonths {
			h.Shares = append(h.Shares, 0.878*math.Exp(-math.Pow((float64(m)-28)/7, 2))/6.5)
		}
	}
	r.Payback.Histogram = h
	equity := of(0.8)
	r.Equity = &equity
	r.Partners = []outcome.PartnerReturn{{Name: say("North Cloud", "北方云"), ReturnOf: of(0.5)}, {Name: say("East Data", "东数科技"), ReturnOf: of(0.3)}}
	return r
}

func jointFixture(q func(float64) float64) outcome.Joint {
	a, b := 0.61, 0.55
	j := outcome.Joint{CostAndPayback: &a, CostAndNoGap: &b}
	for i := range 300 {
		u, v := math.Mod(float64(i)*0.618034, 1)*98+1, math.Mod(float64(i)*0.754878, 1)*98+1
		j.Scatter = append(j.Scatter, outcome.Pair{X: q(u), Y: upTo(fixtureMonths, normal(24, 4))(v) + (u-50)*0.1})
	}
	return j
}

func driverFixture(say func(en, zh string) string) outcome.Sensitivity {
	names := []string{say("Racks, power and cooling", "机柜、供电与制冷"), say("Price conflict between partners", "合作方价格冲突"), say("Hardware prices", "硬件价格"),
		say("Late grid connection", "电网接入延迟"), say("Server purchase", "服务器采购"), say("Wages", "人工成本"), say("Software licences", "软件许可")}
	ids := []string{"C1", "R3.occurs", "D1", "R1.occurs", "C2", "D2", "C5"}
	of := func(mean, step float64) []outcome.Driver {
		var out []outcome.Driver
		for i := range names {
			k := float64(len(names) - i)
			out = append(out, outcome.Driver{Input: ids[i], Name: names[i], RankCorrelation: k / 10, VarianceShare: k * k / 140,
				Low: mean - k*step*0.8, High: mean + k*step, Ref: budget.Ref{File: "plan.xlsx", Sheet: say("Costs", "成本"), Cell: fmt.Sprintf("G%d", 5+i)}})
		}
		return out
	}
	s := outcome.Sensitivity{Cost: of(14_800_000, 170_000), NPV: of(3_100_000, -210_000), PeakGap: of(410_000, 60_000), Payback: of(27.6, 0.6)}
	s.Payback[6].High = math.NaN()
	return s
}

func riskFixture(say func(en, zh string) string) []outcome.RiskResult {
	value, q := 180_000.0, -95_000.0
	rs := []outcome.RiskResult{
		{ID: "R1", Name: say("Late grid connection", "电网接入延迟"), Category: "technical", Owner: say("Wang", "王工"), Occurred: 0.4, MeanImpact: 160_000, MeanIfOccurs: 400_000, Level: "High", MatrixP: 3, MatrixImpact: 4, QChosen: 15_850_000, QWithout: 15_500_000, Response: say("Hire diesel sets", "租用柴油发电机"), ResponseOn: true, ResponseCost: 60_000, ResponseValue: &value, ResponseQ: &q},
		{ID: "R3", Name: say("Price conflict between partners", "合作方价格冲突"), Category: "cooperation", Owner: say("Li", "李工"), Occurred: 0.55, MeanImpact: 420_000, MeanIfOccurs: 760_000, Level: "Extreme", MatrixP: 4, MatrixImpact: 5, QChosen: 15_850_000, QWithout: 15_230_000, ResponseValueWhy: say("no response", "无应对措施")},
		{ID: "R5", Name: say("Data protection fine", "数据合规罚款"), Category: "legal", Owner: "", Occurred: 0.05, MeanImpact: 25_000, MeanIfOccurs: 500_000, Level: "Low", MatrixP: 1, MatrixImpact: 4, QChosen: 15_850_000, QWithout: 15_840_000, ResponseValueWhy: say("no response", "无应对措施")},
	}
	for i := range rs {
		rs[i].Ref = budget.Ref{File: "plan.xlsx", Sheet: say("Risks", "风险"), Cell: fmt.Sprintf("A%d", 5+i)}
	}
	return rs
}

func logFixture(say func(en, zh string) string) outcome.RunLog {
	at := func(sheet, cell string) budget.Ref { return budget.Ref{File: "plan.xlsx", Sheet: sheet, Cell: cell} }
	return outcome.RunLog{
		Read: budget.ReadLog{
			Ranges:   []budget.Ref{at(say("Project", "项目"), "A3:B20"), at(say("Costs", "成本"), "A4:Q53")},
			Skipped:  []budget.Line{{Ref: at(say("Costs", "成本"), "A54"), Text: say("total row, left out of the sums", "合计行，不计入求和")}},
			Defaults: []budget.Line{{Ref: at(say("Project", "项目"), "A12"), Text: say("Minimum cash is not given: 0", "未填写最低现金：按 0 处理")}},
			Unused:   []budget.Line{{Ref: at(say("Costs", "成本"), "R4"), Text: say("column Remarks is not used", "“备注”列未使用")}},
		},
		Notes: []budget.Line{{Text: say("vendor grade B: 90 % on time", "供应商 B 级：准时率 90%")}},
	}
}

func planFixture(lang string, say func(en, zh string) string) *budget.Plan {
	row := func(sheet string, n int) budget.Row {
		return budget.Row{Table: &budget.Table{File: "plan.xlsx", Sheet: sheet, HeaderRow: 4, Columns: []budget.Column{{Field: "Name", Letter: "B"}}}, Number: n}
	}
	p := &budget.Plan{File: "plan.xlsx", Language: lang, Costs: make([]budget.CostLine, 42)}
	p.Project = budget.Project{Name: say("Cloud joint operation", "云业务联合运营"), Currency: "CNY", Start: budget.Month{Year: 2026, Month: 1}, Horizon: fixtureMonths,
		Rate: 0.08, TaxRate: 0.25, ReserveConfidence: 0.8, LiquidityConfidence: 0.9,
		MatrixP: []float64{0.1, 0.3, 0.5, 0.7}, MatrixImpact: []float64{0.005, 0.01, 0.02, 0.05}}
	for i, id := range []string{"F1", "F2", "F3", "F4"} {
		p.Funding = append(p.Funding, budget.Source{ID: id, Row: row(say("Funding", "资金来源"), 5+i)})
	}
	return p
}
