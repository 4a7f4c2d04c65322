package workbook

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/workbook/internal/specimen"
)

// TestDump compares lines of a dump with what the book says.
func TestDump(t *testing.T) {
	target := filepath.Join(t.TempDir(), "a.xlsx")
	_, err := Write(context.Background(), WriteOptions{Data: specimen.Rich(t), Target: target}, specimen.Book("zh"))
	specimen.Must(t, err)
	all, err := Dump(target)
	specimen.Must(t, err)
	ours, err := DumpResults(target)
	specimen.Must(t, err)
	for _, want := range []string{
		"# Costs\nA1\t\"ID\"\t\tGeneral\n",
		"C2\t120.5\t\t[$¥-804]#,##0.00\n",
		"# 总览\n",
		"B4\t12400000\t=MAX('现金''流 数据'!B2:B25)\t#,##0.0,,\"m\"\n",
		"A7\tTRUE\t\tGeneral\n", "B7\t46145\t\tyyyy-mm-dd\n", "A8\t\"yes\"\t=IF(B4>0,\"yes {data}\",\"no\")\tGeneral\n",
		"chart\t[\"三个驱动因素解释了大部分波动\"]\t'现金''流 数据'!$L$2:$L$9 ",
		"Ballast.P80\t'总览'!$B$4\n",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%.3000s", want, all)
		}
	}
	if strings.Contains(ours, "# Costs") || !strings.Contains(ours, "# 总览\n") || !strings.Contains(all, ours[:200]) {
		t.Error("the dump of results has other sheets than ours")
	}
}

func TestRounded(t *testing.T) {
	for in, want := range map[string]string{"0.30000000000000004": "0.3", "1.24E+07": "12400000", "1E-20": "0.00000000000000000001", "x": "x"} {
		if got := rounded(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
