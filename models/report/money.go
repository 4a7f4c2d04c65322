package report

import "ballast/budget/words"

// Money writes an amount for reading, to about three digits: "¥12.4m" in
// English, "1240万元" in Chinese. NaN is a dash.
func Money(x float64, currency, lang string) string {
	return money{currency: currency, lang: lang}.read(x)
}

// money writes amounts of one currency in one language.
type money struct{ currency, lang string }

func (m money) said() words.Money { return words.Money{Currency: m.currency, Language: m.lang} }

// dress gives before and after for an amount with the suffix of its unit.
func (m money) dress(suffix string) (before, after string) { return m.said().Dress(suffix) }

func (m money) read(x float64) string { return m.said().Read(x) }

// on reads amounts beside an axis that ends at top, in its unit.
func (m money) on(top float64) reader {
	return func(x float64) string { return m.said().ReadOn(x, top) }
}

// reader writes an amount for reading.
type reader func(x float64) string

// bare writes an amount without its currency, for the labels of an axis that ends at top.
func (m money) bare(x, top float64) string { return m.said().Bare(x, top) }

// grouped writes v >= 0 with thousands separators.
func grouped(v float64, digits int) string { return words.Grouped(v, digits) }
