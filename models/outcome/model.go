package outcome

// Model is everything that Ballast says about a workbook of formulas: the JSON
// contract of the --json option for models, as Outcome is for plans. Figures are
// in the units of the workbook's own cells.
type Model struct {
	Version  string        `json:"version"`
	Input    Input         `json:"input"`
	Run      RunInfo       `json:"run"`
	Base     ModelBase     `json:"base"`
	Outputs  []ModelOutput `json:"outputs"`
	Inputs   []ModelInput  `json:"inputs"`
	Ranked   int           `json:"ranked"` // scenarios over which the drivers are ranked and correlations drawn
	Pairs    []ModelPair   `json:"correlations"`
	Repaired []Rho         `json:"correlations_repaired,omitempty"` // what was used where those that were asked for cannot hold together
	Stresses []ModelStress `json:"stress,omitempty"`
	Problems []ProblemOut  `json:"problems"`
}

// ModelBase says how the base case compares with the values that the workbook
// stores.
type ModelBase struct {
	Formulas  int     `json:"formulas"`  // in the workbook
	Reached   int     `json:"reached"`   // that the outputs need
	Compared  int     `json:"compared"`  // with their stored values
	Unstored  int     `json:"unstored"`  // without one
	Unsure    int     `json:"unsure"`    // whose stored value was a random draw
	Differing int     `json:"differing"` // not equal
	Largest   float64 `json:"largest_difference"`
}

// ModelOutput is one figure that was asked for. Its figures are of the scenarios
// without error.
type ModelOutput struct {
	Name        string            `json:"name"`
	Cell        string            `json:"cell"`
	Unit        string            `json:"unit,omitempty"`
	Target      *ModelTarget      `json:"target,omitempty"`
	Contingency *ModelContingency `json:"contingency,omitempty"`
	Base        float64           `json:"base"` // 0 where the base case is no number
	HasBase     bool              `json:"has_base"`
	BelowBase   float64           `json:"below_base"` // share of the scenarios without error that lie below the base case
	Mean        float64           `json:"mean"`
	MeanWithin  *Interval         `json:"mean_interval95"`
	SD          float64           `json:"sd"`
	Least       float64           `json:"min"`
	Greatest    float64           `json:"max"`
	Percentiles []ModelQuantile   `json:"percentiles"`
	BelowZero   float64           `json:"below_zero"` // share of the scenarios without error
	Errors      int               `json:"errors"`     // scenarios in error
	Failures    []ModelFailure    `json:"failures"`   // the first of them
	Drivers     []ModelDriver     `json:"drivers"`    // strongest first
	Histogram   Histogram         `json:"histogram"`
	Whole       bool              `json:"-"` // every value is a whole number, such as years to payback
	Curve       []Point           `json:"-"`
	Hundredths  []float64         `json:"-"` // P1 to P99
	Scatters    []ModelScatter    `json:"-"` // against the inputs that it follows most
}

// ModelContingency is what an output that is a cost needs beside its budget to hold with
// a confidence: below 0 the budget is more than enough. Overrun is the chance that the
// budget alone is exceeded.
type ModelContingency struct {
	Budget        float64   `json:"budget"`
	Confidence    float64   `json:"confidence"`
	Contingency   float64   `json:"contingency"`
	Within        *Interval `json:"contingency_interval95"`
	Overrun       float64   `json:"probability_overrun"`
	OverrunWithin *Interval `json:"probability_overrun_interval95"`
}

// ModelStress is the model under a stress, on the same draws.
type ModelStress struct {
	Text    string        `json:"text"`
	Outputs []ModelOutput `json:"outputs"` // parallel to those of the model
}

// ModelBrief is what a list says of one output.
type ModelBrief struct {
	Name      string  `json:"name"`
	Mean      float64 `json:"mean"`
	P5        float64 `json:"p5"`
	P95       float64 `json:"p95"`
	BelowZero float64 `json:"below_zero"`
}

// Brief is what a list says of a run of a model.
func (m *Model) Brief() []ModelBrief {
	list := make([]ModelBrief, len(m.Outputs))
	for i, x := range m.Outputs {
		list[i] = ModelBrief{Name: x.Name, Mean: x.Mean, BelowZero: x.BelowZero}
		for _, q := range x.Percentiles {
			switch q.P {
			case 5:
				list[i].P5 = q.X
			case 95:
				list[i].P95 = q.X
			}
		}
	}
	return list
}

// ModelTarget is what an output ought to reach, and the share of the scenarios
// without error that do, with its 95 % interval from independent replicates.
type ModelTarget struct {
	Value  float64   `json:"value"`
	Lower  bool      `json:"lower_is_better"`
	Share  float64   `json:"share"`
	Within *Interval `json:"interval95"`
}

// ModelScatter is some scenarios of an output, Y, against an input, X.
type ModelScatter struct {
	Name   string
	Points []Pair
}

// ModelPair is the rank correlation of two inputs, as it was asked for and as it was
// drawn, or of two outputs; then nothing was asked for.
type ModelPair struct {
	A     string   `json:"a"`
	B     string   `json:"b"`
	Asked *float64 `json:"asked"`
	Drawn *float64 `json:"drawn"` // nil where one of them does not vary
}

// ModelQuantile is a percentile, P in percent, with its 95 % interval from
// independent replicates; nil where the run is one replicate.
type ModelQuantile struct {
	P      float64   `json:"p"`
	X      float64   `json:"x"`
	Within *Interval `json:"interval95"`
}

// ModelFailure is a scenario in which an output is an error, and the cell in
// which that arose.
type ModelFailure struct {
	Scenario int    `json:"scenario"`
	Error    string `json:"error"`
	Cell     string `json:"cell"`
}

// ModelDriver is an input as one output follows it.
type ModelDriver struct {
	Input           string  `json:"input"` // its key
	Name            string  `json:"name"`
	Cell            string  `json:"cell"`
	RankCorrelation float64 `json:"rank_correlation"`
}

// ModelInput is an uncertain number as it was understood. Theory is nil where
// the distribution has no mean or its parameters are uncertain themselves.
type ModelInput struct {
	Key        string   `json:"key"`
	Name       string   `json:"name"`
	Cell       string   `json:"cell"`
	Said       string   `json:"said"`       // where
	Definition string   `json:"definition"` // as written
	Understood string   `json:"understood"`
	Static     float64  `json:"static"` // in the base case
	Mean       float64  `json:"drawn_mean"`
	SD         float64  `json:"drawn_sd"`
	Theory     *float64 `json:"theory_mean"`
	TheorySD   *float64 `json:"theory_sd"`
}

// ModelBridge explains how the outputs of one model became those of another.
type ModelBridge struct {
	From    string            `json:"from"`
	To      string            `json:"to"`
	Outputs []ModelDifference `json:"outputs"`        // that both have by name
	Only    []string          `json:"only,omitempty"` // that one of them has
	Changes []ModelChange     `json:"changes"`
}

// ModelDifference is one output in both models, and what moves its mean: the definitions
// of the inputs alone, then numbers and formulas; All is both.
type ModelDifference struct {
	Name   string     `json:"name"`
	From   ModelBrief `json:"from"`
	To     ModelBrief `json:"to"`
	Inputs ModelMove  `json:"by_inputs"`
	Rest   ModelMove  `json:"by_numbers_and_formulas"`
	All    ModelMove  `json:"change"`
}

// ModelMove is a difference of means on the same draws, with its 95 % interval; Visible
// says whether it can be told from chance.
type ModelMove struct {
	Mean       float64   `json:"mean"`
	Interval95 *Interval `json:"interval95,omitempty"`
	Visible    bool      `json:"visible"`
}

// ModelFigure is a figure of an output of a changed model beside that of the model as it
// stands, on the same draws. Figure: mean, p10, p50, p90, target (the chance that it is
// reached) or below_zero.
type ModelFigure struct {
	Output string `json:"output"`
	Cell   string `json:"cell"`
	Figure string `json:"figure"`
	Difference
}

// ModelChange is a cell that differs between two models. Kind: number, input, formula;
// "" is what is not there.
type ModelChange struct {
	Kind string `json:"kind"`
	Cell string `json:"cell"`
	Name string `json:"name,omitempty"`
	From string `json:"from"`
	To   string `json:"to"`
}
