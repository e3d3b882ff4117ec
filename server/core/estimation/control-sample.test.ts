import { describe, expect, it } from "vitest";
import { drawSequence } from "../sampling/draw-sequence";
import { controlSample } from "./control-sample";
import { wilson } from "./wilson";

describe("controlSample", () => {
  // Draw 2 is a coin whose place in u (item 3) the ranked arm had taken at draw 1.
  const sequence = {
    item: Int32Array.of(3, 1, 0, 2, 4),
    arm: Uint8Array.of(0, 0, 1, 0, 1),
    coin: Uint8Array.of(0, 1, 1, 0, 1),
    controlOrder: Int32Array.of(3, 0, 4, 2, 1),
  };
  const tieShare = Float64Array.of(0, 0.5, 1, 0, 1);
  const s = Float64Array.of(1, 0.5, 0, -1, 0);

  it("takes u_1 … u_k whichever arm drew them, and not one more that happens to be judged", () => {
    // Four closed draws hold two coins: items 3 and 0, drawn at 1 and 3.
    const result = controlSample({ sequence, closed: 4, tieShare, s, rankedLimit: 2 });
    expect(result.control).toMatchObject({
      comparisons: 2,
      unjudgeable: 0,
      tieRate: wilson(1, 2),
      margin: 0.5,
    });
    expect(result.ranked).toMatchObject({
      comparisons: 2,
      tieRate: wilson(0.5, 2),
      decisiveRate: wilson(1.5, 2),
    });
    expect(result.tieRateDifference!.estimate).toBeCloseTo(-0.25, 12);
    expect(result.decisiveRateDifference!.estimate).toBeCloseTo(0.25, 12);
    expect(result.control.marginSe).toBeCloseTo((Math.SQRT1_2 / Math.SQRT2) * Math.sqrt(1 - 2 / 5), 12);
  });

  it("leaves unjudgeable draws out of the rates and counts them", () => {
    const judgeable = Uint8Array.of(1, 1, 0, 1, 1);
    const { control } = controlSample({ sequence, closed: 4, tieShare, s, judgeable });
    expect(control).toMatchObject({ comparisons: 2, unjudgeable: 1, tieRate: wilson(0, 1), margin: 1 });
  });

  it("says undefined before anything is drawn by either arm", () => {
    const result = controlSample({ sequence, closed: 0, tieShare, s });
    expect(result.control).toMatchObject({
      comparisons: 0,
      tieRate: undefined,
      margin: undefined,
      marginSe: undefined,
    });
    expect(result.tieRateDifference).toBeUndefined();
    expect(() => controlSample({ sequence, closed: 6, tieShare, s })).toThrow(RangeError);
    expect(() => controlSample({ sequence, closed: 2, tieShare: Float64Array.of(1), s })).toThrow(RangeError);
  });

  it("keeps its intervals over seeded campaigns: the pool's tie rate in the control sample's", () => {
    const N = 400;
    const weights = Float64Array.from({ length: N }, (_, i) => (i < 100 ? 6 : 1));
    const ties = weights.map((w, i) => (i % (w > 1 ? 10 : 2) === 0 ? 1 : 0));
    const truth = ties.reduce((sum, tie) => sum + tie, 0) / N;
    let covered = 0;
    let ranked = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const draws = drawSequence({ weights, controlShare: 0.3, seed: `run-${run}` });
      const share = Float64Array.from(draws.item, (item) => ties[item]!);
      const result = controlSample({ sequence: draws, closed: 150, tieShare: share, s: new Float64Array(N) });
      const { lower, upper } = result.control.tieRate!;
      if (lower <= truth && truth <= upper) covered++;
      ranked += result.tieRateDifference!.estimate / runs;
    }
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(ranked).toBeLessThan(-0.1);
  });
});
