import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { countPairs } from "./count-pairs";

describe("countPairs over many rows", () => {
  const models = 5;
  // Whole scores are counted four at a time, and these leave some over.
  const rows = 30_003;
  const random = createRandom("many rows");
  const a = Int32Array.from({ length: rows }, () => random.below(models));
  const b = a.map((i) => (i + 1 + random.below(models - 1)) % models);
  const score = Float64Array.from(a, () => [-1, 0, 1, 1 / 4, -1 / 2][random.below(5)]!);
  const wholeScore = score.map(Math.round);

  it.each([
    ["of some parts of a win", score],
    ["of whole wins and ties", wholeScore],
    ["of whole ones but the last", wholeScore.with(rows - 1, 0.5)],
    ["of whole ones but one", wholeScore.with(17_000, -0.25)],
  ])("gives the sums of its parts, %s", (_, score) => {
    const whole = countPairs({ models, a, b, score });
    const parts = [0, 10_000, 20_000, 30_000].map((from) => {
      const part = <T extends Int32Array | Float64Array>(column: T) =>
        column.subarray(from, from + 10_000) as T;
      return countPairs({ models, a: part(a), b: part(b), score: part(score) });
    });
    // All scores are multiples of a quarter, so that no sum is rounded.
    for (let cell = 0; cell < models * models; cell++) {
      expect(whole.wins[cell]).toBe(parts.reduce((sum, { wins }) => sum + wins[cell]!, 0));
      expect(whole.ties[cell]).toBe(parts.reduce((sum, { ties }) => sum + ties[cell]!, 0));
    }
    expect(whole.weight).toBe(rows);
    expect(whole.squares).toBeUndefined();
  });

  it("refuses a bad row by its number", () => {
    const refused = (change: { a?: Int32Array; b?: Int32Array; score?: Float64Array }) => () =>
      countPairs({ models, a, b, score: wholeScore, ...change });
    expect(refused({ score: score.with(29_999, 1.01) })).toThrow(/row 29999 has score 1.01/);
    expect(refused({ score: wholeScore.with(29_999, 2) })).toThrow(/row 29999 has score 2/);
    expect(refused({ score: wholeScore.with(5, Number.NaN) })).toThrow(/row 5 has score NaN/);
    expect(refused({ score: wholeScore.with(rows - 1, -Infinity) })).toThrow(/row 30002 has score -Infinity/);
    expect(refused({ score: wholeScore.with(4000, 2 ** 40) })).toThrow(/row 4000 has score 1099511627776/);
    expect(refused({ a: a.with(12_345, -1) })).toThrow(/row 12345 compares model -1/);
    expect(refused({ b: b.with(4096, 5) })).toThrow(/row 4096 compares .* with model 5/);
    expect(refused({ b: b.with(7, a[7]!) })).toThrow(/row 7 compares/);
    expect(refused({ a: a.with(rows - 1, 5) })).toThrow(/row 30002 compares model 5/);
    expect(refused({ a, b: a })).toThrow(/row 0 compares/);
  });
});
