package models_test

import (
	"context"
	"fmt"

	"ballast/budget"
	"ballast/models"
)

// A whole simulation, from a plan made by hand to the reserve that it needs. A
// plan of a workbook comes from budget/workbook instead.
func ExampleRun() {
	plan := &budget.Plan{
		Project: budget.Project{Currency: "EUR", Start: budget.Month{Year: 2027, Month: 1}, Horizon: 12,
			ReserveConfidence: 0.8, LiquidityConfidence: 0.9, Scenarios: 10000, Seed: 1},
		Costs: []budget.CostLine{
			{ID: "C1", Name: "Racks", Amount: budget.MoneyOf(100), Months: 3, Uncertainty: &budget.Quantity{Text: "PERT(80,100,160)"}},
			{ID: "C2", Name: "Power", Amount: budget.MoneyOf(50), Months: 2, Uncertainty: &budget.Quantity{Text: "Normal(50,5)"}},
		},
	}
	model, problems := models.Compile(plan)
	if model == nil {
		fmt.Println(problems)
		return
	}
	outcome, err := models.Run(context.Background(), model, models.RunConfig{})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := outcome.Reserve
	fmt.Printf("base %.0f; %.0f more is enough in %.0f %% of futures\n", outcome.Cost.Base, r.Contingency, 100*r.Confidence)
	// Output: base 150; 20 more is enough in 80 % of futures
}
