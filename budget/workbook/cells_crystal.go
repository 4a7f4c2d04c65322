package workbook

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"ballast/budget/workbook/internal/nrbf"
)

// Window is a definition that was made in the windows of Crystal Ball. Its cell is that
// of the hidden name CB_ and ID. A correlation has no cell, but a pair of assumptions.
type Window struct {
	ID         string // 32 hex digits
	Assumption bool   // else a forecast, or a decision where Decision says so
	Decision   bool
	Name       string
	Law        string    // of an assumption: "LogNormal,Mean=50,StdDev=10,Location=0"
	Pair       [2]string // of a correlation: the IDs of its assumptions
	Rho        float64   // of ranks, as it was when last seen
	Refers     string    // to the cell that gives it: "=$R$19", or ""
}

// The bounds of what such windows left in a drawing.
const (
	mostBlockText = 16 << 20
	mostInflated  = 32 << 20
)

// windows reads the definitions in the drawings of all sheets, and why some of them could
// not be read.
//
// Source: workbooks of Crystal Ball 11.1 beside their names and formulas, four of them with
// correlations; nothing of it is documented by its maker.
// Checked: TestWindows.
func (b *book) windows() (all []Window, unread []string) {
	for related := range b.related("/vmlDrawing") {
		found, bad := readWindows(related.data)
		all = append(all, found...)
		for _, why := range bad {
			unread = append(unread, b.tabs[related.tab].name+": "+why)
		}
	}
	return all, unread
}

var (
	blockShape  = regexp.MustCompile(`<v:shape\s[^>]*?id="(CB_Block_[^"]*)"`)
	blockScript = regexp.MustCompile(`<x:ScriptText>([^<]*)</x:ScriptText>`)
)

// readWindows reads the blocks of one drawing. A long one is parted: CB_Block_7.0.0.0:1,
// :2 and so on.
func readWindows(data []byte) (all []Window, unread []string) {
	parts := map[string]map[string]string{}
	for _, at := range blockShape.FindAllSubmatchIndex(data, 200) {
		rest := data[at[1]:]
		if end := bytes.Index(rest, []byte("</v:shape>")); end >= 0 {
			rest = rest[:end]
		}
		name, number, _ := strings.Cut(string(data[at[2]:at[3]]), "_x003a_")
		if m := blockScript.FindSubmatch(rest); m != nil && len(m[1]) <= mostBlockText {
			if parts[name] == nil {
				parts[name] = map[string]string{}
			}
			parts[name][fmt.Sprintf("%8s", number)] = html.UnescapeString(string(m[1]))
		}
	}
	for _, name := range sortedKeys(parts) {
		text := ""
		for _, number := range sortedKeys(parts[name]) {
			text += parts[name][number]
		}
		found, err := readBlock(text)
		all = append(all, found...)
		if err != nil {
			unread = append(unread, name+": "+err.Error())
		}
	}
	return all, unread
}

// sortedKeys are the keys of a map in order.
func sortedKeys[T any](m map[string]T) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// readBlock reads a text whose UTF-16 code units, high byte first, are the letters of hex
// digits, of a stream that was deflated.
func readBlock(text string) ([]Window, error) {
	var letters []byte
	for _, unit := range utf16.Encode([]rune(strings.TrimSpace(text))) {
		letters = append(letters, byte(unit>>8), byte(unit))
	}
	packed, err := hex.DecodeString(string(bytes.TrimRight(letters, "\x00")))
	if err != nil {
		return nil, err
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(z, mostInflated+1))
	if len(data) > mostInflated {
		return nil, fmt.Errorf("more than %d bytes", mostInflated)
	}
	if err != nil {
		return nil, err
	}
	s, err := nrbf.Read(data)
	var all []Window
	for _, o := range s.Objects {
		if w, ok := windowOf(s, o); ok {
			all = append(all, w)
		}
	}
	return all, err
}

// windowOf is the definition that an object is.
func windowOf(s *nrbf.Stream, o *nrbf.Object) (w Window, ok bool) {
	switch o.Class[strings.LastIndexByte(o.Class, '.')+1:] {
	case "AssumptionCellRef":
		w.Assumption = true
	case "ForecastCellRef":
	case "DecisionCellRef", "DecVarCellRef":
		w.Decision = true
	case "CorrelationRef":
		return correlationOf(s, o)
	default:
		return w, false
	}
	w.Name, _ = fieldOf(s, o, "mVarName").(string)
	w.Law, _ = fieldOf(s, o, "mDstParms").(string)
	w.ID = guidOf(s, o, "mGuid")
	return w, w.ID != ""
}

// correlationOf is the correlation that an object is. One without its number or its
// assumptions has a pair that is not to be found, so that it is said.
func correlationOf(s *nrbf.Stream, o *nrbf.Object) (w Window, ok bool) {
	w.Pair = [2]string{"?" + guidOf(s, o, "mAssumption1Guid"), guidOf(s, o, "mAssumption2Guid")}
	if rho, isNumber := fieldOf(s, o, "mCoefficient").(float64); isNumber {
		w.Rho, w.Pair[0] = rho, w.Pair[0][1:]
	}
	w.Refers, _ = fieldOf(s, o, "mCoeffiecientRefersTo").(string) // so it is spelled
	return w, true
}

// fieldOf is a field of an object; that of a base class stands behind its name and +.
func fieldOf(s *nrbf.Stream, o *nrbf.Object, name string) any {
	for full, v := range o.Fields {
		if full == name || strings.HasSuffix(full, "+"+name) {
			return s.Find(v)
		}
	}
	return nil
}

// guidOf is the identity in a field, in the order of its digits in a name; "" without one.
func guidOf(s *nrbf.Stream, o *nrbf.Object, field string) string {
	guid, _ := fieldOf(s, o, field).(*nrbf.Object)
	if guid == nil {
		return ""
	}
	part := func(name string) uint64 { x, _ := guid.Fields[name].(int64); return uint64(x) }
	id := fmt.Sprintf("%08x%04x%04x", uint32(part("_a")), uint16(part("_b")), uint16(part("_c")))
	for c := 'd'; c <= 'k'; c++ {
		id += fmt.Sprintf("%02x", byte(part("_"+string(c))))
	}
	return id
}
