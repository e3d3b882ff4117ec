import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryJudgments } from "@/server/testing/arbitrary-judgments";
import { createRandom } from "../sampling/random";
import { countPairs, type PairCounts } from "./count-pairs";
import { drawPoisson, poissonTable } from "./poisson-table";
import { createResampler } from "./resample-counts";

/** The same draws, one after the other. */
function resampleSlowly({ models, wins, ties }: PairCounts, seed: string, times: number) {
  const random = createRandom(seed);
  const draw = (count: number) => (count === 0 ? 0 : drawPoisson(poissonTable(count), random));
  return Array.from({ length: times }, () => {
    const drawn = { wins: new Float64Array(models * models), ties: new Float64Array(models * models) };
    for (let i = 0; i < models; i++) {
      for (let j = 0; j < models; j++) {
        drawn.wins[i * models + j] = draw(wins[i * models + j]!);
        if (j < i) drawn.ties[i * models + j] = drawn.ties[j * models + i] = draw(ties[i * models + j]!);
      }
    }
    return drawn;
  });
}

describe("createResampler", () => {
  it("draws what drawPoisson draws from the same random numbers", () => {
    fc.assert(
      fc.property(arbitraryJudgments(), fc.string(), (judgments, seed) => {
        const counts = countPairs({ ...judgments, score: judgments.score.map(Math.sign) });
        const resample = createResampler(counts, seed);
        for (const { wins, ties } of resampleSlowly(counts, seed, 3)) {
          const drawn = resample();
          expect(Array.from(drawn.wins)).toEqual(Array.from(wins));
          expect(Array.from(drawn.ties)).toEqual(Array.from(ties));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("does so for counts large and small", () => {
    const counts = {
      models: 2,
      wins: Float64Array.of(0, 1, 12_345, 0),
      ties: Float64Array.of(0, 77, 77, 0),
      weight: 12_423,
    };
    const resample = createResampler(counts, "large");
    for (const { wins, ties } of resampleSlowly(counts, "large", 40)) {
      const drawn = resample();
      expect([...drawn.wins, ...drawn.ties]).toEqual([...wins, ...ties]);
    }
  });
});
