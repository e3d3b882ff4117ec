import { describe, expect, it } from "vitest";
import { blockOfPair, scoreFirstPair, tokenScores } from "@/server/testing/scored-block";
import { createRandom } from "../sampling/random";
import { klCrossScored } from "./kl-cross-scored";
import type { PromptBlock, TokenScores } from "./metric";
import { preparePool } from "./prepare-pool";

/** Scores of models 0 and 1 along the completions of 0 and 1. */
type FourScores = [[TokenScores, TokenScores], [TokenScores, TokenScores]];

function blockOf(scores: FourScores): PromptBlock {
  const [first, second] = scores.map(([by0, by1], model) => ({
    model,
    text: "",
    tokenScores: new Map([
      [0, by0],
      [1, by1],
    ]),
  }));
  return blockOfPair(first!, second!);
}

const score = (scores: FourScores) => scoreFirstPair(klCrossScored, blockOf(scores));
const simple: FourScores = [
  [tokenScores([-1, -1]), tokenScores([-2, -3])],
  [tokenScores([-2.5]), tokenScores([-0.5])],
];

/** A Markov chain over three tokens that starts at token 0: rows are the next token's probabilities. */
type Chain = [number[], number[], number[]];

const length = 12;
const tokens = [0, 1, 2];

/** KL(P‖Q) per token of texts of `length` tokens, exactly: Σ_t Σ_s P(s at t) KL(P(·|s)‖Q(·|s)). */
function exactKl(p: Chain, q: Chain): number {
  let state = [1, 0, 0];
  let sum = 0;
  for (let t = 0; t < length; t++) {
    for (const s of tokens) {
      for (const next of tokens) sum += state[s]! * p[s]![next]! * Math.log(p[s]![next]! / q[s]![next]!);
    }
    state = tokens.map((next) => tokens.reduce((mass, s) => mass + state[s]! * p[s]![next]!, 0));
  }
  return sum / length;
}

function sample(chain: Chain, next: () => number): number[] {
  const text: number[] = [];
  for (let t = 0, state = 0; t < length; t++) {
    let left = next();
    state = chain[state]!.findIndex((mass) => (left -= mass) < 0);
    text.push(state);
  }
  return text;
}

function scoreText(chain: Chain, text: number[]): TokenScores {
  return tokenScores(
    text.map((token, t) => Math.log(chain[t === 0 ? 0 : text[t - 1]!]![token]!)),
    { ids: text },
  );
}

describe("kl-cross-scored", () => {
  it("is the mean of both directions' mean log-ratios", () => {
    // K_AB = (5 − 2)/2 = 1.5, K_BA = 2.
    expect(score(simple)).toBeCloseTo(1.75, 12);
    expect(score([simple[0], [tokenScores([-0.5]), tokenScores([-0.75])]])).toBeCloseTo((1.5 - 0.25) / 2, 12);
    expect(
      score([
        [simple[0][0], simple[0][0]],
        [simple[1][1], simple[1][1]],
      ]),
    ).toBe(0);
  });

  it("agrees with the exact KL of two small models", () => {
    const p: Chain = [
      [0.7, 0.2, 0.1],
      [0.3, 0.4, 0.3],
      [0.25, 0.25, 0.5],
    ];
    const q: Chain = [
      [0.4, 0.3, 0.3],
      [0.2, 0.6, 0.2],
      [0.5, 0.25, 0.25],
    ];
    const random = createRandom("two small models");
    const scorer = klCrossScored.createScorer({ seed: "1" });
    const prompts = 4_000;
    const values = new Float64Array(prompts);
    for (let i = 0; i < prompts; i++) {
      const [byP, byQ] = [sample(p, random.next), sample(q, random.next)];
      const along = (text: number[]): [TokenScores, TokenScores] => [scoreText(p, text), scoreText(q, text)];
      scorer.score(blockOf([along(byP), along(byQ)]), values, i);
    }
    const mean = values.reduce((sum, value) => sum + value, 0) / prompts;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (prompts - 1);
    const exact = (exactKl(p, q) + exactKl(q, p)) / 2;
    expect(exact).toBeGreaterThan(0.1);
    expect(Math.abs(mean - exact)).toBeLessThan(4 * Math.sqrt(variance / prompts));
  });

  it("divides by bytes where the tokenizers differ", () => {
    const scores: FourScores = [
      [
        tokenScores([-1, -1], { ids: [1, 2], bytes: [3, 5] }),
        tokenScores([-2, -2, -2], { ids: [3, 4, 5], bytes: [2, 2, 4] }),
      ],
      [tokenScores([-3], { ids: [6], bytes: [4] }), tokenScores([-1, -1], { ids: [7, 8], bytes: [1, 3] })],
    ];
    // K_AB = (6 − 2)/8 = .5, K_BA = (3 − 2)/4 = .25.
    expect(score(scores)).toBeCloseTo(0.375, 12);
  });

  it("divides by bytes for a whole pair of models once any text of the pool was cut differently", () => {
    const likely = tokenScores([-1], { bytes: [4] });
    const unlikely = tokenScores([-3], { bytes: [4] });
    const alike = blockOf([
      [likely, unlikely],
      [unlikely, likely],
    ]);
    const along = (other: TokenScores) => blockOf([[tokenScores([-1, -1]), other], simple[1]]);
    const stopsEarly = along(tokenScores([-1]));
    const cutDifferently = along(tokenScores([-1], { ids: [9], bytes: [2] }));
    const scoreIn = (pool: PromptBlock[]) =>
      scoreFirstPair(klCrossScored, alike, { pool: structuredClone(preparePool(klCrossScored, pool)) });
    expect(scoreIn([alike, stopsEarly])).toBe(2);
    expect(scoreIn([alike, cutDifferently])).toBe(0.5);
  });

  it("is NaN where a list is missing, stops early or covers other bytes, and 0 for two empty texts", () => {
    const none = tokenScores([]);
    expect(
      score([
        [none, none],
        [none, none],
      ]),
    ).toBe(0);
    expect(score([simple[0], [none, none]])).toBeNaN();
    expect(score([[tokenScores([-1, -1]), tokenScores([-1])], simple[1]])).toBeNaN();
    const longer = tokenScores([-1], { ids: [9], bytes: [7] });
    expect(score([[tokenScores([-1, -1]), longer], simple[1]])).toBeNaN();
    const [first, second] = blockOf(simple).completions;
    const onlyOwn = { ...second!, tokenScores: new Map([[1, tokenScores([-1])]]) };
    expect(scoreFirstPair(klCrossScored, blockOfPair(first!, onlyOwn))).toBeNaN();
    expect(scoreFirstPair(klCrossScored, blockOfPair(first!, { model: 1, text: "" }))).toBeNaN();
  });
});
