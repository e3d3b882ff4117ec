import { pairAllocation } from "@/server/core/rating/pair-allocation";

/** A pair, what it has, and the chance that the next judgment is spent on it. */
export interface NextPair {
  modelA: string;
  modelB: string;
  /** Main judgments, those of comparisons that are still open among them. */
  judgments: number;
  /** Comparisons drawn, and those of its pool that are not. */
  drawn: number;
  left: number;
  /** Null where it cannot be drawn: judged whole, or ended by the stop rule. */
  probability: number | null;
}

/** A stratum with what was said of it. */
export interface TalliedStratum {
  modelA: string;
  modelB: string;
  size: number;
  drawn: number;
  wins: number;
  losses: number;
  ties: number;
  /** The stop rule has ended it. */
  isStopped: boolean;
}

/** Every pair's chance to be next, the likeliest first; none has one where nothing can be drawn. */
export function nextPairs(strata: readonly TalliedStratum[]): NextPair[] {
  const pairs = byPair(strata);
  const open = pairs.filter(({ size, drawn, isStopped }) => size > drawn && !isStopped);
  const probabilities =
    open.length === 0
      ? new Float64Array()
      : pairAllocation(open.map((pair) => ({ ...pair, spent: pair.drawn }))).probabilities;
  const chances = new Map(open.map((pair, place) => [pair, probabilities[place]]));
  return pairs
    .map((pair) => ({
      modelA: pair.modelA,
      modelB: pair.modelB,
      judgments: pair.wins + pair.losses + pair.ties,
      drawn: pair.drawn,
      left: pair.size - pair.drawn,
      probability: chances.get(pair) ?? null,
    }))
    .sort((one, other) => (other.probability ?? -1) - (one.probability ?? -1));
}

/** The strata of each pair added up. */
function byPair(strata: readonly TalliedStratum[]): TalliedStratum[] {
  const pairs = new Map<string, TalliedStratum>();
  for (const stratum of strata) {
    const key = JSON.stringify([stratum.modelA, stratum.modelB]);
    const pair = pairs.get(key);
    if (!pair) {
      pairs.set(key, { ...stratum });
      continue;
    }
    for (const count of ["size", "drawn", "wins", "losses", "ties"] as const) pair[count] += stratum[count];
  }
  return [...pairs.values()];
}
