package workbook

import (
	"encoding/xml"
	"strconv"
	"strings"

	"ballast/budget/formula"
)

// linkedBook is what a workbook keeps of another one that its formulas name.
type linkedBook struct {
	sheets []linkedSheet
}

// linkedSheet holds the stored values of a sheet by row and column from 0.
type linkedSheet struct {
	name       string
	rows, cols int
	values     map[[2]int32]formula.Value
}

// externalXML is a part xl/externalLinks/externalLink1.xml.
type externalXML struct {
	Book struct {
		Sheets []struct {
			Name string `xml:"val,attr"`
		} `xml:"sheetNames>sheetName"`
		Data []struct {
			Sheet string `xml:"sheetId,attr"`
			Cells []struct {
				Ref   string `xml:"r,attr"`
				Kind  string `xml:"t,attr"`
				Value string `xml:"v"`
			} `xml:"row>cell"`
		} `xml:"sheetDataSet>sheetData"`
	} `xml:"externalBook"`
}

// linked reads the links in the order in which formulas number them; one that
// is damaged or of another kind has no sheets.
func (b *book) linked() []linkedBook {
	var list []linkedBook
	for _, id := range b.external {
		var x externalXML
		for _, r := range b.pack.Rels {
			if r.ID != id || !b.pack.Has(r.Target) {
				continue
			}
			if data, err := b.part(r.Target); err == nil && xml.Unmarshal(data, &x) != nil {
				x = externalXML{}
			}
		}
		list = append(list, x.book())
	}
	return list
}

// book is the part in the language's own terms.
func (x *externalXML) book() (l linkedBook) {
	for _, s := range x.Book.Sheets {
		l.sheets = append(l.sheets, linkedSheet{name: s.Name, values: map[[2]int32]formula.Value{}})
	}
	for _, d := range x.Book.Data {
		n, err := strconv.Atoi(d.Sheet)
		if err != nil || n < 0 || n >= len(l.sheets) {
			continue
		}
		s := &l.sheets[n]
		for _, c := range d.Cells {
			if row, col, ok := splitAddress(c.Ref); ok {
				s.rows, s.cols = max(s.rows, row), max(s.cols, col)
				s.values[[2]int32{int32(row - 1), int32(col - 1)}] = linkedValue(c.Kind, c.Value)
			}
		}
	}
	return l
}

// linkedValue is a stored value by its type in the file.
func linkedValue(kind, text string) formula.Value {
	switch kind {
	case "b":
		return formula.Logic(text == "1")
	case "e":
		if code, ok := formula.ParseCode(text); ok {
			return formula.Fail(code)
		}
		return formula.Fail(formula.UnknownError)
	case "str", "s", "inlineStr":
		return formula.Str(unescapeText(text))
	}
	if x, err := strconv.ParseFloat(strings.TrimSpace(text), 64); err == nil {
		return formula.Num(x)
	}
	return formula.Str(text)
}
