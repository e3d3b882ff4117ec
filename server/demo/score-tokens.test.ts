import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trainNgramModel } from "./n-gram-model";
import { meanSurprise, scoreTokens } from "./score-tokens";

const VOCABULARY = ["<|end|>", "a", "b", "c", "d", "e"];
const model = trainNgramModel(
  [
    [1, 2, 3],
    [1, 2, 4],
    [1, 2, 3, 5],
  ],
  VOCABULARY.length,
);

describe("scoreTokens", () => {
  it("names the tokens and the likeliest alternatives, likeliest first", () => {
    const { tokens, top } = scoreTokens(model, [1, 2, 4], VOCABULARY, 2);
    expect(tokens).toEqual(["a", "b", "d"]);
    expect(top.map((position) => position[0]?.[0])).toEqual(["a", "b", "c"]);
    expect(top.every((position) => position.length === 2)).toBe(true);
  });

  it("agrees with a full sort, and never hands out more than a probability of 1", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 6 }),
        (ids, count) => {
          const { logprobs, top } = scoreTokens(model, ids, VOCABULARY, count);
          ids.forEach((id, position) => {
            const probabilities = Array.from(model.predict(ids.slice(0, position)));
            const sorted = probabilities
              .map((p, other) => ({ p, other }))
              .sort((x, y) => y.p - x.p || x.other - y.other);
            expect(top[position]?.map(([token]) => token)).toEqual(
              sorted.slice(0, count).map(({ other }) => VOCABULARY[other]),
            );
            expect(
              Math.abs((logprobs[position] as number) - Math.log(probabilities[id] as number)),
            ).toBeLessThan(1.001e-4);
            const mass = (top[position] ?? []).reduce((sum, [, logprob]) => sum + Math.exp(logprob), 0);
            expect(mass).toBeLessThanOrEqual(1 + 1e-12);
          });
        },
      ),
    );
  });
});

describe("meanSurprise", () => {
  it("is the mean negative log probability of the tokens and the end", () => {
    const first = model.predict([])[1] as number;
    const end = model.predict([1])[0] as number;
    expect(meanSurprise(model, [1])).toBeCloseTo(-(Math.log(first) + Math.log(end)) / 2, 12);
  });
});
