package service

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// InOrder returns the problems, errors first, then by sheet as first met, row
// and column, without those that say the same of the same cell twice.
func InOrder(problems []budget.Problem) []budget.Problem {
	type place struct {
		ref  budget.Ref
		code string
		text string
	}
	seen := map[place]bool{}
	sheets := map[string]int{}
	var list []budget.Problem
	for _, p := range problems {
		at := place{p.Ref, p.Code, p.Message}
		if seen[at] {
			continue
		}
		seen[at] = true
		if _, known := sheets[p.Ref.Sheet]; !known {
			sheets[p.Ref.Sheet] = len(sheets)
		}
		list = append(list, p)
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if a.Severity != b.Severity {
			return a.Severity > b.Severity
		}
		if a.Ref.Sheet != b.Ref.Sheet {
			return sheets[a.Ref.Sheet] < sheets[b.Ref.Sheet]
		}
		return cellBefore(a.Ref.Cell, b.Ref.Cell)
	})
	return list
}

// cellBefore orders cells by row, then column. A problem of a whole sheet, or
// of a range, stands where its first cell does.
func cellBefore(a, b string) bool {
	rowA, colA := splitCell(a)
	rowB, colB := splitCell(b)
	if rowA != rowB {
		return rowA < rowB
	}
	if len(colA) != len(colB) {
		return len(colA) < len(colB)
	}
	return colA < colB
}

// splitCell takes "H14" or "H14:K20" apart into row 14 and column "H".
func splitCell(cell string) (row int, col string) {
	first, _, _ := strings.Cut(cell, ":")
	col = strings.TrimRight(first, "0123456789")
	fmt.Sscanf(first[len(col):], "%d", &row)
	return row, col
}

// Merge adds what a later stage found to what the reader found, except where
// the reader has said as much of the same cell.
func Merge(read, later []budget.Problem) []budget.Problem {
	worst := map[budget.Ref]budget.Severity{}
	for _, p := range read {
		worst[p.Ref] = max(worst[p.Ref], p.Severity)
	}
	all := slices.Clone(read)
	for _, p := range later {
		if said, ok := worst[p.Ref]; ok && p.Ref.Cell != "" && said >= p.Severity {
			continue
		}
		all = append(all, p)
	}
	return all
}

// ProblemsOut is the JSON form of problems; none are an empty list.
func ProblemsOut(problems []budget.Problem) []outcome.ProblemOut {
	list := make([]outcome.ProblemOut, len(problems))
	for i, p := range problems {
		list[i] = outcome.ProblemOut{Severity: p.Severity.String(), Code: p.Code, Sheet: p.Ref.Sheet, Cell: p.Ref.Cell, At: p.Ref.At(), Message: p.Message}
	}
	return list
}
