import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryText } from "@/server/testing/arbitrary-text";
import { blockOfTexts } from "@/server/testing/score-texts";
import { blockOfPair } from "@/server/testing/scored-block";
import { chrf } from "./chrf";
import { instability } from "./instability";
import type { Metric } from "./metric";
import { modalDisagreement } from "./modal-disagreement";
import { separability } from "./separability";

const scorers = new Map(
  [separability, instability, modalDisagreement].map((m) => [m, m.createScorer({ seed: "1" })]),
);

function score(metric: Metric, first: string[], second: string[]): number {
  const samples = new Map([
    [4, first],
    [2, second],
  ]);
  const block = blockOfPair(
    { model: 4, text: first[0] ?? "" },
    { model: 2, text: second[0] ?? "" },
    { samples },
  );
  const out = new Float64Array(1);
  scorers.get(metric)!.score(block, out, 0);
  return out[0]!;
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const chrfScorer = chrf.createScorer({ seed: "1" });
const similarity = (one: string, other: string) => {
  const out = new Float64Array(1);
  chrfScorer.score(blockOfTexts(one, other), out, 0);
  return 1 - out[0]!;
};
const self = (texts: string[]) =>
  mean(texts.flatMap((one, i) => texts.filter((_, j) => j !== i).map((other) => similarity(one, other))));
const cross = (first: string[], second: string[]) =>
  mean(first.flatMap((one) => second.map((other) => similarity(one, other))));

describe("metrics of several samples", () => {
  it.each([
    [separability, ["ab", "ab"], ["cd", "cd"], 1],
    [separability, ["ab", "ab"], ["ab", "ab"], 0],
    // A repeats itself, B does not; two of the four cross pairs are equal.
    [separability, ["ab", "ab"], ["ab", "cd"], 1 - 0.5],
    [separability, ["ab", "cd"], ["ab", "cd"], 0 - 0.5],
    [instability, ["ab", "ab"], ["cd", "ef"], 0.5],
    [instability, ["ab", "ab"], ["cd", "cd"], 0],
    [modalDisagreement, ["yes", "yes", "no"], ["no", "no", "yes"], 1],
    [modalDisagreement, ["yes", " yes\n", "no"], ["no", "yes", "yes"], 0],
    [modalDisagreement, ["a  b", "a b", "c"], ["a b", "c"], 1 - 1 / 2],
    [modalDisagreement, ["na\u00efve", "nai\u0308ve", "x"], ["na\u00efve", "na\u00efve"], 0],
  ] as const)("$id", (metric, first, second, expected) => {
    expect(score(metric, [...first], [...second])).toBeCloseTo(expected, 12);
  });

  it("take every pair of samples, K × K across and each once within", () => {
    const samples = fc.array(arbitraryText(8), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(samples, samples, (first, second) => {
        const expected = Math.max(self(first), self(second)) - cross(first, second);
        expect(score(separability, first, second)).toBeCloseTo(expected, 11);
        expect(score(instability, first, second)).toBeCloseTo(1 - (self(first) + self(second)) / 2, 11);
      }),
      { numRuns: 15 },
    );
  });

  it.each([separability, instability, modalDisagreement])(
    "$id has no value with a single sample",
    (metric) => {
      expect(score(metric, ["a"], ["a", "b"])).toBeNaN();
      expect(score(metric, ["a", "b"], [])).toBeNaN();
    },
  );
});
