package workbook

import (
	"strings"

	"ballast/budget/workbook/schema"
)

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

// measureOf is the measure of a column of the schema.
func measureOf(c schema.Column) measure {
	if !c.IsFigure() {
		return measureNone
	}
	switch c.Dimension {
	case schema.Money:
		return measureOfMoney(c)
	case schema.Share:
		switch c.Field {
		case "Upfront fee %":
			return measureFee
		case "Revenue impact %", "Residual impact %":
			return measureChange
		case "Overrun":
			return measureGrowth
		}
		return measureShare
	case schema.Interest:
		if c.Field == "Commitment fee %" {
			return measureFee
		}
		return measureRate
	case schema.Count, schema.Correlation:
		switch {
		case c.By == "Metric":
			return measureAny
		case c.Field == "Base value":
			return measureBase
		}
		return measureCount
	}
	return map[schema.Dimension]measure{schema.Probability: measureChance, schema.Growth: measureGrowth, schema.Yield: measureDiscount,
		schema.Volatility: measureVolatility, schema.Factor: measureFactor, schema.Time: measureMonths, schema.Frequency: measureFrequency}[c.Dimension]
}

func measureOfMoney(c schema.Column) measure {
	switch {
	case c.By == "Estimates are":
		return measureEstimate
	case c.By == "Impact is":
		return measureImpact
	case strings.HasPrefix(c.Field, "mix "):
		return measureMix
	}
	return measureMoney
}
