package workbook_test

import (
	"context"
	"fmt"

	"ballast/budget/workbook"
)

// A workbook is read into a plan, and everything that is wrong in it is listed
// at once, each with its cell and a remedy.
func ExampleReadBytes() {
	data, err := workbook.FromText([]byte(`== Project
Start month | 2026-01
Currency | EUR
Discount rate | 8%
== Costs
ID | Name    | Amount  | Start   | Months | Low | Likely | High
C1 | Racks   | 120,000 | 2026-02 | 1      | 90% | 100%   | 130%
C2 | Cooling | 40,000  | 2026-03 | 2      | 90% | 120%   | 110%
`), "en")
	if err != nil {
		fmt.Println(err)
		return
	}
	plan, problems, err := workbook.ReadBytes(context.Background(), "plan.xlsx", data, workbook.ReadOptions{})
	if err != nil { // about the file system or the context, never about what is in the workbook
		fmt.Println(err)
		return
	}
	for _, l := range plan.Costs {
		fmt.Println(l.ID, l.Name, l.Amount, "in month", l.StartMonth)
	}
	for _, p := range problems {
		fmt.Println(p.Format(nil))
	}
	// Output:
	// C1 Racks 120000 in month 1
	// C2 Cooling 40000 in month 2
	// plan.xlsx:Costs!G3: error: likely 120% is above high 110% [estimate-order]
	//     B3 "Cooling"   F3 low 90%   G3 likely 120%   H3 high 110%
	//     the likely value must lie between low and high; were G3 and H3 swapped?
}
