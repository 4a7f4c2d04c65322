package workbook

import "ballast/budget/workbook/schema"

// measure says how the figures of a column are judged: which units are honoured
// there, and what a figure without one can be.
type measure int

// The measures.
const (
	measureNone       measure = iota // words and dates
	measureCount                     // a plain number
	measureMoney                     // an amount in the plan's currency
	measureMonths                    // a duration or delay
	measureChance                    // a probability
	measureShare                     // a share of a whole
	measureRate                      // a rate of interest a year
	measureDiscount                  // a rate a year that compounds
	measureFee                       // a fee, of which more than 30 % is hard to believe
	measureGrowth                    // a growth a year
	measureVolatility                // a standard deviation a year
	measureFactor                    // a factor around 1
	measureChange                    // a share of a base that may be small or negative
	measureFrequency                 // times a year
	measureEstimate                  // money, or a factor of the amount where the row says so
	measureImpact                    // money, a factor, or a share of the affected, as the row says
	measureBase                      // an exchange rate or a rate of interest, by its use
	measureMix                       // money, or a share of the need
	measureAny                       // judged cell by cell: rules
)

// measureOf is the measure of a column of the schema: its dimension's, and of
// money what the column beside it makes of the figures.
func measureOf(c schema.Column) measure {
	switch {
	case !c.IsFigure():
		return measureNone
	case c.Dimension == schema.Money && c.By == "Estimates are":
		return measureEstimate
	case c.Dimension == schema.Money && c.By == "Impact is":
		return measureImpact
	}
	return [...]measure{
		schema.Money: measureMoney, schema.Part: measureMix,
		schema.Share: measureShare, schema.Fee: measureFee, schema.Change: measureChange, schema.Excess: measureGrowth,
		schema.Probability: measureChance, schema.Factor: measureFactor, schema.Interest: measureRate, schema.Growth: measureGrowth,
		schema.Yield: measureDiscount, schema.Volatility: measureVolatility, schema.Time: measureMonths, schema.Frequency: measureFrequency,
		schema.Level: measureBase, schema.Count: measureCount, schema.Threshold: measureAny, schema.Correlation: measureCount,
	}[c.Dimension]
}
