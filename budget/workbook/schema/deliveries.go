package schema

import "ballast/budget"

// deliveriesSheet is the record of what vendors delivered.
func deliveriesSheet() Sheet {
	return sheet("Deliveries|Delivery record|Delivery log", "交付记录|到货记录|交付台账",
		"What vendors delivered, and when: one row for each delivery", "供应商交付情况：每次交付一行",
		column(ID, "Vendor|Supplier|Name", "供应商|名称",
			"A name of the sheet Vendors.",
			"供应商表中的名称。").
			require().of("Vendors").into(to(func(d *budget.Delivery) any { return &d.Vendor })),
		column(Date, "Ordered|Order date|Date", "下单日期|订货日期|日期",
			"Month of the order.",
			"下单的月份。").
			require(),
		column(Date, "Promised|Due|Promised date", "承诺日期|约定交期|应交日期",
			"Month in which it was promised.",
			"承诺交付的月份。").
			into(to(func(d *budget.Delivery) any { return &d.Promised })),
		column(Date, "Delivered|Delivery date|Received", "交付日期|实际交付|到货日期",
			"Month in which it came; blank: not yet.",
			"实际交付的月份；未交付留空。").
			into(to(func(d *budget.Delivery) any { return &d.Delivered })),
		column(Count, "Quantity|Ordered quantity", "数量|订货数量",
			"How much was ordered, in units of your own.",
			"订货数量（单位自定）。").
			require().into(to(func(d *budget.Delivery) any { return &d.Quantity })),
		column(Count, "Accepted|Accepted quantity", "验收数量|合格数量",
			"How much of it was accepted.",
			"其中验收合格的数量。").
			into(to(func(d *budget.Delivery) any { return &d.Accepted })),
		column(Money, "Claim|Claims", "索赔金额|索赔",
			"What was claimed for defects or delay.",
			"因缺陷或延误索赔的金额。").
			into(to(func(d *budget.Delivery) any { return &d.Claim })),
	)
}
