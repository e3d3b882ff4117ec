import { describe, expect, it } from "vitest";
import { blockOfPair, scoreFirstPair, tokenScores } from "@/server/testing/scored-block";
import { meanLogprobGap } from "./mean-logprob-gap";
import type { Metric, PromptBlock, TokenScores } from "./metric";
import { perplexity } from "./perplexity";
import { perplexityBottom } from "./perplexity-bottom";
import { perplexityGap } from "./perplexity-gap";
import { perplexityMiddle } from "./perplexity-middle";
import { perplexityTop } from "./perplexity-top";
import { preparePool } from "./prepare-pool";
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

describe("perplexity bands", () => {
  const third = tokenScores([-5, -5], { bytes: [1, 1] });
  /** One comparison of two models per entry. */
  const blocks = (runs: [TokenScores, TokenScores][]) =>
    runs.map((own) => {
      const [one, other] = own.map((scores, model) => {
        return { model, text: "", tokenScores: new Map([[model, scores]]) };
      });
      return blockOfPair(one!, other!);
    });
  const scoreAll = (metric: Metric, pool: PromptBlock[]) =>
    pool.map((block) => scoreFirstPair(metric, block, { pool: preparePool(metric, pool) }));

  it("order by the mean of both own log perplexities: highest, lowest, or nearest to the median", () => {
    // (2 ln 2 + ln 2)/2, ln 2 and 5 nats per token; the median is 1.5 ln 2.
    const pool = blocks([
      [first, second],
      [second, second],
      [third, third],
    ]);
    const close = (values: number[]) => values.map((value) => expect.closeTo(value, 12));
    expect(scoreAll(perplexityTop, pool)).toEqual(close([1.5 * LN2, LN2, 5]));
    expect(scoreAll(perplexityBottom, pool)).toEqual(close([-1.5 * LN2, -LN2, -5]));
    expect(scoreAll(perplexityMiddle, pool)).toEqual(close([0, -0.5 * LN2, 1.5 * LN2 - 5]));
  });

  it("take the median within a pair of models, between the two central values of an even number", () => {
    const pool = blocks([
      [second, second],
      [third, third],
    ]);
    const shift = (block: PromptBlock): PromptBlock => {
      const completions = block.completions.map(({ text, model, tokenScores }) => {
        return { text, model: model + 7, tokenScores: new Map([[model + 7, tokenScores!.get(model)!]]) };
      });
      return { ...block, completions };
    };
    const others = pool.slice(1).map(shift);
    const values = scoreAll(perplexityMiddle, [...pool, ...others]);
    const half = (5 - LN2) / 2;
    expect(values).toEqual([-half, -half, 0].map((value) => expect.closeTo(value, 12)));
  });

  it("count per byte between tokenizers, and have no value without a list", () => {
    expect(score(perplexityTop, [first, second], true)).toBeCloseTo(LN2, 12);
    expect(score(perplexityBottom, [first, second], true)).toBeCloseTo(-LN2, 12);
    for (const metric of [perplexityTop, perplexityMiddle, perplexityBottom]) {
      expect(score(metric, [first, undefined])).toBeNaN();
      expect(score(metric, [tokenScores([]), first])).toBeNaN();
    }
  });
});
