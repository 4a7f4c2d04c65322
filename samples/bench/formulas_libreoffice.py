#!/usr/bin/env python3
"""The model of make bench-formulas, recalculated by LibreOffice: what a formula costs
once, to read and to calculate it. The formulas are those of models/cells/bench_test.go,
read from there, on ten sheets. What the program needs to start, load and write is taken
off by the same sheets with values in place of formulas. Processor time of the best of
three."""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

MONTHS, FIRST, COPIES = 120, 2, 10
START = [1, 1, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 50, 0, 0, 100]


def letters(col):
    name = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        name = chr(65 + rest) + name
    return name


def cells():
    """Constants and formulas by place, as the benchmark has them."""
    here = os.path.dirname(os.path.abspath(__file__))
    source = open(os.path.join(here, "../../models/cells/bench_test.go")).read()
    rows = re.findall(r'"([^"]*)"', re.search(r"rows := \[\]string\{(.*?)\n\t\}", source, re.S).group(1))
    all_cells = {f"A{1 + i}": 1 + i / 10 for i in range(20)}
    all_cells.update({f"A{51 + i}": v for i, v in enumerate(START)})
    for month in range(MONTHS):
        this, before = letters(FIRST - 1 + month), letters(FIRST - 2 + month)
        for row, text in enumerate(rows):
            all_cells[f"{this}{51 + row}"] = "=" + text.replace("%[1]s", this).replace("%[2]s", before)
    last = letters(FIRST - 2 + MONTHS)
    all_cells["A40"] = f"=NPV(0.01,B78:{last}78)"
    return all_cells


def flat(all_cells, values=None):
    """A flat OpenDocument sheet; with values they stand in place of the formulas."""
    def formula(text):
        text = re.sub(r"(\$?[A-Z]+\$?\d+):(\$?[A-Z]+\$?\d+)", r"[.\1:.\2]", text[1:])
        text = re.sub(r"(?<![\w.$])(\$?[A-Z]{1,3}\$?\d+)(?![\w(\]:])", r"[.\1]", text)
        return text.replace(",", ";").replace("<", "&lt;").replace(">", "&gt;")

    lines, tables = [], []
    for row in range(1, 79):
        line = []
        for col in range(FIRST + MONTHS):
            x = all_cells.get(f"{letters(col)}{row}")
            if x is None:
                line.append("<table:table-cell/>")
            elif isinstance(x, str) and values is None:
                line.append(f'<table:table-cell table:formula="of:={formula(x)}"/>')
            else:
                number = values[row - 1][col] if isinstance(x, str) else x
                line.append(f'<table:table-cell office:value-type="float" office:value="{number}"/>')
        lines.append("<table:table-row>" + "".join(line) + "</table:table-row>")
    for copy in range(COPIES):
        tables.append(f'<table:table table:name="Model{copy}">' + "".join(lines) + "</table:table>")
    return ('<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
            'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
            + "".join(tables) + "</office:spreadsheet></office:body></office:document>")


def spent():
    """Processor time of all programs that have ended."""
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r.ru_utime + r.ru_stime


def convert(folder, name, text):
    """Seconds of processor time that soffice takes to load and write a sheet, and what it wrote."""
    path = os.path.join(folder, name + ".fods")
    with open(path, "w") as f:
        f.write(text)
    start = spent()
    subprocess.run(["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--convert-to",
                    "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,false", "--outdir", folder, path],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    took = spent() - start
    with open(os.path.join(folder, name + ".csv")) as f:
        return took, [[cell.strip('"$').replace(",", "") for cell in line.rstrip("\n").split("\t")] for line in f]


def main():
    if not shutil.which("soffice"):
        print("bench-formulas: LibreOffice NOT MEASURED, no soffice")
        return
    model = cells()
    formulas = sum(isinstance(x, str) for x in model.values())
    with tempfile.TemporaryDirectory() as folder:
        _, values = convert(folder, "first", flat(model))  # also makes the profile
        repeat = 3
        still = min(convert(folder, "still", flat(model, values))[0] for _ in range(repeat))
        moving = min(convert(folder, "moving", flat(model))[0] for _ in range(repeat))
    print("LibreOffice, result at the most likely inputs", values[39][0])
    took = f"{COPIES * formulas} formulas once: {moving:.2f} s of processor time with formulas, {still:.2f} s with values"
    if moving <= still:
        print(took + "; the difference is lost in the start of the program: NOT MEASURED")
        return
    print(f"{took}; {(moving - still) / formulas / COPIES * 1e9:.0f} ns to read a formula and calculate it once")


if __name__ == "__main__":
    sys.exit(main())
