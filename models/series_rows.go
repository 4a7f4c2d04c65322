package models

import "ballast/sim"

// rowsAbreast is how many scenarios are collected before their monthly series
// go to the columns: the sixteen values of a month are two lines of the cache.
// Writing one scenario at a time touches a line, and a page, for every value.
const rowsAbreast = 16

// seriesRows keeps one monthly series of neighbouring scenarios of a block, a
// row for each.
type seriesRows struct {
	months int
	data   []float64
}

// row is the place of scenario i of a block.
func (r *seriesRows) row(i int) []float64 {
	at := i % rowsAbreast * r.months
	return r.data[at:][:r.months:r.months]
}

// flush writes the rows of scenarios first to last into the columns, eight
// values at a time where there are as many.
func (r *seriesRows) flush(columns [][]float64, first, last int) {
	h := r.months
	for m, column := range columns {
		column, from := column[first:last+1], r.data[m:]
		for len(column) >= 8 && len(from) > 7*h {
			to := (*[8]float64)(column)
			to[0], to[1], to[2], to[3] = from[0], from[h], from[2*h], from[3*h]
			to[4], to[5], to[6], to[7] = from[4*h], from[5*h], from[6*h], from[7*h]
			column, from = column[8:], from[min(8*h, len(from)):]
		}
		for i := range column {
			column[i] = from[i*h]
		}
	}
}

// row is where series number series of scenario i is to be written.
func (k *kernel) row(b *sim.Block, series, i int) []float64 {
	if k.rows == nil {
		k.rows = make([]seriesRows, len(b.Series))
	}
	r := &k.rows[series]
	if r.data == nil {
		r.months = len(b.Series[series])
		r.data = make([]float64, rowsAbreast*r.months)
	}
	return r.row(i)
}

// flush writes the rows that are complete after scenario i into the columns of
// the block.
func (k *kernel) flush(b *sim.Block, i int) {
	if b.Series == nil || (i+1)%rowsAbreast != 0 && i+1 != b.N {
		return
	}
	for series := range k.rows {
		if r := &k.rows[series]; r.data != nil && b.Series[series] != nil {
			r.flush(b.Series[series], i-i%rowsAbreast, i)
		}
	}
}
