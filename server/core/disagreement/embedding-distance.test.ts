import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockOfPair, scoreFirstPair } from "@/server/testing/scored-block";
import { EmbeddingLengthMismatchError, embeddingDistance } from "./embedding-distance";

const score = (first: number[] | undefined, second: number[] | undefined) => {
  const [one, other] = [first, second].map((numbers, model) => {
    return { model, text: "", embedding: numbers && Float32Array.from(numbers) };
  });
  return scoreFirstPair(embeddingDistance, blockOfPair(one!, other!));
};

describe("embedding-distance", () => {
  it.each([
    [[1, 0], [1, 1], 1 - Math.SQRT1_2],
    [[2, 0], [0, 3], 1],
    [[1, 2], [-2, -4], 2],
    [[0.5, 0.25], [1, 0.5], 0],
  ])("of %j and %j", (first, second, expected) => {
    expect(score(first, second)).toBeCloseTo(expected, 12);
  });

  it("does not depend on the vectors' lengths, and grows with the angle", () => {
    const angle = fc.double({ min: 0, max: Math.PI, noNaN: true });
    fc.assert(
      fc.property(angle, fc.double({ min: 0.01, max: 100, noNaN: true }), (radians, length) => {
        const value = score([1, 0], [length * Math.cos(radians), length * Math.sin(radians)]);
        expect(value).toBeCloseTo(1 - Math.cos(radians), 5);
      }),
      { numRuns: 50 },
    );
  });

  it("has no value for a missing or zero vector, and refuses different lengths", () => {
    expect(score(undefined, [1])).toBeNaN();
    expect(score([0, 0], [1, 0])).toBeNaN();
    expect(() => score([1], [1, 2])).toThrow(EmbeddingLengthMismatchError);
  });
});
