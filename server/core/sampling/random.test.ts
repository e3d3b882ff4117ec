import { describe, expect, it } from "vitest";
import { createRandom } from "./random";
import { permutation } from "./shuffle";

describe("createRandom", () => {
  it("gives the same stream for the same seed and another for another", () => {
    const draw = (seed: string) => {
      const random = createRandom(seed);
      return [random.next(), random.next(), random.next()];
    };
    expect(draw("a")).toEqual(draw("a"));
    const streams = ["", "a", "b", "aa", "ab", "ba", "campaign-1", "campaign-2"].map((seed) =>
      draw(seed).join(),
    );
    expect(new Set(streams).size).toBe(streams.length);
  });

  it("is even over [0, 1) and below(n), chi-square within its 99.9 % range", () => {
    const random = createRandom("even");
    const draws = 100_000;
    const cells = new Int32Array(100);
    const dice = new Int32Array(6);
    for (let i = 0; i < draws; i++) {
      const value = random.next();
      if (!(value >= 0 && value < 1)) expect.fail(`${value} lies outside [0, 1)`);
      cells[Math.floor(value * 100)]!++;
      dice[random.below(6)]!++;
    }
    const chi = (counts: Int32Array) =>
      counts.reduce((sum, count) => sum + (count - draws / counts.length) ** 2 / (draws / counts.length), 0);
    expect(chi(cells)).toBeLessThan(148.2); // χ²(99)
    expect(chi(cells)).toBeGreaterThan(60);
    expect(chi(dice)).toBeLessThan(20.5); // χ²(5)
  });

  it("shows no correlation between neighbours or between seeds that differ by a digit", () => {
    const one = createRandom("seed-1");
    const two = createRandom("seed-2");
    let neighbours = 0;
    let seeds = 0;
    let previous = 0.5;
    for (let i = 0; i < 50_000; i++) {
      const value = one.next();
      neighbours += (value - 0.5) * (previous - 0.5) * 12;
      seeds += (value - 0.5) * (two.next() - 0.5) * 12;
      previous = value;
    }
    expect(Math.abs(neighbours) / Math.sqrt(50_000)).toBeLessThan(4);
    expect(Math.abs(seeds) / Math.sqrt(50_000)).toBeLessThan(4);
  });
});

describe("permutation", () => {
  it("holds every number once, and nothing for n = 0", () => {
    expect(permutation(0, createRandom("s"))).toHaveLength(0);
    expect(permutation(50, createRandom("s")).slice().sort()).toEqual(
      Int32Array.from({ length: 50 }, (_, i) => i),
    );
  });

  it("gives all 24 orders of four equally often", () => {
    const random = createRandom("orders");
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const key = permutation(4, random).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(49.7); // χ²(23) at 99.9 %
  });
});
