import { percent } from "../../report/interval-words";
import type { ReportParts } from "../../report/parts/view";
import type { ReportContent } from "../../report/schemas";
import { type WorthRow, type WorthTable, worthVerdictWords } from "../../worth/schemas";
import { type ReportTable, rate, tableOf, withBounds, wordsOnly } from "./report-table";

const title = "What each order is worth";

/** What ordering by each metric would have been worth, by the control sample. */
export function worthTable(content: ReportContent, parts: ReportParts): ReportTable | null {
  const worth = parts.worth ?? content.worth;
  if (!worth) return null;
  const notes = [...worth.sentences, notScored(worth)];
  if (worth.missing > 0) return wordsOnly("worth", title, notes);
  return tableOf<WorthRow>(
    { name: "worth", title, caption: worthCaption(worth), notes },
    [
      ["Order by", ({ id }) => id, false],
      ["Says", ({ verdict }) => worthVerdictWords[verdict], false],
      ["Ties", ({ top }) => rate(top.tieRate)],
      ["Fewer ties", ({ top }) => withBounds(signedRate(top.reduction), signedRange(top.ci))],
      ["By chance", ({ top }) => signedRate(top.nullQuantile95)],
      ["AUC", ({ auc }) => (auc === null ? null : auc.toFixed(3))],
    ],
    worth.rows,
  );
}

/** What the table is of, and how it is to be read. */
export function worthCaption({ comparisons, judgments, unjudgeable, tieRate, scope }: WorthTable): string {
  const given = unjudgeable > 0 ? `, ${unjudgeable} more given up as unjudgeable` : "";
  const where = scope === "pair" ? "each stratum" : "all comparisons together";
  return `${comparisons} comparisons of the control sample with ${judgments} judgments${given}; ${tieRate === null ? "no" : percent(tieRate)} ties. Ranked inside ${where}; ties are those of an order’s first fifth, 95 % intervals by bootstrap over prompts. By chance: what the best 5 % of random orders reach.`;
}

/** Metrics that the table is without; null where it has all. */
export function notScored({ leftOut, rows }: WorthTable): string | null {
  const waiting = leftOut.filter(({ reason }) => reason.startsWith("Not scored")).map(({ metric }) => metric);
  if (waiting.length === 0) return null;
  const scored = rows.filter(({ kind }) => kind === "metric").length;
  return `The table has the ${scored} metrics that were scored on this campaign. Not scored: ${waiting.join(", ")}.`;
}

/** @example signedRate(0.125) // "+12.5 %" */
export function signedRate(value: number | null): string | null {
  return value === null ? null : `${value < 0 ? "−" : "+"}${percent(Math.abs(value))}`;
}

/** @example signedRange([-0.1, 0.2]) // "−10 % to +20 %" */
export function signedRange(bounds: [number, number] | null): string | null {
  return bounds && `${signedRate(bounds[0])} to ${signedRate(bounds[1])}`;
}
