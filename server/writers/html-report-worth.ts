import type { ReportParts } from "../report/parts/view";
import type { ReportContent } from "../report/schemas";
import { type WorthRow, worthVerdictWords } from "../worth/schemas";
import { htmlTable, type TableColumn } from "./html-table";
import { type Html, html } from "./html-text";
import { rate } from "./tables/report-table";
import { notScored, signedRange, signedRate, worthCaption } from "./tables/worth-table";

/** What ordering by each metric would have been worth, by the control sample. */
export function worthSection(content: ReportContent, parts: ReportParts): Html | null {
  const worth = parts.worth ?? content.worth;
  if (!worth) return null;
  const left = notScored(worth);
  return html`<section><h2>What each order is worth</h2>
${worth.sentences.map(
  (sentence) => html`<p>${sentence}</p>
`,
)}
${worth.missing > 0 ? null : htmlTable(worthCaption(worth), columns, worth.rows)}
${left && html`<p class="soft">${left}</p>`}</section>`;
}

const columns: TableColumn<WorthRow>[] = [
  { head: "Order by", cell: ({ id, version }) => (version === null ? id : `${id} @${version}`) },
  { head: "Says", cell: ({ verdict }) => worthVerdictWords[verdict] },
  { head: "Ties in its first fifth", isNumber: true, cell: ({ top }) => rate(top.tieRate) },
  { head: "Fewer ties", isNumber: true, cell: ({ top }) => signedRate(top.reduction) },
  { head: "Interval", isNumber: true, cell: ({ top }) => signedRange(top.ci) },
  { head: "By chance", isNumber: true, cell: ({ top }) => signedRate(top.nullQuantile95) },
  { head: "Against length", isNumber: true, cell: ({ againstLength }) => against(againstLength) },
  { head: "AUC", isNumber: true, cell: ({ auc }) => area(auc) },
  { head: "AUC within length", isNumber: true, cell: ({ aucWithinLength }) => area(aucWithinLength) },
  { head: "Win rate bias", isNumber: true, cell: ({ winRateBias }) => rate(winRateBias) },
  { head: "Unscored", isNumber: true, cell: ({ unscored }) => unscored },
];

function against(found: WorthRow["againstLength"]): string | null {
  return found && `${signedRate(found.difference)}${found.ci ? ` (${signedRange(found.ci)})` : ""}`;
}

function area(value: number | null): string | null {
  return value === null ? null : value.toFixed(3);
}
