package outcome

import "slices"

// levels are the levels of a risk, mildest first.
func levels() []string { return []string{"Low", "Medium", "High", "Extreme"} }

// Level is the level of a cell of the 5 x 5 matrix, from its classes 1..5 of
// probability and of impact: their product up to 4 is Low, up to 9 Medium, up to
// 15 High, above Extreme. The limits are this program's convention.
//
// Source: models/doc.go section 6. Checked: TestMatrixLevels.
func Level(probability, impact int) string {
	limits := []int{4, 9, 15}
	at, _ := slices.BinarySearch(limits, probability*impact)
	return levels()[at]
}

// LevelRank is 0 for Low up to 3 for Extreme, and 0 for all else.
func LevelRank(level string) int { return max(0, slices.Index(levels(), level)) }

// Opportunity is the level of a risk that is expected to do good.
const Opportunity = "Opportunity"

// Chance is the ladder of opportunities beside that of threats.
func Chance(level string) string {
	return [...]string{"small", "fair", "large", "major"}[LevelRank(level)]
}
