package workbook

import (
	"strings"
	"unicode"

	"ballast/budget/workbook/internal/adopt"
	"ballast/budget/workbook/schema"
)

// spread is what is assumed of the lines of a phase until a person knows
// better: low and high as shares of the amount, at P10 and P90.
type spread struct {
	phase     string // canonical word of the schema
	low, high float64
	class     int // of the source's table
}

// spreads lists the assumptions by phase. Each lies within the accuracy range
// of its class: class 1 low -3 to -10 %, high +3 to +15 %; class 2 -5 to -15 %
// and +5 to +20 %; class 3 -10 to -20 % and +10 to +30 %, at 80 % confidence.
// Source: AACE International Recommended Practice 18R-97, Cost Estimate
// Classification System, Table 1. Checked: TestSpreads, against the table.
func spreads() []spread {
	return []spread{
		{"design", 0.90, 1.20, 2},
		{"procurement", 0.90, 1.15, 2},
		{"construction", 0.85, 1.25, 3},
		{"operation", 0.95, 1.10, 1},
		{"other", 0.85, 1.25, 3},
	}
}

// spreadOf returns the assumption for a phase; words that are no phase count
// as other.
func spreadOf(phase string) spread {
	all := spreads()
	for _, s := range all {
		if s.phase == phase {
			return s
		}
	}
	return all[len(all)-1]
}

// phaseWord tells the phase that a person's word means: the schema's own words
// first, then what lines of a phase are usually called. "" for other words.
func phaseWord(text string, column schema.Column) string {
	if o, ok := column.Option(text); ok {
		return o.Canonical
	}
	for _, p := range []struct{ phase, words string }{
		{"procurement", "equipment|procurement|procure|purchase|purchases|materials|material|supplies|hardware|furniture|licence|licences|license|licenses|software|goods|vehicle|vehicles|servers|laptops|machinery|采购|设备|材料|物资|购置|家具|软件|硬件|服务器|耗材"},
		{"design", "design|architect|architects|architectural|architecture|engineering|planning|permit|permits|survey|study|studies|consultant|consultants|consulting|consultancy|research|concept|feasibility|drawings|legal|inspection|设计|勘察|勘测|咨询|规划|可研|前期|监理|调研|评审"},
		{"operation", "salary|salaries|wages|wage|personnel|staff|payroll|fringe|benefits|rent|utilities|electricity|maintenance|operation|operations|operating|travel|insurance|training|marketing|advertising|overhead|overheads|indirect|indirects|admin|administration|telephone|internet|office|catering|subscriptions|hosting|support|工资|薪酬|人员|房租|租金|水电|运维|运营|维护|差旅|培训|办公|管理费|保险|会议|宣传|社保|劳务|绩效"},
		{"construction", "construction|construct|install|installation|build|building|concrete|masonry|steel|metals|excavation|earthwork|earthworks|roof|roofing|electrical|plumbing|mechanical|hvac|site|sitework|demolition|finishes|civil|works|foundations|foundation|doors|windows|painting|carpentry|drywall|flooring|landscaping|paving|formwork|rebar|implementation|scaffolding|施工|建筑|安装|土建|装修|工程|拆除|混凝土|钢筋|土方|基础|砌体|屋面|墙面|地面|门窗|给排水|电气|暖通|实施"},
	} {
		if hasWord(text, p.words) {
			return p.phase
		}
	}
	return ""
}

// phaseOf finds a line's phase: what its own column says, its name, its
// category. said tells that the budget says it itself.
func phaseOf(e *adopt.Entry, phases schema.Column) (phase string, said bool) {
	if e.Phase != nil {
		if p := phaseWord(e.Phase.Text, phases); p != "" {
			return p, true
		}
		return strings.TrimSpace(e.Phase.Text), true
	}
	for _, t := range []*adopt.Cell{e.Name, e.Group} {
		if t == nil {
			continue
		}
		if p := phaseWord(t.Text, phases); p != "" {
			return p, false
		}
	}
	return "other", false
}

// hasWord tells whether a text has one of the words between bars: whole words
// in English, anywhere in Chinese.
func hasWord(text, list string) bool {
	s := " " + strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '/' {
			return unicode.ToLower(r)
		}
		return ' '
	}, schema.HalfWidth(text)) + " "
	s = strings.Join(strings.Fields(s), " ")
	for _, w := range strings.Split(list, "|") {
		w = strings.TrimRight(w, ".")
		if strings.ContainsFunc(w, isHan) {
			if strings.Contains(s, w) {
				return true
			}
			continue
		}
		if strings.Contains(" "+s+" ", " "+w+" ") {
			return true
		}
	}
	return false
}
