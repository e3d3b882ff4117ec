import { type NextPair, nextPairs, type TalliedStratum } from "../../draw/next-pairs";
import { percent } from "../interval-words";
import type { ReportInput } from "../report-input";
import type { ScoredStratum } from "../scored-stratum";
import type { NextPairView } from "./view";

/** Beyond so many rows nobody reads on; the rest is as unlikely as the last of them, or more. */
const mostRows = 60;

/**
 * What the next judgment would tell most about: every pair with what it has, and the chance that it is next (or would be,
 * where the campaign judges its pairs evenly), the likeliest first.
 *
 * @returns null where there is nothing to choose: one pair alone, or nothing left to judge.
 */
export function nextPairView(
  { configuration }: Pick<ReportInput, "configuration">,
  strata: readonly ScoredStratum[],
): NextPairView | null {
  const { pairAllocation: allocation = "even", stops = [], hasGoneOn = false } = configuration;
  const ended = new Set(hasGoneOn ? [] : stops.map(({ modelA, modelB }) => JSON.stringify([modelA, modelB])));
  const rows = nextPairs(
    strata.map((stratum) => ({
      ...tallied(stratum),
      isStopped: ended.has(JSON.stringify([stratum.modelA, stratum.modelB])),
    })),
  );
  const [first] = rows;
  if (rows.length < 2 || !first || first.probability === null) return null;
  return {
    allocation,
    pairs: rows.length,
    rows: rows.slice(0, mostRows),
    sentence: sentenceOf(first, allocation),
  };
}

/** `outcomes` are five counts per draw, in `outcomeOrder`. */
function tallied({
  modelA,
  modelB,
  size,
  drawn,
  outcomes,
}: ScoredStratum): Omit<TalliedStratum, "isStopped"> {
  let [wins, losses, ties] = [0, 0, 0];
  for (let at = 0; at < 5 * drawn; at += 5) {
    wins += outcomes[at]!;
    losses += outcomes[at + 1]!;
    ties += outcomes[at + 2]! + outcomes[at + 3]! + outcomes[at + 4]!;
  }
  return { modelA, modelB, size, drawn, wins, losses, ties };
}

function sentenceOf({ modelA, modelB, probability }: NextPair, allocation: "even" | "uncertain"): string {
  const chance = percent(probability ?? 0);
  return allocation === "uncertain"
    ? `The next comparison is drawn by chance, the pair of which least is known most likely: ${modelA} and ${modelB}, with ${chance}.`
    : `Most would be learnt from ${modelA} and ${modelB}. This campaign judges its pairs evenly; one that spent its judgments where least is known would take this pair next with a chance of ${chance}.`;
}
