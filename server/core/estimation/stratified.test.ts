import { describe, expect, it } from "vitest";
import { decisiveWinRate } from "./decisive-win-rate";
import { stratified } from "./stratified";
import { marginOfWinRate, winRateOfMargin } from "./win-rate";

describe("stratified", () => {
  it("weighs strata by their pools", () => {
    const combined = stratified([
      { N: 300, theta: 0.2, se: 0.1 },
      { N: 100, theta: -0.2, se: 0.3 },
    ]);
    expect(combined.theta).toBeCloseTo(0.1, 12);
    expect(combined.se).toBeCloseTo(Math.hypot(0.075, 0.075), 12);
    expect(combined.N).toBe(400);
  });

  it("gives degrees of freedom between the fewest of a stratum and all together (Satterthwaite)", () => {
    const of = (...strata: [number, number, number][]) =>
      stratified(strata.map(([N, se, degrees]) => ({ N, theta: 0, se, degrees }))).degrees;
    expect(of([100, 0.1, 9], [100, 0.1, 9])).toBeCloseTo(18, 12);
    // V = (.05², .1²)·… with shares ½: (.0025 + .01)²/(.0025²/4 + .01²/19)
    expect(of([100, 0.1, 4], [100, 0.2, 19])).toBeCloseTo(
      0.0125 ** 2 / (0.0025 ** 2 / 4 + 0.01 ** 2 / 19),
      9,
    );
    expect(of([100, 0.1, 9], [100, 0, 1])).toBeCloseTo(9, 12);
    expect(of([100, 0, 9])).toBe(Infinity);
    expect(stratified([{ N: 5, theta: 0, se: 0.1 }]).degrees).toBe(Infinity);
  });

  it("has no answer while a stratum has none, and passes over empty strata", () => {
    expect(stratified([])).toMatchObject({ N: 0, theta: undefined, se: undefined });
    const undecided = { N: 5, theta: undefined, se: undefined };
    expect(stratified([{ N: 5, theta: 0.5, se: 0.1 }, undecided])).toMatchObject({
      theta: undefined,
      se: undefined,
    });
    expect(stratified([{ N: 5, theta: 0.5, se: undefined }])).toMatchObject({ theta: 0.5, se: undefined });
    expect(
      stratified([
        { N: 5, theta: 0.5, se: 0.1 },
        { ...undecided, N: 0 },
      ]),
    ).toMatchObject({ theta: 0.5, se: 0.1 });
    expect(() => stratified([{ N: -1, theta: 0, se: 0 }])).toThrow(RangeError);
  });
});

describe("decisiveWinRate", () => {
  const ones = (n: number) => new Float64Array(n).fill(1);

  it("computes a hand-made table", () => {
    // Σ vW = .5 + 1 = 1.5, Σ v(W + L) = .5 + 1 + 2 = 3.5.
    const rate = decisiveWinRate([
      {
        N: 40,
        v: Float64Array.of(0.5, 1, 2, 1),
        wins: Float64Array.of(1, 1, 0, 0),
        losses: Float64Array.of(0, 0, 1, 0),
      },
    ]);
    expect(rate.winRate).toBeCloseTo(3 / 7, 12);
    // Residuals v(W − p(W + L)) = (2/7, 4/7, −6/7, 0), mean 0, sd √(56/49/3), divided by 3.5/4.
    expect(rate.se).toBeCloseTo((Math.sqrt(56 / 49 / 3) / 2) * Math.sqrt(0.9) * (4 / 3.5), 12);
  });

  it("mirrors when the labels are exchanged", () => {
    const a = {
      N: 30,
      v: Float64Array.of(0.7, 1.2, 1, 0.9),
      wins: Float64Array.of(1, 0.5, 0, 0),
      losses: Float64Array.of(0, 0.5, 1, 0),
    };
    const forth = decisiveWinRate([a]);
    const back = decisiveWinRate([{ ...a, wins: a.losses, losses: a.wins }]);
    expect(back.winRate).toBeCloseTo(1 - forth.winRate!, 12);
    expect(back.se).toBeCloseTo(forth.se!, 12);
  });

  it("counts strata by pool size, not by draws", () => {
    const win = { v: ones(2), wins: ones(2), losses: new Float64Array(2) };
    const loss = { v: ones(4), wins: new Float64Array(4), losses: ones(4) };
    const rate = decisiveWinRate([
      { N: 300, ...win },
      { N: 100, ...loss },
    ]);
    expect(rate.winRate).toBeCloseTo(0.75, 12);
  });

  it("has no answer without decisive judgments or draws, and no error from a single draw", () => {
    const tie = { N: 9, v: ones(3), wins: new Float64Array(3), losses: new Float64Array(3) };
    const none = { N: 9, v: ones(0), wins: ones(0), losses: ones(0) };
    const single = { N: 9, v: ones(1), wins: ones(1), losses: new Float64Array(1) };
    expect(decisiveWinRate([])).toMatchObject({ winRate: undefined, se: undefined });
    expect(decisiveWinRate([tie])).toMatchObject({ winRate: undefined, se: undefined });
    expect(decisiveWinRate([single, none])).toMatchObject({ winRate: undefined, se: undefined });
    expect(decisiveWinRate([single])).toMatchObject({ winRate: 1, se: undefined });
    expect(decisiveWinRate([{ ...single, N: 1 }])).toMatchObject({ winRate: 1, se: 0 });
    expect(() => decisiveWinRate([{ ...tie, wins: ones(2) }])).toThrow(RangeError);
  });
});

describe("win rate and margin", () => {
  it("are each other's inverse", () => {
    expect(winRateOfMargin(0.2)).toBeCloseTo(0.6, 12);
    for (const margin of [-1, -0.3, 0, 0.5, 1])
      expect(marginOfWinRate(winRateOfMargin(margin))).toBeCloseTo(margin, 12);
  });
});
