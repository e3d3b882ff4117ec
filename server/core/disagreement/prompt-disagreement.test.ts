import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { promptDisagreement } from "./prompt-disagreement";

const NONE = Number.NaN;

describe("promptDisagreement", () => {
  it("summarises the pairs of each prompt, by hand", () => {
    const summary = promptDisagreement([1, 5, 2, NONE, 3, NONE], [7, 4, 7, 4, 7, 9]);
    expect([...summary.prompts]).toEqual([4, 7, 9]);
    expect([...summary.pairs]).toEqual([1, 3, 0]);
    expect([...summary.mean]).toEqual([5, 2, NONE]);
    expect([...summary.maximum]).toEqual([5, 3, NONE]);
    expect(summary.variance[0]).toBe(0);
    expect(summary.variance[1]).toBeCloseTo(2 / 3, 12);
    expect(summary.variance[2]).toBeNaN();
  });

  it("equals the definition, in any order of pairs", () => {
    const rows = fc.array(fc.tuple(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(NONE)), fc.nat(3)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const of = (list: [number, number][]) =>
          promptDisagreement(
            list.map(([value]) => value),
            list.map(([, prompt]) => prompt),
          );
        const summary = of(given);
        expect(of(given.toReversed()).prompts).toEqual(summary.prompts);
        summary.prompts.forEach((prompt, place) => {
          const values = given
            .filter(([value, at]) => at === prompt && !Number.isNaN(value))
            .map(([value]) => value);
          expect(summary.pairs[place]).toBe(values.length);
          if (values.length === 0) return expect(summary.mean[place]).toBeNaN();
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
          const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
          expect(summary.mean[place]).toBeCloseTo(mean, 10);
          expect(summary.maximum[place]).toBe(Math.max(...values));
          return expect(summary.variance[place]).toBeCloseTo(variance, 10);
        });
      }),
      { numRuns: 100 },
    );
  });

  it("refuses arrays that do not match, and knows nothing of nothing", () => {
    expect(() => promptDisagreement([1], [])).toThrow(RangeError);
    expect(promptDisagreement([], []).prompts).toHaveLength(0);
  });
});
