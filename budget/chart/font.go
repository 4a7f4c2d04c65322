package chart

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

// SystemFonts returns the folders in which systems keep their fonts.
func SystemFonts() []string {
	return []string{
		"/usr/share/fonts", "/usr/local/share/fonts", // Linux
		"/System/Library/Fonts", "/Library/Fonts", // macOS
		`C:\Windows\Fonts`,
	}
}

// fontNames lists files of fonts with Chinese characters, the best first, with
// the file of the bold face where it is one of its own.
func fontNames() [][2]string {
	return [][2]string{
		{"NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"},
		{"NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"},
		{"NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"},
		{"NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"},
		{"SourceHanSansSC-Regular.otf", "SourceHanSansSC-Bold.otf"},
		{"SourceHanSans.ttc", ""},
		{"msyh.ttc", "msyhbd.ttc"},
		{"PingFang.ttc", ""},
		{"Hiragino Sans GB.ttc", ""},
		{"STHeiti Light.ttc", "STHeiti Medium.ttc"},
		{"wqy-microhei.ttc", ""},
		{"wqy-zenhei.ttc", ""},
		{"Deng.ttf", "Dengb.ttf"},
		{"simhei.ttf", ""},
		{"msyh.ttf", "msyhbd.ttf"},
		{"DroidSansFallbackFull.ttf", ""},
		{"DroidSansFallback.ttf", ""},
		{"NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"},
	}
}

// fonts are the two faces that a book is drawn with.
type fonts struct {
	regular, bold *opentype.Font
	chinese       bool // texts are Chinese
	missing       bool // and no font for them was found
}

// Fonts are those that charts are drawn with. A Chinese font takes tens of megabytes: it is
// read when the first chart with Chinese texts needs it, and once for all that share Fonts.
type Fonts struct {
	dirs    []string
	chinese func() *fonts
}

// FontsIn looks for a Chinese font in folders and those below; nil: SystemFonts.
//
// Checked: TestFontsAreReadOnce.
func FontsIn(dirs []string) *Fonts {
	if dirs == nil {
		dirs = SystemFonts()
	}
	f := &Fonts{dirs: dirs}
	f.chinese = sync.OnceValue(f.findChinese)
	return f
}

// loaded returns the faces for Chinese texts, or for others.
func (f *Fonts) loaded(chinese bool) *fonts {
	if chinese {
		return f.chinese()
	}
	return latin()
}

// latin returns the faces of Liberation Sans, which come with the program.
func latin() *fonts {
	f := &fonts{}
	for _, face := range liberation.Collection() {
		if face.Font.Variant != "Sans" || face.Font.Style != 0 {
			continue
		}
		if face.Font.Weight == 0 {
			f.regular = face.Face
		} else {
			f.bold = face.Face
		}
	}
	return f
}

// findChinese returns the faces of the first Chinese font that is found, else those of
// Liberation Sans.
func (f *Fonts) findChinese() *fonts {
	x := latin()
	x.chinese = true
	files := fontFiles(f.dirs)
	for _, names := range fontNames() {
		regular := parseFace(files[names[0]])
		if regular == nil {
			continue
		}
		x.regular, x.bold = regular, regular
		if bold := parseFace(files[names[1]]); bold != nil {
			x.bold = bold
		}
		return x
	}
	x.missing = true
	return x
}

// fontFiles finds the files of all fonts below some folders, by name. Folders
// that cannot be read are passed over.
func fontFiles(dirs []string) map[string]string {
	found := map[string]string{}
	for _, dir := range dirs {
		_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return fs.SkipDir
			}
			if name := d.Name(); !d.IsDir() && found[name] == "" {
				found[name] = path
			}
			return nil
		})
	}
	return found
}

// parseFace reads the face for simplified Chinese of a file, nil when the file
// cannot be read or has none.
func parseFace(path string) *opentype.Font {
	if path == "" {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	all, err := opentype.ParseCollection(data)
	if err != nil {
		return nil
	}
	var best *opentype.Font
	for i := range all.NumFonts() {
		face, err := all.Font(i)
		if err != nil || !drawsChinese(face) {
			continue
		}
		name, _ := face.Name(nil, sfnt.NameIDFamily)
		if best == nil || strings.HasSuffix(name, " SC") {
			best = face
		}
		if strings.HasSuffix(name, " SC") {
			break
		}
	}
	return best
}

// drawsChinese reports whether a face has the outlines of Chinese characters.
func drawsChinese(face *opentype.Font) bool {
	var buf sfnt.Buffer
	for _, r := range "储备流动性回收期" {
		i, err := face.GlyphIndex(&buf, r)
		if err != nil || i == 0 {
			return false
		}
		if _, err := face.LoadGlyph(&buf, i, 1<<16, nil); err != nil {
			return false
		}
	}
	return true
}

// face is a face at a size in points.
func (f *fonts) face(size float64, bold bool) font.Face {
	face := font.Face{Font: font.Font{Typeface: "text", Size: vg.Points(size)}, Face: f.regular}
	if bold {
		face.Face, face.Font.Weight = f.bold, 2 // the numbers of golang.org/x/image/font, semi-bold
	}
	return face
}

// families are the fonts that a viewer of SVG should draw texts with.
func (f *fonts) families() string {
	if f.chinese {
		return "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC','Hiragino Sans GB','Noto Sans SC',Arial,sans-serif"
	}
	return "'Liberation Sans',Arial,Helvetica,sans-serif"
}

// width is the width of a text in points. Characters that the font lacks are
// taken to be as wide as they are high.
func (f *fonts) width(s string, size float64, bold bool) float64 {
	wide := 0
	known := strings.Map(func(r rune) rune {
		if f.missing && isWide(r) {
			wide++
			return -1
		}
		return r
	}, s)
	face := f.face(size, bold)
	return face.Width(known).Points() + float64(wide)*size
}

// isWide reports whether a character is Chinese, or punctuation of its width.
func isWide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}
