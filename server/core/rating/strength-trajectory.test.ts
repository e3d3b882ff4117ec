import { describe, expect, it } from "vitest";
import { fitted, goldenJudgments } from "@/server/testing/arbitrary-judgments";
import { strengthDifference } from "./elo-points";
import { clusteredCovariance } from "./strength-covariance";
import { strengthTrajectory } from "./strength-trajectory";

const judgments = goldenJudgments();
const fit = fitted(judgments);
const clustered = clusteredCovariance(fit, judgments);
if (clustered.kind === "unknown") throw new Error(clustered.reason);

describe("strengthTrajectory", () => {
  it("goes by step, with intervals of differences to the checkpoint before and to the first", () => {
    const points = strengthTrajectory(fit, clustered, [
      { model: 0, step: 3000 },
      { model: 2, step: 2000 },
      { model: 1, step: 500 },
    ]);
    expect(points.map(({ model, step, rating }) => [model, step, Number(rating.toFixed(2))])).toEqual([
      [1, 500, 956.97],
      [2, 2000, 971.31],
      [0, 3000, 1071.72],
    ]);
    expect(points[0]).toMatchObject({ sincePrevious: undefined, sinceFirst: undefined, change: undefined });
    expect(points[1]!.sincePrevious).toEqual(strengthDifference(fit, clustered, 2, 1));
    expect(points[1]!.change).toBe("not-shown");
    expect(points[2]!.sincePrevious).toEqual(strengthDifference(fit, clustered, 0, 2));
    expect(points[2]!.sinceFirst).toMatchObject({
      estimate: expect.closeTo(0.66055, 6),
      se: expect.closeTo(0.208417, 6),
    });
    expect(points[2]!.change).toBe("better");
  });

  it("tells a step back, and is less sure at a smaller alpha", () => {
    const back = [
      { model: 0, step: 1 },
      { model: 1, step: 2 },
    ];
    expect(strengthTrajectory(fit, clustered, back)[1]!.change).toBe("worse");
    expect(strengthTrajectory(fit, clustered, back, 0.0001)[1]!.change).toBe("not-shown");
  });

  it("has ratings alone without a covariance, and nothing without checkpoints", () => {
    const [, second] = strengthTrajectory(fit, undefined, [
      { model: 0, step: 1 },
      { model: 1, step: 2 },
    ]);
    expect(second).toMatchObject({
      model: 1,
      sincePrevious: undefined,
      sinceFirst: undefined,
      change: undefined,
    });
    expect(strengthTrajectory(fit, clustered, [])).toEqual([]);
  });

  it.each([
    [[{ model: 3, step: 1 }], /no number 3/],
    [[{ model: 0, step: Number.NaN }], /step NaN/],
    [
      [
        { model: 0, step: 1 },
        { model: 0, step: 2 },
      ],
      /given twice/,
    ],
    [
      [
        { model: 0, step: 1 },
        { model: 1, step: 1 },
      ],
      /given twice/,
    ],
  ])("refuses %o", (checkpoints, message) => {
    expect(() => strengthTrajectory(fit, clustered, checkpoints)).toThrow(message);
  });
});
