package specimen

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget/workbook/internal/opc"
)

// Featured is Rich with what newer programs add: slicers, threaded
// comments with their persons, a link to another workbook, printer settings
// that a sheet refers to, custom XML, sparklines, a protected sheet, an ActiveX
// control and a digital signature.
func Featured(t testing.TB) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(Rich(t)))
	Must(t, err)
	defer f.Close()
	Must(t, f.AddSlicer("Costs", &excelize.SlicerOptions{Name: "Phase", Cell: "H24", TableSheet: "Costs", TableName: "CostTable", Caption: "Phase"}))
	Must(t, f.AddSparkline("Dashboard", &excelize.SparklineOptions{Location: []string{"A5"}, Range: []string{"Costs!C2:C4"}}))
	Must(t, f.ProtectSheet("Hidden", &excelize.SheetProtectionOptions{Password: "x", SelectLockedCells: true}))
	buf, err := f.WriteToBuffer()
	Must(t, err)
	const (
		types = "application/vnd.ms-excel."
		rels  = "http://schemas.microsoft.com/office/2017/10/relationships/"
	)
	person, rel := "{00000000-0000-0000-0000-000000000001}", opc.Transitional().Rel
	insert := func(s, before, what string) string {
		if !strings.Contains(s, before) {
			t.Fatalf("no %s to insert before", before)
		}
		return strings.Replace(s, before, what+before, 1)
	}
	return Rezip(t, buf.Bytes(), func(n, s string) (string, string) {
		switch n {
		case "[Content_Types].xml":
			s = insert(s, "</Types>", `<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>`+
				`<Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType="`+types+`threadedcomments+xml"/>`+
				`<Override PartName="/xl/persons/person.xml" ContentType="`+types+`person+xml"/>`+
				`<Override PartName="/xl/activeX/activeX1.xml" ContentType="`+types+`activeX+xml"/>`+
				`<Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/>`+
				`<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>`)
		case "xl/_rels/workbook.xml.rels":
			s = insert(s, "</Relationships>", `<Relationship Id="rIdPerson" Type="`+rels+`person" Target="persons/person.xml"/>`+
				`<Relationship Id="rIdOther" Type="`+rel+`/externalLink" Target="externalLinks/externalLink1.xml"/>`)
		case "xl/workbook.xml":
			s = strings.Replace(s, "</sheets>", `</sheets><externalReferences><externalReference r:id="rIdOther" xmlns:r="`+rel+`"/></externalReferences>`, 1)
		case "xl/worksheets/_rels/sheet1.xml.rels":
			s = insert(s, "</Relationships>", `<Relationship Id="rIdTalk" Type="`+rels+`threadedComment" Target="../threadedComments/threadedComment1.xml"/>`+
				`<Relationship Id="rIdControl" Type="`+rel+`/control" Target="../activeX/activeX1.xml"/>`+
				`<Relationship Id="rIdPrinter" Type="`+rel+`/printerSettings" Target="../printerSettings/printerSettings1.bin"/>`)
		case "xl/worksheets/sheet1.xml":
			s = insert(s, "<drawing", `<pageSetup paperSize="9" orientation="landscape" r:id="rIdPrinter" xmlns:r="`+rel+`"/>`)
		}
		return n, s
	},
		Part{Name: "xl/threadedComments/threadedComment1.xml",
			Data: []byte(opc.XMLHead + `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="C2" dT="2026-05-03T10:00:00.00" personId="` + person + `" id="{00000000-0000-0000-0000-000000000002}"><text>is this net?</text></threadedComment></ThreadedComments>`)},
		Part{Name: "xl/activeX/activeX1.xml", Data: []byte(opc.XMLHead + `<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" xmlns:r="` + rel + `" ax:classid="{8BD21D40-EC42-11CE-9E0D-00AA006002F3}" ax:persistence="persistStreamInit" r:id="rId1"/>`)},
		Part{Name: "xl/activeX/_rels/activeX1.xml.rels", Data: []byte(opc.XMLHead + `<Relationships xmlns="` + opc.PackageRels + `"><Relationship Id="rId1" Type="http://schemas.microsoft.com/office/2006/relationships/activeXControlBinary" Target="activeX1.bin"/></Relationships>`)},
		Part{Name: "xl/activeX/activeX1.bin", Data: []byte("\x40\x1d\xd2\x8b a control's state")},
		Part{Name: "_xmlsignatures/sig1.xml", Data: []byte(opc.XMLHead + `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="idPackageSignature"><SignatureValue>c2lnbmVk</SignatureValue></Signature>`)},
		Part{Name: "_xmlsignatures/origin.sigs", Data: nil},
		Part{Name: "xl/persons/person.xml", Data: []byte(opc.XMLHead + `<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="Ann" id="` + person + `" userId="ann" providerId="None"/></personList>`)},
		Part{Name: "xl/externalLinks/externalLink1.xml",
			Data: []byte(opc.XMLHead + `<externalLink xmlns="` + opc.Transitional().Main + `"><externalBook xmlns:r="` + rel + `" r:id="rId1"><sheetNames><sheetName val="Rates"/></sheetNames></externalBook></externalLink>`)},
		Part{Name: "xl/externalLinks/_rels/externalLink1.xml.rels",
			Data: []byte(opc.XMLHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel + `/externalLinkPath" Target="rates.xlsx" TargetMode="External"/></Relationships>`)},
	)
}
