package models

import (
	"math"

	"ballast/sim/dist"
)

// revenue works out the collections of all streams.
func (s *scenario) revenue() {
	clear(s.shared)
	for _, p := range s.revenueByPartner {
		clear(p)
	}
	s.collectedBeyond, s.lostRevenue = 0, 0
	if p := s.m.past; p != nil {
		copy(s.collected, p.takings)
		copy(s.shared, p.shared)
		for k := range s.revenueByPartner {
			copy(s.revenueByPartner[k], p.byPartner[k])
		}
	}
	s.revenueChanges()
	for j := range s.m.streams {
		s.earn(j)
		s.collect(j)
	}
	copy(s.collected, s.shared)
	for _, p := range s.revenueByPartner {
		for m, x := range p {
			s.collected[m] += x
		}
	}
}

// revenueChanges turns the revenue impacts of the events into factors by month.
func (s *scenario) revenueChanges() {
	for j := range s.revenueFactor {
		for m := range s.revenueFactor[j] {
			s.revenueFactor[j][m] = 1
		}
	}
	for _, e := range s.events {
		if e.revenue == 0 {
			continue
		}
		r := &s.m.risks[e.risk]
		end := s.m.horizon
		if r.spread > 0 {
			end = min(end, e.month+r.spread)
		}
		for _, j := range r.streams {
			for m := max(0, e.month); m < end; m++ {
				s.revenueFactor[j][m] *= math.Max(0, 1+e.revenue)
			}
		}
	}
}

// earn fills s.earned with the revenue of stream j: maturity x ramp x growth,
// volume, price, driver, noise and risks. A fractional start splits each
// month's amount between neighbours.
func (s *scenario) earn(j int) {
	c := &s.m.streams[j]
	clear(s.earned)
	volume := s.get(c.volume)
	if c.rest != nil {
		volume = c.rest.of(volume)
	}
	level := c.monthly * volume * s.get(c.price)
	start := math.Max(c.earliest, c.start+s.get(c.shift)+s.streamDelay[j])
	k0 := int(math.Floor(start))
	x := start - float64(k0)
	if c.noise > 0 && k0 <= c.end && k0 < s.m.horizon {
		s.noises[j].FillNth(s.noise[:min(c.end+1, s.m.horizon)], uint64(s.id))
		earning := s.noise[k0:min(c.end+1, s.m.horizon)]
		dist.Normals(earning, earning)
	}
	g, prev := 1.0, 0.0
	for k := 0; k0+k <= c.end && k0+k < s.m.horizon; k++ {
		full := g
		if k < len(c.ramp) {
			full *= c.ramp[k]
		}
		m := k0 + k
		if m < s.m.cut { // happened
			prev = full
			g *= c.growth
			continue
		}
		y := level * ((1-x)*full + x*prev) * s.revenueFactor[j][m] * s.index(c.driver, m)
		if c.noise > 0 {
			y *= math.Max(0, 1+c.noise*s.noise[m])
		}
		s.earned[m] = y
		prev = full
		g *= c.growth
	}
}

// collect turns earned revenue into cash: less the uncollectable share, later
// by the lag. It goes to the stream's partner, or to all by their shares.
func (s *scenario) collect(j int) {
	c := &s.m.streams[j]
	keep := 1 - math.Min(1, math.Max(0, s.get(c.lost)))
	lag := math.Max(0, s.get(c.lag))
	to := s.shared
	if c.partner >= 0 {
		to = s.revenueByPartner[c.partner]
	}
	k := int(lag)
	x := lag - float64(k)
	for m, y := range s.earned {
		if y == 0 {
			continue
		}
		s.lostRevenue += y * (1 - keep)
		y *= keep
		s.collectedBeyond += put(to, m+k, y*(1-x))
		if x > 0 {
			s.collectedBeyond += put(to, m+k+1, y*x)
		}
	}
}
