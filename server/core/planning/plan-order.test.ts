import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type WeightPreset, weightPresets } from "../sampling/utility-weights";
import { orderError } from "./order-error";
import { detectableMargin, judgmentsForHalfWidth, judgmentsForMargin } from "./plan-judgments";
import { planOrder } from "./plan-order";

const presets = Object.keys(weightPresets) as WeightPreset[];

describe("planOrder", () => {
  it("gives for every n and margin what the searches over whole formulas give", () => {
    const plans = fc.record({
      N: fc.integer({ min: 2, max: 3000 }),
      tieRate: fc.double({ min: 0, max: 0.95, noNaN: true }),
      auc: fc.double({ min: 0.3, max: 0.9, noNaN: true }),
      preset: fc.constantFrom(...presets),
      part: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      share: fc.double({ min: 0.02, max: 0.98, noNaN: true }),
    });
    fc.assert(
      fc.property(plans, ({ part, share, ...order }) => {
        const plan = planOrder(order);
        const n = Math.max(1, Math.round(part * order.N));
        const margin = share * (1 - order.tieRate);
        const { errorAt } = orderError({ ...order, margin });
        expect(plan.errorAt(n, margin)).toBeCloseTo(errorAt(n), 6);
        const slow = detectableMargin({ ...order, margin: 0 }, n);
        if (slow === undefined) expect(plan.detectableAt(n)).toBeUndefined();
        else expect(plan.detectableAt(n)).toBeCloseTo(slow, 5);
        const needed = judgmentsForMargin({ ...order, margin }) as number;
        expect(Math.abs((plan.judgmentsFor(margin) as number) - needed)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 8, seed: 4 },
    );
  });

  it("holds several pairs to their part of the level, and knows where its interval has a width", () => {
    const order = { N: 2000, tieRate: 0.3, auc: 0.6, preset: "balanced" } as const;
    const [one, five] = [planOrder(order), planOrder(order, { alpha: 0.01 })];
    expect(five.detectableAt(400) as number).toBeGreaterThan((one.detectableAt(400) as number) * 1.15);
    const n = judgmentsForHalfWidth({ ...order, margin: 0.1 }, 0.08);
    expect(one.halfWidthAt(n, 0.1)).toBeLessThanOrEqual(0.08);
    expect(one.halfWidthAt(n - 1, 0.1)).toBeGreaterThan(0.08);
  });

  it("answers for pools where nothing varies", () => {
    const ties = planOrder({ N: 50, tieRate: 1, preset: "balanced" });
    expect([ties.errorAt(10, 0), ties.detectableAt(10), ties.judgmentsFor(0)]).toEqual([0, 0, undefined]);
    const one = planOrder({ N: 1, tieRate: 0.3, preset: "sharp" });
    expect([one.errorAt(1, 0.2), one.detectableAt(1), one.judgmentsFor(0.2)]).toEqual([0, 0, 1]);
    expect(planOrder({ N: 100, tieRate: 0.5, preset: "uniform" }).detectableAt(1)).toBeUndefined();
    expect(() => ties.errorAt(51, 0)).toThrow(RangeError);
  });
});
