package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget/words"
	"ballast/cmd/ballast/mcp"
)

// mcpOptions are what the mcp command is told.
type mcpOptions struct {
	folders []string
	write   bool
	workers int
}

// AddFlags adds the flags that the server and its entry in a configuration share.
func (o *mcpOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringArrayVar(&o.folders, "folder", nil, "folder below which workbooks may be read; may be repeated")
	fs.BoolVar(&o.write, "allow-write", false, "results may be written below the folders, as new files")
}

func (a *app) mcpCommand() *cobra.Command {
	var o mcpOptions
	cmd := &cobra.Command{
		Use:   "mcp --folder DIR",
		Short: "Let an assistant ask: the Model Context Protocol on standard input and output",
		Long: `Mcp answers an assistant that speaks the Model Context Protocol: it checks, runs, explains
and compares workbooks below the folders, tries variants, and gives every figure with its
interval, its cells and the ID of its run. Nothing is written without --allow-write, and
then new files alone.

The assistant starts it; ballast mcp install puts the entry into its configuration, ballast
mcp bundle makes one file that desktop assistants open, ballast mcp skill prints the text
that tells an assistant when to use what.`,
		Example: `  ballast mcp install --folder ~/budgets
  ballast mcp --folder ~/budgets --allow-write`,
		Args: cobra.NoArgs,
		RunE: a.do(func(ctx context.Context, _ []string) error { return runMCP(ctx, o, a.std) }),
	}
	o.AddFlags(cmd.Flags())
	cmd.Flags().IntVar(&o.workers, "workers", 0, "run on this many cores (default: all)")
	cobra.CheckErr(cmd.MarkFlagDirname("folder"))
	cmd.AddCommand(a.mcpInstallCommand(), a.mcpSkillCommand(), a.mcpBundleCommand())
	return cmd
}

// runMCP answers until the assistant leaves.
func runMCP(ctx context.Context, o mcpOptions, std streams) error {
	if len(o.folders) == 0 {
		return usagef("give --folder: only workbooks below named folders are read")
	}
	s, err := mcp.New(mcp.Config{Version: release, Folders: o.folders, Write: o.write, Workers: o.workers, Fonts: fontFolders()})
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Serve(ctx, std.in, std.out)
}

func (a *app) mcpSkillCommand() *cobra.Command {
	return &cobra.Command{Use: "skill", Short: "Print the text that tells an assistant when to use what (SKILL.md)", Args: cobra.NoArgs,
		RunE: a.do(func(context.Context, []string) error {
			_, err := fmt.Fprint(a.std.out, mcp.Skill())
			return err
		})}
}

func (a *app) mcpBundleCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{Use: "bundle", Short: "Write this program as a bundle that desktop assistants open (.mcpb)", Args: cobra.NoArgs,
		RunE: a.do(func(ctx context.Context, _ []string) error { return writeBundle(ctx, output, a.std) })}
	cmd.Flags().StringVarP(&output, "output", "o", "ballast.mcpb", "write it here")
	return cmd
}

// writeBundle writes a new bundle.
func writeBundle(ctx context.Context, to string, std streams) (err error) {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	program, err := os.Open(self)
	if err != nil {
		return err
	}
	defer program.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err = errors.Join(mcp.Bundle(out, release, program), out.Close(), ctx.Err()); err != nil {
		return errors.Join(err, os.Remove(to))
	}
	_, err = fmt.Fprintln(std.out, to)
	return err
}

// installOptions are what mcp install is told.
type installOptions struct {
	mcpOptions
	client string // "": every one that is there
	config string // a file of another program
	key    string
	yes    bool
	lang   string

	home, settings, project string // folders of the user
	program                 string
}

func (a *app) mcpInstallCommand() *cobra.Command {
	var o installOptions
	cmd := &cobra.Command{
		Use:   "install --folder DIR",
		Short: "Put the entry into the configuration of an assistant",
		Long: `Install shows what it would write into the configurations of the assistants that are
found here, and writes nothing. With --yes it writes, beside a copy of what was there
(FILE.before-ballast). Other entries stay as they are, byte for byte; a server called
ballast that is another program is never replaced, and a file with comments is left alone:
then the entry is printed, to be put there by hand.

--client vscode, cursor, windsurf, lmstudio, desktop (what keeps NAME_desktop_config.json),
or project (.mcp.json in this folder); --config FILE is for any other.`,
		Example: `  ballast mcp install --folder ~/budgets
  ballast mcp install --folder ~/budgets --client vscode --yes
  ballast mcp install --folder ~/budgets --config ~/.other/mcp.json --key mcpServers --yes`,
		Args: cobra.NoArgs,
		RunE: a.do(func(ctx context.Context, _ []string) error {
			if err := o.settle(); err != nil {
				return err
			}
			return runInstall(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	clients := []string{"vscode", "cursor", "windsurf", "lmstudio", "desktop", "project"}
	cmd.Flags().Var(choice{&o.client, clients, "client"}, "client", "the assistant (default: those that are found here)")
	cmd.Flags().StringVar(&o.config, "config", "", "configuration file of another assistant")
	cmd.Flags().StringVar(&o.key, "key", "mcpServers", "what the list of servers is called in the file of --config")
	cmd.Flags().BoolVarP(&o.yes, "yes", "y", false, "write, do not only show")
	addLanguage(cmd.Flags(), &o.lang, "language of what is said (default: en)")
	cobra.CheckErr(cmd.MarkFlagDirname("folder"))
	completeWords(cmd, map[string][]string{"client": clients, "lang": {"en", "zh"}})
	return cmd
}

// settle finds the folders of the user, and this program.
func (o *installOptions) settle() (err error) {
	if o.home, err = os.UserHomeDir(); err != nil {
		return err
	}
	if o.settings, err = os.UserConfigDir(); err != nil {
		return err
	}
	if o.project, err = os.Getwd(); err != nil {
		return err
	}
	o.program, err = os.Executable()
	return err
}

// clients are those whose configuration is to be written.
func (o *installOptions) clients() ([]mcp.Client, error) {
	if o.config != "" {
		file, err := filepath.Abs(o.config)
		return []mcp.Client{{Name: o.config, Key: o.key, File: file}}, err
	}
	all := mcp.Clients(o.home, o.settings, o.project, func(pattern string) []string {
		found, _ := filepath.Glob(pattern) // the pattern is well-formed
		return found
	})
	var out []mcp.Client
	for _, c := range all {
		_, err := os.Stat(filepath.Dir(c.File))
		if c.Name == o.client || o.client == "" && err == nil && c.Name != "project" {
			out = append(out, c)
		}
	}
	return out, nil
}

// runInstall shows, or writes, the entries.
func runInstall(ctx context.Context, o installOptions, std streams) error {
	w := words.For(o.lang)
	if len(o.folders) == 0 {
		return usagef("give --folder: only workbooks below named folders are read")
	}
	for i, f := range o.folders {
		abs, err := filepath.Abs(f)
		if err != nil {
			return err
		}
		if info, err := os.Stat(abs); err != nil || !info.IsDir() {
			return usagef("--folder %s: there is no such folder", f)
		}
		o.folders[i] = abs
	}
	list, err := o.clients()
	if err != nil {
		return err
	}
	if len(list) == 0 {
		fmt.Fprintln(std.out, w.Say("mcp.install.none"))
		return nil
	}
	failed := false
	for _, c := range list {
		if err := o.install(ctx, c, std, w); err != nil {
			fmt.Fprintln(std.err, w.Say("mcp.install.left", c.File, err))
			failed = true
		}
	}
	if failed {
		return exitError{code: exitFailed}
	}
	if !o.yes {
		fmt.Fprintln(std.out, w.Say("mcp.install.dry"))
	}
	return nil
}

// install puts the entry into one configuration.
func (o *installOptions) install(ctx context.Context, c mcp.Client, std streams, w *words.Words) error {
	before, err := os.ReadFile(c.File)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	entry := mcp.StartEntry(o.program, c, o.folders, o.write)
	after, state, err := mcp.Merge(before, c.Key, entry)
	switch {
	case errors.Is(err, mcp.ErrForeign):
		return errors.New(w.Say("mcp.install.foreign"))
	case err != nil:
		byHand, _, hand := mcp.Merge(nil, c.Key, entry)
		if hand != nil {
			return hand
		}
		return errors.New(w.Say("mcp.install.byhand", err, string(byHand)))
	case state == mcp.Same:
		fmt.Fprintln(std.out, w.Say("mcp.install.same", c.Name, c.File))
		return nil
	case !o.yes:
		_, err = fmt.Fprintf(std.out, "%s\n%s\n", w.Say("mcp.install.would."+state, c.Name, c.File), after)
		return err
	}
	if len(before) > 0 {
		if err := backup(c.File, before, std, w); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Dir(c.File), 0o755); err != nil {
		return err
	}
	if err := writeAtomic(ctx, c.File, after); err != nil {
		return err
	}
	_, err = fmt.Fprintln(std.out, w.Say("mcp.install.done."+state, c.Name, c.File))
	return err
}

// backup keeps what was there, in a new file.
func backup(file string, data []byte, std streams, w *words.Words) error {
	name := file + ".before-ballast"
	for n := 2; ; n++ {
		out, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, os.ErrExist) {
			name = fmt.Sprintf("%s.before-ballast-%d", file, n)
			continue
		}
		if err != nil {
			return err
		}
		_, err = out.Write(data)
		if err = errors.Join(err, out.Close()); err == nil {
			_, err = fmt.Fprintln(std.out, w.Say("mcp.install.kept", name))
		}
		return err
	}
}
