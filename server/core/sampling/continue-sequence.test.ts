import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { continueSequence, controlPlan, drawSequence } from "./draw-sequence";
import { createRandom } from "./random";

const stratum = fc.record({
  weights: fc
    .array(fc.double({ min: 1e-4, max: 1e2, noNaN: true }), { minLength: 1, maxLength: 60 })
    .map((weights) => Float64Array.from(weights)),
  controlShare: fc.double({ min: 0, max: 1, noNaN: true }),
  seed: fc.string(),
  part: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe("continueSequence", () => {
  it("goes on with u, its used places and the unrevealed coins, and draws each undrawn comparison once", () => {
    fc.assert(
      fc.property(stratum, ({ weights, controlShare, seed, part }) => {
        const N = weights.length;
        const before = drawSequence({ weights, controlShare, seed });
        const plan = controlPlan({ N, controlShare, seed });
        expect(plan.controlOrder).toEqual(before.controlOrder);
        expect(plan.coin).toEqual(before.coin);
        const drawn = before.item.slice(0, Math.floor(part * N));
        const input = { weights: weights.map((w) => 1 / w), controlShare, ...plan, drawn, seed: `${seed}/2` };
        const next = continueSequence(input);
        expect(Int32Array.of(...drawn, ...next.item).sort()).toEqual(Int32Array.from(weights.keys()));
        expect(next.coin).toEqual(before.coin.slice(drawn.length));
        expect(next.controlUsed).toEqual(before.controlUsed.slice(drawn.length));
        // A control draw takes the place of u that its coin opens.
        for (const [t, arm] of next.arm.entries())
          if (arm === 1) expect(next.item[t]).toBe(plan.controlOrder[next.controlUsed[t]!]);
        expect(continueSequence(input)).toEqual(next);
      }),
    );
  });

  it("with nothing drawn and the same stream is the launch itself", () => {
    const weights = Float64Array.of(3, 1, 4, 1, 5, 9, 2, 6);
    const random = createRandom("s");
    const plan = controlPlan({ N: 8, controlShare: 0.3, random });
    const drawn = new Int32Array();
    const whole = continueSequence({ weights, controlShare: 0.3, ...plan, drawn, random });
    expect(whole).toEqual(drawSequence({ weights, controlShare: 0.3, seed: "s" }));
  });

  it("gives the probability by hand: one of four drawn, one coin used of it, weights 1, 2, 5 left", () => {
    const { q, a } = continueSequence({
      weights: Float64Array.of(Number.NaN, 1, 2, 5),
      controlShare: 0.3,
      controlOrder: Int32Array.of(0, 1, 2, 3),
      coin: Uint8Array.of(1, 1, 1, 1),
      drawn: Int32Array.of(0),
      seed: "s",
    });
    // Draw 2 takes place 2 of u, item 1: .3/3 + (1 − .3)·1/8; then .3/2 + .7·2/7; then the last.
    expect(q[0]).toBeCloseTo(0.1 + 0.7 / 8, 12);
    expect(q[1]).toBeCloseTo(0.15 + 0.7 * (2 / 7), 12);
    expect(q[2]).toBeCloseTo(1, 12);
    expect(a[0]).toBeCloseTo(1 / (4 * (0.1 + 0.7 / 8)), 12);
  });

  it("refuses draws that cannot stand", () => {
    const weights = Float64Array.of(1, 2, 3);
    const plan = controlPlan({ N: 3, controlShare: 0.1, seed: "s" });
    const input = { weights, controlShare: 0.1, ...plan, seed: "t" };
    expect(() => continueSequence({ ...input, drawn: Int32Array.of(1, 1) })).toThrow("twice");
    expect(() => continueSequence({ ...input, drawn: Int32Array.of(3) })).toThrow(RangeError);
    expect(() => continueSequence({ ...input, coin: new Uint8Array(2), drawn: new Int32Array() })).toThrow(
      RangeError,
    );
    const useless = { ...input, weights: Float64Array.of(0, 2, 3) };
    expect(() => continueSequence({ ...useless, drawn: new Int32Array() })).toThrow(RangeError);
  });
});

describe("the sequence of a stratum that campaigns were launched with", () => {
  it("has stayed bit for bit what it was", () => {
    const random = createRandom("w");
    const weights = Float64Array.from({ length: 5000 }, () => random.next() ** 3 + 1e-4);
    const { item, arm, q, a, coin, controlUsed } = drawSequence({ weights, controlShare: 0.3, seed: "g" });
    const hash = createHash("sha256");
    for (const { buffer } of [item, arm, q, a, coin, controlUsed]) hash.update(new Uint8Array(buffer));
    expect(hash.digest("hex")).toBe("ea7e2bd40c5231653338735a32d02ad848bab315d6289dad5e6de15d4958b584");
  });
});
