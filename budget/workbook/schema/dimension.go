package schema

import "ballast/budget"

// Dimension says what the figures of a column measure: by it a unit in the
// header is honoured or refused, and a figure is taken for an amount, a
// percentage or a share.
type Dimension int

// The dimensions. A share or rate is kept as a fraction, 0.08 for 8 %.
const (
	Text        Dimension = iota // words
	ID                           // the name of a row, or of one that it refers to
	Date                         // a month
	Money                        // an amount, in units of its currency
	Part                         // an amount, or with a per cent sign a share of what is needed
	Share                        // a part of a whole, where 1 is all: taxes, advances, complete
	Fee                          // a part of the money that a financier keeps, once or a year: 0.3 is hard to believe
	Change                       // a part of a base, which may be negative or more than all of it
	Excess                       // by which part of its budget something went beyond it
	Probability                  // a chance from 0 to 1
	Factor                       // what a base is multiplied by: 1 leaves it as it is
	Interest                     // a rate a year that is paid in parts: a month's is a twelfth
	Growth                       // a change a year, compounded
	Yield                        // a rate a year that discounts or earns, compounded
	Volatility                   // a standard deviation of a year's change: a month's is a root of it
	Time                         // months
	Frequency                    // events a year
	Level                        // an exchange rate or a rate of interest, as its use says
	Count                        // a plain number: units, ranks, ratios, speeds
	Threshold                    // what a metric is compared with, in the metric's own dimension
	Correlation                  // from -1 to 1
)

// limits are the least and the most of a figure, where its column names no
// others; see Column.Limits. Amounts are bounded where numbers are read.
func (d Dimension) limits() Bounds {
	switch d {
	case Money:
		return Bounds{-1e18, 1e18}
	case Share, Probability, Interest, Growth, Yield, Volatility:
		return Bounds{-100, 100} // 10,000 % a year
	case Factor:
		return Bounds{-1e6, 1e6}
	case Time:
		return Bounds{-budget.MaxMonths, budget.MaxMonths}
	case Frequency:
		return Bounds{-1000, 1000}
	case Count:
		return Bounds{-1e15, 1e15}
	}
	return Bounds{}
}

// Form says how a cell of the column is filled in.
type Form int

// The forms.
const (
	Plain     Form = iota // one figure, month or text
	Uncertain             // a figure, or a distribution such as PERT(90,100,140)
	Choice                // one of Options, or a free word when Open
	List                  // several, between , or ;
	YesNo                 // yes or no
)

// IsText reports whether the cells are words, which no figure is made of.
func (c Column) IsText() bool {
	return c.Dimension == Text || c.Dimension == ID
}

// IsFigure reports whether the cells hold a figure, or a month.
func (c Column) IsFigure() bool {
	return !c.IsText() && (c.Form == Plain || c.Form == Uncertain)
}

// IsFraction reports whether the figures are fractions that people write as
// percentages; factors are, too, but few do.
func (c Column) IsFraction() bool {
	switch c.Dimension {
	case Share, Fee, Change, Excess, Probability, Interest, Growth, Yield, Volatility:
		return true
	}
	return false
}

// IsMoney reports whether the figures are amounts of money, or can be.
func (c Column) IsMoney() bool { return c.Dimension == Money || c.Dimension == Part }
