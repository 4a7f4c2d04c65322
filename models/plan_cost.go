package models

// planCosts spreads the base amounts over the planned months.
func (m *Model) planCosts() {
	m.plannedCost = make([]float64, m.horizon)
	for i := range m.lines {
		l := &m.lines[i]
		for k, w := range l.weights {
			m.plannedBeyond += put(m.plannedCost, int(l.start)+k, l.base*w)
		}
	}
}
