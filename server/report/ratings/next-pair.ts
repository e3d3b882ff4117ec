import { pairAllocation } from "@/server/core/rating/pair-allocation";
import { percent } from "../interval-words";
import type { ReportInput } from "../report-input";
import type { ScoredStratum } from "../scored-stratum";
import type { NextPair, NextPairView } from "./view";

/** Beyond so many rows nobody reads on; the rest is as unlikely as the last of them, or more. */
const mostRows = 60;

/**
 * What the next judgment would tell most about: every pair with what it has, and the chance that it is next (or would be,
 * where the campaign judges its pairs evenly), the likeliest first.
 *
 * @returns null where there is nothing to choose: one pair alone, or nothing left to judge.
 */
export function nextPairView(input: ReportInput, strata: readonly ScoredStratum[]): NextPairView | null {
  const { pairAllocation: allocation = "even" } = input.configuration;
  const pairs = pairsOf(input, strata);
  const open = pairs.filter(({ left, isStopped }) => left > 0 && !isStopped);
  if (pairs.length < 2 || open.length === 0) return null;
  const { probabilities } = pairAllocation(open.map((pair) => ({ ...pair, spent: pair.drawn })));
  const chances = new Map(open.map((pair, place) => [pair, probabilities[place]]));
  const rows = pairs
    .map((pair): NextPair => {
      const { modelA, modelB, wins, losses, ties, drawn, left } = pair;
      const judgments = wins + losses + ties;
      return { modelA, modelB, judgments, drawn, left, probability: chances.get(pair) ?? null };
    })
    .sort((one, other) => (other.probability ?? -1) - (one.probability ?? -1));
  return {
    allocation,
    pairs: pairs.length,
    rows: rows.slice(0, mostRows),
    sentence: sentenceOf(rows[0] as NextPair, allocation),
  };
}

function pairsOf({ configuration }: ReportInput, strata: readonly ScoredStratum[]) {
  const { stops = [], hasGoneOn = false } = configuration;
  const pairs = new Map<string, ReturnType<typeof emptyPair>>();
  for (const stratum of strata) {
    const { modelA, modelB, size, drawn } = stratum;
    const key = JSON.stringify([modelA, modelB]);
    const pair = pairs.get(key) ?? emptyPair(modelA, modelB);
    pairs.set(key, pair);
    pair.drawn += drawn;
    pair.left += size - drawn;
    addOutcomes(pair, stratum);
  }
  const isOf = (pair: { modelA: string; modelB: string }, stop: { modelA: string; modelB: string }) =>
    pair.modelA === stop.modelA && pair.modelB === stop.modelB;
  return [...pairs.values()].map((pair) => ({
    ...pair,
    isStopped: !hasGoneOn && stops.some((stop) => isOf(pair, stop)),
  }));
}

function emptyPair(modelA: string, modelB: string) {
  return { modelA, modelB, wins: 0, losses: 0, ties: 0, drawn: 0, left: 0 };
}

/** `outcomes` are five counts per draw, in `outcomeOrder`. */
function addOutcomes(
  pair: { wins: number; losses: number; ties: number },
  { outcomes, drawn }: ScoredStratum,
): void {
  for (let at = 0; at < 5 * drawn; at += 5) {
    pair.wins += outcomes[at]!;
    pair.losses += outcomes[at + 1]!;
    pair.ties += outcomes[at + 2]! + outcomes[at + 3]! + outcomes[at + 4]!;
  }
}

function sentenceOf({ modelA, modelB, probability }: NextPair, allocation: "even" | "uncertain"): string {
  const chance = percent(probability ?? 0);
  return allocation === "uncertain"
    ? `The next comparison is drawn by chance, the pair of which least is known most likely: ${modelA} and ${modelB}, with ${chance}.`
    : `Most would be learnt from ${modelA} and ${modelB}. This campaign judges its pairs evenly; one that spent its judgments where least is known would take this pair next with a chance of ${chance}.`;
}
