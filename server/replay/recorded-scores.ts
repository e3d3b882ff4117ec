import type { Random } from "@/server/core/sampling/random";
import type { JudgedPool } from "./judged-pools";

/** Score and number of judgments of each comparison of a pool, as one campaign meets them. */
export interface PlayedScores {
  scores: Float64Array;
  judgments: Int32Array;
}

/**
 * What judging each comparison of a pool would bring: the mean of all its recorded judgments, or of `most` of them drawn at
 * random without replacement (all it has, where it has fewer).
 */
export function recordedScores(
  { wins, losses, ties }: JudgedPool,
  most: number | undefined,
  random: Random,
): PlayedScores {
  const scores = new Float64Array(wins.length);
  const judgments = new Int32Array(wins.length);
  for (const [i, won] of wins.entries()) {
    const lost = losses[i] as number;
    const all = won + lost + (ties[i] as number);
    const taken = Math.min(all, most ?? all);
    scores[i] = (taken === all ? won - lost : drawnMargin([won, lost, all], taken, random)) / taken;
    judgments[i] = taken;
  }
  return { scores, judgments };
}

function drawnMargin(
  [won, lost, all]: readonly [number, number, number],
  taken: number,
  random: Random,
): number {
  let [wins, losses, margin] = [won, lost, 0];
  for (let left = all; left > all - taken; left--) {
    const pick = random.below(left);
    if (pick < wins) {
      wins--;
      margin++;
    } else if (pick < wins + losses) {
      losses--;
      margin--;
    }
  }
  return margin;
}
