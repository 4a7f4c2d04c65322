package mcp

import (
	"context"
	"fmt"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// addPrompts adds questions to begin with.
func (s *Server) addPrompts() {
	file := &sdk.PromptArgument{Name: "file", Description: "path of the workbook", Required: true}
	for _, p := range []struct {
		name, title, text string
		more              []*sdk.PromptArgument
		args              []string
	}{
		{"audit", "Audit a plan", "Check %s and list every error and warning with its cell and remedy, worst first. Then run it and name the assumptions and warnings of the run, the three drivers with their cells, and what a reviewer would ask. Quote no figure without its interval, cell and run ID.", nil, nil},
		{"reserve", "How much reserve?", "Run %s. Say how much reserve it needs on top of the base, at which confidence, with the 95 %% interval, what drives it (with cells), and what the chance of a cash gap is. Quote no figure without its interval, cell and run ID.", nil, nil},
		{"late", "What if the money comes late?", "Open %s with check to see its sources. Then ask whatif what happens when the source %s comes %s months late (set %[2]s.late to %[3]s). Say what changes beyond chance, and by how much, with intervals, and what amount of opening cash would make good for it (whatif with seek).",
			[]*sdk.PromptArgument{{Name: "source", Description: "ID of a source, such as F2", Required: true}, {Name: "months", Description: "how many months", Required: true}}, []string{"source", "months"}},
	} {
		s.mcp.AddPrompt(&sdk.Prompt{Name: p.name, Title: p.title, Arguments: append([]*sdk.PromptArgument{file}, p.more...)},
			func(_ context.Context, req *sdk.GetPromptRequest) (*sdk.GetPromptResult, error) {
				args := []any{req.Params.Arguments["file"]}
				for _, a := range p.args {
					args = append(args, req.Params.Arguments[a])
				}
				return &sdk.GetPromptResult{Messages: []*sdk.PromptMessage{{Role: "user", Content: &sdk.TextContent{Text: fmt.Sprintf(p.text, args...)}}}}, nil
			})
	}
}
