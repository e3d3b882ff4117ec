import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaUnderCurve, areaWithinStrata } from "./area-under-curve";

function areaSlowly(score: number[], positive: number[], negative: number[]): number | undefined {
  let [wins, pairs] = [0, 0];
  for (let i = 0; i < score.length; i++) {
    for (let j = 0; j < score.length; j++) {
      const weight = positive[i]! * negative[j]!;
      pairs += weight;
      wins += weight * (score[i]! > score[j]! ? 1 : score[i] === score[j] ? 0.5 : 0);
    }
  }
  return pairs > 0 ? wins / pairs : undefined;
}

describe("areaUnderCurve", () => {
  it("computes hand-made tables", () => {
    expect(areaUnderCurve(Float64Array.of(1, 2, 3), [0, 1, 1], [1, 0, 0])).toBe(1);
    expect(areaUnderCurve(Float64Array.of(1, 1), [1, 0], [0, 1])).toBe(0.5);
    expect(areaUnderCurve(Float64Array.of(1, 2), [1, 1], [0, 0])).toBeUndefined();
    expect(areaUnderCurve(new Float64Array(), [], [])).toBeUndefined();
  });

  it("counts all pairs of cases", () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.nat(3), fc.nat(3)), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(cases, (rows) => {
        const [score, up, down] = [0, 1, 2].map((column) => rows.map((row) => row[column]!));
        const area = areaUnderCurve(Float64Array.from(score!), up!, down!);
        const slow = areaSlowly(score!, up!, down!);
        if (slow === undefined) expect(area).toBeUndefined();
        else expect(area).toBeCloseTo(slow, 12);
      }),
    );
  });
});

describe("areaWithinStrata", () => {
  it("sets only cases of one stratum against each other", () => {
    const stratum = Int32Array.of(0, 0, 1, 1, 1);
    const score = Float64Array.of(1, 2, 9, 8, 7);
    // Stratum 0: won. Stratum 1: one of two lost, one won.
    expect(areaWithinStrata(score, [0, 1, 0, 1, 0], [1, 0, 1, 0, 1], stratum, 2)).toBeCloseTo(2 / 3, 12);
    expect(areaWithinStrata(score, [1, 1, 0, 0, 0], [0, 0, 1, 1, 1], stratum, 2)).toBeUndefined();
    expect(areaWithinStrata(score, [0, 1, 0, 1, 0], [1, 0, 1, 0, 1], new Int32Array(5), 1)).toBe(
      areaUnderCurve(score, [0, 1, 0, 1, 0], [1, 0, 1, 0, 1]),
    );
  });
});
