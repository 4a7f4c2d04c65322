package main

import (
	"math"
	"strings"
	"testing"

	"ballast/models/outcome"
)

// cardOf is the card of a name.
func cardOf(t *testing.T, list []outcome.Card, name string) outcome.Card {
	t.Helper()
	for _, c := range list {
		if c.Name == name {
			return c
		}
	}
	t.Fatalf("no card of %s in %+v", name, list)
	return outcome.Card{}
}

// TestScorecardRules: weights and limits of the workbook decide the grade, a team is
// appraised by the lines of its members, and by its own rule where it has one; in both
// languages.
func TestScorecardRules(t *testing.T) {
	rules := map[string]string{
		"en": "\n== Scorecard rules\nMeasure | Weight | A | B | C | Team | Members\nCPI | 3 | 0.95 | 0.9 | 0.5 | |\nBeyond base and reserve | 0 | | | | |\nReserve used | 0 | | | | |\n" +
			"Forecast error | 0 | | | | |\nLate rate | 1 | 5% | 10% | 90% | |\nCPI | 1 | 0.8 | 0.7 | 0.6 | Works | Ann, Bob\nLate rate | 0 | | | | Works |\n",
		"zh": "\n== 考核规则\n考核指标 | 权重 | A | B | C | 团队 | 成员\n成本绩效指数 | 3 | 0.95 | 0.9 | 0.5 | |\n超出概率 | 0 | | | | |\n储备使用率 | 0 | | | | |\n" +
			"预测误差 | 0 | | | | |\n迟交率 | 1 | 5% | 10% | 90% | |\nCPI | 1 | 0.8 | 0.7 | 0.6 | Works | 安，鲍\n迟交率 | 0 | | | | Works |\n",
	}
	for lang, rule := range rules {
		c := cycled(t, gated[lang]+rule).Control.Cards
		owner := map[string]string{"en": "Bob", "zh": "鲍"}[lang]
		bob := cardOf(t, c.Owners, owner)
		// CPI 396/460 = 0.86: C by 0.5, three times; late rate: work due by now not done
		if bob.CPI == nil || math.Abs(*bob.CPI-396.0/460) > 1e-9 || !strings.HasPrefix(bob.Marks, "C - - - ") {
			t.Errorf("%s: %+v", lang, bob)
		}
		works := cardOf(t, c.Teams, "Works")
		// (300 + 396) / (330 + 460) = 0.881: A by 0.8
		if works.CPI == nil || math.Abs(*works.CPI-696.0/790) > 1e-9 || works.Marks != "A - - - -" || works.Grade != "A" {
			t.Errorf("%s: %+v", lang, works)
		}
	}
}

// TestOwnersAreNotJudgedByTheIndex: the CPI of an owner is at constant prices; that of the
// plan is not.
func TestOwnersAreNotJudgedByTheIndex(t *testing.T) {
	source := strings.NewReplacer("ID | Name | Owner | Phase | Amount | Start | Months\n", "ID | Name | Owner | Phase | Amount | Start | Months | Driver\n",
		"C2 | Walls | Bob | construction | 1200 | 2026-02 | 6", "C2 | Walls | Bob | construction | 1200 | 2026-02 | 6 | STEEL",
		"== Risks", "== Drivers\nName | Kind | Growth | Volatility\nSTEEL | walk | 0% | 10%\n\n== Risks",
		"2026-02 | cost | C2 | 200\n2026-03 | cost | C2 | 260", "2026-02 | cost | C2 | 250\n2026-03 | cost | C2 | 250\n2026-02 | driver | STEEL | 1.25\n2026-03 | driver | STEEL | 1.25").Replace(gated["en"])
	bob := cardOf(t, cycled(t, source).Control.Cards.Owners, "Bob")
	if bob.CPI == nil || math.Abs(*bob.CPI-396.0/400) > 1e-9 {
		t.Errorf("CPI of Bob %v, want 396 for 500 at 1.25", *bob.CPI)
	}
}

// TestVendorsByDeliveries: a vendor with enough deliveries is marked by them, one with too
// few by the work of its lines, and both say how many there are.
func TestVendorsByDeliveries(t *testing.T) {
	row := func(v string) string { return v + " | 2026-01 | 2026-01 | 2026-02 | 10\n" }
	source := strings.NewReplacer("ID | Name | Owner | Phase | Amount | Start | Months\n", "ID | Name | Owner | Vendor | Phase | Amount | Start | Months\n",
		"C1 | Plans | Ann |", "C1 | Plans | Ann | Acme |", "C2 | Walls | Bob |", "C2 | Walls | Bob | Bolt |").Replace(gated["en"]) +
		"\n== Vendors\nName | Grade\nAcme | A\nBolt | B\n\n== Deliveries\nVendor | Ordered | Promised | Delivered | Quantity\n" + strings.Repeat(row("Acme"), 5) + row("Bolt")
	c := cycled(t, source).Control.Cards
	acme, bolt := cardOf(t, c.Vendors, "Acme"), cardOf(t, c.Vendors, "Bolt")
	if acme.LateRate == nil || *acme.LateRate != 1 || *acme.Deliveries != 5 {
		t.Errorf("Acme %+v", acme)
	}
	if bolt.LateRate == nil || *bolt.LateRate > 0.5 || *bolt.Deliveries != 1 {
		t.Errorf("Bolt %+v", bolt)
	}
}
