package models

import (
	"math"

	"ballast/models/vector"
	"ballast/sim/distribution"
)

// revenue works out the collections of all streams.
func (s *scenario) revenue() {
	clear(s.shared)
	for _, p := range s.revenueByPartner {
		clear(p)
	}
	s.collectedBeyond, s.lostRevenue = 0, 0
	clear(s.beyondByPartner)
	for _, row := range s.recover {
		clear(row)
	}
	if p := s.m.past; p != nil {
		copy(s.collected, p.takings)
		copy(s.shared, p.shared)
		for k := range s.revenueByPartner {
			copy(s.revenueByPartner[k], p.byPartner[k])
		}
		for j := range s.m.streams {
			for _, r := range s.m.streams[j].recovered {
				vector.AddScaled(s.recover[r.source][:p.cut], r.part, p.streams[j].collected)
			}
		}
	}
	s.revenueChanges()
	for j := range s.m.streams {
		from, end := s.earn(j)
		s.collect(j, from, end)
	}
	copy(s.collected, s.shared)
	for _, p := range s.revenueByPartner {
		for m, x := range p {
			s.collected[m] += x
		}
	}
}

// revenueChanges turns the revenue impacts of the events into factors by
// month, for the streams that an event touches.
func (s *scenario) revenueChanges() {
	clear(s.revenueTouched)
	for _, e := range s.events {
		if e.revenue == 0 {
			continue
		}
		r := &s.m.risks[e.risk]
		end := s.m.horizon
		if r.spread > 0 {
			end = min(end, e.month+r.spread)
		}
		by := max(0, 1+e.revenue)
		for _, j := range r.streams {
			factor := s.revenueFactor[j]
			if !s.revenueTouched[j] {
				s.revenueTouched[j] = true
				for m := range factor {
					factor[m] = 1
				}
			}
			for m := max(0, e.month); m < end; m++ {
				factor[m] *= by
			}
		}
	}
}

// earn fills s.earned with the revenue of stream j and returns the months in
// which there is any. The last month of one that ends within it is a part.
func (s *scenario) earn(j int) (from, end int) {
	from, end = s.earnWhole(j)
	if c := &s.m.streams[j]; c.endShare != 1 && from < end {
		s.earned[end-1] *= c.endShare
	}
	return from, end
}

// earnWhole fills s.earned with the revenue of stream j and returns the months in
// which there is any: maturity x ramp x growth, volume, price, driver, noise
// and risks. A fractional start splits each month's amount between neighbours.
func (s *scenario) earnWhole(j int) (from, end int) {
	c := &s.m.streams[j]
	start := c.start + s.get(c.shift) + s.streamDelay[j]
	for _, n := range c.known {
		start += s.get(n)
	}
	start = max(c.earliest, start)
	end = c.end + 1
	first := end
	if start < float64(end) {
		first = int(start)
	}
	if from = max(first, s.m.cut-s.lagMonths(c)); from >= end { // it never begins, or all of it happened
		clear(s.earned)
		return end, end
	}
	clear(s.earned[:from])
	clear(s.earned[end:])
	earned := s.earned[from:end]
	level, late := s.streamLevel(c), start-float64(first)
	if late == 0 && c.noise > 0 && c.driver < 0 && !s.revenueTouched[j] {
		vector.Mature(earned, s.noiseOf(j, from, end), c.curve[from-first:], level, c.noise)
		return from, end
	}
	c.mature(earned, from-first, level, late)
	if s.revenueTouched[j] {
		vector.Multiply(earned, s.revenueFactor[j][from:end])
	}
	if c.driver >= 0 {
		vector.Multiply(earned, s.paths[c.driver][from:end])
	}
	if c.noise > 0 {
		for m, x := range s.noiseOf(j, from, end)[:len(earned)] {
			earned[m] *= vector.Noisy(c.noise, x)
		}
	}
	return from, end
}

// lagMonths is within how many months before the as-of month a stream earned what is
// still to be collected.
func (s *scenario) lagMonths(c *revenueStream) int {
	if s.m.past == nil {
		return 0
	}
	return min(s.m.cut, int(math.Ceil(min(max(0, s.get(c.lag)), float64(s.m.cut)))))
}

// noiseOf returns the standard normals of the months from..end-1 of stream j, drawn once
// in a scenario whatever happens in it.
func (s *scenario) noiseOf(j, from, end int) []float64 {
	n := &s.noise[j]
	if whole := from &^ 3; n.turn != s.turn || whole < n.from || end > n.end { // numbers are drawn by fours
		z := n.z[whole:end]
		s.noises[j].FillNthFrom(z, uint64(s.id), uint64(whole))
		distribution.Normals(z, z)
		n.turn, n.from, n.end = s.turn, whole, end
	}
	return n.z[from:end]
}

// monthlyNoise is the noise of a stream in some months of a scenario.
type monthlyNoise struct {
	turn      uint64 // the scenario
	from, end int
	z         []float64 // [month]
}

// streamLevel is what a month of a mature stream is worth.
func (s *scenario) streamLevel(c *revenueStream) float64 {
	volume := s.get(c.volume)
	if c.rest != nil {
		volume = c.rest.of(volume)
	}
	return c.monthly * volume * s.get(c.price)
}

// mature fills dst with the revenue of the months from the age-th on, of a
// stream that starts the part late of a month after its first.
func (c *revenueStream) mature(dst []float64, age int, level, late float64) {
	curve := c.curve[age:][:len(dst)]
	if late == 0 {
		for m, x := range curve {
			dst[m] = float64(level * x)
		}
		return
	}
	now, before, last := level*(1-late), level*late, 0.0
	if age > 0 {
		last = c.curve[age-1]
	}
	for m, x := range curve {
		dst[m] = float64(now*x) + float64(before*last)
		last = x
	}
}

// collect turns the revenue earned in the months from..end-1 into cash: less
// the uncollectable share, later by the lag. It goes to the stream's partner,
// or to all by their shares.
func (s *scenario) collect(j, from, end int) {
	c := &s.m.streams[j]
	earned := s.earned[from:end]
	keep := 1 - min(1, max(0, s.get(c.lost)))
	to := s.shared
	if c.partner >= 0 {
		to = s.revenueByPartner[c.partner]
	}
	lag := min(max(0, s.get(c.lag)), float64(len(to))) // all later money is beyond
	k := int(lag)
	late := lag - float64(k)
	for _, r := range c.recovered {
		row, part := s.recover[r.source], keep*r.part
		money, at := s.upcoming(earned, from+k)
		addLater(row, money, at, part*(1-late))
		if late > 0 {
			money, at = s.upcoming(earned, from+k+1)
			addLater(row, money, at, part*late)
		}
	}
	beyond := s.collectPart(to, earned, from+k, 1-late, keep)
	if late > 0 {
		beyond += s.collectPart(to, earned, from+k+1, late, keep)
	}
	s.collectedBeyond += beyond
	if c.partner >= 0 {
		s.beyondByPartner[c.partner] += beyond
	}
}

// toCome is what s.earned of stream j brings, or would if all of it were collected,
// in months that have not happened.
func (s *scenario) toCome(j, from, end int) float64 {
	earned := s.earned[from:end]
	lag := min(max(0, s.get(s.m.streams[j].lag)), float64(s.m.horizon))
	k := int(lag)
	late := lag - float64(k)
	now, _ := s.upcoming(earned, from+k)
	next, _ := s.upcoming(earned, from+k+1)
	return float64((1-late)*total(now)) + float64(late*total(next))
}

// upcoming leaves out what was collected in months that have happened: it is in the
// actuals.
func (s *scenario) upcoming(earned []float64, at int) ([]float64, int) {
	if passed := s.m.cut - at; passed > 0 {
		return earned[min(passed, len(earned)):], s.m.cut
	}
	return earned, at
}

// collectPart collects a part of what was earned from month at on, as far as the
// months are still to come, and loses what is uncollectable. It returns what comes beyond
// the horizon.
func (s *scenario) collectPart(to, earned []float64, at int, part, keep float64) (beyond float64) {
	earned, at = s.upcoming(earned, at)
	if keep < 1 {
		sum := 0.0
		for _, y := range earned {
			sum += y
		}
		s.lostRevenue += float64(sum * part * (1 - keep))
	}
	return addLater(to, earned, at, keep*part)
}

// addLater adds share of x to dst from month at on, and returns what falls
// beyond its end.
func addLater(dst, x []float64, at int, share float64) (beyond float64) {
	inside := min(len(x), max(0, len(dst)-at))
	if inside > 0 {
		vector.AddScaled(dst[at:][:inside], share, x[:inside])
	}
	for _, y := range x[inside:] {
		beyond += y
	}
	return beyond * share
}
