package budget

// Portfolio is a workbook that lists plans. It is read like a plan: problems name cells.
type Portfolio struct {
	File     string // base name
	SHA256   string // hex, of the bytes of the file
	Language string // "en" or "zh"

	Settings   Project // of its sheet Portfolio; what is not said there is zero
	Seed       *uint64 // nil: not said
	YearLimits []YearLimit
	Members    []Member
}

// YearLimit is a limit on the cost of a calendar year.
type YearLimit struct {
	Year   int
	Amount Money
}

// Member is one row of the sheet Plans.
type Member struct {
	Row            Row
	ID, Name, File string  // File is relative to the portfolio, or a pattern such as plans/*.xlsx
	Include        bool    // default true
	Chance         float64 // that it goes ahead, default 1
	Shift          float64 // months that it is put off
	Share          float64 // our part of it, default 1
	Priority       int     // 1 first, 0 none
	Owner, Group   string
}
