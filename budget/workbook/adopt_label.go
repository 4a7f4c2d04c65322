package workbook

import (
	"strings"
	"unicode"

	"ballast/budget/workbook/schema"

	"ballast/budget/unit"
)

// columnRole is what a column of a budget holds.
type columnRole uint8

const (
	colNone columnRole = iota
	colCode
	colName
	colGroup
	colPhase
	colUnit
	colNote
	colStart
	colEnd
	colQuantity
	colRate
	colLow
	colLikely
	colHigh
	colTotal
	colBudget
	colAmount
	colForecast
	colActual // spent, paid
	colPrior  // an earlier year
	colVariance
	colPercent
)

// roleWords is one role and the words of headers that mean it.
type roleWords struct {
	role  columnRole
	words string
}

// textRole tells what a header over texts means.
func textRole(label string) columnRole {
	for _, w := range []roleWords{
		{colNote, "note|notes|comment|comments|remark|remarks|bemerkung|bemerkungen|anmerkung|anmerkungen|remarque|remarques|justification|basis|assumption|assumptions|source|备注|说明|依据|附注|测算依据"},
		{colUnit, "unit|units|einheit|unité|uom|u/m|measure|unit of measure|计量单位|单位"},
		{colCode, "no|no.|nr|pos|pos.|lfd. nr.|n°|#|id|ref|ref.|code|wbs|wbs code|s/n|sn|item no|item no.|item number|item code|number|account|account no|account code|acct|gl|gl code|csi|csi code|division no|序号|编号|编码|代码|科目编码|科目代码|项目编码|项目编号|子目号"},
		{colPhase, "phase|bauabschnitt|stage|project phase|阶段|项目阶段"},
		{colStart, "start|beginn|début|start date|begin|begins|from|start month|开始|开始日期|开始时间|起始日期"},
		{colEnd, "end|ende|fin|end date|finish|finish date|due|due date|completion|until|结束|结束日期|完成时间|截止日期"},
		{colName, "item|items|description|name|particulars|activity|activities|task|line item|budget line|budget item|detail|details|expense|expenses|expense item|expenditure|cost item|cost element|element|resource|deliverable|position|item description|work item|work description|scope of work|object|budget line item|bezeichnung|beschreibung|leistung|kostenart|kostenposition|gewerk|libellé|désignation|intitulé|poste|poste de dépense|名称|项目|内容|摘要|费用名称|项目名称|费用项目|费用项|成本项|科目|科目名称|事项|明细|用途|支出项目|预算项目|工程名称|子目名称|分项工程|工程或费用名称|费用内容|支出内容|预算科目"},
		{colGroup, "category|categories|kategorie|kostengruppe|abteilung|catégorie|cost category|budget category|expense category|expense type|type|division|section|work package|wp|department|group|cost centre|cost center|area|component|trade|类别|分类|费用类别|部门|章节|分部工程|工作包|大类|类型"},
	} {
		for _, name := range strings.Split(w.words, "|") {
			if schema.Key(name) != "" && schema.Key(name) == schema.Key(label) || strings.EqualFold(name, strings.TrimSpace(label)) {
				return w.role
			}
		}
	}
	for _, w := range []roleWords{
		{colCode, "no.|code|编码|编号"}, {colNote, "justification|remarks|备注|说明"}, {colPhase, "phase|阶段"},
		{colName, "description|item|name|activity|task|particulars|名称|内容"}, {colGroup, "category|division|package|department|类别|部门"},
	} {
		if hasWord(label, w.words) && len([]rune(label)) <= 30 {
			return w.role
		}
	}
	return colNone
}

// figureRole tells what a header over numbers means. The first that fits
// counts: "actual unit cost" is something spent, "estimated hours" a quantity.
func figureRole(label string) columnRole {
	s := strings.TrimSpace(schema.HalfWidth(label))
	if s == "%" || strings.HasPrefix(s, "% ") || strings.HasSuffix(s, " %") || strings.HasSuffix(s, "(%)") {
		return colPercent
	}
	for _, w := range []roleWords{
		{colPercent, "percent|percentage|pct|占比|比例|百分比|比重|税率"},
		{colVariance, "variance|difference|remaining|over/under|over|under|balance|deviation|savings|差异|偏差|结余|余额|差额|增减|剩余"},
		{colPrior, "last year|prior|prior year|previous|上年|去年|上期|上年度"},
		{colActual, "actual|actuals|spent|paid|incurred|to date|ytd|invoiced|committed|expended|实际|决算|已付|已支出|已发生|执行数|已支付"},
		{colQuantity, "qty|menge|anzahl|quantité|quantity|quantities|hours|days|weeks|months|headcount|fte|nos|pcs|persons|people|attendees|guests|units|工程量|数量|人数|工日|天数|人月|次数|月数"},
		{colRate, "rate|einzelpreis|einheitspreis|prix unitaire|unit price|unit cost|price|cost per|per unit|per person|per day|hourly|daily|单价|单位成本|均价|月标准"},
		{colLow, "low|minimum|min|optimistic|best case|最低|最小|乐观"},
		{colHigh, "high|maximum|max|pessimistic|worst case|最高|最大|悲观"},
		{colLikely, "likely|most likely|expected|最可能"},
		{colForecast, "forecast|projection|projected|outlook|预测"},
		{colTotal, "total|totals|summe|gesamt|gesamtpreis|gesamtbetrag|gesamtkosten|prix total|montant total|line total|extended|extension|合计|总计|小计|合价|总价|总额|总费用|总投资"},
		{colBudget, "budget|budgeted|estimate|estimated|estimates|planned|plan|approved|proposed|requested|allocation|allocated|预算|预算数|概算|估算|计划|预计|批复|申请"},
		{colAmount, "amount|amounts|betrag|kosten|montant|coût|coûts|cost|costs|value|expense|expenses|sum|subtotal|usd|eur|gbp|金额|费用|造价|投资|支出|元|万元|千元"},
	} {
		if hasWord(s, w.words) {
			return w.role
		}
	}
	if u, ok := unit.Parse(strings.Trim(s, "() ")); ok && u.Dimension == unit.Money && (u.Currency != "" || u.Shift != 0) {
		return colAmount // $, €, US$ '000
	}
	return colNone
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

// incomeWord tells whether a heading is about money that comes in.
func incomeWord(text string) bool {
	return hasWord(text, "income|einnahmen|erlöse|recettes|produits|revenue|revenues|receipts|funding|sources of funds|sources|sponsorship|ticket sales|收入|资金来源|来源") && !spendingWord(text)
}

// spendingWord tells whether a heading is about money that goes out.
func spendingWord(text string) bool {
	return hasWord(text, "expense|expenses|expenditure|expenditures|ausgaben|kosten|aufwand|dépenses|charges|cost|costs|spending|uses|budget|outgoings|支出|费用|成本|预算|概算|造价|投资|开支")
}

// resultWord tells whether a row is what is left between others.
func resultWord(text string) bool {
	return hasWord(text, "net|net income|surplus|deficit|surplus/deficit|profit|balance|profit/loss|net result|结余|盈余|利润|净额|差额")
}

// contingencyWord tells whether a line is a reserve inside the budget.
func contingencyWord(text string) bool {
	return hasWord(text, "contingency|contingencies|unforeseen|reserve|management reserve|预备费|不可预见费|不可预见|应急储备|备用金|基本预备费")
}
