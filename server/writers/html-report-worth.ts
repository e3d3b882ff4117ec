import { percent } from "../report/interval-words";
import type { ReportParts } from "../report/parts/view";
import type { ReportContent } from "../report/schemas";
import { type WorthRow, type WorthTable, worthVerdictWords } from "../worth/schemas";
import { htmlTable, type TableColumn } from "./html-table";
import { type Html, html } from "./html-text";

/** What ordering by each metric would have been worth, by the control sample. */
export function worthSection(content: ReportContent, parts: ReportParts): Html | null {
  const worth = parts.worth ?? content.worth;
  if (!worth) return null;
  return html`<section><h2>What each order is worth</h2>
${worth.sentences.map(
  (sentence) => html`<p>${sentence}</p>
`,
)}
${worth.missing > 0 ? null : htmlTable(captionOf(worth), columns, worth.rows)}
${leftOut(worth)}</section>`;
}

function captionOf({ comparisons, judgments, unjudgeable, tieRate, scope }: WorthTable): string {
  const given = unjudgeable > 0 ? `, ${unjudgeable} more given up as unjudgeable` : "";
  const where = scope === "pair" ? "each stratum" : "all comparisons together";
  return `${comparisons} comparisons of the control sample with ${judgments} judgments${given}; ${tieRate === null ? "no" : percent(tieRate)} ties. Ranked inside ${where}; 95 % intervals by bootstrap over prompts. By chance: what the best 5 % of random orders reach.`;
}

const columns: TableColumn<WorthRow>[] = [
  { head: "Order by", cell: ({ id, version }) => (version === null ? id : `${id} @${version}`) },
  { head: "Says", cell: ({ verdict }) => worthVerdictWords[verdict] },
  { head: "Ties in its first fifth", isNumber: true, cell: ({ top }) => rate(top.tieRate) },
  { head: "Fewer ties", isNumber: true, cell: ({ top }) => signed(top.reduction) },
  { head: "Interval", isNumber: true, cell: ({ top }) => range(top.ci) },
  { head: "By chance", isNumber: true, cell: ({ top }) => signed(top.nullQuantile95) },
  { head: "Against length", isNumber: true, cell: ({ againstLength }) => against(againstLength) },
  { head: "AUC", isNumber: true, cell: ({ auc }) => area(auc) },
  { head: "AUC within length", isNumber: true, cell: ({ aucWithinLength }) => area(aucWithinLength) },
  { head: "Win rate bias", isNumber: true, cell: ({ winRateBias }) => rate(winRateBias) },
  { head: "Unscored", isNumber: true, cell: ({ unscored }) => unscored },
];

function leftOut({ leftOut: metrics, rows }: WorthTable): Html | null {
  const waiting = metrics.filter(({ reason }) => reason.startsWith("Not scored")).map(({ metric }) => metric);
  if (waiting.length === 0) return null;
  const scored = rows.filter(({ kind }) => kind === "metric").length;
  return html`<p class="soft">The table has the ${scored} metrics that were scored on this campaign. Not scored: ${waiting.join(", ")}.</p>`;
}

function rate(value: number | null): string | null {
  return value === null ? null : percent(value);
}

function signed(value: number | null): string | null {
  return value === null ? null : `${value < 0 ? "−" : "+"}${percent(Math.abs(value))}`;
}

function range(bounds: [number, number] | null): string | null {
  return bounds && `${signed(bounds[0])} to ${signed(bounds[1])}`;
}

function against(found: WorthRow["againstLength"]): string | null {
  return found && `${signed(found.difference)}${found.ci ? ` (${range(found.ci)})` : ""}`;
}

function area(value: number | null): string | null {
  return value === null ? null : value.toFixed(3);
}
