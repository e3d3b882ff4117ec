import { describe, expect, it } from "vitest";
import { judgeControlVariate, judgeScores } from "@/server/core/estimation/judge-control-variate";
import { assumedPool } from "@/server/core/planning/assumptions";
import { drawSequence } from "@/server/core/sampling/draw-sequence";
import { createRandom } from "@/server/core/sampling/random";
import { presetWeights } from "@/server/core/sampling/utility-weights";
import { chanceOf, replications } from "./replications";

const N = 2000;

/** Campaigns in which a judge sees the scores through even noise. */
function calibrate(preset: "balanced" | "uniform", noise: number, n: number, runs: number) {
  const tally = { covered: 0, sum: 0, squares: 0, plain: 0 };
  for (let run = 0; run < runs; run++) {
    const random = createRandom(`${preset}/${noise}/${n}/${run}`);
    const { ranks, chance, scores, truth } = assumedPool({ N, tieRate: 0.3, margin: 0.15, auc: 0.7 }, random);
    const weights = presetWeights(preset, { ranks, utilities: chance });
    const { item, q } = drawSequence({ weights, controlShare: 0.15, random });
    const judge = scores.map((score) => score + noise * (2 * random.next() - 1));
    const of = (values: Float64Array) => Float64Array.from(item.subarray(0, n), (i) => values[i]!);
    const draws = { N, q: q.subarray(0, n), s: of(scores), f: of(judge), pool: judgeScores(judge) };
    const { theta, se, lure } = judgeControlVariate(draws);
    if (Math.abs(theta! - truth) <= 1.959964 * se!) tally.covered++;
    tally.sum += theta! - truth;
    tally.squares += (theta! - truth) ** 2;
    tally.plain += (lure.theta! - truth) ** 2;
  }
  const error = Math.sqrt(tally.squares / runs);
  return {
    coverage: tally.covered / runs,
    drift: tally.sum / runs / (error / Math.sqrt(runs)),
    varianceLeft: tally.squares / tally.plain,
  };
}

describe.each(["balanced", "uniform"] as const)("the judge as control variate under %s", (preset) => {
  it.each([
    [0.8, 100],
    [0.8, 400],
    [4, 100],
    [4, 400],
  ])("covers in .925 – .97 of 4,000 campaigns and is unbiased, noise ±%d, n = %d", (noise, n) => {
    const { coverage, drift, varianceLeft } = calibrate(preset, noise, n, replications(4000));
    console.log(
      `judge, ${preset}, noise ±${noise}, n = ${n}: coverage ${coverage}, variance left ${varianceLeft}`,
    );
    const slack = chanceOf(0.95, 4000);
    expect(coverage).toBeGreaterThan(0.925 - slack);
    expect(coverage).toBeLessThan(0.97 + slack);
    expect(Math.abs(drift)).toBeLessThan(4);
    expect(varianceLeft).toBeLessThan(noise < 1 ? 0.6 : 1.1);
  });
});
