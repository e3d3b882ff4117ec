import { percent, percentRange } from "../report/interval-words";
import type {
  CountedRate,
  EstimateBlock,
  OrderWorthView,
  PoolEstimate,
  ReportContent,
  ReportPair,
} from "../report/schemas";
import { htmlTable, type TableColumn } from "./html-table";
import { type Html, html } from "./html-text";

/** The table of pairs and, below it, each pair in full. */
export function pairsSection(content: ReportContent): Html {
  const isWhole = content.scope === "whole-set";
  return html`<section><h2>Pairs</h2>
${isWhole ? htmlTable("Estimates for the whole set; win rates are those of the first model, ties count half.", wholeSetColumns, content.pairs) : null}
${htmlTable("Of the judged comparisons only: unweighted, with Wilson intervals.", judgedColumns, content.pairs)}
${content.pairs.map((pair) => pairDetails(pair, isWhole))}</section>
`;
}

const nameColumn: TableColumn<ReportPair> = {
  head: "Pair",
  cell: ({ modelA, modelB }) => `${modelA} vs ${modelB}`,
};

const wholeSetColumns: TableColumn<ReportPair>[] = [
  nameColumn,
  { head: "Win rate", isNumber: true, cell: ({ winRate }) => estimateText(winRate) },
  { head: "Interval", isNumber: true, cell: ({ winRate }) => intervalText(winRate) },
  { head: "Kind", cell: ({ winRate }) => kindText(winRate) },
  { head: "Decisive", isNumber: true, cell: ({ decisiveWinRate }) => estimateText(decisiveWinRate) },
  { head: "Ties", isNumber: true, cell: ({ tieRate }) => estimateText(tieRate) },
  { head: "Closed / drawn / set", isNumber: true, cell: advanceText },
  { head: "Judgments still needed", isNumber: true, cell: neededText },
];

const judgedColumns: TableColumn<ReportPair>[] = [
  nameColumn,
  { head: "Comparisons", isNumber: true, cell: ({ judged }) => judged.comparisons },
  { head: "First model", isNumber: true, cell: ({ judged }) => judged.outcomes.model_a },
  { head: "Second model", isNumber: true, cell: ({ judged }) => judged.outcomes.model_b },
  { head: "Tie", isNumber: true, cell: ({ judged }) => judged.outcomes.tie },
  { head: "Both good", isNumber: true, cell: ({ judged }) => judged.outcomes.both_good },
  { head: "Both bad", isNumber: true, cell: ({ judged }) => judged.outcomes.both_bad },
  { head: "Win rate of the judged", isNumber: true, cell: ({ judged }) => countedText(judged.winRate) },
];

/** Roughly, with a range, while the pair is undecided. */
function neededText({ stop }: ReportPair): string | null {
  const needed = stop?.stillNeeded;
  if (!needed) return null;
  const { judgments, low, high } = needed;
  return judgments === 0 ? `up to ${Math.max(high, 1)}` : `about ${judgments} (${low}–${high})`;
}

function pairDetails(pair: ReportPair, isWhole: boolean): Html {
  const { modelA, modelB, groups, order } = pair;
  const rows = [{ name: "All", block: pair as EstimateBlock }];
  for (const group of groups) rows.push({ name: group.routingGroup, block: group });
  if (!isWhole && groups.length === 0) return html``;
  return html`<h3>${modelA} vs ${modelB}</h3>
<p>${pair.verdict.sentence}</p>
${isWhole ? html`<p class="soft">${detailsText(pair)}</p>` : null}
${htmlTable(isWhole ? "By routing group; each group's interval stands for itself." : "By routing group, of the judged.", isWhole ? groupColumns : judgedGroupColumns, rows)}
${order ? orderTable(order) : null}
`;
}

type GroupRow = { name: string; block: EstimateBlock };

const groupColumns: TableColumn<GroupRow>[] = [
  { head: "Group", cell: ({ name }) => name },
  { head: "Win rate", isNumber: true, cell: ({ block }) => estimateText(block.winRate) },
  { head: "Interval", isNumber: true, cell: ({ block }) => intervalText(block.winRate) },
  { head: "Decisive", isNumber: true, cell: ({ block }) => estimateText(block.decisiveWinRate) },
  { head: "Ties", isNumber: true, cell: ({ block }) => estimateText(block.tieRate) },
  { head: "Both good", isNumber: true, cell: ({ block }) => estimateText(block.bothGoodRate) },
  { head: "Both bad", isNumber: true, cell: ({ block }) => estimateText(block.bothBadRate) },
  { head: "Closed / drawn / set", isNumber: true, cell: ({ block }) => advanceText(block) },
];

const judgedGroupColumns: TableColumn<GroupRow>[] = [
  { head: "Group", cell: ({ name }) => name },
  { head: "Comparisons", isNumber: true, cell: ({ block }) => block.judged.comparisons },
  { head: "Win rate of the judged", isNumber: true, cell: ({ block }) => countedText(block.judged.winRate) },
  { head: "Tie rate of the judged", isNumber: true, cell: ({ block }) => countedText(block.judged.tieRate) },
];

function detailsText({ winRate, effectiveSampleSize, largestWeight, closedPrefix }: EstimateBlock): string {
  const parts = [
    winRate.reason,
    winRate.estimateNote ? `The win rate is the ${withoutArticle(winRate.estimateNote)}.` : null,
    winRate.intervalNote === winRate.reason ? null : winRate.intervalNote,
    winRate.worstCase
      ? `With every open draw lost or won, the point estimate would end between ${percent(winRate.worstCase.lower)} and ${percent(winRate.worstCase.upper)}.`
      : null,
    effectiveSampleSize === null || largestWeight === null
      ? null
      : `The ${closedPrefix} closed draws are worth ${effectiveSampleSize.toFixed(1)} evenly drawn ones; the largest weight is ${largestWeight.toFixed(2)}.`,
  ];
  return parts.filter((part) => part !== null).join(" ");
}

function withoutArticle(text: string): string {
  return text.replace(/^the /, "");
}

/** Ranked against control, as a table. */
export function orderTable(order: OrderWorthView): Html {
  const rows = [
    { name: "First ranked draws", ...order.ranked },
    { name: "Control sample", ...order.control },
  ];
  const difference = order.tieRateDifference;
  return html`${htmlTable(
    "Ranked against control, closed draws.",
    [
      { head: "Sample", cell: ({ name }: (typeof rows)[number]) => name },
      { head: "Comparisons", isNumber: true, cell: ({ comparisons }) => comparisons },
      { head: "Unjudgeable", isNumber: true, cell: ({ unjudgeable }) => unjudgeable },
      { head: "Tie rate", isNumber: true, cell: ({ tieRate }) => countedText(tieRate) },
      { head: "Decisive", isNumber: true, cell: ({ decisiveRate }) => countedText(decisiveRate) },
    ],
    rows,
  )}
<p class="soft">${difference ? `Tie rate, ranked minus control: ${points(difference.value)} (${points(difference.lower)} to ${points(difference.upper)}).` : order.reason}</p>`;
}

/** A difference of rates in percentage points, with its sign. */
function points(difference: number): string {
  const text = (100 * Math.abs(difference)).toFixed(1);
  const sign = difference < 0 ? "−" : "+";
  return `${text === "0.0" ? "" : sign}${text} points`;
}

function estimateText({ value, reason }: PoolEstimate): string {
  return value === null ? (reason ?? "–") : percent(value);
}

function intervalText({ interval }: PoolEstimate): string | null {
  return interval && percentRange(interval);
}

function kindText({ interval }: PoolEstimate): string | null {
  if (!interval) return null;
  return `${percent(interval.confidence)} ${interval.kind === "fixed-n" ? "fixed-n interval" : "confidence sequence"}`;
}

function countedText(rate: CountedRate | null): string | null {
  return rate && `${percent(rate.value)} (${percentRange(rate)})`;
}

function advanceText({ closedPrefix, drawn, size }: EstimateBlock): string {
  return `${closedPrefix} / ${drawn} / ${size}`;
}
