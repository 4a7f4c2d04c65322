package unit

import "strings"

// money is one currency: its code, and the other ways to write it.
type money struct {
	code  string
	words []string // lower case; signs too
	dots  bool     // dots part thousands and a comma the decimals where it is used
}

// currencies lists the currencies that are known by more than their code.
// Grouping follows the common locale of the country: Unicode CLDR, number
// symbols. The euro is used with both.
func currencies() []money {
	return []money{
		{"EUR", []string{"€", "euro", "euros", "欧元"}, true}, {"USD", []string{"us$", "us dollar", "us dollars", "美元"}, false},
		{"GBP", []string{"£", "pound", "pounds", "pounds sterling", "英镑"}, false},
		{"CNY", []string{"rmb", "cnh", "yuan", "renminbi", "人民币", "人民币元", "元", "圆", "元人民币", "cn¥"}, false},
		{"JPY", []string{"yen", "日元", "円", "jp¥"}, false}, {"INR", []string{"₹", "rupee", "rupees", "re", "卢比"}, false},
		{"CHF", []string{"sfr", "franken", "瑞士法郎"}, false},
		{"HKD", []string{"hk$", "港元", "港币"}, false}, {"TWD", []string{"nt$", "新台币"}, false},
		{"SGD", []string{"s$", "新加坡元"}, false}, {"AUD", []string{"a$", "au$", "澳元"}, false},
		{"CAD", []string{"c$", "ca$", "加元"}, false}, {"NZD", []string{"nz$"}, false}, {"MXN", []string{"mx$"}, false}, {"BRL", []string{"r$", "reais", "real"}, true},
		{"KRW", []string{"₩", "won", "韩元", "원"}, false}, {"RUB", []string{"₽", "卢布", "руб", "рубль", "рубля", "рублей", "рубли", "рублях"}, false},
		{"TRY", []string{"₺", "tl", "lira", "türk lirası"}, true}, {"UAH", []string{"₴", "грн", "гривень"}, false}, {"ILS", []string{"₪"}, false},
		{"NGN", []string{"₦", "naira"}, false}, {"PHP", []string{"₱"}, false}, {"VND", []string{"₫"}, true},
		{"THB", []string{"฿", "baht"}, false}, {"KZT", []string{"₸"}, false},
		{"SEK", nil, false}, {"NOK", nil, false}, {"DKK", nil, true}, {"ISK", nil, true},
		{"PLN", []string{"zł", "zl", "złotych", "złote"}, false}, {"CZK", []string{"kč"}, false}, {"HUF", []string{"ft"}, false},
		{"RON", []string{"lei"}, true}, {"BGN", nil, false}, {"RSD", nil, true}, {"BAM", nil, true}, {"MKD", nil, true},
		{"ARS", nil, true}, {"CLP", nil, true}, {"COP", nil, true}, {"UYU", nil, true},
		{"PYG", nil, true}, {"BOB", nil, true}, {"PEN", nil, false}, {"IDR", []string{"rp", "rupiah"}, true},
		{"MYR", []string{"rm"}, false}, {"PKR", nil, false}, {"LKR", nil, false},
		{"BDT", []string{"৳", "taka"}, false}, {"NPR", nil, false}, {"ZAR", []string{"rand"}, false},
		{"KES", []string{"ksh", "kshs"}, false}, {"UGX", nil, false}, {"TZS", nil, false}, {"GHS", nil, false},
		{"EGP", nil, false}, {"MAD", nil, false}, {"AED", []string{"dirham", "dirhams"}, false}, {"SAR", []string{"riyal", "riyals"}, false},
		{"QAR", nil, false}, {"KWD", nil, false}, {"OMR", nil, false}, {"BHD", nil, false},
		{"GEL", nil, false}, {"AZN", nil, false}, {"AMD", nil, false}, {"MOP", nil, false}, {"ETB", nil, false}, {"XOF", nil, false}, {"XAF", nil, false},
		{"ZMW", nil, false}, {"MUR", nil, false}, {"JOD", nil, false}, {"DZD", nil, false}, {"TND", nil, false},
	}
}

// shared are the signs and words that several currencies write alike.
func shared() map[string][]string {
	dollars := []string{"USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "CLP", "COP", "ARS", "UYU"}
	return map[string][]string{
		"$": dollars, "dollar": dollars, "dollars": dollars,
		"¥": {"CNY", "JPY"}, "￥": {"CNY", "JPY"},
		"kr": {"SEK", "NOK", "DKK", "ISK"}, "kr.": {"SEK", "NOK", "DKK", "ISK"},
		"rs": {"INR", "PKR", "LKR", "NPR", "MUR"}, "rupee": {"INR", "PKR", "LKR", "NPR", "MUR"}, "rupees": {"INR", "PKR", "LKR", "NPR", "MUR"},
		"£": {"GBP", "EGP"}, "peso": {"MXN", "CLP", "COP", "ARS", "UYU", "PHP"}, "pesos": {"MXN", "CLP", "COP", "ARS", "UYU", "PHP"},
		"元": {"CNY", "TWD", "HKD"}, "圆": {"CNY", "TWD", "HKD", "JPY"}, "yuan": {"CNY", "TWD"},
	}
}

// Canonical returns the ISO code that a currency's name, code or sign means in
// a plan of the currency plan: a sign that several share is the plan's when it
// can be. ok is false for a text that is no currency; several is what a sign
// may mean when the plan's is none of it.
func Canonical(text, plan string) (code string, several []string, ok bool) {
	return tables().canonical(text, plan)
}

func (t *tableSet) canonical(text, plan string) (code string, several []string, ok bool) {
	s := strings.ToLower(strings.TrimSpace(halfWidth(text)))
	if s == "" {
		return "", nil, false
	}
	plan = strings.ToUpper(strings.TrimSpace(plan))
	if codes, found := t.shared[strings.TrimSuffix(s, ".")]; found {
		if p, _, isPlan := t.canonicalCode(plan); isPlan {
			plan = p
		}
		for _, c := range codes {
			if c == plan || c == "" {
				return c, nil, true
			}
		}
		if len(codes) == 1 {
			return codes[0], nil, true
		}
		return "", codes, true
	}
	return t.canonicalCode(s)
}

// canonicalCode finds a currency of one meaning.
func (t *tableSet) canonicalCode(s string) (string, []string, bool) {
	s = strings.ToLower(strings.TrimSuffix(s, "."))
	if code, ok := t.currency[s]; ok {
		return code, nil, true
	}
	return "", nil, false
}

// Same tells whether two ways to write a currency mean the same one.
func Same(a, b string) bool {
	if strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) {
		return true
	}
	t := tables()
	for _, x := range t.codes(a) {
		for _, y := range t.codes(b) {
			if x == y {
				return true
			}
		}
	}
	return false
}

// codes are the currencies that a text may mean.
func (t *tableSet) codes(text string) []string {
	s := strings.TrimSuffix(strings.ToLower(strings.TrimSpace(halfWidth(text))), ".")
	if several, ok := t.shared[s]; ok {
		return several
	}
	if code, ok := t.currency[s]; ok {
		return []string{code}
	}
	return nil
}

// DotsGroup tells whether dots part the thousands where a currency is used.
// The euro is used with both marks, and both answers are true for it.
func DotsGroup(currency string) (dots, commas bool) {
	code, _, ok := Canonical(currency, currency)
	if !ok {
		return false, true
	}
	if code == "EUR" {
		return true, true
	}
	for _, m := range currencies() {
		if m.code == code {
			return m.dots, !m.dots
		}
	}
	return false, true
}

// CroreCountry tells whether crore is an everyday word where a currency is used.
func CroreCountry(currency string) bool {
	code, _, _ := Canonical(currency, currency)
	switch code {
	case "INR", "PKR", "LKR", "BDT", "NPR":
		return true
	}
	return false
}
