import { percent, percentRange } from "../../report/interval-words";
import type { JudgeRow } from "../../report/judge/view";
import type { ReportContent, ReportPair, WinRateEstimate } from "../../report/schemas";
import type { SliceRow } from "../../report/slices/view";
import type { WiderRow } from "../../report/wider/view";
import { type Column, type ReportTable, rate, tableOf } from "./report-table";

type Pair = Pick<ReportPair, "modelA" | "modelB">;

const names: Column<Pair>[] = [
  ["Model a", ({ modelA }) => modelA, false],
  ["Model b", ({ modelB }) => modelB, false],
];

/** Pairs that a note names. */
const mostNamed = 3;

const pairOf = ({ modelA, modelB }: Pair) => `${modelA} against ${modelB}`;

/** Win rates of the whole set, or in explore mode those of the judged. */
export function pairsTable(content: ReportContent): ReportTable {
  return content.scope === "whole-set" ? wholeSetTable(content) : judgedTable(content);
}

const kinds = {
  "fixed-n": "from a number of draws fixed before launch",
  "confidence-sequence": "confidence sequences, which hold at any stop",
};

function wholeSetTable({ pairs, configuration }: ReportContent): ReportTable {
  const confidence = percent(1 - configuration.alpha);
  const found = new Set(pairs.flatMap(({ winRate }) => winRate.interval?.kind ?? []));
  const [only] = found;
  const reading =
    found.size > 1
      ? `n, ${kinds["fixed-n"]}; s, ${kinds["confidence-sequence"]}`
      : only && `they are ${kinds[only]}`;
  return tableOf<ReportPair>(
    {
      name: "pairs",
      title: "Win rates",
      caption: `Win rate of model a against model b over the whole set; ties count half.${reading ? ` Intervals at ${confidence}: ${reading}.` : ""}`,
    },
    [
      ...names,
      ["Win rate", ({ winRate }) => rate(winRate.value)],
      ["Interval", ({ winRate }) => winRate.interval && percentRange(winRate.interval)],
      ...(found.size > 1 ? [["", ({ winRate }) => kind(winRate), false] as Column<ReportPair>] : []),
      ["Ties", ({ tieRate }) => rate(tieRate.value)],
      ["Read / set", ({ closedPrefix, size }) => `${closedPrefix} / ${size}`],
    ],
    pairs,
  );
}

function kind({ interval }: WinRateEstimate): string {
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
      ...names,
      ["Win rate", ({ judged }) => rate(judged.winRate?.value)],
      ["Interval", ({ judged }) => judged.winRate && percentRange(judged.winRate)],
      ["Ties", ({ judged }) => rate(judged.tieRate?.value)],
      ["Judged", ({ judged }) => judged.comparisons],
    ],
    pairs,
  );
}

/** Each pair's estimates with the campaign's control variate. */
export function judgeTable({ judge }: ReportContent): ReportTable | null {
  if (!judge) return null;
  return tableOf<JudgeRow>(
    {
      name: "judge",
      title: "With a judge taking out variance",
      caption: `The same win rates with ${judge.title} as control variate: known for every comparison beforehand, it never replaces a person. Saved: the part of the variance that is gone.`,
      notes: notesOf(judge.rows),
    },
    [
      ...names,
      ["Win rate", ({ winRate }) => rate(winRate)],
      ["Interval", ({ interval }) => interval && percentRange(interval)],
      ["Saved", ({ varianceSaved }) => rate(varianceSaved)],
    ],
    judge.rows,
  );
}

/** Win rates for other prompts and people like these. */
export function widerTable({ wider }: ReportContent): ReportTable | null {
  if (!wider) return null;
  return tableOf<WiderRow>(
    {
      name: "wider",
      title: "Prompts and annotators like these",
      caption:
        "Win rate of model a for other prompts and other people from the same sources: the same point, with an interval clustered by prompt and by annotator.",
      notes: notesOf(wider),
    },
    [
      ...names,
      ["Win rate", ({ winRate }) => rate(winRate)],
      ["Interval", ({ interval }) => interval && percentRange(interval)],
      ["Prompts", ({ prompts }) => prompts],
      ["Annotators", ({ annotators }) => annotators],
    ],
    wider,
  );
}

/** What is said of pairs, once for all those of which it is said. */
function notesOf(rows: readonly (Pair & { note: string | null })[]): string[] {
  const said = new Map<string, string[]>();
  for (const row of rows) if (row.note) said.set(row.note, [...(said.get(row.note) ?? []), pairOf(row)]);
  return [...said].map(([note, of]) => {
    if (of.length === rows.length) return note;
    return `${of.length > mostNamed ? `${of.length} pairs` : of.join("; ")}: ${note}`;
  });
}

/** Each pair in the parts of the prompt set. */
export function slicesTable({ slices }: ReportContent): ReportTable | null {
  if (!slices) return null;
  return tableOf<SliceRow>(
    {
      name: "slices",
      title: "Win rates by slice",
      caption: `Win rate of the first model in parts of the prompt set. Drawn together: towards the whole, the more the less was judged. p: that the models are level in the slice, adjusted for all ${slices.monitored} rows (Holm).`,
      notes: slices.notes,
      headingOf: pairOf,
    },
    [
      ["Slice", ({ by, tag, value }) => `${by === "tag" ? tag : by}: ${value}`, false],
      ["Win rate", ({ winRate }) => rate(winRate)],
      ["Interval", ({ interval }) => interval && percentRange(interval)],
      ["Drawn together", ({ shrunken }) => rate(shrunken?.winRate)],
      ["p", ({ adjustedP }) => probability(adjustedP)],
      ["Read / set", ({ read, size }) => `${read} / ${size}`],
    ],
    slices.rows,
  );
}

function probability(p: number | null): string | null {
  if (p === null) return null;
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}
