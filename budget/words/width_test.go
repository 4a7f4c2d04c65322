package words

import (
	"strings"
	"testing"
)

// TestWidth: Chinese characters take two columns.
func TestWidth(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "成本": 4, "期限(月)": 8, "（一）": 6, "¥": 1, "ﾊﾟ": 2, "é": 1, "한": 2} {
		if got := Width(text); got != want {
			t.Errorf("width of %q is %d, want %d", text, got, want)
		}
	}
	for _, c := range []struct {
		text string
		n    int
		want string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"成本项目", 5, "成本…"}, {"成本项目", 4, "成…"}, {"", 0, ""}} {
		if got := Clip(c.text, c.n); got != c.want || Width(got) > max(c.n, 1) {
			t.Errorf("%q in %d columns: %q, want %q", c.text, c.n, got, c.want)
		}
		if got := Pad(c.text, 9); Width(got) != 9 || !strings.HasPrefix(got, c.text) {
			t.Errorf("%q padded: %q", c.text, got)
		}
	}
}

// TestTable: every column begins, or ends, at one place on the screen, in any
// language; a short row is no fault.
func TestTable(t *testing.T) {
	table := Table{Indent: "> ", First: 3, Last: 3}
	table.Add("序号", "计划", "应急储备")
	table.Add("1", "Office", "34,100")
	table.Add("12", "数据中心扩建", "1,208 万", "x")
	table.Add("only")
	var out strings.Builder
	if err := table.Write(&out); err != nil {
		t.Fatal(err)
	}
	want := "" +
		"> 序号  计划          应急储备\n" +
		"> 1     Office          34,100\n" +
		"> 12    数据中心扩建  1,208 万  x\n" +
		"> only\n"
	if out.String() != want {
		t.Errorf("printed\n%swant\n%s", out.String(), want)
	}
	if err := (&Table{}).Write(&out); err != nil {
		t.Error(err)
	}
}
