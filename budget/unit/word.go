package unit

// word is one row of the table of units: what it is, and how people write it,
// in lower case. A row of two or more words is written with single blanks.
type word struct {
	unit  Unit
	words []string
}

// scaleWords multiply money. The single letters count only beside a currency,
// or when all money columns of a table carry the same one.
func scaleWords() []word {
	return []word{
		{Unit{Shift: 3}, []string{"thousand", "thousands", "thsd", "ths", "tsd", "tausend", "milliers", "miles", "millares", "mille", "千", "천",
			"тыс", "тысяч", "тысячах", "тысячи", "tys", "tysiące", "tysiąca", "tysiącach", "tysięcy", "migliaia", "milhares", "duizend", "duizenden", "هزار"}},
		{Unit{Shift: 3, Currency: "TRY"}, []string{"bin tl", "bin lira", "bin try", "bin ₺"}}, // "bin" and "mil" alone are other words too
		{Unit{Shift: 3, Currency: "BRL"}, []string{"r$ mil", "mil reais"}},
		{Unit{Shift: 3, Currency: "EUR"}, []string{"mil euros", "mil €"}},
		{Unit{Shift: 3, Letter: "k"}, []string{"k"}},
		{Unit{Shift: 3, Letter: "t"}, []string{"t"}},
		{Unit{Shift: 6}, []string{"million", "millions", "mn", "mln", "mio", "mios", "millionen", "millones", "millón", "mm", "百万", "백만",
			"млн", "миллион", "миллионов", "миллионах", "миллионы", "milyon", "milion", "miliony", "milionów", "milionach", "milione", "milioni", "milhão", "milhões", "miljoen", "miljoenen", "میلیون"}},
		{Unit{Shift: 6, Letter: "m", Doubtful: "m"}, []string{"m"}},
		{Unit{Shift: 9}, []string{"billion", "billions", "bn", "bln", "mrd", "md", "milliarden", "milliards", "十亿",
			"млрд", "миллиардов", "миллиардах", "milyar", "miliard", "miliardów", "mld", "miliardi", "bilhões", "miljard", "میلیارد"}},
		{Unit{Shift: 9, Letter: "b"}, []string{"b"}},
		{Unit{Shift: 5}, []string{"lakh", "lakhs", "lac", "lacs", "十万"}},
		{Unit{Shift: 5, Letter: "l"}, []string{"l"}},
		{Unit{Shift: 7}, []string{"crore", "crores", "千万", "천만"}},
		{Unit{Shift: 7, Doubtful: "cr"}, []string{"cr", "crs"}},
		{Unit{Shift: 4}, []string{"万", "만"}},
		{Unit{Shift: 8}, []string{"亿", "億", "억"}},
	}
}

// shareWords are parts of a whole.
func shareWords() []word {
	return []word{
		{Unit{Shift: -2}, []string{"%", "pct", "percent", "per cent", "percentage", "prozent", "百分比", "百分数", "百分率"}},
		{Unit{Shift: -3}, []string{"‰", "per mille", "promille", "千分比"}},
		{Unit{Shift: -4}, []string{"bp", "bps", "basis point", "basis points", "基点"}},
	}
}

// timeWords are periods: durations, and after "per" or "/" how often.
func timeWords() []word {
	return []word{
		{Unit{Of: Day}, []string{"day", "days", "calendar day", "calendar days", "d", "tag", "tage", "jours", "días", "dias", "天", "日", "日历天"}},
		{Unit{Of: WorkingDay}, []string{"wd", "wds", "working day", "working days", "workday", "workdays",
			"work days", "business day", "business days", "arbeitstage", "at", "工作日"}},
		{Unit{Of: Week}, []string{"week", "weeks", "wk", "wks", "woche", "wochen", "semaines", "semanas", "周", "星期"}},
		{Unit{Of: Month}, []string{"month", "months", "mo", "mos", "mth", "mths", "mon", "monat", "monate", "mois", "mes", "meses", "月", "个月", "月数"}},
		{Unit{Of: Quarter}, []string{"quarter", "quarters", "qtr", "qtrs", "quartal", "quartale", "trimestre", "季度", "季"}},
		{Unit{Of: HalfYear}, []string{"half year", "half years", "half-year", "半年"}},
		{Unit{Of: Year}, []string{"year", "years", "yr", "yrs", "annum", "a", "jahr", "jahre", "ans", "años", "anos", "年"}},
	}
}

// perWords say how often an amount or rate falls due.
func perWords() []word {
	return []word{
		{Unit{Per: Month}, []string{"per month", "pm", "p m", "pcm", "monthly", "a month", "each month", "pro monat", "mtl", "monatlich", "每月", "按月", "月均"}},
		{Unit{Per: Year}, []string{"per year", "per annum", "pa", "p a", "annual", "annually", "annualised",
			"annualized", "yearly", "a year", "pro jahr", "jährlich", "每年", "按年", "年化"}},
		{Unit{Per: Quarter}, []string{"per quarter", "quarterly", "pro quartal", "每季", "每季度"}},
		{Unit{Per: Week}, []string{"per week", "weekly", "每周"}},
		{Unit{Per: Day}, []string{"per day", "daily", "每天", "每日"}},
		{Unit{Per: HalfYear}, []string{"half-yearly", "semi-annual", "semiannual", "per half year", "每半年"}},
	}
}

// fillers are words that may stand around a unit and say nothing.
func fillers() []string {
	return []string{"in", "of", "the", "all", "figures", "figure", "amounts", "values", "value",
		"are", "stated", "shown", "expressed", "each", "x", "unit", "units",
		"currency", "alle", "angaben", "beträge", "werte", "de", "en", "cifras", "importes", "montants",
		"di", "em", "w", "в", "du", "des", "bedragen", "bedrag", "valori", "importi", "valores", "montos", "wartości", "kwoty", "kwota", "суммы", "сумма", "tutarlar", "tutar", "ارقام", "به",
		"s", "und", "单位", "币种", "货币", "金额", "均", "以", "为", "计", "单位为", "金额单位", "货币单位"}
}

// bases are what a share may be of.
func bases() []string {
	return []string{"base", "the base", "amount", "the amount", "budget", "cost", "costs", "total",
		"estimate", "affected", "line", "contract", "revenue", "sales", "value", "基数", "金额"}
}
