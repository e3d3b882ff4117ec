import { anomalyTest } from "@/server/core/agreement/anomaly-test";
import { countedPValues } from "@/server/core/agreement/counted-p-values";
import { fairSidePValues } from "@/server/core/agreement/fair-side-p-values";
import { createRandom } from "@/server/core/sampling/random";
import { ordinal } from "./ordinal";
import type { PeopleRows } from "./people-rows";
import type { UnusualView } from "./view";

/** Judgments that are looked at, at most: times to look are drawn from so many. */
const horizon = 100;

const habits = [
  { of: "model", sign: 1, words: "more often than the others for the first model of the pairs" },
  { of: "model", sign: -1, words: "more often than the others for the second model of the pairs" },
  { of: "side", sign: 1, words: "more often than chance for the left side" },
  { of: "side", sign: -1, words: "more often than chance for the right side" },
] as const;

interface Judged {
  /** Per judgment: the pair's number, and 0 where its second model was preferred, 1 a tie, 2 its first. */
  pair: Int32Array;
  value: Uint8Array;
}

/**
 * Whether each annotator judges in an unusual way: more than the others for the first or the second model, more than chance
 * for the left or the right side. Four things are looked for, each at a quarter of alpha, so that one in twenty who judge
 * like the others is called unusual at most.
 *
 * @param pairOf the number of each stratum's pair; someone's judgments are compared with those of others on the same pair.
 */
export function unusualJudgments(
  rows: PeopleRows,
  labels: readonly string[],
  { pairOf, alpha, seed }: { pairOf: Int32Array; alpha: number; seed: string },
): UnusualView[] {
  const judged = judgedOf(rows, pairOf);
  const all = new Float64Array(3 * (1 + pairOf.reduce((most, pair) => Math.max(most, pair), 0)));
  for (let row = 0; row < judged.pair.length; row++) all[judged.pair[row]! * 3 + judged.value[row]!]!++;
  return rowsByAnnotator(rows).map((mine, who) => {
    if (mine.length === 0) return silent("No judgments.");
    const others = withoutOwn(all, judged, mine);
    const isAlone = mine.length === rows.comparison.length;
    const found = habits.flatMap(({ of, sign, words }) => {
      if (of === "model" && isAlone) return [];
      const random = createRandom(`${seed}/${labels[who]}/${of}/${sign}`);
      const p =
        of === "model"
          ? countedPValues({
              ...firstOf(judged, mine, sign),
              values: 3,
              others: turned(others, sign),
              random,
            })
          : fairSidePValues(sidesOf(rows, mine, sign), random);
      const test = anomalyTest({ p, seed: `${seed}/${labels[who]}`, alpha: alpha / habits.length, horizon });
      return [{ test, words }];
    });
    return viewOf(found, alpha);
  });
}

type Found = { test: ReturnType<typeof anomalyTest>; words: string }[];

function viewOf(found: Found, alpha: number): UnusualView {
  const told = found.flatMap(({ test, words }) =>
    test.kind === "tested" ? [{ p: Math.min(1, habits.length * test.adjustedP), words }] : [],
  );
  const least = told.sort((one, other) => one.p - other.p)[0];
  if (!least) {
    const [any] = found;
    const firstLook = any?.test.kind === "unknown" ? any.test.firstLook : 1;
    return silent(`Too few judgments: the first look is at the ${ordinal(firstLook)}.`);
  }
  const isUnusual = least.p <= alpha;
  return {
    p: least.p,
    isUnusual,
    sentence: isUnusual ? `Unusual, ${least.words}: look at their judgments.` : "Nothing unusual.",
  };
}

function silent(sentence: string): UnusualView {
  return { p: null, isUnusual: false, sentence };
}

function judgedOf({ comparison, outcome, values, stratum }: PeopleRows, pairOf: Int32Array): Judged {
  const pair = new Int32Array(comparison.length);
  const value = new Uint8Array(comparison.length);
  for (let row = 0; row < pair.length; row++) {
    pair[row] = pairOf[stratum[comparison[row]!]!]!;
    value[row] = 1 + values[outcome[row]!]!;
  }
  return { pair, value };
}

function rowsByAnnotator({ annotators, annotator }: PeopleRows): Int32Array[] {
  const counts = new Int32Array(annotators);
  for (const who of annotator) counts[who]!++;
  const rows = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let row = 0; row < annotator.length; row++) rows[annotator[row]!]![counts[annotator[row]!]!++] = row;
  return rows;
}

/** The first judgments, as many as are looked at; the sign says which model's way is the greater. */
function firstOf({ pair, value }: Judged, mine: Int32Array, sign: number) {
  const rows = mine.subarray(0, horizon);
  return {
    kind: rows.map((row) => pair[row]!),
    value: Uint8Array.from(rows, (row) => (sign === 1 ? value[row]! : 2 - value[row]!)),
  };
}

/** Of the first judgments that preferred a side that is known: 1 for the left where the sign is 1, else for the right. */
function sidesOf({ outcome, values, leftIsA }: PeopleRows, mine: Int32Array, sign: number): Uint8Array {
  const chosen: number[] = [];
  for (const row of mine) {
    if (chosen.length === horizon) break;
    const score = values[outcome[row]!]!;
    if (score === 0 || leftIsA[row] === 2) continue;
    const isLeft = score > 0 === (leftIsA[row] === 1);
    chosen.push(isLeft === (sign === 1) ? 1 : 0);
  }
  return Uint8Array.from(chosen);
}

/** Pairs × 3, without one person's own. */
function withoutOwn(all: Float64Array, { pair, value }: Judged, own: Int32Array): Float64Array {
  const others = all.slice();
  for (const row of own) others[pair[row]! * 3 + value[row]!]!--;
  return others;
}

function turned(counts: Float64Array, sign: number): Float64Array {
  return sign === 1 ? counts : counts.map((_, i) => counts[i - (i % 3) + 2 - (i % 3)]!);
}
