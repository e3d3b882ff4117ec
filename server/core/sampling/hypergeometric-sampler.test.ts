import { describe, expect, it } from "vitest";
import { createHypergeometricSampler } from "./hypergeometric-sampler";
import { createRandom } from "./random";

describe("createHypergeometricSampler", () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);

  it.each([
    [3, 5, 4],
    [10, 10, 7],
    [2, 30, 12],
    [30, 2, 12],
  ])("has the probabilities of %i good, %i bad, %i taken", (good, bad, take) => {
    const draw = createHypergeometricSampler(good + bad, createRandom("probabilities"));
    const runs = 20_000;
    const counts = new Map<number, number>();
    for (let run = 0; run < runs; run++) {
      const k = draw(good, bad, take);
      counts.set(k, (counts.get(k) ?? 0) + 1);
    }
    for (let k = 0; k <= take; k++) {
      const p =
        k > good || take - k > bad ? 0 : (choose(good, k) * choose(bad, take - k)) / choose(good + bad, take);
      const error = 5 * Math.sqrt((p * (1 - p)) / runs);
      expect(Math.abs((counts.get(k) ?? 0) / runs - p)).toBeLessThanOrEqual(error);
    }
  });

  it("has the mean and the variance of large numbers", () => {
    const draw = createHypergeometricSampler(1_000_000, createRandom("large"));
    const values = Array.from({ length: 4_000 }, () => draw(250_000, 750_000, 100_000));
    const mean = values.reduce((sum, k) => sum + k, 0) / values.length;
    const variance = values.reduce((sum, k) => sum + (k - mean) ** 2, 0) / (values.length - 1);
    expect(Math.abs(mean - 25_000)).toBeLessThan(10);
    expect(variance / (100_000 * 0.25 * 0.75 * 0.9)).toBeCloseTo(1, 0);
    expect(variance / (100_000 * 0.25 * 0.75 * 0.9)).toBeGreaterThan(0.9);
    expect(variance / (100_000 * 0.25 * 0.75 * 0.9)).toBeLessThan(1.1);
  });

  it("knows what is certain", () => {
    const draw = createHypergeometricSampler(20, createRandom("certain"));
    expect(draw(0, 20, 5)).toBe(0);
    expect(draw(20, 0, 5)).toBe(5);
    expect(draw(5, 5, 10)).toBe(5);
    expect(draw(5, 5, 0)).toBe(0);
    expect(draw(0, 0, 0)).toBe(0);
  });
});
