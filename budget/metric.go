package budget

import (
	"slices"
	"strings"
)

// Metric is one figure that a warning can watch: all that is known of it but
// how it is read off an outcome, which stands in models. To add one, add its
// row here, its reading there, and its response to the words.
type Metric struct {
	Key              string     // canonical: "overrun"
	English, Chinese []string   // names: the first is shown and written, the others are understood
	Falling          bool       // smaller is worse
	Levels           [3]float64 // built-in thresholds: general, higher, major; shares are fractions
	Format           string     // of its values on a sheet, as a number format
}

// Metrics returns every figure that warnings watch, in the order of the sheets.
func Metrics() []Metric {
	const share, ratio = "0.0%", "0.00"
	row := func(key string, english, chinese []string, falling bool, general, higher, major float64, format string) Metric {
		return Metric{Key: key, English: english, Chinese: chinese, Falling: falling, Levels: [3]float64{general, higher, major}, Format: format}
	}
	names := func(list ...string) []string { return list }
	return []Metric{
		row("overrun", names("Probability of overrun", "P(overrun)"), names("超支概率"), false, 0.40, 0.60, 0.80, share),
		row("eac", names("EAC to budget", "EAC/budget"), names("完工估算与预算之比", "EAC与预算之比"), false, 1.03, 1.08, 1.15, ratio),
		row("cpi", names("CPI", "Cost performance"), names("成本绩效指数", "CPI"), true, 0.95, 0.90, 0.80, ratio),
		row("spi", names("SPI", "Schedule performance"), names("进度绩效指数", "SPI"), true, 0.95, 0.90, 0.80, ratio),
		row("gap3", names("Probability of a gap within 3 months", "P(gap 3)"), names("3个月内资金缺口概率", "三个月内资金缺口概率"), false, 0.05, 0.10, 0.20, share),
		row("gap6", names("Probability of a gap within 6 months", "P(gap 6)"), names("6个月内资金缺口概率", "六个月内资金缺口概率"), false, 0.10, 0.20, 0.35, share),
		row("late", names("Days a source is late", "Source late"), names("资金来源延迟天数", "资金来源迟到天数", "资金迟到天数"), false, 15, 30, 60, "0"),
		row("adequacy", names("Reserve adequacy", "Adequacy"), names("储备充足率", "储备充足度"), true, 1.10, 1.00, 0.80, ratio),
		row("payback", names("Payback P80 to target", "Payback to target"), names("回收期 P80 与目标之比", "回收期与目标之比"), false, 1.00, 1.10, 1.25, ratio),
		row("redline", names("Line near its red line", "Line to red line", "Red line"), names("成本项红线占用"), false, 0.75, 1.00, 1.50, share),
		row("vendor", names("Vendor late rate"), names("供应商迟交率", "供应商延迟率"), false, 0.15, 0.25, 0.40, share),
		row("concentration", names("Concentration of funding", "Concentration", "Funding concentration"), names("资金集中度", "集中度"), false, 0.60, 0.75, 0.90, ratio),
		row("runway", names("Months of runway", "Runway"), names("现金可支撑月数", "资金可支撑月数"), true, 6, 4, 2, "0.0"),
		row("committed", names("Committed to budget", "Committed", "Over-commitment"), names("合同占修订预算比例", "承诺占比"), false, 1.005, 1.05, 1.10, share),
		row("event", names("Event grade", "Event"), names("事件等级"), false, 2, 3, 4, "0"),
		row("drawn", names("Reserve drawn of approved", "Reserve drawn", "Ledger drawn"), names("储备动用率"), false, 0.75, 0.90, 1.00, share),
	}
}

// MetricOf returns the metric of a canonical key; ok is false for any other word.
func MetricOf(key string) (m Metric, ok bool) {
	all := Metrics()
	if i := slices.IndexFunc(all, func(m Metric) bool { return m.Key == key }); i >= 0 {
		return all[i], true
	}
	return Metric{}, false
}

// IsLineOwner reports whether a rule's owner is no person but whoever answers for the line
// that the warning is about.
func IsLineOwner(owner string) bool {
	switch strings.ToLower(strings.Join(strings.Fields(owner), " ")) {
	case "line owner", "the line owner", "owner", "the owner", "owner of the line", "line's owner", "cost line owner", "responsible",
		"责任人", "成本项责任人", "各成本项责任人", "各责任人", "该项责任人", "项目责任人", "对应责任人", "相应责任人":
		return true
	}
	return false
}

// Name is what a metric is called in a language, "zh" or (for everything else)
// "en".
func (m Metric) Name(language string) string {
	if language == "zh" {
		return m.Chinese[0]
	}
	return m.English[0]
}

// Thresholds returns the three levels of a metric under a rule.
func (m Metric) Thresholds(r Rule) [3]float64 {
	out := m.Levels
	for i, v := range []*float64{r.General, r.Higher, r.Major} {
		if v != nil {
			out[i] = *v
		}
	}
	return out
}

// inOrder tells whether the written thresholds of a rule grow worse.
func (m Metric) inOrder(r Rule) bool {
	var last *float64
	for _, v := range []*float64{r.General, r.Higher, r.Major} {
		if v == nil {
			continue
		}
		if last != nil && (*v < *last) != m.Falling && *v != *last {
			return false
		}
		last = v
	}
	return true
}
