package main

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
)

// mutant is a broken workbook and what is done with it.
type mutant struct {
	kind, seed, command string
	data                []byte
}

// mutantSeeds are the workbooks that mutants are made of, in order of name.
var mutantSeeds = sync.OnceValue(func() []string {
	var all []string
	for _, pattern := range []string{"*/plan.xlsx", "files/*.xlsx", "errors/*.xlsx", "reading/*/*.xlsx", "adopt/*/*.xlsx"} {
		found, err := filepath.Glob(filepath.Join(moduleRoot, "samples", pattern))
		if err != nil {
			panic(err)
		}
		for _, f := range found {
			if info, err := os.Stat(f); err == nil && info.Size() < 200_000 {
				all = append(all, f)
			}
		}
	}
	sort.Strings(all)
	return all
})

// makeMutant makes the mutant of a number, always the same.
func makeMutant(i int) mutant {
	r := rand.New(rand.NewPCG(uint64(i), 0x6d7574616e74))
	seeds := mutantSeeds()
	extreme := os.Getenv("BALLAST_EXTREME") != ""
	if i%3 == 2 || extreme { // numbers are to reach the simulation: of plans that run
		var plans []string
		for _, s := range seeds {
			if filepath.Base(s) == "plan.xlsx" || filepath.Base(filepath.Dir(filepath.Dir(s))) == "reading" && i%2 == 0 {
				plans = append(plans, s)
			}
		}
		seeds = plans
	}
	m := mutant{seed: seeds[r.IntN(len(seeds))], command: []string{"check", "run", "run", "adopt"}[r.IntN(4)]}
	data, err := os.ReadFile(m.seed)
	if err != nil {
		panic(err)
	}
	switch {
	case extreme:
		m.kind, m.data, m.command = "extreme", mutateCell(r, data), "run"
	case i%3 == 0:
		m.kind, m.data = "zip", mutateBytes(r, data)
	case i%3 == 1:
		m.kind, m.data = "part", mutateParts(r, data, mutateText, "")
	default:
		m.kind, m.data, m.command = "number", mutateParts(r, data, mutateNumber, "xl/worksheets/sheet"), "run"
		if i%9 == 2 {
			m.command = "adopt"
		}
	}
	return m
}

// mutateCell puts one extreme number or distribution on one sheet, and leaves
// everything else, so that many such plans are simulated.
func mutateCell(r *rand.Rand, data []byte) []byte {
	put := false
	return mutateParts(r, data, func(r *rand.Rand, text string) string {
		if put || !storedFigure.MatchString(text) {
			return text
		}
		put = true
		return mutateFigure(r, text, storedFigure)
	}, "xl/worksheets/sheet")
}

// mutateBytes damages a file as disks and networks do: bits, blocks, its end.
func mutateBytes(r *rand.Rand, data []byte) []byte {
	data = bytes.Clone(data)
	if len(data) < 64 {
		return data
	}
	at := func() int { return r.IntN(len(data)) }
	for range 1 + r.IntN(6) {
		switch r.IntN(6) {
		case 0:
			data = data[:1+at()]
		case 1:
			from := at()
			clear(data[from:min(len(data), from+r.IntN(600))])
		case 2:
			from := at()
			data = append(data[:from:from], data[min(len(data), from+r.IntN(200)):]...)
		case 3:
			from := at()
			data = append(data[:from:from], append(bytes.Clone(data[from:min(len(data), from+300)]), data[from:]...)...)
		default:
			data[at()] ^= byte(1 << r.IntN(8))
		}
		if len(data) < 64 {
			return data
		}
	}
	return data
}

// mutateParts changes some parts of a workbook whose names begin so, and
// sometimes the list of parts.
func mutateParts(r *rand.Rand, data []byte, change func(*rand.Rand, string) string, prefix string) []byte {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return data
	}
	var names, texts []string
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			continue
		}
		text, _ := io.ReadAll(in)
		in.Close()
		names, texts = append(names, f.Name), append(texts, string(text))
	}
	var fit []int
	for i, n := range names {
		if strings.HasPrefix(n, prefix) && !strings.HasSuffix(n, "/") {
			fit = append(fit, i)
		}
	}
	if len(fit) == 0 {
		return data
	}
	for range 1 + r.IntN(3) {
		i := fit[r.IntN(len(fit))]
		texts[i] = change(r, texts[i])
	}
	if prefix == "" {
		i := fit[r.IntN(len(fit))]
		switch r.IntN(12) {
		case 0:
			names[i] = "lost/" + names[i]
		case 1:
			texts[i] = ""
		case 2:
			names, texts = append(names, strings.ToUpper(names[i])), append(texts, texts[i])
		case 3:
			texts[i] = texts[r.IntN(len(texts))]
		}
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i, n := range names {
		e, err := w.Create(n)
		if err != nil {
			return data
		}
		_, _ = io.WriteString(e, texts[i])
	}
	if w.Close() != nil {
		return data
	}
	return out.Bytes()
}

// odd are pieces of XML that stand where they should not.
var odd = []string{"<", ">", "</row>", "<row/>", `<row r="1048577">`, `<c r="XFE1"><v>1</v></c>`, `<c r="A0"/>`, `<c t="s"><v>99999999</v></c>`, `<f>A1+</f>`, `<f>SUM(A:XFD)</f>`,
	`<f t="shared" si="0"/>`, `<f t="array" ref="A1:XFD1048576">1</f>`, `<mergeCell ref="A1:XFD1048576"/>`, `<mergeCell ref="B2"/>`, "&#0;", "&bogus;", "<!DOCTYPE a>", "<![CDATA[", "]]>", "<!--", "\x00", "\xff\xfe", "\xEF\xBB\xBF",
	`<definedName name="Costs">Costs!$A$1:$XFD$1048576</definedName>`, `<definedName name="Ballast.Sheet.cost">Costs!$A$1</definedName>`, `<definedName name="Ballast.Result.1">&quot;&quot;</definedName>`,
	`<sheet name="" sheetId="0" r:id="rId1"/>`, `<is><t>=1+1</t></is>`, `t="e"`, `t="b"`, `t="d"`, `s="999999"`, `r:id="rId99"`, `Target="../../../etc/passwd"`, `Target=""`}

var attribute = regexp.MustCompile(`="[^"]*"`)

// mutateText damages XML as programs and people do.
func mutateText(r *rand.Rand, text string) string {
	if text == "" {
		return text
	}
	kinds := 6
	if r.IntN(3) > 0 { // XML that is well-formed all the same
		kinds = 2
	}
	for range 1 + r.IntN(4) {
		if text == "" {
			return text
		}
		from := r.IntN(len(text))
		to := min(len(text), from+r.IntN(400))
		switch 5 - r.IntN(kinds) {
		case 0:
			text = text[:from] + text[to:]
		case 1:
			text = text[:to] + text[from:]
		case 2:
			text = text[:from] + odd[r.IntN(len(odd))] + text[from:]
		case 3:
			if i := strings.IndexByte(text[from:], '>'); i >= 0 {
				text = text[:from+i+1] + odd[r.IntN(len(odd))] + text[from+i+1:]
			}
		default:
			if all := attribute.FindAllStringIndex(text, -1); len(all) > 0 {
				at := all[r.IntN(len(all))]
				put := extremes[r.IntN(len(extremes))]
				if r.IntN(2) == 0 {
					other := all[r.IntN(len(all))]
					put = strings.Trim(text[other[0]+1:other[1]], `"`)
				}
				text = text[:at[0]] + `="` + put + `"` + text[at[1]:]
			}
		}
	}
	return text
}

// extremes are numbers and distributions as far out as cells can hold.
var extremes = []string{"0", "-1", "1", "0.5", "-0", "100", "1e3", "601", "1200", "1201", "65536", "1048577", "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740993", "9223372036854775808", "1e12", "1e15", "1e17", "1e18", "-1e18", "1e19", "1e100", "1e300", "-1e300", "1.8e308", "1e400", "1e-300", "4.9e-324", "NaN", "INF", "-INF", "0x10", "1,5", "1.2.3", "99999999999999999999999999999999999999", "2958465", "2958466", "45000", "1e9"}

// spreads are cells that hold a distribution.
var spreads = []string{"PERT(1,1,1e9)", "PERT(0,0,0)", "Normal(0,1e300)", "Normal(1e9,1e9)", "Uniform(-1e300,1e300)", "Uniform(0,1e15)", "Lognormal(1,1e9)", "Lognormal(1,50)", "LognormalP(0.001,1e9)", "Poisson(1e15)", "Poisson(1e6)", "Poisson(0)", "Binomial(1e15,0.5)", "Binomial(1e6,1e-6)", "NegBinomial(1e9,1e-9)", "Pareto(0.01,1)", "Pareto(0.3,1)", "Pareto2(1,0.1)", "LogLogistic(0,1,0.01)", "Weibull(0.01,1)", "Gamma(1e-9,1)", "Gamma(1e15,1)", "Beta(1e-9,1e-9)", "Beta(1e9,1e9)", "Exponential(1e300)", "Triangular(-1e15,0,1e15)", "Metalog(1,2,1e12)", "Empirical(A1:XFD1048576)", "Empirical(Costs!A1:Z1000)", "Discrete(1:0.5,1e300:0.5)", "Bernoulli(1e9)", "Compound(Poisson(1e6),Pareto(0.1,1))", "Compound(Poisson(3),Lognormal(1,9))", "Cauchy(0,1e9)", "Student(0.1)", "Cumul(0,1e9,0:0,1:1)", "PERT(1e300,2e300,3e300)", "2026-02-30", "9999-12", "0001-01", "1899-12-31", "C1, C1, C1", "=1/0", "'", "%", "-%", "1e9%", "(1e9)", "1e9 years", "1e6 days", "120 months", "∞"}

// figure is a cell with a number, any of one with anything.
var (
	storedFigure = regexp.MustCompile(`<c r="([A-Z]+\d+)"((?: s="\d+")?)><v>-?[\d.]+(?:[eE][-+]?\d+)?</v></c>`)
	anyCell      = regexp.MustCompile(`<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="\w+")?>(?:<v>[^<]*</v>|<is>.*?</is>)</c>`)
)

// mutateNumber puts extreme figures and distributions where figures stand, and
// now and then where a text does.
func mutateNumber(r *rand.Rand, text string) string {
	for range 1 + r.IntN(2) {
		kind := storedFigure
		if r.IntN(8) == 0 {
			kind = anyCell
		}
		text = mutateFigure(r, text, kind)
	}
	return text
}

// mutateFigure changes one cell of a kind.
func mutateFigure(r *rand.Rand, text string, kind *regexp.Regexp) string {
	all := kind.FindAllStringSubmatchIndex(text, -1)
	if len(all) == 0 {
		return text
	}
	at := all[r.IntN(len(all))]
	cell := `<c r="` + text[at[2]:at[3]] + `"` + text[at[4]:at[5]]
	value := extremes[r.IntN(len(extremes))]
	switch r.IntN(5) {
	case 0, 1:
		cell += "><v>" + value + "</v></c>"
	case 2:
		cell += ` t="inlineStr"><is><t>` + value + "</t></is></c>"
	default:
		cell += ` t="inlineStr"><is><t>` + strings.ReplaceAll(spreads[r.IntN(len(spreads))], "'", "&apos;") + "</t></is></c>"
	}
	return text[:at[0]] + cell + text[at[1]:]
}
