package schema

// referenceSheet holds the outside view: overruns of past projects in one
// column, or the name of a built-in class.
func referenceSheet() Sheet {
	return Sheet{
		Key:     "Reference",
		English: []string{"Reference", "Reference class"},
		Chinese: []string{"参考类别", "参考类"},
		Columns: []Column{
			openChoice("Class|Built-in class|Class of projects", "类别|内置类别|项目类别",
				option("roads", "roads|road", "公路|道路"),
				option("rail", "rail|railway|metro", "轨道交通|铁路|地铁"),
				option("bridges and tunnels", "bridges and tunnels|bridges|tunnels|fixed links", "桥梁与隧道|桥梁|隧道"),
				option("standard buildings", "standard buildings|buildings", "普通建筑|建筑"),
				option("non-standard buildings", "non-standard buildings", "特殊建筑"),
				option("standard civil engineering", "standard civil engineering|civil engineering", "普通土木工程|土木工程"),
				option("non-standard civil engineering", "non-standard civil engineering", "特殊土木工程"),
				option("equipment and development", "equipment and development|equipment", "设备与开发|设备"),
				option("it", "IT projects|IT|information technology|software", "信息技术项目|信息技术|信息化|软件")),
			column(KindText, "Project|Past project|Name", "项目|历史项目|名称"),
			column(KindShare, "Overrun|Overruns|Cost overrun", "超支率|超支|成本超支率"),
		},
	}
}
