package models

import "math"

// chance is what decides in most scenarios that a risk does not happen, apart
// from all else that is known of it.
type chance struct {
	risk   int
	kind   chanceKind
	occurs number
	limit  float64
}

// chanceKind says how a chance is decided under the plan's choice.
type chanceKind int

const (
	chanceNone     chanceKind = iota // the risk is closed
	chanceOnce                       // happens from the limit on
	chanceFrequent                   // does not happen below the limit
	chanceAsk                        // depends on more than its own draw
)

// compileChances lists the chances of all risks, parents before children, and
// the risks whose response costs something, and says whether an event can act
// on anything but money. It comes after the actuals, which
// change risks.
func (m *Model) compileChances() {
	m.chances, m.answered, m.acting = nil, nil, m.past != nil
	for at, k := range m.order {
		m.risks[k].place = at
		m.chances = append(m.chances, m.chanceOf(k))
	}
	for k := range m.risks {
		if r := &m.risks[k]; r.cost != 0 && (!r.off || m.past != nil) { // what has struck may still be answered
			m.answered = append(m.answered, k)
		}
		m.acting = m.acting || m.risks[k].acts()
	}
}

func (m *Model) chanceOf(k int) chance {
	r := &m.risks[k]
	c := chance{risk: k, occurs: r.occurs}
	on := planChoice.response(m, k)
	switch {
	case r.off:
	case r.rate > 0:
		f := r.frequency(on)
		if c.kind = chanceAsk; f.mean > 0 && f.mean <= frequencyNormal {
			c.kind, c.limit = chanceFrequent, math.Nextafter(f.none(), 2) // at it, not yet
		}
	case len(r.parents) > 0:
		c.kind = chanceAsk
	default:
		c.kind, c.limit = chanceOnce, 1-r.probability(on)
	}
	return c
}

// count is how often the risk happens under a choice.
func (s *scenario) count(q *chance, c choice) int {
	switch {
	case q.kind == chanceNone || q.risk == c.without:
		return 0
	case q.kind == chanceAsk || q.risk == c.toggle:
		return s.eventCount(q.risk, c)
	case q.kind == chanceOnce:
		if s.get(q.occurs) >= q.limit {
			return 1
		}
		return 0
	case s.get(q.occurs) < q.limit:
		return 0
	}
	return s.eventCount(q.risk, c)
}
