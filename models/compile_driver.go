package models

import (
	"fmt"
	"strings"

	"ballast/budget"
)

// indexPath is one driver, compiled: its rule and the shock of every month.
type indexPath struct {
	name              string
	rule              driver
	motion            motion // the rule over the plan's months
	base              float64
	expected, planned []float64 // [month] mean level, and that of the plan without what has been seen
	shocks            []number  // one standard normal per month still to come; empty for fixed and table
}

// compileDrivers makes one shock per month still to come for every driver that moves at random.
func (m *Model) compileDrivers() {
	for i, d := range m.plan.Drivers {
		ip := indexPath{name: d.Name, base: d.Base, rule: driver{kind: d.Kind, growth: d.Growth,
			volatility: d.Volatility, speed: d.Speed, base: d.Base, table: relativeTable(d)}}
		if ip.base == 0 {
			ip.base = 1
		}
		if (d.Kind == "walk" || d.Kind == "revert") && d.Volatility > 0 {
			for k := m.cut; k < m.horizon; k++ {
				ip.shocks = append(ip.shocks, m.add(variable{key: fmt.Sprintf("driver/%s/%d", d.Name, k),
					name: d.Name, ref: d.Row.Ref("Name"), dist: normal(), quiet: true}))
			}
			m.setMain(d.Name, ip.shocks...)
		}
		ip.rule.seen = m.seenLevels(i, ip.base)
		ip.motion = ip.rule.moves(m.horizon, len(ip.shocks) > 0)
		ip.expected, ip.planned = make([]float64, m.horizon), make([]float64, m.horizon)
		path(ip.expected, ip.rule, nil)
		path(ip.planned, ip.rule.planned(), nil)
		m.drivers = append(m.drivers, ip)
	}
}

// relativeTable divides a table of values by the base value, when there is one.
func relativeTable(d budget.Driver) []float64 {
	if d.Base == 0 || d.Base == 1 {
		return d.Table
	}
	out := make([]float64, len(d.Table))
	for i, x := range d.Table {
		out[i] = x / d.Base
	}
	return out
}

// driverIndex finds a driver by name, -1 when there is none.
func (m *Model) driverIndex(name string) int {
	for i, d := range m.drivers {
		if name != "" && strings.EqualFold(d.name, name) {
			return i
		}
	}
	return -1
}
