import type { HeadlineInterval } from "@/server/core/estimation/headline-interval";
import { holm } from "@/server/core/estimation/holm";
import { marginTest } from "@/server/core/estimation/margin-test";

/**
 * Which pairs' margins are told from zero, at level alpha for all pairs together.
 *
 * Confidence sequences run at alpha/K each, so their bounds decide. Pairs with a fixed-n interval are tested by Holm's
 * step-down rule with the m/K of alpha that is theirs (Holm 1979, Scand. J. Stat. 6:65). A pair judged whole has no
 * sampling error and is decided by its margin.
 *
 * @returns per pair 1 or −1 for the sign of its margin, 0 while undecided.
 */
export function decidePairs(pairs: readonly (HeadlineInterval | undefined)[], alpha: number): number[] {
  const decisions = pairs.map((pair) => (pair ? boundsDecision(pair) : 0));
  const tested = [...pairs.keys()].filter((i) => pairs[i]?.kind === "fixed-n");
  const level = (alpha * tested.length) / pairs.length;
  const p = tested.map((i) => marginTest(pairs[i]?.estimate, pairs[i]?.se, pairs[i]?.degrees));
  for (const [place, adjusted] of holm(p).entries()) {
    if (adjusted === undefined) continue;
    const i = tested[place] as number;
    decisions[i] = adjusted < level ? Math.sign(pairs[i]?.estimate ?? 0) : 0;
  }
  return decisions;
}

const rounding = 1e-9;

function boundsDecision({ lower, upper }: HeadlineInterval): number {
  if (lower > rounding) return 1;
  return upper < -rounding ? -1 : 0;
}
