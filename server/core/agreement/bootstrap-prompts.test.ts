import { describe, expect, it } from "vitest";
import { quantile } from "../estimation/quantile";
import { sampleDeviation } from "../estimation/sample-deviation";
import { createRandom } from "../sampling/random";
import { createBinomialSampler } from "./binomial-sampler";
import { resampleStatistic } from "./bootstrap-prompts";
import { chiSquareTail } from "./chi-square-tail";
import { simulateAlphaCoverage } from "./simulate-alpha-coverage";

describe("createBinomialSampler", () => {
  it.each([
    [1, 0.3],
    [12, 0.5],
    [9, 0.97],
    [40, 0.2],
    [200, 0.5],
    [1000, 0.004],
    [1000, 0.02],
    [600, 0.6],
  ])("draws from the binomial distribution of %i trials of %f", (n, p) => {
    const draw = createBinomialSampler(n, createRandom(`binomial ${n} ${p}`));
    const draws = 20_000;
    const counts = new Int32Array(n + 1);
    for (let i = 0; i < draws; i++) counts[draw(n, p)]!++;
    // Cells of at least five expected, so that χ² is what it claims to be.
    let [chi, cells, seen, expected] = [0, 0, 0, 0];
    let chance = Math.exp(n * Math.log(1 - p));
    for (let k = 0; k <= n; k++) {
      seen += counts[k]!;
      expected += draws * chance;
      chance *= ((n - k) / (k + 1)) * (p / (1 - p));
      if (expected < 5) continue;
      chi += (seen - expected) ** 2 / expected;
      cells++;
      [seen, expected] = [0, 0];
    }
    expect(chiSquareTail(chi, cells - 1)).toBeGreaterThan(0.001);
  });

  it("is certain at the ends", () => {
    const draw = createBinomialSampler(5, createRandom("s"));
    expect([draw(0, 0.5), draw(5, 0), draw(5, 1)]).toEqual([0, 0, 5]);
  });
});

describe("resampleStatistic", () => {
  it.each([
    ["few", 4],
    ["many", 1000],
  ])("is distributed as drawing prompt after prompt is, with %s patterns", (_, different) => {
    const random = createRandom(`rows ${different}`);
    const prompts = 120;
    const rows = Float64Array.from({ length: 2 * prompts }, (_row, i) =>
      i % 2 === 0 ? random.below(different) : 3,
    );
    const statistic = ([yes, all]: Float64Array) => yes! / all!;
    const fast = resampleStatistic({ rows, width: 2 }, statistic, { seed: "fast", resamples: 6000 });
    const slow = Float64Array.from({ length: 6000 }, () => {
      const sums = new Float64Array(2);
      for (let i = 0; i < prompts; i++) {
        const prompt = random.below(prompts);
        sums[0]! += rows[2 * prompt]!;
        sums[1]! += rows[2 * prompt + 1]!;
      }
      return statistic(sums);
    });
    const deviation = sampleDeviation(slow)!;
    expect(sampleDeviation(fast)! / deviation).toBeCloseTo(1, 1);
    // A quantile of 6,000 varies by about .035 of the deviation; four such steps of the difference.
    for (const p of [0.025, 0.25, 0.5, 0.75, 0.975])
      expect(Math.abs(quantile(fast, p)! - quantile(slow, p)!) / deviation).toBeLessThan(0.2);
  });

  it("draws as many prompts as there are, and leaves out what has no value", () => {
    const rows = Float64Array.of(1, 0, 1, 1, 1, 1);
    const drawn = resampleStatistic({ rows, width: 2 }, ([n]) => n, { seed: "s", resamples: 50 });
    expect(Array.from(drawn)).toEqual(Array<number>(50).fill(3));
    const more = Float64Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? 1 : i % 3));
    const all = resampleStatistic({ rows: more, width: 2 }, ([n]) => n, { seed: "s", resamples: 50 });
    expect(Array.from(all)).toEqual(Array<number>(50).fill(40));
    const kept = resampleStatistic({ rows, width: 2 }, ([, x]) => (x === 3 ? 3 : undefined), {
      seed: "s",
      resamples: 50,
    });
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.length).toBeLessThan(40);
  });
});

describe("chiSquareTail", () => {
  it("gives tabulated values and, for even degrees, the closed form", () => {
    expect(chiSquareTail(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
    expect(chiSquareTail(7.814727903251178, 3)).toBeCloseTo(0.05, 12);
    expect(chiSquareTail(11.070497693516351, 5)).toBeCloseTo(0.05, 12);
    expect(chiSquareTail(0.102586588775101, 2)).toBeCloseTo(0.95, 12);
    for (const j of [1, 2, 5, 40, 100]) {
      for (const x of [0.5, 3, j, 2 * j, 3 * j + 20]) {
        let term = Math.exp(-x / 2);
        let sum = 0;
        for (let i = 0; i < j; i++) {
          sum += term;
          term *= x / 2 / (i + 1);
        }
        expect(chiSquareTail(x, 2 * j)).toBeCloseTo(sum, 11);
      }
    }
  });

  it("is 1 at 0, 0 far out, and refuses what is no chi-square", () => {
    expect([chiSquareTail(0, 3), chiSquareTail(Infinity, 3), chiSquareTail(1e6, 200)]).toEqual([1, 0, 0]);
    expect(() => chiSquareTail(-1, 2)).toThrow(RangeError);
    expect(() => chiSquareTail(1, 0)).toThrow(RangeError);
  });
});

describe("α's 95 % interval", () => {
  const population = {
    kinds: [
      { frequency: 0.25, outcomes: [0.75, 0.1, 0.1, 0.05] },
      { frequency: 0.2, outcomes: [0.1, 0.75, 0.05, 0.1] },
      { frequency: 0.55, outcomes: [0.3, 0.3, 0.25, 0.15] },
    ],
    values: [1, -1, 0, 0],
    prompts: 200,
    resamples: 300,
  };

  it.each(["nominal", "interval"] as const)(
    "covers the α of all such prompts, %s, over 300 campaigns",
    (level) => {
      const simulation = {
        ...population,
        level,
        judgments: [1, 4] as const,
        replications: 300,
        seed: "coverage",
      };
      const { truth, mean, coverage } = simulateAlphaCoverage(simulation);
      expect(truth).toBeGreaterThan(0.05);
      expect(truth).toBeLessThan(0.3);
      expect(mean).toBeCloseTo(truth, 2);
      expect(coverage).toBeGreaterThan(0.9);
      expect(coverage).toBeLessThan(0.985);
    },
  );
});
