/**
 * Canonical text: the one form that every reader writes and that staging reads. One file per table: mostly a sheet,
 * sometimes a part of one, or a sheet whose cells were put in another order (decision 15). Row numbers stay those of the source.
 *
 * UTF-8 csv without header and without BOM, lines end in LF, delimiter comma. Fields of a line:
 *
 * 1. `row`: for workbooks the 1-based row number in the sheet, for csv the physical line on which the record starts;
 * 2. `cells`: how many cells the row has in the source: for workbooks up to the last one that is not empty, for csv the number of
 *    fields of the record (0 for a blank line);
 * 3. exactly `width` cells, c1 … cN. `width` is the largest `cells` of the first 200 rows, so that a sheet is written while it is
 *    being read. Cells further right are not written; `cells` tells that they were there.
 *
 * A cell is
 * - nothing at all: missing (NULL). Of csv: an unquoted empty field;
 * - `""`: text, empty;
 * - `"…"`: text as it came, quotes doubled, nothing trimmed, line breaks kept. NUL and U+0001 are removed;
 * - `"\u0001…"`: the source stored a number. After the mark the number as JavaScript prints it: plain digits below 1e21, so that
 *   an identity number that became 1.1010520180901203e17 reads 110105201809012030. Serial dates without a date format too.
 *
 * Numbers with a date format are text without the mark: `2015-08-31`, `2015-08-31 08:30:00`, or `08:30:00` where the value has no day.
 * Booleans are `TRUE` and `FALSE`, errors their text (`#N/A`), formulas their cached value, or missing where there is none.
 *
 * Rows without any content are lines too, so that rows read can be counted; only those after the last row with content may lack.
 *
 * DuckDB reads it with `header=false, delim=',', quote='"', escape='"', new_line='\n', all_varchar=true, nullstr='',
 * allow_quoted_nulls=false, auto_detect=false, strict_mode=false` and a `max_line_size` that fits.
 */
export interface CanonicalSheet {
  /** Name of the sheet; '' for csv. */
  readonly sheet: string;
  /** Where the canonical text is. */
  readonly path: string;
  readonly width: number;
  /** Lines in the canonical text, empty rows counted. */
  readonly rows: number;
  readonly hidden: boolean;
  /** Whether the workbook counts days from 1904. Only numbers without a date format still need to know. */
  readonly date1904: boolean;
  /** What the user should know about how the sheet was read, in Chinese. */
  readonly notes: readonly string[];
}
