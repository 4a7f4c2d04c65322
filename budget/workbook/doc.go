// Package workbook turns an xlsx file into a budget.Plan, by reading or by
// adopting one of another shape, and result sheets into a copy of it.
//
// This page is the specification of what is read and of what is written, with
// the facts that shaped it. A comment cites it as "budget/workbook/doc.go,
// section 4". Sheets, columns and words stand in budget/workbook/schema, one
// row each, and its doc.go lists them. Facts about excelize hold for the version
// in go.mod; those marked (T) are repeated by TestWhyOurOwn, the others were
// measured once, with v2.11.1, on 1,880 public files (test files of POI,
// XlsxWriter, ClosedXML, the Open XML SDK and excelize), and not again here.
// Nothing was looked at in Excel itself: the witnesses are the schemas of
// ECMA-376, the validator of the Open XML SDK and LibreOffice.
//
// # 1. Rooms
//
// schema: every sheet, column, unit and word that is understood. internal/opc:
// the package of parts in a zip, addresses, locks and what is refused.
// internal/graft: result sheets into the user's package. internal/template:
// workbooks from text. internal/specimen: what the tests of all rooms share.
// This package: read_ (cells, tables, rows to a plan), adopt_ (a budget of
// another shape to sheets of ours), write_ (a safe copy with results), dump_ (a
// workbook as text, for review).
//
// # 2. From a file to cells
//
// A file is unlocked, then every part is read to its end before anything is
// believed: sizes, checksums, names. What is refused is a problem with a code
// (encrypted, old-xls, other-format, not-a-workbook, zip-damaged, too-large),
// never a Go error. A damaged part from which nothing is read is copied as it is,
// with a warning (damaged-part). Parts may be in UTF-8, with a mark before it or
// without, or in UTF-16. A cell that stands in the file several times is said, and
// an error where it holds different things (cell-twice). Bounds: 256 MB stored, 512 MB unpacked, 128 MB a part, 20,000 parts.
// A workbook that is an OLE container is tried with the password given, or with
// the one that Excel uses for files locked without one.
//
// Sheets are read when first asked for, sparsely, as stored: a cell is a number
// in its shortest decimal form, a text, a truth value or an error, with whether
// its number format shows a date or a percentage. Dates count from 1900 or 1904
// as the workbook says. Money stays decimal.
//
// # 3. Why our own reader
//
// excelize reads a part with a wrong checksum without a word (T), so that a
// flipped bit becomes a wrong amount. It holds a sheet densely: 2,000 rows with
// one cell each in the last column, 11 KB of file, took it 6.4 GB and 23 s. Its
// displayed values depend on the culture; its raw ones do not tell a date from
// a number. It decodes XML by reflection: 14 s and 929 MB of memory for two
// million cells before the first value. What a budget needs of a sheet is a few
// elements, and those are scanned in place (read_xml.go), so that reading takes
// less than 1 GiB whatever a file holds: TestSlowLimits, whose log has the time.
//
// A formula's stored value is read. Where there is none, budget/formula works it
// out, with defined names, tables and array formulas; formulas that do have one
// count by it. All formulas of a reading together read at most ten million
// cells, and stop when the reading is cancelled. What cannot be worked out is the
// error formula-no-value at its cell with its cause by name (a function, a name,
// another workbook, the cells of a circle, the bound), never a zero, also where
// an IFERROR would hide it. (excelize gives the sum of a range that holds an
// error a value (T), and knows no bound.) Stored values that nothing here
// could check (array formulas, data tables, links to other workbooks, shared
// formulas of other programs) are read, and said once a sheet: formula-kept.
//
// # 4. From cells to tables
//
// A worksheet stands for a sheet of the schema by its name, in either language,
// else an Excel table or a named range does; of several that fit, the foremost
// name in the schema wins and the others are said (double-sheet). Names are
// compared in lower case, half width, without blanks, hyphens, dots, colons,
// stars, per cent signs and anything in brackets: schema.Key. The language of
// the workbook is that of most of its sheet names, unless the setting Language
// says otherwise.
//
// The header row is the one among the first 60 with most headers known; later
// rows that repeat at least half of them begin another table, and so does a run
// of headers that stands again to the right. A header in two languages ("Name /
// 名称") counts by either. Merged headers count in the row that they reach down
// to, and words merged over several rows stand for each. A header that is a
// month makes a column of that month, on Costs, Actuals, Drivers and Profiles;
// long and wide rows may be mixed.
//
// Blank rows are skipped; totals, headings and rows that are switched off are
// skipped and logged. Columns that are not known are logged as unused.
//
// # 5. From tables to a plan
//
// A column is judged as a whole, then its cells; package budget/unit holds the
// grammar of units, numbers and dates, and the column's dimension in the schema
// says what can be meant. Settled for each column are its unit (a cell's own
// before the header's before the one above the table), the notation of its
// numbers (from its unambiguous cells, then the sheet's, then the workbook's),
// the order of its dates, and whether plain figures of shares and factors are
// per cent. Those are judged together for all cells of one dimension, group by
// group where another column of the row decides what they mean (By in the
// schema). A unit of another kind is refused (foreign-unit); an unknown one is
// said (unknown-unit); a conversion is said at the header that asks for it
// (scaled-amounts); what stays ambiguous is an error that shows both readings.
// The settings Decimal, Date order and Read as settle it, or the flags --decimal,
// --dates and --read. Columns with figures that are not read are said once a
// table, except those that the setting Not read names.
//
// Then each cell is read as its column's row in the schema says: by dimension
// and form, into its field of the plan, within its bounds; what counts while a
// setting is blank stands in its row, too. A figure beyond the limits of its row
// is an error before any loop or memory depends on it (out-of-bounds). Shares and rates are kept as
// fractions. Estimates of the base count as percentages when the largest is
// above 5. Distributions are checked where they stand.
//
// What people write beside the columns of the model is brought to it here. A line
// with a probability is its amount times a Bernoulli draw; its own escalation is a
// fixed driver; contingency by line is added up and said, never added to the base;
// VAT without a per cent sign in its header is an amount and no rate. Names in one
// cell are parted by commas (any) or & and "and" (all). A day within a month
// prorates a line or a stream, where the days of the column are neither all firsts
// nor all lasts. A table that lacks a column which the figures hang on (Start,
// Months, Date, Rate), blanks that take a default, rows of the template that were
// left in and words close to known ones are said once, with a count.
//
// Every problem has its cell, the row as read and a remedy, and all are
// reported at once, in the order of sheets and cells, together with what
// budget.Check finds in the plan as a whole.
//
// # 6. Why our own writer
//
// Results go into a copy of the user's workbook, which must come back as it was.
// Opened and saved by excelize, 99 of 1,846 workbooks lost elements; grafted,
// 2 of 1,855 did. A Strict workbook becomes half Transitional (T) and is then
// refused by other programs; a workbook without styles ends in a panic (T); a
// chart of the user's is overwritten where its parts are not numbered without
// a gap (T); a sheet that was touched loses embedded objects and sort states;
// check boxes in cells are lost with the styles. excelize cannot keep a formula together with a number as its
// stored value (T), and writes charts without the values of their points (T),
// so that programs which do not calculate show nothing; a new style costs time
// in proportion to those that exist. It accepts P80 as a defined name (T), which
// is the address of a cell: ours are called Ballast.P80.
//
// So a graft copies every part of the user's as it is, compressed bytes and all,
// and edits four as text: the main part, its relations, the content types and
// the styles, to which fonts, fills, borders, formats and rules are appended.
// New parts have names of their own (ballast_sheet1.xml), so that none can
// collide; they and the elements put into edited parts carry their namespace in
// full, so that prefixed and Strict workbooks come out right. Cells, charts,
// notes and validations are written as XML here; that is shorter than to mend
// what a library writes. No text of the user's becomes a formula.
//
// # 7. What is written
//
// A result sheet stands at the end; the active tab stays the user's. Charts are
// native and bound to cells of a result sheet, with their values stored.
// Formulas carry the value that they come to. Key figures have defined names. A
// hidden name Ballast.Sheet.KEY of the whole workbook points at each result sheet,
// and the names Ballast.Result.N say that the workbook holds results: by them, and
// by the names of the parts, reading and a later run know our sheets and only
// those, also after another program saved the workbook. A copy of a result sheet
// is the user's: it has names local to it, or in another workbook no
// Ballast.Result. A calculation chain that names cells of a sheet that goes is left
// out. The copy of a template is a workbook.
//
// The copy is written beside the target, flushed, read back, and compared part
// by part with the source by SHA-256; only then it takes the target's name. A
// file that Ballast did not write is not overwritten without being told to, and
// neither is a result in which somebody has worked: Ballast.Result holds a print of
// every sheet, of values and formulas as they survive a save by other programs
// (TestStands, TestSlowResultsComeBack); cells with a validation on result sheets
// are inputs; notes, formats and charts are not in the print. A reading ends with a
// rehearsal of the writing, so that what could not be written is known before the
// simulation (cannot-write). A result is locked with the password of its source. The same input gives the
// same bytes.
//
// # 8. Adopting
//
// A budget of another shape is searched for its cost table (package
// internal/adopt): blocks of rows under headers, or under none, whose columns
// have roles by their words in thirteen languages and by what equals what:
// quantity times price, net plus tax, months that add up to their total. Rows
// that repeat others (by formula, by word, by number, indent or weight, by sum),
// income, results and inputs are no lines; the budget's own contingency is
// shown and left out of the base. Blocks are read alone, all of a sheet, those
// that a total adds up, and those of one form on several sheets.
//
// One reading is taken unasked only when the budget's own totals agree with it,
// its amounts are shown to be money, no column or other table could be meant
// instead and nothing remains beside it (TestAdoptCases); otherwise adopt asks,
// with the readings and the command that takes each. The sheets that it makes
// hold formulas which point at the user's cells and at the settings of the
// sheet Project, so that the budget stays alive, and hidden names
// BallastInput.* say which sheets are read. A plan whose ranges are still those
// of adopt says so wherever it is read.
//
// # 9. Not known
//
// Excel itself, WPS Office, files above 256 MB, and xlsb and xls, which are not
// read.
package workbook
