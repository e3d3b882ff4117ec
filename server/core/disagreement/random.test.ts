import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PromptBlock } from "./metric";
import { random } from "./random";

function scoreKeys(seed: string, keys: Int32Array): Float64Array {
  const block: PromptBlock = {
    completions: [
      { model: 0, text: "" },
      { model: 1, text: "" },
    ],
    pairs: Int32Array.from({ length: 2 * keys.length }, (_, i) => i % 2),
    keys,
  };
  const out = new Float64Array(keys.length);
  random.createScorer({ seed }).score(block, out, 0);
  return out;
}

const KEYS = Int32Array.from({ length: 20_000 }, (_, i) => i);

function correlation(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i]! - 0.5) * (y[i]! - 0.5);
  return (12 * sum) / x.length;
}

describe("random", () => {
  it("depends on seed and key alone", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.integer(), (seed, key, other) => {
        const value = scoreKeys(seed, Int32Array.of(key))[0];
        expect(scoreKeys(seed, Int32Array.of(other, key))[1]).toBe(value);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
      }),
    );
  });

  it("fills [0, 1) evenly over consecutive keys", () => {
    for (const seed of ["1", "2", "", "a longer seed"]) {
      const bins = new Int32Array(100);
      for (const value of scoreKeys(seed, KEYS)) bins[Math.floor(100 * value)]!++;
      let chiSquared = 0;
      for (const count of bins) chiSquared += (count - 200) ** 2 / 200;
      // 99 degrees of freedom: mean 99, sd 14.
      expect(chiSquared, seed).toBeLessThan(160);
      expect(chiSquared, seed).toBeGreaterThan(50);
    }
  });

  it("is unrelated between seeds and between neighbouring keys", () => {
    const one = scoreKeys("1", KEYS);
    const two = scoreKeys("2", KEYS);
    // The correlation of independent values has sd 1/√20000 = .007.
    expect(Math.abs(correlation(one, two))).toBeLessThan(0.035);
    expect(Math.abs(correlation(one.subarray(1), one.subarray(0, -1)))).toBeLessThan(0.035);
  });
});
