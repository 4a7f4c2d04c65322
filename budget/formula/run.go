package formula

// Options say how a run differs from what is stored. The zero value computes
// every formula as it stands.
type Options struct {
	// Override gives a cell another value than its constant or formula: the
	// inputs of a scenario.
	Override map[Cell]Value
	// Locale says how texts stand for numbers.
	Locale Locale
	// Volatile answers RAND, NOW, TODAY and their like; nil makes them #N/A.
	Volatile func(at Cell, function string) Value
	// Host answers the functions whose row says so, those of an add-in. The call
	// itself tells two of them in one formula apart; nil makes them #N/A.
	Host func(c *Call, n *Apply) Value
	// DataTable answers the cells of a data table; nil leaves their stored values.
	// Run.Tabulate computes one.
	DataTable func(r *Run, table *Formula, at Cell) Value
	// Iterate computes circular references by repeating them, at most Steps times
	// (0: 100), until no cell moves by more than Tolerance of its size (0: 1e-9).
	Iterate   bool
	Steps     int
	Tolerance float64
	// Reads is how many cells and elements a run may read before it stops (0: any
	// number); Done stops it when it is closed.
	Reads int
	Done  <-chan struct{}
}

// Run computes values of a book and keeps them. It is not for several
// goroutines at once.
type Run struct {
	book      *Book
	opts      Options
	memo      map[Cell]*slot
	chain     []*slot // formulas that wait for one another, from the first asked for
	depth     int     // nodes of trees that the Go stack holds
	active    bool
	tentative []*slot // values that rest on a guess of a loop
	cycles    [][]Cell
	unsettled [][]Cell
	faults    []Fault
	ranges    map[Area]*held
	heldCells int
	reads     int
	ended     bool
}

// slot is a formula's place in a run.
type slot struct {
	f     *Formula
	state state
	value Value
	guess Value // while a loop is repeated
	pos   int   // in the chain
	low   int   // the lowest place in the chain on whose guess the value rests
	mark  int   // tentative values that were there before
	head  bool  // its guess has been read
}

type state uint8

const (
	fresh state = iota
	waiting
	tentative
	done
)

// suspended unwinds the Go stack where a chain of formulas is too deep for it;
// the chain remembers who waits.
type suspended struct{}

// maxDepth is how many nodes of trees may be evaluated inside one another.
const maxDepth = 40_000

// maxFaults is how many causes of errors a run keeps.
const maxFaults = 1000

// NewRun is a run of a book.
func NewRun(b *Book, o Options) *Run {
	if o.Steps <= 0 {
		o.Steps = 100
	}
	if !(o.Tolerance > 0) {
		o.Tolerance = 1e-9
	}
	return &Run{book: b, opts: o, memo: map[Cell]*slot{}}
}

// Value is the value of a cell: a single value, never a reference.
// Chains of any length are followed without deep recursion.
// Checked: TestLongChain, TestCycles.
func (r *Run) Value(at Cell) Value {
	if r.active {
		r.step()
	}
	if v, ok := r.opts.Override[at]; ok {
		return v
	}
	f := r.book.Formula(at)
	if f == nil {
		return r.book.Source.Value(at)
	}
	if f.Form == DataTable {
		if r.opts.DataTable == nil {
			return r.book.Source.Value(at)
		}
		return r.opts.DataTable(r, f, at)
	}
	return f.element(r.result(f), at)
}

// Result is what a formula gives before it is spread over cells: an array for
// an array formula.
func (r *Run) Result(f *Formula) Value { return r.result(f) }

// result is the value of a formula from memory, or computed.
func (r *Run) result(f *Formula) Value {
	s := r.memo[f.At]
	if s == nil {
		s = &slot{f: f}
		r.memo[f.At] = s
	}
	switch {
	case s.state == done:
		return s.value
	case r.ended:
		return unfinished(f.At)
	}
	switch s.state {
	case tentative:
		r.rest(s.low)
		return s.value
	case waiting:
		return r.circle(s)
	}
	r.push(s)
	if !r.active {
		r.drive()
	} else if r.depth > maxDepth {
		panic(suspended{})
	} else {
		r.compute(s)
	}
	switch s.state {
	case tentative:
		r.rest(s.low)
	case fresh:
		return unfinished(f.At) // the run was stopped
	}
	return s.value
}

// push puts a formula on the chain.
func (r *Run) push(s *slot) {
	s.state, s.pos, s.mark = waiting, len(r.chain), len(r.tentative)
	r.chain = append(r.chain, s)
}

// drive computes the chain from its end, as often as the stack was unwound.
func (r *Run) drive() {
	r.active = true
	defer func() { r.active = false }()
	for len(r.chain) > 0 {
		r.depth = 0
		r.attempt(r.chain[len(r.chain)-1])
	}
}

// attempt computes the last formula of the chain, unless the stack is unwound.
func (r *Run) attempt(s *slot) {
	defer func() {
		switch e := recover().(type) {
		case nil, suspended:
		case stopped:
			r.stop()
		default:
			panic(e)
		}
	}()
	r.compute(s)
}

// compute evaluates the last formula of the chain and takes it off.
func (r *Run) compute(s *slot) {
	height := s.f.Class.height
	r.depth += height
	for step := 1; ; step++ {
		s.low = s.pos
		s.value = r.evaluate(s.f)
		if s.low < s.pos || r.settle(s, step) {
			break
		}
	}
	r.depth -= height
	r.chain = r.chain[:s.pos]
	if s.low < s.pos {
		s.state = tentative
		r.tentative = append(r.tentative, s)
		return
	}
	s.state = done
}

// evaluate gives what a formula's tree gives at its cell.
func (r *Run) evaluate(f *Formula) Value {
	c := &Call{run: r, at: f.At, arrays: f.Form != PlainFormula}
	v := c.eval(f.Class.Root)
	if v.Kind == Reference {
		if c.arrays {
			v = c.whole(v)
		} else {
			v = r.single(f.At, v)
		}
	}
	if !c.arrays {
		v = r.single(f.At, v)
	}
	if f.Form == DynamicArray && !fits(v, f.Area) {
		r.fault(f.At, SpillError, Dynamic, distances(f.Class.Root))
	}
	switch v.Kind {
	case Blank:
		return Value{Kind: Number}
	case Function:
		return Fail(CalcError)
	}
	return v
}

// fits reports whether a result has the shape of the cells it was stored in; an
// error that stands for the whole does.
func fits(v Value, a Area) bool {
	g := v.Array()
	if g == nil {
		return a.Single() || v.Kind == Error
	}
	return g.Rows == a.Rows() && g.Cols == a.Cols()
}

// element is what a cell under a formula shows of its result.
func (f *Formula) element(v Value, at Cell) Value {
	a := v.Array()
	if a == nil && (f.Form == ArrayFormula || v.Kind == Error || at == f.At) {
		return v
	}
	if a == nil {
		return Value{}
	}
	row, col := int(at.Row-f.At.Row), int(at.Col-f.At.Col)
	var x Value
	if f.Form == ArrayFormula {
		x = a.Stretched(row, col)
	} else if row < a.Rows && col < a.Cols {
		x = a.At(row, col)
	} else {
		return Value{}
	}
	if x.Kind == Blank {
		return Value{Kind: Number}
	}
	return x
}

// fault keeps the cause of an error and gives the error.
func (r *Run) fault(at Cell, code Code, reason Reason, name string) Value {
	f := Fault{At: at, Reason: reason, Name: name}
	if len(r.faults) < maxFaults {
		r.faults = append(r.faults, f)
	}
	return Failed(code, &f)
}

// Faults are the causes of errors met so far that an error value alone would
// hide, at most a thousand, in the order in which they were met. A fault whose
// error was caught by IFERROR is among them.
func (r *Run) Faults() []Fault { return r.faults }
