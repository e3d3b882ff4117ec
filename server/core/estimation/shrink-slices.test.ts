import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { normalQuantile } from "./normal-quantile";
import { type SliceSummary, shrinkSlices } from "./shrink-slices";

const whole: SliceSummary = { N: 1000, M: 300, theta: 0.1, se: 0.03 };
const slice = (theta: number | undefined, se: number | undefined): SliceSummary => ({
  N: 100,
  M: 30,
  theta,
  se,
});

describe("shrinkSlices", () => {
  it("computes a hand-made table: equal errors give the textbook's τ²", () => {
    const slices = [slice(0.4, 0.1), slice(-0.2, 0.1), slice(0.1, 0.1)];
    const { spread, slices: shrunken } = shrinkSlices(whole, slices);
    // Σ gap²/(τ² + .01) = .18/(τ² + .01) = 2.
    expect(spread! ** 2).toBeCloseTo(0.08, 9);
    expect(shrunken[0]).toMatchObject({
      theta: expect.closeTo(0.1 + (8 / 9) * 0.3, 9),
      se: expect.closeTo(Math.sqrt(8 / 9) * 0.1, 9),
      isErrorBorrowed: false,
    });
    expect(shrunken[2]!.theta).toBeCloseTo(0.1, 12);
  });

  it("draws all the way where the slices differ by no more than their errors, and not at all where nothing is open", () => {
    const { spread, slices } = shrinkSlices(whole, [
      slice(0.15, 0.1),
      slice(0.05, 0.1),
      { N: 9, M: 9, theta: 0.12, se: 0 },
    ]);
    expect(spread).toBeLessThan(0.05);
    expect(slices[2]).toMatchObject({ theta: 0.12, se: 0, kept: 1 });
    expect(shrinkSlices(whole, [slice(0.15, 0.1), slice(0.05, 0.1)]).slices[0]).toMatchObject({
      theta: 0.1,
      kept: 0,
    });
  });

  it("borrows the whole's spread where a slice's scores are all equal", () => {
    const { slices } = shrinkSlices(whole, [slice(1, 0), slice(-0.2, 0.1), slice(0.2, undefined)]);
    const unit = 0.03 ** 2 / (1 / 300 - 1 / 1000);
    const error = unit * (1 / 30 - 1 / 100);
    expect(slices[0]!.isErrorBorrowed).toBe(true);
    expect(slices[2]!.isErrorBorrowed).toBe(true);
    expect(slices[0]!.theta).toBeLessThan(1);
    expect(slices[0]!.se! ** 2).toBeCloseTo(slices[0]!.kept! * error, 12);
  });

  it("says undefined, never NaN, where there is no answer", () => {
    const without = shrinkSlices(whole, [slice(0.4, 0.1)]);
    expect(without).toMatchObject({ spread: undefined, slices: [{ theta: undefined, se: undefined }] });
    const empty = shrinkSlices(whole, [
      slice(0.4, 0.1),
      slice(0.2, 0.1),
      { N: 5, M: 0, theta: undefined, se: undefined },
    ]);
    expect(empty.slices[2]).toMatchObject({ theta: undefined, kept: undefined });
    const nothing = { N: 10, M: 0, theta: undefined, se: undefined };
    expect(shrinkSlices(nothing, [nothing, nothing]).spread).toBeUndefined();
  });

  it("comes nearer to the truth than the raw estimates do, over 300 seeded reports", () => {
    const random = createRandom("shrink");
    let [raw, shrunk] = [0, 0];
    for (let run = 0; run < 300; run++) {
      const truths = Array.from(
        { length: 8 },
        () => 0.1 + 0.1 * normalQuantile(0.001 + 0.998 * random.next()),
      );
      const errors = truths.map(() => 0.05 + 0.2 * random.next());
      const seen = truths.map(
        (truth, g) => truth + errors[g]! * normalQuantile(0.001 + 0.998 * random.next()),
      );
      const { slices } = shrinkSlices(
        whole,
        seen.map((theta, g) => slice(theta, errors[g])),
      );
      for (const [g, truth] of truths.entries()) {
        raw += (seen[g]! - truth) ** 2;
        shrunk += (slices[g]!.theta! - truth) ** 2;
      }
    }
    expect(shrunk / raw).toBeLessThan(0.6);
  });
});
