import { percent, percentRange } from "../report/interval-words";
import type { ReportContent, ReportPlots } from "../report/schemas";
import type { SliceRow } from "../report/slices/view";
import { htmlTable, type TableColumn } from "./html-table";
import { asHtml, type Html, html } from "./html-text";

/** Win rates by language, category and tag, one table per pair. */
export function slicesSection({ slices, pairs }: ReportContent, plots: ReportPlots): Html | null {
  if (!slices || slices.rows.length === 0) return null;
  const isSequence = slices.rows.some(({ interval }) => interval?.kind === "confidence-sequence");
  const reading = isSequence
    ? `Intervals are confidence sequences that hold for all ${slices.monitored} rows together.`
    : `Intervals are each row's own; who is ahead is told by Holm's test for all ${slices.monitored} rows together.`;
  return html`<section><h2>By slice</h2>
<p>Win rate of the first model in parts of the prompt set, each estimated from the draws that fell to it. Drawn together: each slice weighed against how little was judged of it. ${reading}</p>
${slices.notes.map(
  (note) => html`<p class="soft">${note}</p>
`,
)}
${pairs.map((pair) => {
  const isOwn = (row: { modelA: string; modelB: string }) =>
    row.modelA === pair.modelA && row.modelB === pair.modelB;
  const svg = plots.slices?.find(isOwn)?.svg;
  const caption = `${pair.modelA} against ${pair.modelB}`;
  return html`${svg ? html`<figure><div class="scroll">${asHtml(svg)}</div></figure>` : null}
${htmlTable(caption, columns, slices.rows.filter(isOwn))}`;
})}</section>`;
}

const columns: TableColumn<SliceRow>[] = [
  { head: "Slice", cell: ({ by, tag, value }) => `${by === "tag" ? tag : by}: ${value}` },
  { head: "Win rate", isNumber: true, cell: ({ winRate }) => rate(winRate) },
  { head: "Interval", isNumber: true, cell: ({ interval }) => interval && percentRange(interval) },
  { head: "Drawn together", isNumber: true, cell: ({ shrunken }) => rate(shrunken?.winRate ?? null) },
  { head: "Ahead", cell: ({ leader }) => leader ?? "not told apart" },
  { head: "Adjusted p", isNumber: true, cell: ({ adjustedP }) => adjustedP && adjustedP.toFixed(3) },
  { head: "Read", isNumber: true, cell: ({ read, size }) => `${read} of ${size}` },
];

function rate(value: number | null): string | null {
  return value === null ? null : percent(value);
}
