import type { ReportParts } from "../report/parts/view";
import type { ReportContent } from "../report/schemas";
import { type ReportTable, rowsOf } from "../writers/tables/report-table";
import { reportTables } from "../writers/tables/report-tables";
import { formatTable } from "./format-table";

/** More rows of a table nobody reads on a screen. */
const mostRows = 40;

/** A report as plain text: its verdicts, every table that it has, and what must be known before the numbers are read. */
export function describeReport(content: ReportContent, parts: ReportParts, hash: string | null): string {
  const { campaign, pairs, counts, notes } = content;
  const heading = `${campaign.name} (${campaign.state}): ${counts.judgmentsCounted} judgments counted, ${counts.closed} of ${counts.planned} comparisons closed.`;
  const verdicts = pairs.map(({ verdict }) => verdict.sentence).join("\n");
  const tables = reportTables(content, parts).map(tableText);
  return [heading, verdicts, ...notes, ...tables, `Report ${hash}`].join("\n\n");
}

function tableText(table: ReportTable, place: number, all: readonly ReportTable[]): string {
  const { title, caption, columns, groups, notes } = table;
  const rows = groups.flatMap(({ heading, rows: own }) =>
    own.map((row, i) => [
      ...(heading === null ? [] : [i === 0 ? heading : ""]),
      ...row.map((cell) => cell.replace(/\n(.*)$/, " ($1)")),
    ]),
  );
  const isGrouped = groups.some(({ heading }) => heading !== null);
  const heads = [...(isGrouped ? ["Pair"] : []), ...columns.map(({ head }) => head)];
  const more = rowsOf(table).length - mostRows;
  return [
    ...(title === all[place - 1]?.title ? [] : [title.toUpperCase()]),
    ...(caption ? [caption] : []),
    ...(rows.length > 0 ? [formatTable(heads, rows.slice(0, mostRows))] : []),
    ...(more > 0 ? [`${more} rows more: --format csv has all.`] : []),
    ...notes,
  ].join("\n");
}
