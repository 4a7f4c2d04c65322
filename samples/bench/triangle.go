package bench

import (
	"errors"
	"strconv"
)

// Triangle is the lower half of a matrix, row by row. It reads itself, because
// the tens of thousands of numbers of a matrix are most of a file, and slow in
// the general decoder.
// Checked: TestTriangle, against the general decoder.
type Triangle [][]float64

// UnmarshalJSON reads a list of lists of numbers. The caller has seen that data
// is proper JSON.
func (t *Triangle) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	*t = nil
	var row []float64
	depth := 0
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case c == ',' || c == ' ' || c == '\n' || c == '\r' || c == '\t':
		case c == '[' && depth < 2:
			depth++
			row = make([]float64, 0, len(*t)+1)
		case c == ']' && depth == 2:
			*t = append(*t, row)
			depth--
		case c == ']':
			depth--
		case depth == 2 && (c == '-' || '0' <= c && c <= '9'):
			end := i + 1
			for inNumber(data[end]) { // a bracket follows, if nothing else
				end++
			}
			x, err := strconv.ParseFloat(string(data[i:end]), 64)
			if err != nil {
				return err
			}
			row, i = append(row, x), end-1
		default:
			return errors.New("the lower triangle of a matrix is a list of rows of numbers")
		}
	}
	return nil
}

// inNumber reports whether a byte can stand inside a number.
func inNumber(c byte) bool {
	return '0' <= c && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E'
}
