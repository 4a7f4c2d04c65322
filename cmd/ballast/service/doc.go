// Package service is what the page and assistants do with a workbook: open it, check it,
// run it and variants of it, compare them, seek, and hand out the results. The command
// shares it. It knows no flag, no terminal and no web.
package service
