import { pairAllocation, pickByChance } from "@/server/core/rating/pair-allocation";
import { createRandom } from "@/server/core/sampling/random";
import type { Sequence } from "./sequence";

/** Which sequence the next draw is opened of. */
export interface Turns {
  /** Whether pool and budget leave the sequence another draw. */
  hasDraw(sequence: Sequence): boolean;
  /**
   * One of the candidates, none when there is none; its draw must then be opened. The probability is that of its pair, null
   * where no chance is in it.
   */
  next(candidates: readonly Sequence[], opening: number): Turn | undefined;
}

export interface Turn {
  sequence: Sequence;
  probability: number | null;
}

/** Every stratum as far as its plan, all of them evenly. */
export const evenTurns: Turns = {
  hasDraw: ({ opened, planned }) => opened < planned,
  next: (candidates) => {
    const sequence = leastAdvanced(candidates);
    return sequence && { sequence, probability: null };
  },
};

/**
 * The pair by chance, those of which least is known more often (Chiang et al. 2024, eq. 9), as long as the budget of the whole
 * campaign lasts; within the pair its strata evenly. The draws of a stratum stay its own sequence: chance decides whose turn
 * it is, and what was judged has a part in that alone.
 *
 * @param sequences all of the campaign's, as they stand; they may advance between turns.
 * @param seed fixes the chance of every opening.
 */
export function uncertainTurns(
  sequences: readonly Sequence[],
  pairOf: ReadonlyMap<number, number>,
  seed: string,
): Turns {
  const pairs = new Map<number, Sequence[]>();
  for (const sequence of sequences) {
    const pair = pairOf.get(sequence.stratumId) ?? 0;
    pairs.set(pair, [...(pairs.get(pair) ?? []), sequence]);
  }
  let left = sequences.reduce((sum, { planned, opened }) => sum + planned - opened, 0);
  return {
    hasDraw: ({ opened, size }) => opened < size && left > 0,
    next(candidates, opening) {
      const offered = new Set(candidates);
      const open = [...pairs.values()].flatMap((strata) => {
        const own = strata.filter((sequence) => offered.has(sequence));
        return own.length > 0 ? [{ strata, own }] : [];
      });
      if (open.length === 0) return undefined;
      const { probabilities } = pairAllocation(open.map(({ strata }) => tallyOf(strata)));
      const place = pickByChance(probabilities, createRandom(`${seed}/pair/${opening}`).next());
      left--;
      const sequence = leastAdvanced((open[place] as (typeof open)[number]).own) as Sequence;
      return { sequence, probability: probabilities[place] as number };
    },
  };
}

function tallyOf(strata: readonly Sequence[]) {
  const sum = (pick: (sequence: Sequence) => number) =>
    strata.reduce((total, sequence) => total + pick(sequence), 0);
  return {
    wins: sum(({ wins }) => wins),
    losses: sum(({ losses }) => losses),
    ties: sum(({ ties }) => ties),
    spent: sum(({ opened }) => opened),
  };
}

/**
 * The stratum that would still have opened the smallest share of its plan after one more draw, so that larger strata
 * come up more often and the languages take turns; outcomes play no part.
 */
function leastAdvanced(sequences: readonly Sequence[]): Sequence | undefined {
  let best: Sequence | undefined;
  for (const sequence of sequences)
    if (!best || (sequence.opened + 1) * best.planned < (best.opened + 1) * sequence.planned) best = sequence;
  return best;
}
