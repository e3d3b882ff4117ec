import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { klTopK, TopKPositionsMismatchError } from "./kl-top-k";
import type { PromptBlock, TopKSequence } from "./metric";

type Lists = Record<number, number>[];

function sequence(lists: Lists): TopKSequence {
  const entries = lists.map((list) => Object.entries(list));
  const offsets = new Int32Array(lists.length + 1);
  entries.forEach((list, p) => {
    offsets[p + 1] = offsets[p]! + list.length;
  });
  return {
    positions: lists.length,
    offsets,
    tokenIds: Int32Array.from(entries.flat(), ([token]) => Number(token)),
    logProbs: Float64Array.from(entries.flat(), ([, mass]) => Math.log(mass)),
  };
}

/** Lists of models 0 and 1 along the completions of 0 and 1. */
type FourLists = [[Lists, Lists], [Lists, Lists]];

function block(lists: FourLists): PromptBlock {
  const completions = lists.map(([by0, by1], model) => ({
    model,
    text: "",
    topK: new Map([
      [0, sequence(by0)],
      [1, sequence(by1)],
    ]),
  }));
  return { completions, pairs: Int32Array.of(0, 1), keys: Int32Array.of(0) };
}

function score(prompt: PromptBlock): number {
  const out = new Float64Array(1);
  klTopK.createScorer({ seed: "1" }).score(prompt, out, 0);
  return out[0]!;
}

/** One position straight from the definition. */
function positionSlowly(p: Record<number, number>, q: Record<number, number>): number {
  const tokens = [...new Set([...Object.keys(p), ...Object.keys(q)])].map(Number);
  const distribution = (list: Record<number, number>) => {
    const rest = 1 - Object.values(list).reduce((sum, mass) => sum + mass, 0);
    const masses = [...tokens.map((token) => list[token] ?? 0), rest].map((mass) => Math.max(mass, 1e-6));
    const total = masses.reduce((sum, mass) => sum + mass, 0);
    return masses.map((mass) => mass / total);
  };
  const pp = distribution(p);
  const qq = distribution(q);
  const kl = (x: number[], y: number[]) => x.reduce((sum, mass, i) => sum + mass * Math.log(mass / y[i]!), 0);
  return (kl(pp, qq) + kl(qq, pp)) / 2;
}

function scoreSlowly(lists: FourLists): number {
  const values = lists.flatMap(([by0, by1]) => by0.map((list, p) => positionSlowly(list, by1[p]!)));
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

const list = fc
  .uniqueArray(fc.oneof(fc.nat(8), fc.integer({ min: 0, max: 2_000_000_000 })), { maxLength: 6 })
  .chain((tokens) =>
    fc
      .array(fc.double({ min: 1e-9, max: 1, noNaN: true }), {
        minLength: tokens.length + 1,
        maxLength: tokens.length + 1,
      })
      .map((weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        return Object.fromEntries(tokens.map((token, i) => [token, weights[i]! / total])) as Record<
          number,
          number
        >;
      }),
  );

const listsOfLength = (length: number) => fc.array(list, { minLength: length, maxLength: length });
const twoModels = fc.nat(4).chain((length) => fc.tuple(listsOfLength(length), listsOfLength(length)));
const fourLists: fc.Arbitrary<FourLists> = fc.tuple(twoModels, twoModels);

describe("kl-top-k", () => {
  it("of one position with one listed token each", () => {
    const expected = (0.4 * Math.log(1.8) - 0.4 * Math.log(0.2)) / 2;
    expect(
      score(
        block([
          [[{ 5: 0.9 }], [{ 5: 0.5 }]],
          [[], []],
        ]),
      ),
    ).toBeCloseTo(expected, 12);
  });

  it("of lists without a common token: the floor stands in", () => {
    // P = (1, f, f)/(1 + 2f), Q = (f, 1, f)/(1 + 2f) with f = 1e−6.
    const expected = ((1 - 1e-6) / (1 + 2e-6)) * Math.log(1e6);
    expect(
      score(
        block([
          [[{ 1: 1 }], [{ 2: 1 }]],
          [[], []],
        ]),
      ),
    ).toBeCloseTo(expected, 12);
  });

  it("averages over the positions of both completions together", () => {
    const far: [Lists, Lists] = [[{ 5: 0.9 }], [{ 5: 0.5 }]];
    const near: [Lists, Lists] = [
      [{ 1: 0.3 }, { 2: 0.3 }, {}],
      [{ 1: 0.3 }, { 2: 0.3 }, {}],
    ];
    expect(score(block([far, near]))).toBeCloseTo(score(block([far, [[], []]])) / 4, 12);
  });

  it("equals the definition on any lists", () => {
    const scorer = klTopK.createScorer({ seed: "1" });
    const out = new Float64Array(1);
    fc.assert(
      fc.property(fourLists, (lists) => {
        scorer.score(block(lists), out, 0);
        expect(out[0]).toBeCloseTo(scoreSlowly(lists), 9);
        expect(out[0]).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 300 },
    );
  });

  it("does not change when the two completions swap places", () => {
    fc.assert(
      fc.property(fourLists, (lists) => {
        const prompt = block(lists);
        const swapped = { ...prompt, completions: prompt.completions.toReversed() };
        expect(score(swapped)).toBe(score(prompt));
      }),
    );
  });

  it("is 0 where both models give the same probabilities", () => {
    fc.assert(
      fc.property(listsOfLength(3), listsOfLength(2), (one, two) => {
        expect(
          score(
            block([
              [one, one],
              [two, two],
            ]),
          ),
        ).toBe(0);
      }),
    );
  });

  it("is NaN where one of the four lists is missing", () => {
    const prompt = block([
      [[{ 5: 0.9 }], [{ 5: 0.5 }]],
      [[{ 5: 0.9 }], [{ 5: 0.5 }]],
    ]);
    const [first, second] = prompt.completions;
    expect(score({ ...prompt, completions: [first!, { model: 1, text: "" }] })).toBeNaN();
    const onlyOwn = { ...second!, topK: new Map([[1, sequence([{ 5: 0.5 }])]]) };
    expect(score({ ...prompt, completions: [first!, onlyOwn] })).toBeNaN();
  });

  it("refuses lists of different lengths along one text", () => {
    expect(() =>
      score(
        block([
          [[{ 5: 0.9 }, { 5: 0.9 }], [{ 5: 0.5 }]],
          [[], []],
        ]),
      ),
    ).toThrow(TopKPositionsMismatchError);
  });
});
