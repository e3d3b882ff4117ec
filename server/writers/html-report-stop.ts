import { percentRange } from "../report/interval-words";
import type { ReportContent, ReportPair, ReportPlots } from "../report/schemas";
import { stillNeededSentence } from "../report/stop/stop-sentences";
import { asHtml, type Html, html } from "./html-text";

/** So many pictures stand open; more are folded. */
const mostOpen = 6;

/** Each pair's confidence sequence: what the stop rule did, how many judgments are still needed, and its picture. */
export function stopSection({ pairs }: ReportContent, { sequences = [] }: ReportPlots): Html | null {
  const watched = pairs.filter(({ stop }) => stop !== undefined && stop.step > 0);
  if (watched.length === 0) return null;
  const parts = watched.map((pair) => pairPart(pair, sequences));
  return html`<section><h2>While judging went on</h2>
<p class="soft">The confidence sequence of each pair holds after every judgment, so it may be looked at all the time and stopped on.</p>
${watched.length <= mostOpen ? parts : html`<details><summary>All ${watched.length} pairs</summary>${parts}</details>`}</section>
`;
}

function pairPart(pair: ReportPair, sequences: NonNullable<ReportPlots["sequences"]>): Html {
  const { modelA, modelB, stop } = pair;
  const plot = sequences.find((one) => one.modelA === modelA && one.modelB === modelB);
  return html`<h3>${modelA} vs ${modelB}</h3>
<p>${stop ? textOf(stop) : null}</p>
${plot ? html`<figure><div class="scroll">${asHtml(plot.svg)}</div><figcaption>Win rate of ${modelA}: the confidence sequence over closed comparisons; the line marks 50 %.</figcaption></figure>` : null}
`;
}

function textOf(stop: NonNullable<ReportPair["stop"]>): string {
  const now = `After ${stop.step} closed comparisons: ${percentRange(stop)}.`;
  const needed = stop.stillNeeded ? [stillNeededSentence(stop.stillNeeded)] : [];
  return [now, ...stop.sentences, ...needed].join(" ");
}
