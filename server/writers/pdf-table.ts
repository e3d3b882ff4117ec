import type { Content, CustomTableLayout } from "pdfmake/interfaces";
import type { PrintableText } from "./pdf-typeface";
import type { ReportTable } from "./report-tables";

/** A longer table is cut, and says so. */
const mostRows = 200;
const fontSize = 8;
/** Of a character, about; and between columns. */
const characterWidth = 4.8;
const padding = 10;
const leastTextWidth = 56;

/** Thin lines above, below the head and at the end. */
const lines: CustomTableLayout = {
  hLineWidth: (line, { table }) => (line === 0 || line === 1 || line === table.body.length ? 0.6 : 0),
  vLineWidth: () => 0,
  paddingLeft: (column) => (column === 0 ? 0 : padding / 2),
  paddingRight: (column, { table }) => (column === table.body[0]!.length - 1 ? 0 : padding / 2),
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};

/** A table over as many pages as it takes, its head repeated, with its caption above. */
export function pdfTable(
  table: ReportTable,
  { text, width, soft }: { text: PrintableText; width: number; soft: string },
): Content[] {
  const { caption, columns, rows } = table;
  const alignment = (column: number) => (columns[column]?.isNumber ? "right" : "left");
  const body = [
    columns.map(({ head }, column) => ({
      text: text.sentence(head),
      bold: true,
      alignment: alignment(column),
    })),
    ...rows
      .slice(0, mostRows)
      .map((row) => row.map((cell, column) => ({ text: text.name(cell), alignment: alignment(column) }))),
  ];
  const widths = columnWidths({ ...table, rows: body.map((row) => row.map((cell) => cell.text)) }, width);
  const more = rows.length - mostRows;
  return [
    { text: text.sentence(caption), fontSize, color: soft, margin: [0, 0, 0, 4] },
    { table: { headerRows: 1, dontBreakRows: true, widths, body }, layout: lines, fontSize } as Content,
    ...(more > 0 ? [{ text: `${more} rows more are in report.csv.`, fontSize, color: soft }] : []),
  ];
}

/** Columns of numbers take what they need, those of texts share the rest by their longest. */
function columnWidths({ columns, rows }: Pick<ReportTable, "columns" | "rows">, width: number): number[] {
  const longest = columns.map((_, column) =>
    rows.reduce((most, row) => Math.max(most, row[column]!.length), 0),
  );
  const needed = longest.map((characters) => Math.max(10, characterWidth * characters));
  const room = width - padding * (columns.length - 1);
  const numbers = needed.map((points, column) => (columns[column]!.isNumber ? Math.min(points, 90) : 0));
  const rest = room - numbers.reduce((sum, points) => sum + points, 0);
  const texts = needed.map((points, column) => (columns[column]!.isNumber ? 0 : points));
  const wanted = texts.reduce((sum, points) => sum + points, 0);
  if (wanted <= rest) return needed.map((points, column) => numbers[column] || points);
  const isShort = (points: number) => points > 0 && points <= leastTextWidth;
  const short = texts.reduce((sum, points) => sum + (isShort(points) ? points : 0), 0);
  return texts.map((points, column) => {
    if (points === 0) return numbers[column]!;
    return isShort(points) ? points : Math.max(20, ((rest - short) * points) / (wanted - short));
  });
}
