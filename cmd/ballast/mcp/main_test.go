package mcp

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"ballast/budget/workbook"
	"ballast/samples"
)

// small is a plan with a bit of everything, quick to run.
const small = `== Project
Currency | EUR
Start month | 2026-01
Horizon | 18
Scenarios | 200
Budget limit | 150000
Opening cash | 0
== Costs
ID | Name | Amount | Low (%) | High (%) | Start | Months
C1 | Rent | 60000 | 90 | 130 | 2026-01 | 12
C2 | Staff | 50000 | 80 | 150 | 2026-03 | 10
== Revenue
ID | Name | Amount per month | Start | Months | Volatility %
V1 | Sales | 16000 | 2026-08 | 11 | 20%
== Funding
ID | Name | Kind | Committed | Date | Max amount
F1 | Owners | equity | 30000 | 2026-01 | 200000
F2 | Bank | grant | 30000 | 2026-04 | 200000
== Risks
ID | Name | Probability | Cost impact
R1 | Strike | 30% | PERT(5000,10000,30000)
`

// asker is an assistant that speaks to a server over its folder.
type asker struct {
	t       *testing.T
	dir     string
	server  *Server
	session *sdk.ClientSession
}

// assistant starts a server on a folder with the small plan.
func assistant(t *testing.T, write bool, o *sdk.ClientOptions) *asker {
	t.Helper()
	a := &asker{t: t, dir: t.TempDir()}
	a.put("plan.xlsx", small, "en")
	var err error
	if a.server, err = New(Config{Version: "test", Folders: []string{a.dir}, Write: write}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.server.Close() })
	ours, theirs := sdk.NewInMemoryTransports()
	if _, err := a.server.mcp.Connect(t.Context(), ours, nil); err != nil {
		t.Fatal(err)
	}
	if a.session, err = sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, o).Connect(t.Context(), theirs, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.session.Close() })
	return a
}

// put writes a workbook made of text into the folder.
func (a *asker) put(name, source, lang string) {
	a.t.Helper()
	data, err := workbook.FromText([]byte(source), lang)
	if err == nil {
		err = os.WriteFile(filepath.Join(a.dir, name), data, 0o644)
	}
	if err != nil {
		a.t.Fatal(err)
	}
}

// sample writes a sample into the folder.
func (a *asker) sample(name string) string {
	a.t.Helper()
	text, err := samples.Source(name)
	if err != nil {
		a.t.Fatal(err)
	}
	a.put(name+".xlsx", string(text), samples.Language(name))
	return name + ".xlsx"
}

type args map[string]any

// call calls a tool; what it answers goes into out, its words are returned.
func (a *asker) call(tool string, in args, out any) (text string, failed bool) {
	a.t.Helper()
	res, err := a.session.CallTool(a.t.Context(), &sdk.CallToolParams{Name: tool, Arguments: in})
	if err != nil {
		return err.Error(), true
	}
	for _, c := range res.Content {
		if x, ok := c.(*sdk.TextContent); ok {
			text += x.Text
		}
	}
	if !res.IsError && out != nil {
		if err := json.Unmarshal([]byte(text), out); err != nil {
			a.t.Fatalf("%s: %v in %s", tool, err, text)
		}
	}
	return text, res.IsError
}

// must is call for what has to work.
func (a *asker) must(tool string, in args, out any) string {
	a.t.Helper()
	text, failed := a.call(tool, in, out)
	if failed {
		a.t.Fatalf("%s %v: %s", tool, in, text)
	}
	return text
}

// refused is call for what must not, for a reason that has these words.
func (a *asker) refused(tool string, in args, words ...string) {
	a.t.Helper()
	text, failed := a.call(tool, in, nil)
	if !failed {
		a.t.Errorf("%s %v was answered: %.200s", tool, in, text)
	}
	for _, w := range words {
		if !strings.Contains(text, w) {
			a.t.Errorf("%s %v: no %q in %s", tool, in, w, text)
		}
	}
}

// read reads a resource.
func (a *asker) read(uri string) string {
	a.t.Helper()
	r, err := a.session.ReadResource(a.t.Context(), &sdk.ReadResourceParams{URI: uri})
	if err != nil {
		a.t.Fatal(err)
	}
	return r.Contents[0].Text
}

// answered is what run says.
type answered struct {
	Run, Token, Resources, Notice string
	Figures                       []Figure
	Summary                       map[string]any
}
