package outcome

import "math"

// EVM is earned value at the as-of month: of the whole plan, or of the lines
// of one phase, owner or vendor. BAC is the budget at completion, the base; PV,
// EV and AC are the planned, earned and actual value to date. What is undefined
// is nil, with the reason beside it.
type EVM struct {
	BAC             float64  `json:"bac"`
	PV              float64  `json:"pv"`
	EV              float64  `json:"ev"`
	AC              float64  `json:"ac"`
	CV              float64  `json:"cv"`
	CVPrice         float64  `json:"cv_price"` // of CV: EV x (1 - actual / planned index)
	CVUsage         float64  `json:"cv_usage"` // of CV: the rest
	SV              float64  `json:"sv"`
	CPI             *float64 `json:"cpi"`
	CPIWhy          string   `json:"cpi_why,omitempty"`
	CPIConstant     *float64 `json:"cpi_constant_prices"` // without the indices and the events that have struck
	SPI             *float64 `json:"spi"`
	SPIWhy          string   `json:"spi_why,omitempty"`
	TCPI            *float64 `json:"tcpi"` // to keep the budget
	TCPIWhy         string   `json:"tcpi_why,omitempty"`
	TCPIEAC         *float64 `json:"tcpi_eac"` // to keep the typical EAC
	TCPIEACWhy      string   `json:"tcpi_eac_why,omitempty"`
	EAC             EACs     `json:"eac"`
	ETC             *float64 `json:"etc"` // of the typical EAC, as VAC
	VAC             *float64 `json:"vac"`
	PercentComplete *float64 `json:"percent_complete"`
	PercentSpent    *float64 `json:"percent_spent"`
}

// Priced splits CV into the price variance given and the usage variance, the rest.
func (e EVM) Priced(price float64) EVM {
	e.CVPrice, e.CVUsage = price, e.CV-price
	return e
}

// EACs are the estimates at completion: three formulas and the simulation.
type EACs struct {
	Typical     *float64 `json:"typical"` // BAC / CPI: the rest costs as the past did
	TypicalWhy  string   `json:"typical_why,omitempty"`
	Atypical    float64  `json:"atypical"` // AC + BAC - EV: the rest costs what was planned
	Combined    *float64 `json:"combined"` // AC + (BAC - EV) / (CPI SPI)
	CombinedWhy string   `json:"combined_why,omitempty"`
	Simulated   Dist     `json:"simulated"`
	// Interval95 is the 95 % interval of the simulated median.
	Interval95 *Interval `json:"interval95,omitempty"`
}

// EarnedValue works out the indices and the three classic forecasts.
//
// Source: Project Management Institute, Practice Standard for Earned Value
// Management, 2nd ed. (2011); the case of P. Govan, Project Risk Analysis,
// chapter on earned value.
// Checked: TestPublishedEarnedValue, through the whole program, and
// TestEarnedValueUndefined.
func EarnedValue(bac, pv, ev, ac float64) EVM {
	e := EVM{BAC: bac, PV: pv, EV: ev, AC: ac, CV: ev - ac, SV: ev - pv}
	e.CPI, e.CPIWhy = Ratio(ev, ac, "control.why.no-cost")
	e.SPI, e.SPIWhy = Ratio(ev, pv, "control.why.no-plan")
	e.TCPI, e.TCPIWhy = Ratio(bac-ev, bac-ac, "control.why.spent")
	if e.TCPI != nil && *e.TCPI < 0 {
		e.TCPI, e.TCPIWhy = nil, "control.why.spent"
	}
	e.EAC.Atypical = ac + bac - ev
	const nothing = "control.why.no-work"
	if e.CPI == nil {
		e.EAC.TypicalWhy, e.EAC.CombinedWhy, e.TCPIEACWhy = e.CPIWhy, e.CPIWhy, e.CPIWhy
		return e.shares()
	}
	typical, why := Ratio(bac, *e.CPI, nothing)
	if e.EAC.Typical, e.EAC.TypicalWhy = typical, why; typical == nil {
		e.EAC.CombinedWhy, e.TCPIEACWhy = why, why
		return e.shares()
	}
	etc, vac := *typical-ac, bac-*typical
	e.ETC, e.VAC = &etc, &vac
	e.TCPIEAC, e.TCPIEACWhy = Ratio(bac-ev, *typical-ac, "control.why.done")
	if e.SPI == nil {
		e.EAC.CombinedWhy = e.SPIWhy
		return e.shares()
	}
	if rest, why := Ratio(bac-ev, *e.CPI**e.SPI, nothing); rest != nil {
		x := ac + *rest
		e.EAC.Combined = &x
	} else {
		e.EAC.CombinedWhy = why
	}
	return e.shares()
}

// Told puts the reasons, which EarnedValue gives as keys, into words.
func (e EVM) Told(say func(key string, args ...any) string) EVM {
	for _, why := range []*string{&e.CPIWhy, &e.SPIWhy, &e.TCPIWhy, &e.TCPIEACWhy, &e.EAC.TypicalWhy, &e.EAC.CombinedWhy} {
		if *why != "" {
			*why = say(*why)
		}
	}
	return e
}

func (e EVM) shares() EVM {
	e.PercentComplete, _ = Ratio(e.EV, e.BAC, "")
	e.PercentSpent, _ = Ratio(e.AC, e.BAC, "")
	return e
}

// Ratio is a/b, or nil and the reason when b is nothing.
func Ratio(a, b float64, why string) (*float64, string) {
	if math.Abs(b) < 1e-9 {
		return nil, why
	}
	x := a / b
	return &x, ""
}
