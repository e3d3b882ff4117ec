import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryText } from "@/server/testing/arbitrary-text";
import { blockOfTexts } from "@/server/testing/score-texts";
import { splitWords } from "../text/split-words";
import { MissingScorerOptionError } from "./metric";
import { preparePool } from "./prepare-pool";
import { tfidf } from "./tfidf";

/** The value of each pair of texts, the pool being these pairs. */
function scorePool(texts: [string, string][]): number[] {
  const blocks = texts.map(([first, second]) => blockOfTexts(first, second));
  const pool = structuredClone(preparePool(tfidf, blocks));
  const scorer = tfidf.createScorer({ seed: "1", pool });
  const out = new Float64Array(blocks.length);
  for (const [i, block] of blocks.entries()) scorer.score(block, out, i);
  return [...out];
}

/** Straight from the definition, with one vector per text over the pool's whole vocabulary. */
function scoreSlowly(texts: [string, string][]): number[] {
  const documents = texts.flat().map(splitWords);
  const vocabulary = [...new Set(documents.flat())];
  const idf = vocabulary.map((word) => {
    const containing = documents.filter((words) => words.includes(word)).length;
    return Math.log((1 + documents.length) / (1 + containing)) + 1;
  });
  const vectors = documents.map((words) =>
    vocabulary.map((word, i) => words.filter((w) => w === word).length * idf[i]!),
  );
  const dot = (a: number[], b: number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  return texts.map((_, i) => {
    const [a, b] = [vectors[2 * i]!, vectors[2 * i + 1]!];
    if (dot(a, a) === 0 || dot(b, b) === 0) return dot(a, a) === dot(b, b) ? 0 : 1;
    return 1 - dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  });
}

describe("tfidf", () => {
  it("of a pool of two texts, by hand", () => {
    const rare = Math.log(3 / 2) + 1;
    const [value] = scorePool([["a b", "A c"]]);
    expect(value).toBeCloseTo(1 - 1 / (1 + rare ** 2), 12);
  });

  it("counts a word that every text has less than one that few have", () => {
    const common = ["common x", "common y"] as [string, string];
    const rare = ["rare x", "rare y"] as [string, string];
    const [ofCommon, ofRare] = scorePool([common, rare, ["common", "common"]]) as [number, number];
    expect(ofRare).toBeLessThan(ofCommon);
  });

  it("equals the definition on any pool", () => {
    const pools = fc.array(fc.tuple(arbitraryText(12), arbitraryText(12)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pools, (texts) => {
        const values = scorePool(texts);
        scoreSlowly(texts).forEach((expected, i) => expect(values[i]).toBeCloseTo(expected, 11));
      }),
      { numRuns: 100 },
    );
  });

  it("does not depend on the order in which the pool was read", () => {
    const texts: [string, string][] = [
      ["a b", "a c"],
      ["b c d", "d"],
      ["", "a a b"],
    ];
    expect(scorePool(texts.toReversed())).toEqual(scorePool(texts).toReversed());
  });

  it("says what it lacks without the pool's word frequencies", () => {
    expect(() => tfidf.createScorer({ seed: "1" })).toThrow(MissingScorerOptionError);
  });
});
