import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryTextPair } from "@/server/testing/arbitrary-text";
import { scoreTexts } from "@/server/testing/score-texts";
import { splitWords } from "../text/split-words";
import { bleu } from "./bleu";

function ngramsOf(words: string[], order: number): string[] {
  return Array.from({ length: Math.max(0, words.length - order + 1) }, (_, i) =>
    JSON.stringify(words.slice(i, i + order)),
  );
}

/** Sentence BLEU+1 of a hypothesis against a reference, straight from the definition. */
function bleuSlowly(hypothesisText: string, referenceText: string): number {
  const hypothesis = splitWords(hypothesisText);
  const reference = splitWords(referenceText);
  if (hypothesis.length === 0 || reference.length === 0)
    return hypothesis.length === reference.length ? 1 : 0;
  let product = 1;
  for (let order = 1; order <= 4; order++) {
    const rest = ngramsOf(reference, order);
    const ngrams = ngramsOf(hypothesis, order);
    let matches = 0;
    for (const ngram of ngrams) {
      const at = rest.indexOf(ngram);
      if (at < 0) continue;
      rest.splice(at, 1);
      matches++;
    }
    const add = order === 1 ? 0 : 1;
    product *= (matches + add) / (ngrams.length + add);
  }
  const brevityPenalty =
    hypothesis.length < reference.length ? Math.exp(1 - reference.length / hypothesis.length) : 1;
  return brevityPenalty * product ** (1 / 4);
}

describe("bleu", () => {
  it.each([
    ["the same words here now", "The same words here now", 0],
    ["a", "a", 0],
    ["a", "b", 1],
    ["", "", 0],
    ["", "a", 1],
    // p = 1/2, (0+1)/(1+1), (0+1)/(0+1), 1
    ["a b", "a c", 1 - (1 / 4) ** (1 / 4)],
    // "a b c d e" → "a b c x e": p = 4/5, (2+1)/(4+1), (1+1)/(3+1), (0+1)/(2+1), no brevity penalty
    ["a b c d e", "a b c x e", 1 - ((4 / 5) * (3 / 5) * (2 / 4) * (1 / 3)) ** (1 / 4)],
    // "a b" → "a b c d": p = 1 throughout, penalty e^(1 − 4/2); back: p = 2/4, (1+1)/(3+1), (0+1)/(2+1), (0+1)/(1+1)
    ["a b", "a b c d", 1 - (Math.exp(-1) + ((1 / 2) * (1 / 2) * (1 / 3) * (1 / 2)) ** (1 / 4)) / 2],
  ])("of %j and %j", (first, second, expected) => {
    expect(scoreTexts(bleu, first, second)).toBeCloseTo(expected, 12);
  });

  it("equals the definition on any texts", () => {
    fc.assert(
      fc.property(arbitraryTextPair(), ([first, second]) => {
        const expected = 1 - (bleuSlowly(first, second) + bleuSlowly(second, first)) / 2;
        expect(scoreTexts(bleu, first, second)).toBeCloseTo(expected, 12);
      }),
      { numRuns: 150 },
    );
  });
});
