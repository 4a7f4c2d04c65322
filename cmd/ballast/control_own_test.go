package main

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// quay is a Chinese plan as of its fourth month that is as planned.
const quay = `== 项目
名称 | 年度预算
币种 | CNY
开始月份 | 2025-03
期限 | 10
情景数 | 500
截止月份 | 2025-06
预算上限 | 1050

== 成本
编号 | 名称 | 责任人 | 阶段 | 金额 | 最低 | 最可能 | 最高 | 分布 | 开始 | 月数
D1 | 疏浚 | 周工 | 施工 | 1000 | 950 | 1000 | 1100 | 三角 | 2025-03 | 10

== 实际
日期 | 类型 | 编号 | 金额
2025-05 | 成本 | D1 | 300
2025-06 | 成本 | D1 | 100

== 进度
编号 | 完成比例
D1 | 40%
`

// overspent is the same plan, half as dear again in its fourth month.
func overspent() string { return strings.Replace(quay, "D1 | 100\n", "D1 | 340\n", 1) }

// TestThreeCopiesOfOneTemplate: three files that kept one name are fine in May; what
// rises in June in the first and third is said, run again or not, and nothing of the second.
func TestThreeCopiesOfOneTemplate(t *testing.T) {
	plan(t, quay)
	run := func(file, source string) (risen bool) {
		rewrite(t, file, source)
		got := ballast(t, "run", file, "--store", "预算.db", "--json", file+".json", "--force")
		if got.code != exitOK {
			t.Fatalf("%s: exit %d\n%s", file, got.code, got.err)
		}
		got = ballast(t, "run", file, "--store", "预算.db", "--json", "-", "--quiet", "--force")
		var c controlled
		if err := json.Unmarshal([]byte(got.out), &c); err != nil {
			t.Fatal(err)
		}
		for _, w := range c.Warnings {
			risen = risen || w.Risen && w.Tier == "major"
		}
		return risen
	}
	may := strings.NewReplacer("截止月份 | 2025-06", "截止月份 | 2025-05", "2025-06 | 成本 | D1 | 100\n", "", "40%", "30%").Replace(quay)
	ports := []string{"东港.xlsx", "西港.xlsx", "南港.xlsx"}
	for _, file := range ports {
		if run(file, may) {
			t.Errorf("%s: as planned, and a rise to major", file)
		}
	}
	for k, month := range []string{overspent(), quay, overspent()} {
		if risen := run(ports[k], month); risen != (k != 1) {
			t.Errorf("%s: risen %v", ports[k], risen)
		}
	}
}

// TestNotifyFailsInChinese: where the mail is not sent, an alarm of any tier keeps its exit,
// and no alarm keeps the exit of what failed.
func TestNotifyFailsInChinese(t *testing.T) {
	rules := `
== 预警规则
指标 | 一般 | 较大 | 重大 | 责任人 | 应对措施 | 连续月数
超支概率 | 0.5 | 0.7 | 0.9 | 周工 | 报告 |
`
	for _, tier := range []string{"general", "higher", "major"} {
		got := ballast(t, "run", plan(t, overspent()+rules), "--quiet", "--fail-on", tier, "--notify", "exit 7")
		if got.code != exitAlert || !strings.Contains(got.err, "--notify") {
			t.Errorf("%s: exit %d\n%s", tier, got.code, got.err)
		}
	}
}

// TestCompareSharesWhatActsTogether: 1,000 at 1.2 becomes 1,500 at 1.4. First the line
// and then the risk is 600 and 300, the other way 700 and 200: the mean of both is 650 and
// 250, whichever plan comes first, and the two orders are 100 apart.
func TestCompareSharesWhatActsTogether(t *testing.T) {
	const before = `== 项目
名称 | 航站楼
币种 | CNY
开始月份 | 2026-01
期限 | 12
情景数 | 500

== 成本
编号 | 名称 | 金额 | 开始 | 月数
C1 | 幕墙 | 1000 | 2026-03 | 5

== 风险
编号 | 名称 | 概率 | 成本影响 | 影响口径 | 影响对象 | 起始 | 截止
R1 | 涨价 | 100% | 1.2 | 系数 | C1 | 2026-01 | 2026-01
`
	plan(t, before)
	rewrite(t, "甲.xlsx", before)
	rewrite(t, "乙.xlsx", strings.NewReplacer("| 1000 |", "| 1500 |", "| 1.2 |", "| 1.4 |").Replace(before))
	for sign, files := range map[float64][2]string{1: {"甲.xlsx", "乙.xlsx"}, -1: {"乙.xlsx", "甲.xlsx"}} {
		got := ballast(t, "compare", files[0], files[1], "--json")
		var b struct {
			Steps []struct {
				Part string
				Cost float64
			}
			Spread float64 `json:"largest_spread"`
		}
		if err := json.Unmarshal([]byte(got.out), &b); err != nil || got.code != exitOK {
			t.Fatalf("exit %d, %v\n%s", got.code, err, got.err)
		}
		var moved []float64
		for _, s := range b.Steps {
			if math.Abs(s.Cost) > 1e-6 {
				moved = append(moved, s.Cost)
			}
		}
		if len(moved) != 2 || math.Abs(moved[0]-650*sign) > 1e-6 || math.Abs(moved[1]-250*sign) > 1e-6 || math.Abs(b.Spread-100) > 0.01 {
			t.Errorf("%v: %+v", files, b)
		}
	}
}
