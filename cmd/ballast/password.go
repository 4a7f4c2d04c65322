package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/pflag"
)

// addPassword adds --password.
func addPassword(fs *pflag.FlagSet, password *string) {
	fs.StringVar(password, "password", "", "opens a locked workbook, - to read it from standard input; what is written is locked with it too")
}

// settlePassword reads the password from standard input when it is given as -,
// so that it need not stand on the command line.
func settlePassword(password *string, in io.Reader) error {
	if *password != "-" {
		return nil
	}
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("reading the password: %w", err)
	}
	if *password = strings.TrimRight(line, "\r\n"); *password == "" {
		return usagef("--password -: there is no password on standard input")
	}
	return nil
}
