import { describe, expect, it } from "vitest";
import { createRandom } from "../sampling/random";
import { tieRateCurve } from "./tie-rate-curve";

const ranksOf = (N: number) => Float64Array.from({ length: N }, (_, i) => (N - i - 0.5) / N);

describe("tieRateCurve", () => {
  it("computes a hand-made table from the top of the ranking down", () => {
    const curve = tieRateCurve({
      ranks: ranksOf(4),
      ties: [0, 1, 2, 3],
      judgments: [3, 3, 3, 3],
      bins: 2,
      permutations: 50,
      seed: "s",
    });
    expect(
      curve.bins.map(({ from, to, comparisons, judgments, tieRate }) => [
        from,
        to,
        comparisons,
        judgments,
        tieRate,
      ]),
    ).toEqual([
      [0, 0.5, 2, 6, expect.closeTo(1 / 6, 12)],
      [0.5, 1, 2, 6, expect.closeTo(5 / 6, 12)],
    ]);
    expect(
      curve.cumulative.map(({ from, to, comparisons, tieRate }) => [from, to, comparisons, tieRate]),
    ).toEqual([
      [0, 0.5, 2, expect.closeTo(1 / 6, 12)],
      [0, 1, 4, 0.5],
    ]);
    // Every reshuffle of everything is everything.
    expect(curve.cumulative[1]).toMatchObject({ nullLower: 0.5, nullUpper: 0.5 });
    expect(curve).toMatchObject({ method: "tie-rate-curve", permutations: 50, seed: "s" });
  });

  it("leaves the band where the metric tells ties apart and stays in it where it does not", () => {
    const N = 1000;
    const random = createRandom("outcomes");
    const judgments = new Float64Array(N).fill(1);
    const sloped = Float64Array.from({ length: N }, (_, i) => (random.next() < i / N ? 1 : 0));
    const flat = Float64Array.from({ length: N }, () => (random.next() < 0.5 ? 1 : 0));
    const options = { ranks: ranksOf(N), judgments, permutations: 400, seed: "s" };
    const steep = tieRateCurve({ ...options, ties: sloped }).bins;
    expect(steep[0]!.tieRate!).toBeLessThan(steep[0]!.nullLower!);
    expect(steep[9]!.tieRate!).toBeGreaterThan(steep[9]!.nullUpper!);
    const inside = tieRateCurve({ ...options, ties: flat }).bins.filter(
      ({ tieRate, nullLower, nullUpper }) => tieRate! >= nullLower! && tieRate! <= nullUpper!,
    );
    expect(inside.length).toBeGreaterThanOrEqual(7);
    expect(tieRateCurve({ ...options, ties: flat })).toEqual(tieRateCurve({ ...options, ties: flat }));
  });

  it("has no rate where nothing was judged", () => {
    const curve = tieRateCurve({
      ranks: Float64Array.of(0.95),
      ties: [1],
      judgments: [2],
      permutations: 5,
      seed: "s",
    });
    expect(curve.bins[0]).toMatchObject({ comparisons: 1, tieRate: 0.5 });
    expect(curve.bins[5]).toMatchObject({
      comparisons: 0,
      tieRate: undefined,
      nullLower: undefined,
      nullUpper: undefined,
    });
    const empty = tieRateCurve({
      ranks: new Float64Array(),
      ties: [],
      judgments: [],
      permutations: 5,
      seed: "s",
    });
    expect(empty.cumulative[9]).toMatchObject({ comparisons: 0, tieRate: undefined });
    expect(() => tieRateCurve({ ranks: ranksOf(2), ties: [1], judgments: [1, 1], seed: "s" })).toThrow(
      RangeError,
    );
  });
});
