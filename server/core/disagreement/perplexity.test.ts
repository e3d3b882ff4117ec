import { describe, expect, it } from "vitest";
import { blockOfPair, scoreFirstPair, tokenScores } from "@/server/testing/scored-block";
import { meanLogprobGap } from "./mean-logprob-gap";
import type { Metric, TokenScores } from "./metric";
import { perplexity } from "./perplexity";
import { selectPerplexityBand } from "./perplexity-band";
import { perplexityGap } from "./perplexity-gap";
import { modelPairKey } from "./token-scores";

const { LN2 } = Math;
const first = tokenScores([-LN2, -3 * LN2], { bytes: [2, 2] });
const second = tokenScores([-LN2], { bytes: [1] });

function score(metric: Metric, own: (TokenScores | undefined)[], unequal = false): number {
  const [one, other] = own.map((scores, model) => {
    return { model, text: "", tokenScores: scores && new Map([[model, scores]]) };
  });
  const pool = { unequalTokenizers: new Set(unequal ? [modelPairKey(1, 0)] : []) };
  return scoreFirstPair(metric, blockOfPair(one!, other!), { pool });
}

describe("perplexity", () => {
  it("is exp of the negative mean log-probability, per token or per byte", () => {
    expect(perplexity(first)).toBeCloseTo(4, 12);
    expect(perplexity(first, "byte")).toBeCloseTo(2, 12);
    expect(perplexity(tokenScores([0, 0]))).toBe(1);
    expect(perplexity(tokenScores([]))).toBeNaN();
  });
});

describe("gaps between own runs", () => {
  it.each([
    // Means −2 ln 2 and −ln 2; per byte −ln 2 both.
    ["perplexity-gap", perplexityGap, 2, 0],
    ["mean-logprob-gap", meanLogprobGap, LN2, 0],
  ])("%s per token, and per byte between tokenizers", (_, metric, perToken, perByte) => {
    expect(score(metric, [first, second])).toBeCloseTo(perToken, 12);
    expect(score(metric, [second, first])).toBe(score(metric, [first, second]));
    expect(score(metric, [first, second], true)).toBeCloseTo(perByte, 12);
    expect(score(metric, [first, first])).toBe(0);
    expect(score(metric, [first, undefined])).toBeNaN();
    expect(score(metric, [tokenScores([]), first])).toBeNaN();
  });
});

describe("selectPerplexityBand", () => {
  const perplexities = [30, 10, Number.NaN, 20, 50, 40];

  it.each([
    ["bottom", 0.4, [1, 3]],
    ["middle", 0.4, [3, 0]],
    ["middle", 0.6, [3, 0, 5]],
    ["top", 0.4, [5, 4]],
    ["top", 0.01, [4]],
    ["middle", 1, [1, 3, 0, 5, 4]],
  ] as const)("keeps the %s %d", (band, share, expected) => {
    expect([...selectPerplexityBand(perplexities, { band, share })]).toEqual(expected);
  });

  it("keeps the order of equal perplexities and knows when there are none", () => {
    expect([...selectPerplexityBand([2, 1, 2, 2], { band: "top", share: 0.5 })]).toEqual([2, 3]);
    expect([...selectPerplexityBand([Number.NaN], { band: "top", share: 0.5 })]).toEqual([]);
  });

  it.each([0, -0.1, 1.5, Number.NaN])("refuses a share of %d", (share) => {
    expect(() => selectPerplexityBand([1], { band: "top", share })).toThrow(RangeError);
  });
});
