import { oneCoinDawidSkene } from "@/server/core/agreement/one-coin-dawid-skene";
import { drawClosed } from "../report-input";
import type { ScoredStratum } from "../scored-stratum";
import { noAgreementWords } from "./agreement-group";
import { ordinal } from "./ordinal";
import { type JudgedTwice, type PeopleRows, rowsOf } from "./people-rows";
import type { WeightedPair, WeightedShares, WeightedView } from "./view";

/** More judgments than so many are read of every second, third … comparison alone: two shares hardly gain by more. */
const mostJudgments = 50_000;
const mostSteps = 60;

/** The judgments of closed comparisons counted by how far each annotator agrees with the others, beside every one alike. */
export function weightedView(
  all: PeopleRows,
  twice: JudgedTwice,
  strata: readonly ScoredStratum[],
  pairOf: Int32Array,
): WeightedView & { reliability: (number | null)[] } {
  const nobody = () => Array.from({ length: all.annotators }, () => null);
  if (twice.kind === "unknown")
    return { pairs: [], reason: noAgreementWords[twice.reason], reliability: nobody() };
  const step = Math.ceil(all.outcome.length / mostJudgments);
  const rows = rowsOf(
    all,
    (c) => c % step === 0 && strata[all.stratum[c]!]!.state[all.draw[c]!] === drawClosed,
  );
  const stratum = rows.stratum.map((h) => pairOf[h]!);
  const result = oneCoinDawidSkene(rows, { stratum, mostSteps });
  if (result.kind === "unknown")
    return { pairs: [], reason: noAgreementWords[result.reason], reliability: nobody() };
  const votes = votesOf(rows);
  const pairs = [...new Set(pairOf)].flatMap((pair): WeightedPair[] => {
    const { modelA, modelB } = strata[pairOf.indexOf(pair)]!;
    const own: number[] = [];
    for (let c = 0; c < rows.comparisons; c++)
      if (stratum[c] === pair && isJudged(votes, c, rows)) own.push(c);
    if (own.length === 0) return [];
    return [
      {
        modelA,
        modelB,
        comparisons: own.length,
        unweighted: sharesOf(votes, own, rows),
        weighted: sharesOf(result.probability, own, rows),
      },
    ];
  });
  return {
    pairs,
    reason: reasonOf(step, result),
    reliability: result.accuracy.map((accuracy) => accuracy ?? null),
  };
}

/** What to mind about the figures. */
function reasonOf(step: number, { converged, steps }: { converged: boolean; steps: number }): string | null {
  const parts = [
    ...(step > 1 ? [`Of every ${ordinal(step)} closed comparison.`] : []),
    ...(converged ? [] : [`The weights had not quite settled after ${steps} steps.`]),
  ];
  return parts.length > 0 ? parts.join(" ") : null;
}

/** Comparisons × outcomes: the share of its judgments that gave each. */
function votesOf({ comparisons, values, comparison, outcome }: PeopleRows): Float64Array {
  const votes = new Float64Array(comparisons * values.length);
  const sizes = new Int32Array(comparisons);
  for (let row = 0; row < comparison.length; row++) {
    votes[comparison[row]! * values.length + outcome[row]!]!++;
    sizes[comparison[row]!]!++;
  }
  return votes.map((count, i) => count && count / sizes[Math.floor(i / values.length)]!);
}

function isJudged(votes: Float64Array, c: number, { values }: PeopleRows): boolean {
  for (let k = 0; k < values.length; k++) if (votes[c * values.length + k]! > 0) return true;
  return false;
}

function sharesOf(
  probability: Float64Array,
  comparisons: readonly number[],
  { names, values }: PeopleRows,
): WeightedShares {
  const shares = { model_a: 0, model_b: 0, tie: 0, both_good: 0, both_bad: 0 };
  for (const [k, name] of names.entries()) {
    for (const c of comparisons) shares[name] += probability[c * values.length + k]!;
    shares[name] /= comparisons.length;
  }
  return { ...shares, winRate: (1 + shares.model_a - shares.model_b) / 2 };
}
