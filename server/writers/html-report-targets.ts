import { percent, percentRange } from "../report/interval-words";
import type { JudgeRow } from "../report/judge/view";
import type { ReportContent } from "../report/schemas";
import type { WiderRow } from "../report/wider/view";
import { htmlTable, type TableColumn } from "./html-table";
import { type Html, html } from "./html-text";

/** The win rates for other prompts and people like these. */
export function widerSection({ wider }: ReportContent): Html | null {
  if (!wider || wider.length === 0) return null;
  return html`<section><h2>Prompts and annotators like these</h2>
<p>The estimates above speak of this prompt set. For other prompts and other people from the same sources the point is the same and the interval wider.</p>
${htmlTable("Clustered by prompt and by annotator", widerColumns, wider)}</section>`;
}

/** The win rates with the campaign's control variate. */
export function judgeSection({ judge }: ReportContent): Html | null {
  if (!judge) return null;
  return html`<section><h2>With a judge taking out variance</h2>
<p>The same estimates with ${judge.title} as control variate: known for every comparison beforehand, it never replaces a person.</p>
${htmlTable("λ is learned from earlier draws alone", judgeColumns, judge.rows)}</section>`;
}

const names = ({ modelA, modelB }: { modelA: string; modelB: string }) => `${modelA} against ${modelB}`;

const widerColumns: TableColumn<WiderRow>[] = [
  { head: "Pair", cell: names },
  { head: "Win rate", isNumber: true, cell: ({ winRate }) => rate(winRate) },
  { head: "Interval", isNumber: true, cell: ({ interval }) => interval && percentRange(interval) },
  { head: "Prompts", isNumber: true, cell: ({ prompts }) => prompts },
  { head: "Annotators", isNumber: true, cell: ({ annotators }) => annotators },
  { head: "Note", cell: ({ note }) => note },
];

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
