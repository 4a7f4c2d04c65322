package unit

import "github.com/shopspring/decimal"

// Figure is one figure of a column of shares or factors.
type Figure struct {
	Value decimal.Decimal
	Shown bool // it carries a per cent sign or format: Value is what it shows, and it is not judged
}

// Meaning is what the plain figures of a column can be.
type Meaning uint8

// The meanings.
const (
	Whole   Meaning = iota // a share of a whole: a rate, a fee, progress
	Chance                 // a probability
	Carried                // a share whose column carries a per cent sign in its own name
	Fee                    // Carried, where more than 30 % is hard to believe
	Factor                 // a factor around 1: of a base, of a duration, of a price
	Part                   // a share of a base that may be small: % of affected, growth
)

// Verdict is how the plain figures of a group are taken.
type Verdict struct {
	Percent bool // they are per cent: 8 is 8 %
	Say     Say
	Example int // the figure that decided, an index; -1 none
}

// Say is what must be said about a verdict.
type Say uint8

// The grades.
const (
	Quiet    Say = iota // nothing: the only reading
	Said                // a note: taken as shares under a name with a per cent sign
	Warned              // a warning: above 1, so the group is per cent
	Scores              // an error: 1 to 10 look like scores, not chances
	Either              // an error: both readings are possible
	MixedUse            // an error: some are factors and some per cent
)

// Judge decides whether the plain figures of one group are per cent. percent
// says that the header carries a per cent sign as its unit, which settles it.
//
// Checked: TestJudge, against the rules of the package's doc.
func Judge(m Meaning, percent bool, group []Figure) Verdict {
	at, largest, whole, small := -1, decimal.Zero, true, false
	for i, f := range group {
		if f.Shown || f.Value.IsZero() {
			continue
		}
		if v := f.Value.Abs(); at < 0 || v.GreaterThan(largest) {
			at, largest = i, v
		}
		whole = whole && f.Value.IsInteger()
		small = small || f.Value.Abs().LessThanOrEqual(decimal.NewFromInt(2))
	}
	v := Verdict{Example: at, Percent: percent}
	if percent || at < 0 {
		return v
	}
	above := func(n int64) bool { return largest.GreaterThan(decimal.NewFromInt(n)) }
	switch m {
	case Carried, Fee:
		if above(1) {
			v.Percent = true
			return v
		}
		v.Say = Said
		if m == Fee && largest.GreaterThan(decimal.New(30, -2)) {
			v.Say = Either
		}
	case Whole, Chance:
		if !above(1) {
			return v
		}
		v.Percent, v.Say = true, Warned
		if m == Chance && whole && !above(10) {
			v.Percent, v.Say = false, Scores
		}
	case Factor, Part:
		if !above(5) {
			return v
		}
		v.Percent = true
		if m == Factor && small && above(20) {
			v.Percent, v.Say = false, MixedUse
		}
	}
	return v
}

// Deviations tells whether low, likely and high estimates are differences from
// the amount rather than amounts or shares of it: signed percentages, or a
// likely value of 0 beside an amount that is not 0. unclear is true when the
// estimates straddle zero and nothing says which they are.
func Deviations(low, likely, high *Number, percent bool, amount decimal.Decimal) (deviations, unclear bool) {
	var below, above, signed bool
	for _, n := range []*Number{low, likely, high} {
		if n == nil {
			continue
		}
		pct := percent || n.Unit.Dimension == Share
		signed = signed || pct && (n.Plus || n.Value.IsNegative())
		below, above = below || n.Value.IsNegative(), above || n.Value.IsPositive()
	}
	switch {
	case signed:
		return true, false
	case likely != nil && likely.Value.IsZero() && !amount.IsZero() && (below || above):
		return true, false
	}
	return false, below && above && !amount.IsNegative()
}
