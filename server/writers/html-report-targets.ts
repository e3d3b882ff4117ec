import { percent, percentRange } from "../report/interval-words";
import type { JudgeRow } from "../report/judge/view";
import type { ReportContent } from "../report/schemas";
import { htmlReportTable, htmlTable, type TableColumn } from "./html-table";
import { type Html, html } from "./html-text";
import { widerTable } from "./tables/pair-tables";

/** The win rates for other prompts and people like these. */
export function widerSection(content: ReportContent): Html | null {
  const table = widerTable(content);
  if (!table || table.groups.length === 0) return null;
  return html`<section><h2>${table.title}</h2>
${htmlReportTable(table)}</section>`;
}

/** The win rates with the campaign's control variate. */
export function judgeSection({ judge }: ReportContent): Html | null {
  if (!judge) return null;
  return html`<section><h2>With a judge taking out variance</h2>
<p>The same estimates with ${judge.title} as control variate: known for every comparison beforehand, it never replaces a person.</p>
${htmlTable("λ is learned from earlier draws alone", judgeColumns, judge.rows)}</section>`;
}

const names = ({ modelA, modelB }: { modelA: string; modelB: string }) => `${modelA} against ${modelB}`;

const judgeColumns: TableColumn<JudgeRow>[] = [
  { head: "Pair", cell: names },
  { head: "Win rate", isNumber: true, cell: ({ winRate }) => rate(winRate) },
  { head: "Interval", isNumber: true, cell: ({ interval }) => interval && percentRange(interval) },
  { head: "Variance saved", isNumber: true, cell: ({ varianceSaved }) => rate(varianceSaved) },
  {
    head: "λ",
    isNumber: true,
    cell: ({ strata }) => strata.map(({ lambda }) => lambda.toFixed(2)).join(", "),
  },
  {
    head: "Correlation",
    isNumber: true,
    cell: ({ strata }) => strata.map(({ correlation }) => correlation?.toFixed(2) ?? "–").join(", "),
  },
  { head: "Unscored", isNumber: true, cell: ({ unscored }) => unscored },
  { head: "Note", cell: ({ note }) => note },
];

function rate(value: number | null): string | null {
  return value === null ? null : percent(value);
}
