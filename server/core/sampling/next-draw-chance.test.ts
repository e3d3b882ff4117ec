import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSequence } from "./draw-sequence";
import { nextDrawChance } from "./next-draw-chance";

describe("nextDrawChance", () => {
  it("is the share of the weight without control and slices, and refuses what is drawn", () => {
    const plain = { weights: Float64Array.of(1, 3, 4), controlShare: 0, controlUsed: 0, arms: [] };
    expect(nextDrawChance({ ...plain, isDrawn: Uint8Array.of(0, 0, 1), item: 1 })).toBe(0.75);
    expect(() => nextDrawChance({ ...plain, isDrawn: Uint8Array.of(0, 0, 1), item: 2 })).toThrow(RangeError);
  });

  it("adds the even part of the control arm and the slices' own shares", () => {
    const input = {
      weights: Float64Array.of(1, 3),
      controlShare: 0.5,
      controlUsed: 0,
      arms: [
        { share: 0.2, members: Uint8Array.of(1, 0) },
        { share: 0.3, members: Uint8Array.of(0, 0) },
      ],
      isDrawn: new Uint8Array(2),
      item: 0,
    };
    expect(nextDrawChance(input)).toBeCloseTo(0.25 + 0.5 * (0.2 + 0.8 / 4), 12);
  });

  it("is what was recorded for each draw that was made, and adds up to 1 over those that could be", () => {
    const weights = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(weights, fc.constantFrom(0, 0.15, 0.5), fc.string(), (values, controlShare, seed) => {
        const N = values.length;
        const pool = Float64Array.from(values);
        const arms = [
          { share: 0.3, members: Uint8Array.from({ length: N }, (_, i) => (i % 3 === 0 ? 1 : 0)) },
        ];
        const draws = drawSequence({ weights: pool, controlShare, seed, arms });
        const isDrawn = new Uint8Array(N);
        for (let t = 0; t < N; t++) {
          const given = { weights: pool, controlShare, controlUsed: draws.controlUsed[t]!, arms, isDrawn };
          expect(nextDrawChance({ ...given, item: draws.item[t]! })).toBeCloseTo(draws.q[t]!, 10);
          const undrawn = Array.from(isDrawn.keys()).filter((item) => !isDrawn[item]);
          const total = undrawn.reduce((sum, item) => sum + nextDrawChance({ ...given, item }), 0);
          expect(total).toBeCloseTo(1, 10);
          isDrawn[draws.item[t]!] = 1;
        }
      }),
    );
  });
});
