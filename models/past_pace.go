package models

import "math"

// paceOf finds when a line really began and how long it takes at its pace. Its planned
// start, with a slip that is certain, moves by as many months as its first booking came
// early or late. Where by the as-of month the work is as planned from there, the months
// to come are those of the plan.
//
// Checked: TestGoneAsPlanned.
func (m *Model) paceOf(l *line, st *lineState) {
	cut := float64(m.past.cut)
	planned, w := l.planned()
	st.start = l.plannedStart()
	if later, ok := m.bookedLater(l, st, w); ok {
		st.start += later
	}
	st.start = math.Max(0, st.start)
	if st.start >= cut && (st.done > 0 || m.mean(l.lag) >= 0) {
		st.start = cut - 1
	}
	if rest, ok := restAsPlanned(st.start, w, m.past.cut, st.done); ok {
		st.lasts, st.rest, st.ends = planned, rest, st.start+float64(len(w)-1)
		return
	}
	passed := cut - st.start
	switch x := l.profile.reached(st.done); {
	case st.done >= 1:
		st.lasts = math.Min(planned, passed)
		st.ends = st.start + math.Max(1, math.Ceil(st.lasts-1e-9)) - 1
	case x > 0:
		st.lasts = passed / x
		if math.Abs(st.lasts-planned) < 1e-9*planned {
			st.lasts = planned
		}
	}
}

// plannedStart is the start with a slip that is certain.
func (l *line) plannedStart() float64 {
	if l.slip.v < 0 {
		return math.Max(0, l.start+l.slip.c)
	}
	return l.start
}

// planned is the duration of a line with a stretch that is certain, and its shares.
func (l *line) planned() (months float64, w []float64) {
	if l.stretch.v >= 0 || l.stretch.c == 1 {
		return l.months, l.weights
	}
	months = math.Max(0.01, l.months*l.stretch.c)
	return months, l.profile.weights(nil, months)
}

// restAsPlanned are the shares of the months from the as-of month on of work that began,
// or begins, at start, where by then the planned share is done.
func restAsPlanned(start float64, w []float64, cut int, done float64) (rest []float64, ok bool) {
	k0 := int(math.Floor(start))
	shares := startingWithin(start-float64(k0), w)
	if k0 > cut {
		return append(make([]float64, k0-cut), shares...), done == 0
	}
	at := min(cut-k0, len(shares))
	return shares[at:], math.Abs(total(shares[:at])-done) < 1e-6
}

// bookedLater is by how many months the first booking came later than planned.
func (m *Model) bookedLater(l *line, st *lineState, w []float64) (months float64, ok bool) {
	at := math.Floor(st.start)
	first, _ := firstOf(startingWithin(st.start-at, w))
	if k, ok := firstOf(st.booked); ok {
		return float64(k) - math.Max(0, at+float64(first)), true
	}
	k, ok := firstOf(st.paid)
	if due := math.Floor(at + float64(first) + m.mean(l.lag)); l.advance == 0 || due < at {
		at = due
	}
	return float64(k) - math.Max(0, at), ok
}

// startingWithin are the monthly shares of work that begins a part x of a month late: a
// month longer than those of w.
func startingWithin(x float64, w []float64) []float64 {
	if x == 0 {
		return w
	}
	out, before := make([]float64, len(w)+1), 0.0
	for k, share := range w {
		out[k] = float64((1-x)*share) + float64(x*before)
		before = share
	}
	out[len(w)] = x * before
	return out
}

// remain is what is left of a line that has begun, at its pace from the as-of month on.
// A line with dated amounts that leave months out keeps the dates of those still to come.
// It slips no more.
func (m *Model) remain(i int, l *line, st *lineState) line {
	out := *l
	cut := float64(m.past.cut)
	out.earliest, out.start = cut, cut
	out.slip, out.late, out.advance, out.impulses = constant(0), constant(-1), 0, nil
	if l.vat > 0 {
		m.note(m.plan.Costs[i].Row.Ref("ID"), "control.retention-of-past", l.id)
	}
	pace := m.stretchSeen(l, st)
	x := l.profile.reached(st.done)
	if st.done >= 1 { // it ended, and what was held back has its date
		out.release += st.ends - cut
	}
	switch {
	case st.done < 1 && total(st.rest) > 0 && math.Abs(st.lasts/l.months-pace.mean) <= 1e-9:
		out.profile, out.months = customProfile(st.rest), float64(len(st.rest))
		out.release += st.ends - (cut + out.months - 1)
	case len(m.plan.Costs[i].Monthly) > 0 && hasGap(l.weights):
		out.remainDated(int(l.start), m.past.cut, st.done)
		return out
	default:
		out.months = math.Max(0.01, (1-x)*l.months*pace.mean)
		out.profile = l.profile.tail(x)
	}
	out.weights = out.profile.weights(nil, out.months)
	if out.stretch.v < 0 {
		out.stretch = constant(1)
	} else {
		pace.scale = 1 / pace.mean
		out.pace = &pace
	}
	return out
}

// stretchSeen is the factor on the planned duration, as far as the work done has
// shown its pace. Less than a tenth of the work says little of it.
func (m *Model) stretchSeen(l *line, st *lineState) credible {
	const enough = 0.1
	mu := m.mean(l.stretch)
	c := credible{mean: mu, prior: mu, shrink: 1, scale: 1, least: 0.01}
	if st.lasts > 0 {
		k := math.Min(1, st.done/enough)
		c.mean = math.Max(0.01, float64((1-k)*mu)+k*st.lasts/l.months)
		c.shrink = math.Sqrt(math.Max(0, 1-st.done))
	}
	return c
}

// hasGap reports a month without work between months with some.
func hasGap(w []float64) bool {
	for k := 1; k < len(w)-1; k++ {
		if w[k] == 0 {
			return true
		}
	}
	return false
}

// remainDated keeps the dated amounts that are not yet worked off; what is
// overdue falls into the next month.
func (l *line) remainDated(first, cut int, done float64) {
	last := max(cut, first+len(l.weights)-1)
	shares := make([]float64, last-cut+1)
	left := done
	for k, w := range l.weights {
		worked := math.Min(w, left)
		left -= worked
		shares[max(first+k, cut)-cut] += w - worked
	}
	if total(shares) <= 0 {
		shares[0] = 1
	}
	l.months, l.stretch = float64(len(shares)), constant(1)
	l.profile = customProfile(shares)
	l.weights = l.profile.weights(nil, l.months)
}
