package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// advices names, for every text that advises something, the test that does what it says
// and runs again; "by hand: " a test of worked figures where nothing can be run again; and
// "no figure: " why there is nothing to check.
func advices() map[string]string {
	const standing = "no figure: a standing answer to a warning, which the rules of the plan replace"
	out := map[string]string{
		"headline.limit": "TestAdvisedLimitHolds TestCertainMoneyGone", "headline.asof.limit": "TestAdvisedLimitHolds TestCertainMoneyGone",
		"verdict.limit": "TestAdvisedLimitHolds TestCertainMoneyGone", "tell.verdict.limit": "TestAdvisedLimitHolds TestCertainMoneyGone",
		"light.limit": "TestAdvisedLimitHolds", "report.control.limit": "TestAdvisedLimitHolds",
		"headline.asof.ask": "TestAskedReserveHolds", "verdict.ask": "TestAskedReserveHolds", "tell.verdict.ask": "TestAskedReserveHolds", "light.ask": "TestAskedReserveHolds",
		"headline.asof.release": "TestReleasedReserveHolds", "verdict.release": "TestReleasedReserveHolds", "tell.verdict.release": "TestReleasedReserveHolds",
		"report.chart.release": "TestReleaseFollowsTheWork TestReleasedReserveHolds",
		"headline.enough":      "TestOneVerdict", "verdict.enough": "TestOneVerdict", "tell.verdict.enough": "TestOneVerdict",
		"verdict.reserve": "TestSetAsideHolds", "report.board.finding": "TestSetAsideHolds", "tell.reserve": "TestSetAsideHolds",
		"report.liquidity": "TestAdvisedLiquidityHolds TestLiquidityHoldsOnFreshDraws",
		"light.outside":    "TestOutside", "report.outside.thinner": "TestOutside", "report.outside.covered": "TestOutside", "tell.outside": "TestOutside",
		"report.effects.pays": "TestEffectsOnRandomPlans TestResponseSwitchedOn", "report.effects.loses": "TestEffectsOnRandomPlans",
		"report.effects.insurance": "TestResponseInsures", "report.effects.lowers.cost": "TestResponseInsures", "report.effects.lowers.gap": "TestInsuranceSaysWhatItLowers",
		"report.effects.lowers.limit": "TestInsuranceSaysWhatItLowers", "report.risks.finding": "TestWithoutTheRisk",
		"report.mixes.unit.finding": "TestNextUnitHelps", "report.mixes.unit.none": "TestNextUnitHelps",
		"report.assume.independent.at": "TestMethodRules", "model.nothing-correlated": "TestMethodRules",
		"study.answer.at-least": "TestSeekHolds TestSeekMovesOn", "study.answer.at-most": "TestSeekHolds TestSeekMovesOn", "study.answer.at": "TestSeekKnown", "study.answer.any": "TestSeekKnown",
		"control.act.line": "by hand: TestCredibility", "control.act.source": "no figure: a date in writing",
		"control.act.events.more": "TestRaisedProbabilitiesAreExpected", "control.act.events.fewer": "TestRaisedProbabilitiesAreExpected",
		"control.act.response": "TestAnswersFollowMoney", "control.act.response.stronger": "TestAnswersFollowMoney", "control.act.response.review": "TestAnswersFollowMoney",
		"report.deliveries.verdict.later": "by hand: TestExactShare", "report.deliveries.verdict.earlier": "by hand: TestExactShare",
		"portfolio.release": "TestRelease", "portfolio.release.none": "TestRelease", "report.portfolio.released": "TestRelease", "portfolio.watched": "TestRelease",
	}
	for _, metric := range strings.Fields("overrun eac cpi spi gap3 gap6 late adequacy payback redline vendor concentration runway drawn committed event") {
		out["control.response."+metric] = standing
	}
	for _, rule := range strings.Fields("limit no-risks uncorrelated outside certain hidden double defaults narrow symmetric still-driver revenue funding concentration horizon") {
		out["review.method-"+rule] = "TestMethodRules"
	}
	return out
}

// advising are the beginnings of keys that advise, and advice the words of texts that do.
var (
	advising = regexp.MustCompile(`^(headline|verdict|tell\.verdict|control\.act|control\.response|study\.answer)\.|^portfolio\.release(\.none)?$|^review\.method-|^report\.(effects\.(pays|loses|insurance|lowers)|mixes\.unit\.(finding|none)|deliveries\.verdict\.(later|earlier))`)
	advice   = regexp.MustCompile(`must rise|[Aa]sks? for|can be released|[Ss]et %s aside|set aside %s|raise the|lower the prob|[Ss]trengthen|get a date|estimate the rest|may be (raised|lowered)|lower its|does not pay|weighs most|helps most`)
	hints    = regexp.MustCompile(`^(problem|code|command|template|adopt|reading|explain|light\.rule|page|handout)|\.note$|\.hint$|^report\.portfolio\.released|^model\.contingency`)
)

// TestEveryAdviceIsFollowed: each text that advises something is named with the test that
// follows it and runs again, and the test exists: a new kind of advice without one fails.
func TestEveryAdviceIsFollowed(t *testing.T) {
	known, told := advices(), map[string]bool{}
	for key, text := range englishTexts(t) {
		told[key] = true
		if hints.MatchString(key) || !advising.MatchString(key) && !advice.MatchString(text) {
			continue
		}
		if known[key] == "" {
			t.Errorf("%s advises %q, and no test follows it", key, text)
		}
	}
	tests := testNames(t)
	for key, names := range known {
		if !told[key] {
			t.Errorf("no text %s", key)
		}
		if strings.HasPrefix(names, "no figure: ") {
			continue
		}
		for _, name := range strings.Fields(strings.TrimPrefix(names, "by hand: ")) {
			if !tests[name] {
				t.Errorf("%s is followed by %s, which is no test", key, name)
			}
		}
	}
}

// englishTexts are the texts of the tables by their keys.
func englishTexts(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(moduleRoot, "budget", "words", "text", "*.tsv"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	out := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if parts := strings.Split(line, "\t"); len(parts) == 3 {
				out[parts[0]] = parts[1]
			}
		}
	}
	return out
}

// testNames are all tests of the module.
func testNames(t *testing.T) map[string]bool {
	t.Helper()
	out, head := map[string]bool{}, regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err := filepath.WalkDir(moduleRoot, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range head.FindAllStringSubmatch(string(data), -1) {
			out[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
