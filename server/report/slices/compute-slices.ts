import { holm } from "@/server/core/estimation/holm";
import { scoreTest } from "@/server/core/estimation/score-test";
import { type ShrunkenSlice, shrinkSlices } from "@/server/core/estimation/shrink-slices";
import { studentQuantile } from "@/server/core/estimation/student-quantile";
import { winRateOfMargin } from "@/server/core/estimation/win-rate";
import type { PromptSlice, ReportInput } from "../report-input";
import type { ReportPair } from "../schemas";
import type { ScoredStratum } from "../scored-stratum";
import { estimateSlice, type SliceOfPair } from "./estimate-slice";
import type { SliceRow, SlicesView } from "./view";

/** More rows than these are no table that anyone reads, and share α among too many. */
const mostRows = 1_500;

/**
 * The win rate of every pair in every language, category and tag value, raw and drawn towards the whole.
 *
 * At fixed n a row has the interval of its own estimate and a p-value adjusted for all rows (Holm). Where a pair's headline is a
 * confidence sequence, so are its rows', each at α/rows.
 *
 * @returns null in explore mode, and where there is no slice.
 */
export function computeSlices(
  input: ReportInput,
  strata: readonly ScoredStratum[],
  pairs: readonly ReportPair[],
): SlicesView | null {
  const { slices } = input.prompts;
  if (input.configuration.mode === "explore" || slices.length === 0) return null;
  const { shown, notes } = chooseSlices(slices, pairs.length);
  const monitored = shown.length * pairs.length;
  const { alpha } = input.configuration;
  const judged = pairs.flatMap((pair) => {
    const own = strata.flatMap((stratum, h) =>
      stratum.modelA === pair.modelA && stratum.modelB === pair.modelB ? [h] : [],
    );
    const isFixed = pair.winRate.interval?.kind === "fixed-n";
    const options = { level: isFixed ? undefined : alpha / monitored };
    const estimates = shown.map((slice) => estimateSlice(input, strata, own, slice, options));
    const shrunken = shrunkenOf(pair, shown, estimates);
    return estimates.map((estimate, g) => ({
      pair,
      isFixed,
      estimate,
      slice: shown[g] as PromptSlice,
      shrunken: shrunken[g],
      p: isFixed ? scoreTest({ ...estimate, judged: estimate.M / estimate.N }) : undefined,
    }));
  });
  const adjusted = adjustedOf(judged);
  const rows = judged.map((row, i) => rowOf(row, adjusted[i], alpha));
  return { rows, monitored, notes };
}

/** By Holm's rule, at the part of α that the sequences of the other rows leave: theirs is α/rows each. */
function adjustedOf(judged: readonly JudgedSlice[]): (number | undefined)[] {
  const tested = judged.reduce((rows, { isFixed }) => rows + Number(isFixed), 0);
  return holm(judged.map(({ p }) => p)).map((p) => p && Math.min(1, (p * judged.length) / tested));
}

interface JudgedSlice {
  pair: ReportPair;
  /** Tested at fixed n; else it has a sequence. */
  isFixed: boolean;
  slice: PromptSlice;
  estimate: SliceOfPair;
  shrunken: ShrunkenSlice | undefined;
  p: number | undefined;
}

/** Drawn towards the pair's own estimate, the slices of one kind together: languages tell nothing of how tags scatter. */
function shrunkenOf(
  pair: ReportPair,
  shown: readonly PromptSlice[],
  estimates: readonly SliceOfPair[],
): (ShrunkenSlice | undefined)[] {
  const { value, se } = pair.winRate;
  const whole = {
    N: pair.size,
    M: pair.closedPrefix,
    theta: value === null ? undefined : 2 * value - 1,
    se: se === null ? undefined : 2 * se,
  };
  const kindOf = ({ by, tag }: PromptSlice) => (tag === undefined ? by : `${by}:${tag}`);
  const shrunken: (ShrunkenSlice | undefined)[] = shown.map(() => undefined);
  for (const kind of new Set(shown.map(kindOf))) {
    const places = shown.flatMap((slice, g) => (kindOf(slice) === kind ? [g] : []));
    const { slices } = shrinkSlices(
      whole,
      places.map((g) => estimates[g] as SliceOfPair),
    );
    for (const [i, g] of places.entries()) shrunken[g] = slices[i];
  }
  return shrunken;
}

/** All of them, or the languages and categories, or the languages, as many as a table of the pairs holds. */
function chooseSlices(slices: readonly PromptSlice[], pairs: number) {
  const kinds = [["language", "category", "tag"], ["language", "category"], ["language"]];
  for (const kept of kinds) {
    const shown = slices.filter(({ by }) => kept.includes(by));
    if (shown.length * pairs > mostRows) continue;
    const left = slices.length - shown.length;
    const notes =
      left > 0
        ? [`${left} slices are left out: with ${pairs} pairs they would be too many to tell apart.`]
        : [];
    return { shown, notes };
  }
  return { shown: [], notes: [`${slices.length} slices of ${pairs} pairs are too many to tell apart.`] };
}

function rowOf(
  { pair, slice, estimate, shrunken }: JudgedSlice,
  adjustedP: number | undefined,
  alpha: number,
): SliceRow {
  const { by, tag, value } = slice;
  const { N, M, theta } = estimate;
  const { modelA, modelB } = pair;
  const interval = intervalOf(estimate, alpha);
  return {
    by,
    ...(tag === undefined ? {} : { tag }),
    value,
    modelA,
    modelB,
    size: N,
    read: M,
    winRate: theta === undefined ? null : clipped(winRateOfMargin(theta)),
    reason: theta === undefined ? estimate.reason : null,
    interval,
    shrunken:
      shrunken?.theta === undefined || shrunken.kept === undefined
        ? null
        : { winRate: clipped(winRateOfMargin(shrunken.theta)), kept: shrunken.kept },
    adjustedP: adjustedP ?? null,
    leader: leaderOf({ modelA, modelB }, { estimate, interval, adjustedP, alpha }),
  };
}

function intervalOf(
  { theta, se, degrees, N, M, sequence }: SliceOfPair,
  alpha: number,
): SliceRow["interval"] {
  if (sequence) {
    const { lower, upper } = sequence;
    return { kind: "confidence-sequence", lower: winRateOfMargin(lower), upper: winRateOfMargin(upper) };
  }
  if (theta === undefined || se === undefined || (se === 0 && M < N)) return null;
  const half = se === 0 ? 0 : studentQuantile(1 - alpha / 2, degrees) * se;
  const ends = [theta - half, theta + half].map((margin) => clipped(winRateOfMargin(margin)));
  return { kind: "fixed-n", lower: ends[0] as number, upper: ends[1] as number };
}

const rounding = 1e-9;

function leaderOf(
  { modelA, modelB }: { modelA: string; modelB: string },
  row: {
    estimate: SliceOfPair;
    interval: SliceRow["interval"];
    adjustedP: number | undefined;
    alpha: number;
  },
): string | null {
  const { estimate, interval, adjustedP, alpha } = row;
  if (interval?.kind === "confidence-sequence") {
    if (interval.lower > 0.5 + rounding) return modelA;
    return interval.upper < 0.5 - rounding ? modelB : null;
  }
  const { theta = 0, se, N, M } = estimate;
  // Judged whole it has no error, and so no test.
  const isTold = (se === 0 && M === N) || (adjustedP !== undefined && adjustedP <= alpha);
  if (!isTold || Math.abs(theta) < rounding) return null;
  return theta > 0 ? modelA : modelB;
}

function clipped(rate: number): number {
  return Math.min(1, Math.max(0, rate));
}
