"""How often LibreOffice recalculates the model of BenchmarkMonthly
(models/cells/bench_test.go) in a second of one processor.

The rows of the model are read from the benchmark, so both are the same. A macro sets
its twenty inputs and recalculates what depends on them, as a simulation in a
spreadsheet does; it runs with many recalculations and with one, and the difference of
processor time is theirs: starting the program and reading the file cancel. The result at the most likely inputs is printed, which the benchmark
prints too.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

MONTHS, FIRST, TIMES = 120, 2, 400
START = [1, 1, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 50, 0, 0, 100]

MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Recalculate(file As String, result As String, times As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(file), "_blank", 0, hidden())
  doc.enableAutomaticCalculation(False)
  sheet = doc.Sheets.getByIndex(0)
  last = CLng(times)
  For k = last To 0 Step -1
    For i = 0 To 19
      sheet.getCellByPosition(0, i).setValue(1 + i / 10 + k / 100000)
    Next i
    doc.calculate()
  Next k
  number = FreeFile
  Open result For Output As #number
  Print #number, sheet.getCellByPosition(0, 39).getValue()
  Close #number
  doc.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
<library:element library:name="Module1"/></library:library>
"""


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


def flat(all_cells):
    """A flat OpenDocument sheet."""
    def formula(text):
        text = re.sub(r"(\$?[A-Z]+\$?\d+):(\$?[A-Z]+\$?\d+)", r"[.\1:.\2]", text[1:])
        text = re.sub(r"(?<![\w.$])(\$?[A-Z]{1,3}\$?\d+)(?![\w(\]:])", r"[.\1]", text)
        return text.replace(",", ";").replace("<", "&lt;").replace(">", "&gt;")

    lines = []
    for row in range(1, 79):
        line = []
        for col in range(FIRST + MONTHS):
            x = all_cells.get(f"{letters(col)}{row}")
            if x is None:
                line.append("<table:table-cell/>")
            elif isinstance(x, str):
                line.append(f'<table:table-cell table:formula="of:={formula(x)}"/>')
            else:
                line.append(f'<table:table-cell office:value-type="float" office:value="{x}"/>')
        lines.append("<table:table-row>" + "".join(line) + "</table:table-row>")
    return ('<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" '
            'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
            '<table:table table:name="Model">' + "".join(lines) + "</table:table></office:spreadsheet></office:body></office:document>")


def spent():
    """Processor time of all programs that have ended."""
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r.ru_utime + r.ru_stime


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)


def recalculate(folder, path, times):
    """Seconds of processor time of soffice, and the result at the most likely inputs."""
    result = os.path.join(folder, "result.txt")
    start = spent()
    subprocess.run(["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--norestore", "--nologo",
                    f'macro:///Standard.Module1.Recalculate("{path}","{result}","{times}")'],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
    took = spent() - start
    with open(result) as f:
        value = f.read().strip()
    os.remove(result)
    return took, value


def main():
    if not shutil.which("soffice"):
        print("bench-formulas: LibreOffice NOT MEASURED, no soffice")
        return
    model = cells()
    formulas = sum(isinstance(x, str) for x in model.values())
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.fods")
        put(path, flat(model))
        subprocess.run(["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--convert-to", "ods", "--outdir", folder, path],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)  # makes the profile
        standard = os.path.join(folder, "profile/user/basic/Standard")
        put(os.path.join(standard, "Module1.xba"), MACRO)
        put(os.path.join(standard, "script.xlb"), LIBRARY)
        still, value = min(recalculate(folder, path, 0) for _ in range(2))
        moving, again = min(recalculate(folder, path, TIMES) for _ in range(2))
    print("LibreOffice, result at the most likely inputs", value)
    if value != again or moving <= still:
        print(f"LibreOffice: {value} and {again}, {moving:.2f} s and {still:.2f} s: NOT MEASURED")
        return
    each = (moving - still) / TIMES
    print(f"LibreOffice: {TIMES} recalculations in {moving - still:.2f} s of processor time: "
          f"{1 / each:.0f} a second, {each / formulas * 1e9:.0f} ns a formula and scenario")


if __name__ == "__main__":
    sys.exit(main())
