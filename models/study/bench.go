package study

import (
	"context"
	"errors"
	"fmt"

	"ballast/budget"
	"ballast/models"
)

// Reader reads the plan with other numbers in some cells; without any, as it stands.
// Every plan that it returns is the caller's own.
type Reader func(cells []Cell) (*budget.Plan, error)

// Bench simulates variants of a plan on the draws of its run.
type Bench struct {
	Plan *budget.Plan
	Run  *models.Simulation // of the plan as it stands
	Read Reader             // nil: inputs that are cells are refused
	Step func(done, total int)
}

// setting is an input with the value that it is given.
type given struct {
	in *Input
	x  float64
}

// variant is the plan with inputs at other values.
func (b *Bench) variant(all ...given) (*budget.Plan, error) {
	var cells []Cell
	for _, g := range all {
		if g.in.Kind == CellOf {
			c := g.in.Cell
			c.Value = g.x
			cells = append(cells, c)
		}
	}
	p := b.Plan
	if len(cells) > 0 {
		if b.Read == nil {
			return nil, errors.New("cells of the workbook cannot be changed here")
		}
		var err error
		if p, err = b.Read(cells); err != nil {
			return nil, err
		}
	}
	own := *p
	for _, g := range all {
		g.in.put(&own, b.Run.Base(), g.x)
	}
	return &own, nil
}

// simulate runs a variant, with the seed of the run on its draws.
// bare leaves the cost unsmoothed.
func (b *Bench) simulate(ctx context.Context, seed uint64, bare bool, all ...given) (*models.Simulation, error) {
	p, err := b.variant(all...)
	if err != nil {
		return nil, err
	}
	m, problems := models.Compile(p)
	if m == nil {
		for _, x := range problems {
			if x.Severity == budget.Error {
				return nil, fmt.Errorf("with %s the plan cannot be simulated: %s", all[0].in.Name, x.Message)
			}
		}
		return nil, errors.New("the plan cannot be simulated")
	}
	return b.Run.Again(ctx, m, seed, bare)
}
