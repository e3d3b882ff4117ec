import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanOfRanks, weightedZScores } from "./combine";

const NONE = Number.NaN;
const column = (length: number) =>
  fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constant(NONE)), {
    minLength: length,
    maxLength: length,
  });
const columns = fc
  .integer({ min: 1, max: 8 })
  .chain((length) => fc.array(column(length), { minLength: 1, maxLength: 4 }));

/** Rank straight from its definition: the values below, and half of the equal ones. */
function rankSlowly(values: number[], row: number): number {
  const scored = values.filter((value) => !Number.isNaN(value));
  const below = scored.filter((value) => value < values[row]!).length;
  const equal = scored.filter((value) => value === values[row]).length;
  return (below + equal / 2) / scored.length;
}

describe("meanOfRanks", () => {
  it.each([
    [
      [
        [1, 2],
        [9, 9],
      ],
      [0.375, 0.625],
    ],
    [[[5, 1, 3]], [5 / 6, 1 / 6, 3 / 6]],
    // The second metric scored only the first and last.
    [
      [
        [1, 2, 3, 4],
        [8, NONE, NONE, 7],
      ],
      [(1 / 8 + 3 / 4) / 2, 3 / 8, 5 / 8, (7 / 8 + 1 / 4) / 2],
    ],
    [
      [
        [NONE, 1],
        [NONE, 2],
      ],
      [NONE, 0.5],
    ],
  ])("of %j", (given, expected) => {
    const combined = meanOfRanks(given);
    expected.forEach((value, row) => {
      if (Number.isNaN(value)) expect(combined[row]).toBeNaN();
      else expect(combined[row]).toBeCloseTo(value, 12);
    });
  });

  it("is the mean over the metrics that have a value, whatever their order and units", () => {
    fc.assert(
      fc.property(columns, (given) => {
        const combined = meanOfRanks(given);
        combined.forEach((value, row) => {
          const ranks = given
            .filter((values) => !Number.isNaN(values[row]))
            .map((values) => rankSlowly(values, row));
          if (ranks.length === 0) expect(value).toBeNaN();
          else expect(value).toBeCloseTo(ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length, 12);
        });
        const rescaled = given.map((values, at) => values.map((value) => Math.exp(value / 3) * (at + 1)));
        expect([...meanOfRanks(rescaled)]).toEqual([...combined]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("weightedZScores", () => {
  it.each([
    [
      [
        [1, 3],
        [5, 5],
      ],
      [1, 1],
      [-0.5, 0.5],
    ],
    // Standard deviation √2/3·3 = √2 around 2; the second turned round.
    [
      [
        [1, 2, 6],
        [1, 2, 6],
      ],
      [1, -1],
      [0, 0, 0],
    ],
    [
      [
        [0, 2],
        [2, 0],
      ],
      [3, 1],
      [-0.5, 0.5],
    ],
    [
      [
        [1, 3, NONE],
        [NONE, NONE, NONE],
      ],
      [1, 1],
      [-1, 1, NONE],
    ],
  ])("of %j with weights %j", (given, weights, expected) => {
    const combined = weightedZScores(given, weights);
    expected.forEach((value, row) => {
      if (Number.isNaN(value)) expect(combined[row]).toBeNaN();
      else expect(combined[row]).toBeCloseTo(value, 12);
    });
  });

  it("has mean 0, and does not depend on the units of a metric", () => {
    const whole = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(whole, (values) => {
        const other = values.map((value) => value ** 2);
        const combined = weightedZScores([values, other], [2, 1]);
        expect(combined.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
        const rescaled = weightedZScores([values.map((value) => 40 + 3 * value), other], [2, 1]);
        rescaled.forEach((value, row) => expect(value).toBeCloseTo(combined[row]!, 9));
      }),
      { numRuns: 100 },
    );
  });

  it("refuses what cannot be combined", () => {
    expect(() => meanOfRanks([])).toThrow(RangeError);
    expect(() => meanOfRanks([[1], [1, 2]])).toThrow(/different numbers/);
    expect(() => weightedZScores([[1]], [])).toThrow(/0 weights for 1 metrics/);
    expect(() => weightedZScores([[1]], [0])).toThrow(/not all of them 0/);
    expect(() => weightedZScores([[1]], [NONE])).toThrow(RangeError);
  });
});
