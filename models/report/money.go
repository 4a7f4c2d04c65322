package report

import (
	"math"
	"strconv"

	"ballast/budget/words"
)

// Money writes an amount for reading, to about three digits: "¥12.4m" in
// English, "1240万元" in Chinese. NaN is a dash.
func Money(x float64, currency, lang string) string {
	return money{currency: currency, lang: lang}.read(x)
}

// Percent writes a share for a list: "12.3 %", in Chinese "12.3%", with one decimal where
// it has one. What is neither certain nor impossible is never rounded to either.
func Percent(share float64, lang string) string {
	v := math.Round(share*1e7) / 1e5
	return words.PercentSign(lang, bounded(v, strconv.FormatFloat(math.Round(v*10)/10, 'f', 1, 64)))
}

// bounded is how a percentage reads: as written, unless that would say certain or
// impossible of what is not.
func bounded(v float64, written string) string {
	switch a := math.Abs(v); {
	case a > 0 && a < 0.1:
		return "<0.1"
	case a > 99.9 && a < 100:
		return ">99.9"
	}
	return trimZero(written)
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
