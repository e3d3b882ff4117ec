export type Cell = string | number | boolean | null;

/** What a spreadsheet may take for the beginning of a formula. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * One line of CSV as RFC 4180 has it, CRLF included. A text that a spreadsheet could run as a formula gets an apostrophe
 * in front; numbers are left as they are.
 *
 * @example csvLine(["=1+1", -2, null, 'say "hi"']) // `"'=1+1",-2,,"say ""hi"""\r\n`
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const isFormula = formulaStart.test(cell);
  const text = isFormula ? `'${cell}` : cell;
  return isFormula || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
