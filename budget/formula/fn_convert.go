package formula

import "strings"

// measure is a unit: the quantity that it measures, how many of the quantity's
// first unit it is, and the prefixes that may stand before it.
type measure struct {
	name     string
	of       string
	factor   float64
	zero     float64 // of temperatures: what 0 degrees Celsius is in the unit
	prefixed bool
	power    int // of the prefix: 2 for areas, 3 for volumes
}

// temperature is the quantity whose units differ in their zeros.
const temperature = "temperature"

// measures are the units of CONVERT: a table, as long as there are units.
//
// Source: the function's description at the vendor; exact values of the
// international yard and pound agreement of 1959 and of the SI brochure.
// Checked: TestConvert.
func measures() []measure {
	const (
		inch  = 0.0254
		foot  = 12 * inch
		mile  = 5280 * foot
		pound = 453.59237 // grams
		g     = 9.80665
		btu   = 1055.05585262
	)
	survey := 5280 * 1200.0 / 3937
	light := 9.46073047258080e15
	parsec := 3.08567758128155e16
	liter := 1e-3
	gallon := 231 * inch * inch * inch
	imperial := 4.54609e-3
	si := func(name, of string, factor float64) measure {
		return measure{name: name, of: of, factor: factor, prefixed: true, power: 1}
	}
	of := func(name, of string, factor float64) measure { return measure{name: name, of: of, factor: factor} }
	all := []measure{
		si("g", "mass", 1), of("sg", "mass", 14593.9029372064), of("lbm", "mass", pound), si("u", "mass", 1.66053906660e-24),
		of("ozm", "mass", pound/16), of("grain", "mass", pound/7000), of("cwt", "mass", 100*pound), of("shweight", "mass", 100*pound),
		of("uk_cwt", "mass", 112*pound), of("lcwt", "mass", 112*pound), of("hweight", "mass", 112*pound), of("stone", "mass", 14*pound),
		of("ton", "mass", 2000*pound), of("uk_ton", "mass", 2240*pound), of("LTON", "mass", 2240*pound), of("brton", "mass", 2240*pound),
		si("m", "length", 1), of("mi", "length", mile), of("Nmi", "length", 1852), of("in", "length", inch), of("ft", "length", foot),
		of("yd", "length", 3*foot), si("ang", "length", 1e-10), of("ell", "length", 45*inch), si("ly", "length", light),
		si("parsec", "length", parsec), si("pc", "length", parsec), of("Picapt", "length", inch/72), of("Pica", "length", inch/72),
		of("pica", "length", inch/6), of("survey_mi", "length", survey),
		of("yr", "time", 365.25*86400), of("day", "time", 86400), of("d", "time", 86400), of("hr", "time", 3600),
		of("mn", "time", 60), of("min", "time", 60), si("sec", "time", 1), si("s", "time", 1),
		si("Pa", "pressure", 1), si("p", "pressure", 1), si("atm", "pressure", 101325), si("at", "pressure", 101325),
		si("mmHg", "pressure", 133.322), of("psi", "pressure", pound/1000*g/(inch*inch)), of("Torr", "pressure", 101325.0/760),
		si("N", "force", 1), si("dyn", "force", 1e-5), si("dy", "force", 1e-5), of("lbf", "force", pound/1000*g), si("pond", "force", g/1000),
		si("J", "energy", 1), si("e", "energy", 1e-7), si("c", "energy", 4.184), si("cal", "energy", 4.1868),
		si("eV", "energy", 1.602176634e-19), si("ev", "energy", 1.602176634e-19), of("HPh", "energy", 550*foot*pound/1000*g*3600),
		of("hh", "energy", 550*foot*pound/1000*g*3600), si("Wh", "energy", 3600), si("wh", "energy", 3600),
		of("flb", "energy", foot*pound/1000*g), of("BTU", "energy", btu), of("btu", "energy", btu),
		of("HP", "power", 550*foot*pound/1000*g), of("h", "power", 550*foot*pound/1000*g), of("PS", "power", 75*g),
		si("W", "power", 1), si("w", "power", 1), si("T", "magnetism", 1), si("ga", "magnetism", 1e-4),
		{name: "K", of: temperature, factor: 1, zero: 273.15, prefixed: true, power: 1},
		{name: "kel", of: temperature, factor: 1, zero: 273.15, prefixed: true, power: 1},
		{name: "C", of: temperature, factor: 1}, {name: "cel", of: temperature, factor: 1},
		{name: "F", of: temperature, factor: 5.0 / 9, zero: 32}, {name: "fah", of: temperature, factor: 5.0 / 9, zero: 32},
		{name: "Rank", of: temperature, factor: 5.0 / 9, zero: 491.67}, {name: "Reau", of: temperature, factor: 1.25},
		of("tsp", "volume", gallon/768), of("tspm", "volume", 5e-6), of("tbs", "volume", gallon/256), of("oz", "volume", gallon/128),
		of("cup", "volume", gallon/16), of("pt", "volume", gallon/8), of("us_pt", "volume", gallon/8), of("uk_pt", "volume", imperial/8),
		of("qt", "volume", gallon/4), of("uk_qt", "volume", imperial/4), of("gal", "volume", gallon), of("uk_gal", "volume", imperial),
		si("l", "volume", liter), si("L", "volume", liter), si("lt", "volume", liter), of("barrel", "volume", 42*gallon),
		of("bushel", "volume", 2150.42*inch*inch*inch), of("regton", "volume", 100*foot*foot*foot), of("GRT", "volume", 100*foot*foot*foot),
		of("MTON", "volume", 40*foot*foot*foot),
		of("uk_acre", "area", 4840*9*foot*foot), of("us_acre", "area", survey*survey/640), si("ar", "area", 100), of("ha", "area", 1e4),
		of("Morgen", "area", 2500),
		si("bit", "information", 1), si("byte", "information", 8),
		si("m/s", "speed", 1), si("m/sec", "speed", 1), si("m/h", "speed", 1.0/3600), si("m/hr", "speed", 1.0/3600),
		of("mph", "speed", mile/3600), of("kn", "speed", 1852.0/3600), of("admkn", "speed", 6080*foot/3600),
	}
	// Lengths to the second and third power.
	for _, u := range []struct {
		name   string
		factor float64
		si     bool
	}{{"m", 1, true}, {"mi", mile, false}, {"Nmi", 1852, false}, {"in", inch, false}, {"ft", foot, false}, {"yd", 3 * foot, false},
		{"ang", 1e-10, true}, {"ly", light, true}, {"Picapt", inch / 72, false}, {"Pica", inch / 72, false}} {
		for _, form := range []string{"", "^"} {
			all = append(all,
				measure{name: u.name + form + "2", of: "area", factor: u.factor * u.factor, prefixed: u.si, power: 2},
				measure{name: u.name + form + "3", of: "volume", factor: u.factor * u.factor * u.factor, prefixed: u.si, power: 3})
		}
	}
	return all
}

// prefixes are the multiples of units, two letters before one.
func prefixes() []struct {
	name   string
	factor float64
} {
	return []struct {
		name   string
		factor float64
	}{
		{"Yi", 1 << 40 * (1 << 40)}, {"Zi", 1 << 40 * (1 << 30)}, {"Ei", 1 << 60}, {"Pi", 1 << 50},
		{"Ti", 1 << 40}, {"Gi", 1 << 30}, {"Mi", 1 << 20}, {"ki", 1 << 10},
		{"da", 10}, {"Y", 1e24}, {"Z", 1e21}, {"E", 1e18}, {"P", 1e15}, {"T", 1e12}, {"G", 1e9}, {"M", 1e6}, {"k", 1e3}, {"h", 100}, {"e", 10},
		{"d", 0.1}, {"c", 0.01}, {"m", 1e-3}, {"u", 1e-6}, {"n", 1e-9}, {"p", 1e-12}, {"f", 1e-15}, {"a", 1e-18}, {"z", 1e-21}, {"y", 1e-24},
	}
}

// convertFunctions change units.
func convertFunctions() []Func {
	return []Func{{Name: "CONVERT", Min: 3, Max: 3, Args: "ntt", Call: converted}}
}

func converted(_ *Call, a []Value) Value {
	from, ok := measureOf(a[1].Text)
	to, ok2 := measureOf(a[2].Text)
	if !ok || !ok2 || from.of != to.of {
		return Fail(NAError)
	}
	if from.name == to.name && from.factor == to.factor {
		return a[0]
	}
	if from.of == temperature {
		celsius := float64((a[0].Num - from.zero) * from.factor)
		return Num(celsius/to.factor + to.zero)
	}
	return Num(a[0].Num * (from.factor / to.factor))
}

// measureOf finds a unit, with its prefix if it has one.
func measureOf(name string) (measure, bool) {
	all := measures()
	for _, m := range all {
		if m.name == name {
			return m, true
		}
	}
	for _, p := range prefixes() {
		rest, ok := strings.CutPrefix(name, p.name)
		if !ok {
			continue
		}
		for _, m := range all {
			binary := len(p.name) == 2 && p.name != "da"
			if m.name != rest || !m.prefixed || binary && m.of != "information" {
				continue
			}
			for range m.power {
				m.factor *= p.factor
			}
			return m, true
		}
	}
	return measure{}, false
}
