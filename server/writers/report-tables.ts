import { percent, percentRange } from "../report/interval-words";
import type { AgreementGroup, AgreementMeasure } from "../report/people/view";
import type { PoolEstimate, RateBounds, ReportContent, ReportPair } from "../report/schemas";

/** A table of a report as texts, for a format that lays them out. */
export interface ReportTable {
  /** A word for labels and files. */
  name: string;
  title: string;
  caption: string;
  columns: { head: string; isNumber: boolean }[];
  rows: string[][];
}

const none = "–";

/** The report's tables that belong into a paper: pairs, slices, ratings, agreement; those that it has. */
export function reportTables(content: ReportContent): ReportTable[] {
  return [
    content.scope === "whole-set" ? wholeSetTable(content) : judgedTable(content),
    slicesTable(content),
    ratingsTable(content),
    agreementTable(content),
  ].filter((table) => table !== null && table.rows.length > 0) as ReportTable[];
}

type Column<Row> = [head: string, cell: (row: Row) => string | number | null, isNumber?: boolean];

function tableOf<Row>(
  about: Pick<ReportTable, "name" | "title" | "caption">,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): ReportTable {
  return {
    ...about,
    columns: columns.map(([head, , isNumber = true]) => ({ head, isNumber })),
    rows: rows.map((row) => columns.map(([, cell]) => String(cell(row) ?? none))),
  };
}

function wholeSetTable({ pairs, configuration }: ReportContent): ReportTable {
  const confidence = percent(1 - configuration.alpha);
  return tableOf<ReportPair>(
    {
      name: "pairs",
      title: "Win rates",
      caption: `Win rate of model a against model b over the whole set; ties count half. Intervals at ${confidence}: n, from a number of draws fixed before launch; s, a confidence sequence, which holds at any stop.`,
    },
    [
      ["Model a", ({ modelA }) => modelA, false],
      ["Model b", ({ modelB }) => modelB, false],
      ["Win rate", ({ winRate }) => rate(winRate.value)],
      ["Interval", ({ winRate }) => winRate.interval && percentRange(winRate.interval)],
      ["Kind", ({ winRate }) => kind(winRate), false],
      ["Ties", ({ tieRate }) => rate(tieRate.value)],
      ["Read / set", ({ closedPrefix, size }) => `${closedPrefix} / ${size}`],
    ],
    pairs,
  );
}

function kind({ interval }: PoolEstimate): string {
  if (!interval) return "";
  return interval.kind === "fixed-n" ? "n" : "s";
}

function judgedTable({ pairs }: ReportContent): ReportTable {
  return tableOf<ReportPair>(
    {
      name: "pairs",
      title: "Win rates of the judged",
      caption:
        "Win rate of model a against model b among the judged comparisons alone, with Wilson intervals; ties count half. Nothing is said of the whole set.",
    },
    [
      ["Model a", ({ modelA }) => modelA, false],
      ["Model b", ({ modelB }) => modelB, false],
      ["Win rate", ({ judged }) => rate(judged.winRate?.value)],
      ["Interval", ({ judged }) => judged.winRate && percentRange(judged.winRate)],
      ["Ties", ({ judged }) => rate(judged.tieRate?.value)],
      ["Judged", ({ judged }) => judged.comparisons],
    ],
    pairs,
  );
}

function slicesTable({ slices }: ReportContent): ReportTable | null {
  if (!slices) return null;
  return tableOf(
    {
      name: "slices",
      title: "Win rates by slice",
      caption: `Win rate of model a in parts of the prompt set. Shrunken: drawn towards the whole, the more the less was judged. p: that the models are level in the slice, adjusted for all ${slices.monitored} rows (Holm).`,
    },
    [
      ["Model a", ({ modelA }) => modelA, false],
      ["Model b", ({ modelB }) => modelB, false],
      ["Slice", ({ by, tag, value }) => `${by === "tag" ? tag : by}: ${value}`, false],
      ["Win rate", ({ winRate }) => rate(winRate)],
      ["Interval", ({ interval }) => interval && percentRange(interval)],
      ["Shrunken", ({ shrunken }) => rate(shrunken?.winRate)],
      ["p", ({ adjustedP }) => probability(adjustedP)],
      ["Read / set", ({ read, size }) => `${read} / ${size}`],
    ],
    slices.rows,
  );
}

function ratingsTable({ ratings }: ReportContent): ReportTable | null {
  if (!ratings) return null;
  const scope = ratings.scope === "whole-set" ? "the whole set" : "the judged comparisons alone";
  const anchor = ratings.anchor === null ? "The mean of all is 1000." : `${ratings.anchor} is set to 1000.`;
  return tableOf(
    {
      name: "ratings",
      title: "Ratings",
      caption: `Bradley–Terry ratings over ${scope}. ${anchor} Ranks are those that each model can have, all models at once.`,
    },
    [
      ["Model", ({ model }) => model, false],
      ["Rating", ({ rating }) => Math.round(rating)],
      ["Interval", ({ lower, upper }) => pointRange(lower, upper)],
      ["Ranks", ({ rankBest: best, rankWorst: worst }) => ranks(best, worst)],
      ["Judgments", ({ judgments }) => judgments],
    ],
    ratings.rated,
  );
}

function agreementTable({ people }: ReportContent): ReportTable | null {
  if (!people) return null;
  const groups: [string, AgreementGroup][] = [
    ...(people.control ? [["Random sample", people.control] as [string, AgreementGroup]] : []),
    ["All judged", people.all],
  ];
  return tableOf(
    {
      name: "agreement",
      title: "Agreement",
      caption:
        "Agreement between annotators on comparisons judged by several, with bootstrap intervals over prompts. Of the two rows, the random sample is the one to quote.",
    },
    [
      ["Comparisons", ([name]) => name, false],
      ["Judged by several", ([, { overlapping }]) => overlapping],
      ["Krippendorff's α, nominal", ([, { alphaNominal }]) => measure(alphaNominal)],
      ["interval", ([, { alphaInterval }]) => measure(alphaInterval)],
      ["Same outcome", ([, { percent: same }]) => rate(same.value)],
    ],
    groups.filter(([, { overlapping }]) => overlapping > 0),
  );
}

function rate(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : percent(value);
}

function probability(p: number | null): string | null {
  if (p === null) return null;
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

function pointRange(lower: number | null, upper: number | null): string | null {
  return lower === null || upper === null ? null : `${Math.round(lower)} to ${Math.round(upper)}`;
}

function ranks(best: number | null, worst: number | null): string | null {
  if (best === null || worst === null) return null;
  return best === worst ? String(best) : `${best}–${worst}`;
}

function measure({ value, lower, upper }: AgreementMeasure): string | null {
  if (value === null) return null;
  const bounds: Partial<RateBounds> = lower === null || upper === null ? {} : { lower, upper };
  return bounds.lower === undefined
    ? value.toFixed(2)
    : `${value.toFixed(2)} (${bounds.lower.toFixed(2)} to ${bounds.upper?.toFixed(2)})`;
}
