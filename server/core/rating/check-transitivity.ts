import { holm } from "../estimation/holm";
import type { PairCounts } from "./count-pairs";
import { signTest } from "./sign-test";

/** One model is preferred to another one by the majority of their decisive judgments. */
export interface MajorityEdge {
  winner: number;
  loser: number;
  wins: number;
  losses: number;
  /** Of a sign test, and adjusted for all pairs with a decisive judgment (Holm). */
  p: number;
  adjusted: number;
  isBeyondChance: boolean;
}

/** Three models in a circle: each edge's loser is the next one's winner. */
export interface MajorityCycle {
  edges: readonly [MajorityEdge, MajorityEdge, MajorityEdge];
  /** All three edges are beyond chance: no scale can tell these models' strengths. */
  isBeyondChance: boolean;
}

export interface Transitivity {
  alpha: number;
  /** Triples of models with a majority in each of their three pairs; of random majorities a quarter would be cyclic. */
  triples: number;
  cyclic: number;
  /** Cyclic triples with all three edges beyond chance. */
  beyondChance: number;
  /** The cycles whose weakest edge is the least like chance, at most `most` of them. */
  cycles: MajorityCycle[];
}

/**
 * Whether "is preferred to" can be read as a ranking: cyclic triples among the majorities of pairs, as A over B over C over A,
 * and whether each majority is more than chance. A rating assumes that there are none.
 *
 * Ties count for neither side, and equal wins and losses are no majority. The sign tests take judgments as independent:
 * where prompts were judged several times they find somewhat too much. Time grows with the cube of the models.
 *
 * @param alpha level at which a majority is beyond chance, all pairs together. @param most cycles to list.
 * @throws RangeError for an alpha outside (0, 1).
 * @example checkTransitivity(countPairs(judgments)).beyondChance // 0
 */
export function checkTransitivity(counts: PairCounts, alpha = 0.05, most = 20): Transitivity {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie in (0, 1), got ${alpha}`);
  const { models } = counts;
  const edges = majorityEdges(counts, alpha);
  // Where the edge of (i, j) with i < j stands, and whether i wins it.
  const edgeAt = new Int32Array(models * models).fill(-1);
  for (const [place, { winner, loser }] of edges.entries()) edgeAt[winner * models + loser] = place;
  const transitivity: Transitivity = { alpha, triples: 0, cyclic: 0, beyondChance: 0, cycles: [] };
  const decided = (i: number, j: number) => edgeAt[i * models + j]! >= 0 || edgeAt[j * models + i]! >= 0;
  for (let i = 0; i < models; i++) {
    for (let j = i + 1; j < models; j++) {
      if (!decided(i, j)) continue;
      for (let k = j + 1; k < models; k++) {
        if (!decided(i, k) || !decided(j, k)) continue;
        transitivity.triples++;
        const cycle = cycleAt(i, j, k) ?? cycleAt(i, k, j);
        if (cycle) keep(transitivity, cycle, most);
      }
    }
  }
  return transitivity;

  function cycleAt(i: number, j: number, k: number): MajorityCycle | undefined {
    const places = [edgeAt[i * models + j]!, edgeAt[j * models + k]!, edgeAt[k * models + i]!] as const;
    if (places.some((place) => place < 0)) return undefined;
    const cycle = [edges[places[0]]!, edges[places[1]]!, edges[places[2]]!] as const;
    return { edges: cycle, isBeyondChance: cycle.every((edge) => edge.isBeyondChance) };
  }
}

function keep(transitivity: Transitivity, cycle: MajorityCycle, most: number): void {
  transitivity.cyclic++;
  if (cycle.isBeyondChance) transitivity.beyondChance++;
  const { cycles } = transitivity;
  const weakness = weakestOf(cycle);
  if (cycles.length >= most && !(most > 0 && weakness < weakestOf(cycles.at(-1)!))) return;
  const place = cycles.findIndex((other) => weakness < weakestOf(other));
  cycles.splice(place < 0 ? cycles.length : place, 0, cycle);
  cycles.length = Math.min(cycles.length, most);
}

const weakestOf = ({ edges }: MajorityCycle) => Math.max(...edges.map((edge) => edge.p));

function majorityEdges({ models, wins, ties, squares }: PairCounts, alpha: number): MajorityEdge[] {
  const edges: Omit<MajorityEdge, "adjusted" | "isBeyondChance">[] = [];
  for (let i = 0; i < models; i++) {
    for (let j = 0; j < i; j++) {
      const own = wins[i * models + j]!;
      const other = wins[j * models + i]!;
      if (own + other === 0) continue;
      const spread = squares ? squares[i * models + j]! / (own + other + ties[i * models + j]!) : 1;
      const [winner, loser] = own > other ? [i, j] : [j, i];
      edges.push({
        winner,
        loser,
        wins: Math.max(own, other),
        losses: Math.min(own, other),
        p: signTest(own, other, spread),
      });
    }
  }
  const adjusted = holm(edges.map(({ p }) => p));
  return edges.flatMap((edge, place) =>
    edge.wins > edge.losses
      ? [{ ...edge, adjusted: adjusted[place]!, isBeyondChance: adjusted[place]! <= alpha }]
      : [],
  );
}
