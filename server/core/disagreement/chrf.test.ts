import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryTextPair } from "@/server/testing/arbitrary-text";
import { scoreTexts } from "@/server/testing/score-texts";
import { chrf } from "./chrf";

function ngramsOf(characters: string[], order: number): string[] {
  return Array.from({ length: Math.max(0, characters.length - order + 1) }, (_, i) =>
    characters.slice(i, i + order).join(""),
  );
}

function countShared(first: string[], second: string[]): number {
  const rest = [...second];
  let shared = 0;
  for (const ngram of first) {
    const at = rest.indexOf(ngram);
    if (at < 0) continue;
    rest.splice(at, 1);
    shared++;
  }
  return shared;
}

/** chrF2 of a hypothesis against a reference, straight from the definition. */
function chrfSlowly(hypothesis: string, reference: string): number {
  const hypothesisCharacters = [...hypothesis].filter((c) => !/\s/u.test(c));
  const referenceCharacters = [...reference].filter((c) => !/\s/u.test(c));
  const precisions: number[] = [];
  const recalls: number[] = [];
  for (let order = 1; order <= 6; order++) {
    const ofHypothesis = ngramsOf(hypothesisCharacters, order);
    const ofReference = ngramsOf(referenceCharacters, order);
    if (ofHypothesis.length === 0 || ofReference.length === 0) continue;
    const shared = countShared(ofHypothesis, ofReference);
    precisions.push(shared / ofHypothesis.length);
    recalls.push(shared / ofReference.length);
  }
  if (precisions.length === 0) return hypothesisCharacters.length === referenceCharacters.length ? 1 : 0;
  const precision = precisions.reduce((sum, p) => sum + p, 0) / precisions.length;
  const recall = recalls.reduce((sum, r) => sum + r, 0) / recalls.length;
  return precision + recall === 0 ? 0 : (5 * precision * recall) / (4 * precision + recall);
}

describe("chrf", () => {
  it.each([
    ["same", "same", 0],
    ["ab", "ac", 0.75],
    ["a b c", "abc", 0],
    ["ab", "AB", 1],
    ["", "", 0],
    [" ", "\n", 0],
    ["", "a", 1],
    ["a", "a", 0],
    ["a", "b", 1],
    ["😀", "😁", 1],
    // "abcd" → "abce": P = R = (3/4 + 2/3 + 1/2 + 0)/4
    ["abcd", "abce", 1 - (3 / 4 + 2 / 3 + 1 / 2) / 4],
    // "ab" → "abab": matches 2 of 2, 1 of 1; of 4 and 3. P = 1, R = (1/2 + 1/3)/2 = 5/12.
    // F2(1, 5/12) = (25/12)/(53/12) = 25/53, F2(5/12, 1) = (25/12)/(32/12) = 25/32.
    ["ab", "abab", 1 - (25 / 53 + 25 / 32) / 2],
  ])("of %j and %j", (first, second, expected) => {
    expect(scoreTexts(chrf, first, second)).toBeCloseTo(expected, 12);
  });

  it("equals the definition on any texts", () => {
    fc.assert(
      fc.property(arbitraryTextPair(), ([first, second]) => {
        const expected = 1 - (chrfSlowly(first, second) + chrfSlowly(second, first)) / 2;
        expect(scoreTexts(chrf, first, second)).toBeCloseTo(expected, 12);
      }),
      { numRuns: 150 },
    );
  });
});
