package formula

// maxArray is how many elements an array has at most.
const maxArray = 1 << 22

// tooLarge reports whether an array of a size is not made.
func tooLarge(rows, cols int) bool { return rows > maxArray || cols > maxArray || rows*cols > maxArray }

// stopped unwinds the Go stack where a run has read all it may, or its host
// does not want the answer any more.
type stopped struct{}

// step counts a cell that is read or an element that is computed, and ends the
// run where there are too many; between asks the host now and then.
func (r *Run) step() {
	r.count(1)
	if r.reads&1023 == 0 {
		r.ask()
	}
}

// take counts the elements of the arrays that a function is given or gives,
// whether it looks at them one by one or not.
func (r *Run) take(values ...Value) {
	for _, v := range values {
		if a := v.Array(); a != nil {
			r.count(len(a.V))
			r.ask()
		}
	}
}

// count counts what is read, and ends the run where it is too much.
func (r *Run) count(n int) {
	r.reads += n
	if r.opts.Reads > 0 && r.reads > r.opts.Reads {
		panic(stopped{})
	}
}

// ask ends the run where its host does not want the answer any more.
func (r *Run) ask() {
	select {
	case <-r.opts.Done:
		panic(stopped{})
	default:
	}
}

// stop ends a run: what is not computed yet stays so.
func (r *Run) stop() {
	for _, s := range r.chain {
		s.state = fresh
	}
	r.chain, r.tentative, r.ended = nil, nil, true
}

// Stopped reports whether the run ended before everything asked for was
// computed: it had read Options.Reads cells, or Options.Done was closed. What
// it is asked for then is #CALC! with the reason Unfinished.
// Checked: TestStopped.
func (r *Run) Stopped() bool { return r.ended }

// unfinished is the value of a cell that a stopped run did not compute.
func unfinished(at Cell) Value {
	return Failed(CalcError, &Fault{At: at, Reason: Unfinished})
}
