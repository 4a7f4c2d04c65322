package mcp

import (
	"regexp"
	"slices"
	"strings"
)

// item is a figure that has a name.
type item struct {
	key      string   // of the words: mcp.name.KEY and mcp.how.KEY
	pointer  string   // into the figures
	kind     string   // amount, share, months, rate
	settings []string // of the plan that it hangs on
	drivers  string   // whose cells it rests on: cost, npv, peak_gap, payback; "" none
	names    []string // beside its own
}

// catalogue lists the figures of a plan by name.
func catalogue() []item {
	return []item{
		{"reserve", "/reserve/contingency", "amount", []string{"Reserve confidence"}, "cost", []string{"contingency", "contingency reserve", "储备", "预备费"}},
		{"base", "/cost/base", "amount", nil, "", []string{"base cost", "base budget", "budget", "预算"}},
		{"mean-cost", "/cost/mean", "amount", nil, "cost", []string{"mean cost", "expected cost", "average cost"}},
		{"overrun", "/cost/overrun/probability", "share", []string{"Budget limit", "Approved reserve"}, "cost", []string{"chance of overrun", "p(overrun)", "probability of overrun"}},
		{"over-limit", "/cost/probability_over_limit", "share", []string{"Budget limit"}, "cost", []string{"over the limit", "chance over the limit"}},
		{"base-holds", "/cost/confidence_of_base", "share", nil, "cost", []string{"confidence of base", "chance that the base is enough"}},
		{"management", "/reserve/management", "amount", nil, "cost", []string{"management reserve"}},
		{"liquidity", "/reserve/liquidity", "amount", []string{"Liquidity confidence", "Opening cash", "Minimum cash"}, "peak_gap", []string{"liquidity reserve"}},
		{"gap", "/cash/probability_gap", "share", []string{"Opening cash", "Minimum cash"}, "peak_gap", []string{"chance of a gap", "chance of a cash gap", "p(gap)", "probability of a gap", "缺口"}},
		{"peak-gap", "/cash/peak_gap/quantiles/90", "amount", []string{"Opening cash", "Minimum cash"}, "peak_gap", []string{"peak gap", "largest gap", "最大缺口"}},
		{"first-gap", "/cash/first_gap_month/quantiles/50", "months", []string{"Opening cash", "Minimum cash"}, "peak_gap", []string{"first gap month", "when is the gap"}},
		{"funds", "/funding/cost_of_funds/mean", "amount", nil, "", []string{"cost of funds", "interest and fees"}},
		{"npv", "/return/npv/mean", "amount", []string{"Discount rate"}, "npv", []string{"mean npv", "net present value"}},
		{"npv-negative", "/return/npv/probability_negative", "share", []string{"Discount rate"}, "npv", []string{"npv below zero", "p(npv<0)", "chance of a loss"}},
		{"irr", "/return/irr/quantiles/50", "rate", nil, "npv", []string{"internal rate of return"}},
		{"payback", "/return/payback/quantiles/50", "months", nil, "payback", []string{"pay back", "break even", "when does it pay back"}},
		{"payback-within", "/return/payback/probability_within_horizon", "share", []string{"Horizon"}, "payback", []string{"payback within the horizon", "chance of payback"}},
	}
}

// percentiles are the figures of which any percentile may be asked for.
func percentiles() map[string]item {
	all := map[string]item{}
	put := func(x item, names ...string) {
		for _, n := range names {
			all[n] = x
		}
	}
	put(item{"cost", "/cost/quantiles/", "amount", nil, "cost", nil}, "cost", "total cost", "成本", "总成本")
	put(item{"npv-at", "/return/npv/quantiles/", "amount", []string{"Discount rate"}, "npv", nil}, "npv", "净现值")
	put(item{"peak-gap", "/cash/peak_gap/quantiles/", "amount", []string{"Opening cash", "Minimum cash"}, "peak_gap", nil}, "peak gap", "gap", "最大缺口", "缺口")
	put(item{"payback", "/return/payback/quantiles/", "months", nil, "payback", nil}, "payback", "回收期")
	return all
}

// percentileName reads "P90 cost", "cost P90" or "成本P90".
const percentileName = `^(?:p([0-9.]+) ?(?:of )?(?:the )?(.+)|(.+?) ?(?:at )?p([0-9.]+))$`

// find is the figure that a name means.
func find(name string, own func(key string) []string) (item, bool) {
	word := strings.Join(strings.Fields(strings.ToLower(name)), " ")
	if m := regexp.MustCompile(percentileName).FindStringSubmatch(word); m != nil {
		if x, ok := percentiles()[m[2]+m[3]]; ok {
			x.pointer += m[1] + m[4]
			return x, true
		}
	}
	for _, x := range catalogue() {
		if word == x.key || slices.Contains(x.names, word) || slices.ContainsFunc(own(x.key), func(n string) bool { return strings.ToLower(n) == word }) {
			return x, true
		}
	}
	return item{}, false
}
