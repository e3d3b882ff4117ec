import type { Content, CustomTableLayout, TableCell } from "pdfmake/interfaces";
import type { PrintableText } from "./pdf-typeface";
import { type ReportTable, type RowGroup, rowsOf } from "./tables/report-table";

/** A longer table is cut, and says so. */
const mostRows = 200;
/** A group of no more rows fits a page. */
const rowsOfPage = 30;
const fontSize = 8;
const boundsSize = 7;
const padding = 12;
/** A column of names is not narrower, if it can be helped. */
const leastTextWidth = 60;

/** Thin lines above, below the head and at the end. */
const lines: CustomTableLayout = {
  hLineWidth: (line, { table }) => (line === 0 || line === 1 || line === table.body.length ? 0.6 : 0),
  vLineWidth: () => 0,
  paddingLeft: (column) => (column === 0 ? 0 : padding / 2),
  paddingRight: (column, { table }) => (column === table.body[0]!.length - 1 ? 0 : padding / 2),
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};

interface Look {
  text: PrintableText;
  width: number;
  soft: string;
}

/** A table over as many pages as it takes, its head repeated, with its caption above and its notes below. */
export function pdfTable(table: ReportTable, look: Look): Content[] {
  const { caption, notes } = table;
  const { text, soft } = look;
  const small = (words: string, margin: [number, number, number, number]): Content => ({
    text: text.pieces(text.sentence(words)),
    fontSize,
    color: soft,
    margin,
  });
  const more = rowsOf(table).length - mostRows;
  return [
    ...(caption ? [small(caption, [0, 0, 0, 4])] : []),
    ...(table.groups.length > 0 ? [body(table, look)] : []),
    ...(more > 0 ? [small(`${more} rows more are in report.csv.`, [0, 2, 0, 0])] : []),
    ...notes.map((note) => small(note, [0, 3, 0, 0])),
    { text: "", margin: [0, 0, 0, 8] },
  ];
}

/** The rows, each group under its heading with the head of its own, together on a page where they fit one. */
function body(table: ReportTable, look: Look): Content {
  const { text } = look;
  const widths = columnWidths(table, text, look.width);
  const groups = firstRows(table.groups).map(({ heading, rows }): Content => {
    const own = rowsTable(table, rows, widths, look);
    if (heading === null) return own;
    const named: Content = {
      text: text.pieces(text.name(heading)),
      bold: true,
      fontSize,
      margin: [0, 6, 0, 1],
    };
    return { stack: [named, own], unbreakable: rows.length <= rowsOfPage };
  });
  return { stack: groups };
}

function rowsTable(
  { columns }: ReportTable,
  rows: readonly string[][],
  widths: number[],
  { text, soft }: Look,
): Content {
  const alignment = (column: number) => (columns[column]?.isNumber ? "right" : "left");
  const head = columns.map(
    ({ head: words }, column): TableCell => ({
      text: text.pieces(text.sentence(words)),
      bold: true,
      alignment: alignment(column),
    }),
  );
  const cell = (words: string, column: number): TableCell => {
    const [value = "", bounds] = words.split("\n").map((line) => text.name(line));
    const below = bounds === undefined ? [] : [{ text: `\n${bounds}`, fontSize: boundsSize, color: soft }];
    return { text: [{ text: text.pieces(value) }, ...below], alignment: alignment(column) };
  };
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 2,
      dontBreakRows: true,
      widths,
      body: [head, ...rows.map((row) => row.map(cell))],
    },
    layout: lines,
    fontSize,
  };
}

/** The groups as far as their rows are shown. */
function firstRows(groups: readonly RowGroup[]): RowGroup[] {
  let room = mostRows;
  return groups.flatMap(({ heading, rows }) => {
    const shown = rows.slice(0, room);
    room -= shown.length;
    return shown.length > 0 ? [{ heading, rows: shown }] : [];
  });
}

/** Columns take what they need; where that is too much, those of names share what the numbers leave. */
function columnWidths({ columns, groups }: ReportTable, text: PrintableText, width: number): number[] {
  const rows = rowsOf({ groups: firstRows(groups) });
  const needed = columns.map(({ head }, column) => {
    const cells = rows.flatMap((row) => row[column]!.split("\n"));
    const widest = cells.reduce((most, cell) => Math.max(most, text.widthOf(text.name(cell))), 0);
    // The head is bold, which is a little wider.
    return 1 + fontSize * Math.max(widest, 1.08 * text.widthOf(text.sentence(head)));
  });
  const room = width - padding * (columns.length - 1);
  const isName = (column: number) => !columns[column]!.isNumber;
  const sum = (widths: readonly number[]) => widths.reduce((total, own) => total + own, 0);
  const wanted = sum(needed.filter((_, column) => isName(column)));
  const rest = room - (sum(needed) - wanted);
  if (wanted <= rest || wanted === 0) return needed;
  const short = needed.filter((own, column) => isName(column) && own <= leastTextWidth);
  return needed.map((own, column) => {
    if (!isName(column) || own <= leastTextWidth) return own;
    return Math.max(20, ((rest - sum(short)) * own) / (wanted - sum(short)));
  });
}
