package budget

import (
	"math"
	"strconv"
	"strings"
)

// ParseStress reads what a person wrote of a stress: "F2 late 6", "F1 fails",
// "rates +2%", "costs +15%", "revenue late 3", "revenue -20%", or several
// between semicolons, in English or Chinese ("F2 延迟 6", "成本 +15%"). bad is
// the part that could not be read, "" when all could.
func ParseStress(text string) (shocks []Shock, bad string) {
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";；,，、\n", r) })
	for _, part := range parts {
		if strings.TrimSpace(part) == "" {
			continue
		}
		s, ok := parseShock(stressTokens(part))
		if !ok {
			return nil, strings.TrimSpace(part)
		}
		shocks = append(shocks, s)
	}
	if len(shocks) == 0 {
		return nil, strings.TrimSpace(text)
	}
	return shocks, ""
}

// stressTokens cuts a shock into words, with the Chinese ones as English.
func stressTokens(part string) []string {
	part = strings.NewReplacer(
		"延迟", " late ", "推迟", " late ", "晚到", " late ", "失败", " fails ", "不到位", " fails ", "落空", " fails ",
		"利率", " rates ", "成本", " costs ", "收入", " revenue ", "回款", " revenue ",
		"上升", " + ", "增加", " + ", "上浮", " + ", "下降", " - ", "减少", " - ", "个月", " ", "月", " ",
		"＋", "+", "－", "-", "−", "-", "％", "%").Replace(part)
	var out []string
	for _, w := range strings.Fields(part) {
		switch strings.ToLower(w) {
		case "month", "months", "by", "is", "are", "come", "comes":
			continue
		}
		if n := len(out); n > 0 && (out[n-1] == "+" || out[n-1] == "-") {
			out[n-1] += w
			continue
		}
		out = append(out, w)
	}
	return out
}

// parseShock reads the words of one shock.
func parseShock(w []string) (Shock, bool) {
	if len(w) < 2 || len(w) > 3 {
		return Shock{}, false
	}
	subject, verb := strings.ToLower(w[0]), strings.ToLower(w[1])
	last, isShare, ok := stressNumber(w[len(w)-1])
	switch {
	case subject == "revenue" && verb == "late" && len(w) == 3:
		return Shock{Kind: ShockRevenueLate, Value: last}, ok && !isShare && last > 0
	case len(w) == 2 && subject == "rates":
		return Shock{Kind: ShockRates, Value: last}, ok && isShare && math.Abs(last) <= 1
	case len(w) == 2 && subject == "costs":
		return Shock{Kind: ShockCosts, Value: last}, ok && isShare && last > -1
	case len(w) == 2 && subject == "revenue":
		return Shock{Kind: ShockRevenue, Value: last}, ok && isShare && last >= -1
	case verb == "late" && len(w) == 3:
		return Shock{Kind: ShockLate, Source: w[0], Value: last}, ok && !isShare && last > 0
	case (verb == "fails" || verb == "fail") && len(w) == 2:
		return Shock{Kind: ShockFails, Source: w[0]}, true
	}
	return Shock{}, false
}

// stressNumber reads "6", "+2%" or "150bp".
func stressNumber(s string) (x float64, isShare, ok bool) {
	scale := 1.0
	for suffix, by := range map[string]float64{"%": 0.01, "bp": 0.0001, "bps": 0.0001} {
		if cut, found := strings.CutSuffix(strings.ToLower(s), suffix); found {
			s, scale, isShare = cut, by, true
			break
		}
	}
	x, err := strconv.ParseFloat(s, 64)
	return x * scale, isShare, err == nil && !math.IsNaN(x) && !math.IsInf(x, 0) && math.Abs(x) < 1e6
}
