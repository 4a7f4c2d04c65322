package formula

import (
	"slices"
	"strings"
)

// toolpakNames are the functions that came with the add-in Analysis ToolPak.
const toolpakNames = ` ACCRINT ACCRINTM AMORDEGRC AMORLINC BESSELI BESSELJ BESSELK BESSELY BIN2DEC BIN2HEX BIN2OCT
 COMPLEX CONVERT COUPDAYBS COUPDAYS COUPDAYSNC COUPNCD COUPNUM COUPPCD CUMIPMT CUMPRINC DEC2BIN DEC2HEX DEC2OCT DELTA
 DISC DOLLARDE DOLLARFR DURATION EDATE EFFECT EOMONTH ERF ERF.PRECISE ERFC ERFC.PRECISE FACTDOUBLE FVSCHEDULE GCD GESTEP
 HEX2BIN HEX2DEC HEX2OCT IMPOWER INTRATE LCM MDURATION MROUND MULTINOMIAL NETWORKDAYS NOMINAL OCT2BIN OCT2DEC OCT2HEX
 ODDFPRICE ODDFYIELD ODDLPRICE ODDLYIELD PRICE PRICEDISC PRICEMAT QUOTIENT RANDBETWEEN RECEIVED SERIESSUM SQRTPI TBILLEQ TBILLPRICE TBILLYIELD
 WEEKNUM WORKDAY XIRR XNPV YEARFRAC YIELD YIELDDISC YIELDMAT `

// toolpak makes the functions that once came with the add-in Analysis ToolPak
// as strict as they still are: a boolean where they want a number is #VALUE!,
// an argument that must be given and is left empty #N/A.
func toolpak(functions []Func) []Func {
	names := strings.Fields(toolpakNames)
	for i := range functions {
		f := &functions[i]
		if !slices.Contains(names, f.Name) {
			continue
		}
		numbers := make([]bool, f.Max)
		for k := range numbers {
			numbers[k] = k < 16 && f.Mode(k) == 'n'
		}
		modes := []byte(f.Args)
		for k := range modes {
			if modes[k] == 'n' {
				modes[k] = 'v'
			}
		}
		f.Args = string(modes)
		call, least := f.Call, f.Min
		f.Call = func(c *Call, a []Value) Value {
			for len(a) > least && a[len(a)-1].Kind == Blank && c.Empty(len(a)-1) {
				a = a[:len(a)-1] // left empty at the end: as if not given
			}
			strict := make([]Value, len(a))
			copy(strict, a)
			for k := range strict {
				if k >= len(numbers) || !numbers[k] {
					continue
				}
				if strict[k] = c.strictNumber(a[k], k); strict[k].Kind == Error {
					return strict[k]
				}
			}
			return call(c, strict)
		}
	}
	return functions
}

// strictNumber converts argument i as toolpak functions do.
func (c *Call) strictNumber(v Value, i int) Value {
	switch {
	case v.Kind == Bool:
		return Fail(ValueError)
	case v.Kind == Blank && c.Empty(i):
		return Fail(NAError)
	}
	return c.Number(v)
}
