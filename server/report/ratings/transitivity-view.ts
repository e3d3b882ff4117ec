import { checkTransitivity, type MajorityCycle } from "@/server/core/rating/check-transitivity";
import type { PairCounts } from "@/server/core/rating/count-pairs";
import type { TransitivityView } from "./view";

const mostCycles = 5;

/** Whether preferences go in circles, in words. */
export function transitivityView(
  counts: PairCounts,
  models: readonly string[],
  alpha: number,
): TransitivityView {
  const { triples, cyclic, beyondChance, cycles } = checkTransitivity(counts, alpha, mostCycles);
  return {
    triples,
    cyclic,
    beyondChance,
    sentence: sentenceOf(triples, cyclic, beyondChance),
    cycles: cycles.map((cycle) => cycleWords(cycle, models)),
  };
}

function sentenceOf(triples: number, cyclic: number, beyondChance: number): string {
  if (triples === 0)
    return "No three models have a majority in each of their pairs, so nothing can be said of circles.";
  const of = `Of ${triples} ${triples === 1 ? "triple" : "triples"} of models with a majority in each pair, ${cyclic === 0 ? "none goes" : cyclic === 1 ? "1 goes" : `${cyclic} go`} in a circle`;
  if (cyclic === 0) return `${of}: one scale fits.`;
  if (beyondChance === 0) return `${of}, and no circle is beyond chance: one scale is not contradicted.`;
  return `${of}, ${beyondChance} of them beyond chance: no single scale can tell these models' strengths; read their pairs instead.`;
}

function cycleWords({ edges, isBeyondChance }: MajorityCycle, models: readonly string[]): string {
  const steps = edges.map(
    ({ winner, loser, wins, losses }) =>
      `${models[winner]} over ${models[loser]} (${whole(wins)} to ${whole(losses)})`,
  );
  return `${steps.join(", ")}${isBeyondChance ? "" : "; may be chance"}`;
}

/** Weighted counts need no more than one decimal. */
function whole(count: number): string {
  return Number.isInteger(count) ? String(count) : count.toFixed(1);
}
