package main

import (
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ballast/samples"
)

// cent is how far a sum of n printed amounts may be off: half a cent each.
func cent(n int) float64 { return 0.006 * float64(n+1) }

// TestExplainByHand takes the printed text of futures of the samples and does
// its sums again, with nothing but the printed figures.
func TestExplainByHand(t *testing.T) {
	root, err := filepath.Abs("../../samples")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		sample   string
		scenario int
		past     int     // months that have happened
		tax      float64 // rate
	}{
		{"office-move", 17, 0, 0},
		{"ecommerce-platform", 4711, 5, 0.25},
		{"cloud-joint-operation", 4711, 0, 0.15},
		{"cloud-joint-operation-zh", 17, 0, 0.15},
	} {
		t.Run(c.sample, func(t *testing.T) {
			got := ballast(t, "explain", filepath.Join(root, c.sample, "plan.xlsx"), "--scenario", fmt.Sprint(c.scenario))
			if got.code != exitOK {
				t.Fatalf("exit %d: %s", got.code, got.err)
			}
			p := readPrintout(t, got.out, samples.Language(c.sample))
			handCosts(p, c.past > 0)
			handMonths(p, c.past, c.tax)
			if c.sample != "office-move" {
				handSources(p)
				handWorth(p, c.tax)
				handStreams(p)
			}
		})
	}
}

// handCosts: unit x draw x vendor = amount, amount x months x risks x index =
// total; lines + risks + spent = total cost.
func handCosts(p *printout, past bool) {
	t := p.t
	lines := p.table("id", "name", "base", "unit", "draw", "vendor", "lineamount", "xmonths", "xrisks", "xindex", "total", "starts", "lasts")
	sum, base := 0.0, 0.0
	for _, r := range lines {
		factors := r.of("xmonths") * r.of("xrisks") * r.of("xindex")
		want := r.of("lineamount") * factors
		near(t, "line "+r.cells["id"], r.of("total"), want, cent(0)*(1+factors)+4e-8*math.Abs(want))
		if amount := r.of("unit") * r.of("draw") * r.of("vendor"); !past {
			near(t, "amount of "+r.cells["id"], r.of("lineamount"), amount, cent(0)*(1+r.of("draw"))+4e-8*math.Abs(amount))
		}
		sum += r.of("total")
		base += r.of("base")
	}
	near(t, "sum of the lines", p.said("sum.lines"), sum, cent(len(lines)))
	near(t, "base", p.said("sum.base"), base, cent(len(lines)))
	byRisk := map[string]float64{}
	for _, events := range p.tables("month", "id", "name", "impactis", "impact", "delay", "revenuechange", "money") { // none in a good future
		for _, r := range events {
			byRisk[r.cells["id"]] += r.of("money")
			if r.cells["impactis"] == p.w.Say("explain.amount") {
				near(t, "event of "+r.cells["id"], r.of("money"), r.of("impact"), 0)
			}
		}
	}
	risks, n := 0.0, 0
	for _, r := range p.table("id", "name", "times", "eventmoney", "responsecost", "total") {
		if !past { // events that have happened are booked as spent
			near(t, "events of "+r.cells["id"], r.of("eventmoney"), byRisk[r.cells["id"]], cent(int(r.of("times"))))
		}
		near(t, "risk "+r.cells["id"], r.of("total"), r.of("eventmoney")+r.of("responsecost"), cent(2))
		risks += r.of("total")
		n++
	}
	near(t, "sum of the risks", p.said("sum.risks"), risks, cent(n))
	near(t, "total cost", p.said("sum.total"), p.said("sum.lines")+p.said("sum.risks")+p.said("sum.sunk"), cent(3))
	near(t, "last layer", p.said("sum.delay"), p.said("sum.total"), 0)
	near(t, "total cost in the results", p.said("result.total"), p.said("sum.total"), 0)
}

// months is the table of cash by month.
func (p *printout) months() []row {
	return p.table("month", "incurred", "opening", "collections", "paid", "tax", "drawn", "fees", "interest", "principal", "closing", "gap")
}

// handMonths: opening + flows = closing = next opening; the gap is what is
// missing to the minimum; cost by month and after the horizon is the total;
// tax is due each third month on profit above its highest.
func handMonths(p *printout, past int, rate float64) {
	t, months := p.t, p.months()
	minimum := number(t, regexp.MustCompile(`-?\d+\.\d\d`).FindString(p.heading("months")))
	incurred, profit, taxed, peak, lowest, short := 0.0, 0.0, 0.0, 0.0, math.Inf(1), 0
	for k, m := range months {
		name := m.cells["month"]
		if k > 0 {
			near(t, "opening of "+name, m.of("opening"), months[k-1].of("closing"), 0)
		}
		flow := m.of("collections") - m.of("paid") - m.of("tax") + m.of("drawn") - m.of("fees") - m.of("interest") - m.of("principal")
		near(t, "closing of "+name, m.of("closing"), m.of("opening")+flow, cent(9))
		gap := math.Max(0, minimum-m.of("closing"))
		if k >= past {
			near(t, "gap of "+name, m.of("gap"), gap, cent(1))
			peak, lowest = math.Max(peak, gap), math.Min(lowest, m.of("closing"))
			if gap > 0.005 {
				short++
			}
		}
		incurred += m.of("incurred")
		profit += m.of("collections") - m.of("paid")
		tax := 0.0
		if k%3 == 2 || k == len(months)-1 {
			tax = rate * math.Max(0, profit-taxed)
			taxed = math.Max(taxed, profit)
		}
		near(t, "tax of "+name, m.of("tax"), tax, cent(2*k))
	}
	near(t, "cost of all months", incurred, p.said("sum.total")-p.said("sum.beyond"), cent(len(months)))
	near(t, "largest gap", p.said("result.peakgap"), peak, cent(1))
	near(t, "lowest cash", p.said("result.mincash"), lowest, cent(1))
	near(t, "months with a gap", p.said("result.gapmonths"), float64(short), 0)
}

// handSources: owed x rate / 12 = interest + added; owed + drawn + added -
// principal = owed after; the sources' draws are those of the months.
func handSources(p *printout) {
	t := p.t
	drawn := map[string]float64{}
	for _, s := range p.tables("month", "owed", "drawn", "fees", "rate", "interest", "added", "principal", "owedafter") {
		owed := 0.0
		for _, r := range s {
			name := r.cells["month"]
			near(t, "owed in "+name, r.of("owed"), owed, cent(1))
			near(t, "interest of "+name, r.of("interest")+r.of("added"), r.of("owed")*r.of("rate")/12, cent(2)+1e-8*r.of("owed"))
			owed = r.of("owedafter")
			near(t, "owed after "+name, owed, r.of("owed")+r.of("drawn")+r.of("added")-r.of("principal"), cent(4))
			drawn[name] += r.of("drawn")
		}
	}
	for _, m := range p.months() {
		near(t, "drawn in "+m.cells["month"], m.of("drawn"), drawn[m.cells["month"]], cent(7))
	}
	for _, r := range p.table("id", "name", "planned", "arrives", "arriving", "upfront", "net") {
		if r.cells["net"] != "-" {
			near(t, "arrival of "+r.cells["id"], r.of("net"), r.of("arriving")-r.of("upfront"), cent(2))
		}
	}
}

// handWorth: NPV by the printed flows and rate, payback by a straight line
// inside the month; the last month settles bills and collections, after tax.
func handWorth(p *printout, tax float64) {
	t := p.t
	heading := p.heading("worth")
	rate := number(t, regexp.MustCompile(`[\d.]+ ?%`).FindString(heading)) / 100
	shift := map[string]float64{"end": 1, "mid": 0.5, "start": 0}
	within := math.NaN()
	for how, x := range shift {
		if strings.Contains(heading, p.w.Say("explain.discounting."+how)) {
			within = x
		}
	}
	months, npv := p.months(), 0.0
	var flows, values []float64
	for k, r := range p.table("month", "settled", "flow", "cumulative", "discount", "value", "cumulative") {
		m, settled := months[k], 0.0
		if k == len(months)-1 {
			settled = settledByHand(p, months, tax)
		}
		near(t, "settled in "+m.cells["month"], r.of("settled"), settled, cent(3*k))
		near(t, "flow of "+m.cells["month"], r.of("flow"), m.of("collections")-m.of("paid")-m.of("tax")+r.of("settled"), cent(4))
		v := r.of("flow") * math.Pow(1+rate, -(float64(k)+within)/12)
		near(t, "value of "+m.cells["month"], r.of("value"), v, cent(1)+1e-9*math.Abs(v))
		npv += v
		near(t, "cumulative value of "+m.cells["month"], r.of("cumulative 2"), npv, cent(k+1))
		flows, values = append(flows, r.of("flow")), append(values, v)
	}
	project := p.table("party", "npv", "irr", "mirr", "pi", "payback", "discountedpayback")[0]
	near(t, "NPV", project.of("npv"), npv, cent(len(flows)))
	handPayback(p, "payback", project.cells["payback"], flows)
	handPayback(p, "discounted payback", project.cells["discountedpayback"], values)
	irr, at := project.of("irr")/100, 0.0
	for k, x := range flows {
		at += x * math.Pow(1+irr, -float64(k)/12)
	}
	moved := 0.0
	for _, x := range flows {
		moved += math.Abs(x)
	}
	near(t, "value at the IRR", at, 0, 1e-5*moved)
}

// settledByHand is what comes after the horizon less what is due for the work, less the
// tax on the profit of the last quarter with both less that without them.
func settledByHand(p *printout, months []row, tax float64) float64 {
	settled, profit, highest := p.said("collectedbeyond"), 0.0, 0.0
	for k, m := range months {
		settled -= m.of("incurred") - m.of("paid")
		profit += m.of("collections") - m.of("paid")
		if k%3 == 2 && k < len(months)-1 {
			highest = math.Max(highest, profit)
		}
	}
	return settled - tax*(math.Max(highest, profit+settled)-math.Max(highest, profit))
}

// handPayback finds where the cumulative flow returns to zero for good.
func handPayback(p *printout, what, printed string, flows []float64) {
	sum, under, back := 0.0, false, 0.0
	for k, x := range flows {
		before := sum
		sum += x
		if under && sum >= 0 {
			back = float64(k) - before/x
		}
		under = sum < 0
	}
	if !under && back > 0 {
		near(p.t, what, number(p.t, printed), back, 1e-5)
	}
	if under && printed != p.w.Say("explain.none") {
		p.t.Errorf("%s is %s, but the flows never return to zero", what, printed)
	}
}

// handStreams: maturity x volume x price = level; what is earned is collected,
// lost, or comes after the horizon.
func handStreams(p *printout) {
	t, earned := p.t, p.said("takings")
	for _, r := range p.table("id", "name", "maturity", "volume", "price", "level", "starts", "lag", "lost", "earned") {
		want := r.of("maturity") * r.of("volume") * r.of("price")
		near(t, "level of "+r.cells["id"], r.of("level"), want, cent(1)+2e-8*want)
		earned += r.of("earned")
	}
	near(t, "earned", earned, p.said("uncollected")+p.said("collected")+p.said("collectedbeyond"), cent(9))
}
