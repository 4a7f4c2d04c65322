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
// of the hidden name CB_ and ID.
type Window struct {
	ID         string // 32 hex digits
	Assumption bool   // else a forecast, or a decision where Decision says so
	Decision   bool
	Name       string
	Law        string // of an assumption: "LogNormal,Mean=50,StdDev=10,Location=0"
}

// The bounds of what such windows left in a drawing.
const (
	mostBlockText = 16 << 20
	mostInflated  = 32 << 20
)

// windows reads the definitions in the drawings of all sheets, and why some of them could
// not be read.
//
// Source: a workbook of Crystal Ball 11.1 beside its names and its formulas; nothing of it
// is documented by its maker.
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
	class := o.Class[strings.LastIndexByte(o.Class, '.')+1:]
	switch class {
	case "AssumptionCellRef":
		w.Assumption = true
	case "ForecastCellRef":
	case "DecisionCellRef", "DecVarCellRef":
		w.Decision = true
	default:
		return w, false
	}
	field := func(name string) any {
		for full, v := range o.Fields { // that of a base class stands behind its name and +
			if full == name || strings.HasSuffix(full, "+"+name) {
				return s.Find(v)
			}
		}
		return nil
	}
	w.Name, _ = field("mVarName").(string)
	w.Law, _ = field("mDstParms").(string)
	guid, _ := field("mGuid").(*nrbf.Object)
	if guid == nil {
		return w, false
	}
	part := func(name string) uint64 { x, _ := guid.Fields[name].(int64); return uint64(x) }
	w.ID = fmt.Sprintf("%08x%04x%04x", uint32(part("_a")), uint16(part("_b")), uint16(part("_c")))
	for c := 'd'; c <= 'k'; c++ {
		w.ID += fmt.Sprintf("%02x", byte(part("_"+string(c))))
	}
	return w, true
}
