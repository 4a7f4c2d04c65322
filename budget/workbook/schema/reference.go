package schema

// referenceSheet holds the outside view: overruns of past projects in one column, or
// the name of a built-in class.
func referenceSheet() Sheet {
	return sheet("Reference|Reference class", "参考类别|参考类",
		"How far comparable projects overran: a column of past overruns, or a built-in class", "同类项目的超支情况：一列历史超支率，或一个内置类别",
		column(Text, "Class|Built-in class|Class of projects", "类别|内置类别|项目类别",
			"Name of a built-in class, in one cell. Beside overruns of your own it only names them.",
			"内置类别名称，填一格即可；若同时填写了历史超支率，则仅作为其名称。").
			openChoice(
				option("roads", "roads|road", "公路|道路"),
				option("rail", "rail|railway|metro", "轨道交通|铁路|地铁"),
				option("bridges and tunnels", "bridges and tunnels|bridges|tunnels|fixed links", "桥梁与隧道|桥梁|隧道"),
				option("standard buildings", "standard buildings|buildings", "普通建筑|建筑"),
				option("non-standard buildings", "non-standard buildings", "特殊建筑"),
				option("standard civil engineering", "standard civil engineering|civil engineering", "普通土木工程|土木工程"),
				option("non-standard civil engineering", "non-standard civil engineering", "特殊土木工程"),
				option("equipment and development", "equipment and development|equipment", "设备与开发|设备"),
				option("it", "IT projects|IT|information technology|software", "信息技术项目|信息技术|信息化|软件")),
		column(Text, "Project|Past project|Name", "项目|历史项目|名称",
			"Name of a past project, for reading only.",
			"历史项目名称，仅供阅读。"),
		column(Excess, "Overrun|Overruns|Cost overrun", "超支率|超支|成本超支率",
			"Overrun of one past project as a share of its budget, negative when it cost less; or the name of a built-in class.",
			"一个历史项目的超支率（占其预算的比例），节余为负；也可填内置类别名称。"),
	)
}
