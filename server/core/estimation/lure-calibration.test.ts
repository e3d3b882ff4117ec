import { describe, expect, it } from "vitest";
import { drawSequence } from "../sampling/draw-sequence";
import { createRandom } from "../sampling/random";
import { utilityRanks } from "../sampling/utility-ranks";
import { utilityWeights, weightPresets } from "../sampling/utility-weights";
import { lure } from "./lure";

/** A pool where the metric predicts decisiveness, and favours model_a where it is high: the strict order would mislead. */
function pool(N: number, seed: string) {
  const random = createRandom(seed);
  const utilities = Float64Array.from({ length: N }, () => random.next());
  const scores = utilities.map((u) => {
    if (random.next() > 0.25 + 0.6 * u) return 0;
    return random.next() < 0.45 + 0.3 * u ? 1 : -1;
  });
  return { utilities, scores, truth: scores.reduce((sum, s) => sum + s, 0) / N };
}

describe("lure over 1,000 seeded campaigns of 150 draws out of 600", () => {
  for (const preset of ["balanced", "sharp"] as const) {
    it(`is centred on the pool's margin and its 95 % interval covers it (${preset})`, () => {
      const N = 600;
      const M = 150;
      const { utilities, scores, truth } = pool(N, "pool");
      const weights = utilityWeights(utilityRanks(utilities, createRandom("ties")), weightPresets[preset]);
      const runs = 1000;
      let covered = 0;
      let sum = 0;
      let squares = 0;
      let naive = 0;
      for (let run = 0; run < runs; run++) {
        const draws = drawSequence({ weights, controlShare: 0.15, seed: `run-${run}` });
        const s = Float64Array.from(draws.item.subarray(0, M), (item) => scores[item]!);
        const { theta, se } = lure({ N, q: draws.q.subarray(0, M), s });
        sum += theta!;
        squares += theta! ** 2;
        naive += s.reduce((total, score) => total + score, 0) / M / runs;
        if (Math.abs(theta! - truth) <= 1.959964 * se!) covered++;
      }
      const mean = sum / runs;
      const spread = Math.sqrt(squares / runs - mean * mean);
      expect(Math.abs(mean - truth)).toBeLessThan((4 * spread) / Math.sqrt(runs));
      // The unweighted mean of the same draws is far off: that is what the weights are for.
      expect(naive - truth).toBeGreaterThan(0.04);
      expect(covered / runs).toBeGreaterThan(0.925);
      expect(covered / runs).toBeLessThan(0.97);
    });
  }
});
