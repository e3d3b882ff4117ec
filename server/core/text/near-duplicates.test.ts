import { describe, expect, it } from "vitest";
import { MinHasher } from "./min-hash";
import { candidateProbability, findNearDuplicates } from "./near-duplicates";

/** Two texts with a common beginning of `common` words and `own` words of their own each. */
function textsOf(common: number, own: number, name: string): [string, string] {
  const words = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${prefix}${name}${i}`);
  return [
    [...words("c", common), ...words("a", own)].join(" "),
    [...words("c", common), ...words("b", own)].join(" "),
  ];
}

function agreement(hasher: MinHasher, [first, second]: [string, string]): number {
  const signature = hasher.signature(first).slice();
  const other = hasher.signature(second);
  return signature.filter((value, k) => value === other[k]).length / signature.length;
}

describe("candidateProbability", () => {
  it.each([
    [0.5, 0.0004, 4],
    [0.6, 0.016, 3],
    [0.7, 0.302, 3],
    [0.8, 0.995, 3],
  ])("at a Jaccard similarity of %f is %f", (jaccard, expected, digits) => {
    expect(candidateProbability(jaccard)).toBeCloseTo(expected, digits);
  });
});

describe("MinHasher", () => {
  it("agrees in a share of places that estimates the Jaccard similarity of 5-grams", () => {
    // n common words and m own: n − 4 shared 5-grams of n − 4 + 2m in all.
    for (const [common, own] of [
      [104, 50],
      [84, 10],
      [24, 40],
    ] as const) {
      const jaccard = (common - 4) / (common - 4 + 2 * own);
      let sum = 0;
      const pairs = 40;
      const hasher = new MinHasher(512, 7);
      for (let p = 0; p < pairs; p++) sum += agreement(hasher, textsOf(common, own, `x${p}`));
      // Five standard errors of pairs × functions coins.
      const error = 5 * Math.sqrt((jaccard * (1 - jaccard)) / (pairs * 512));
      expect(Math.abs(sum / pairs - jaccard)).toBeLessThan(error);
    }
  });

  it("depends on words and seed alone, however they are written and whatever was hashed before", () => {
    const hasher = new MinHasher(64, 3);
    const plain = hasher.signature("The same, five or more words").slice();
    hasher.signature("Something else İ 日本語 \ud83d");
    expect(hasher.signature("the SAME ,five\tor more  words")).toEqual(plain);
    expect(new MinHasher(64, 4).signature("The same, five or more words")).not.toEqual(plain);
    const greek = hasher.signature("ο δρόμος ΟΔΟΣ είναι μακρύς").slice();
    expect(hasher.signature("ο δρόμος οδος είναι μακρύς")).toEqual(greek);
  });

  it("of no words is the greatest value, of fewer than five one n-gram", () => {
    const hasher = new MinHasher(16, 1);
    expect(new Set(hasher.signature(" \n"))).toEqual(new Set([0xffffffff]));
    const three = hasher.signature("one two three").slice();
    expect(hasher.signature("one two three four")).not.toEqual(three);
    expect(three).not.toContain(0xffffffff);
  });
});

describe("findNearDuplicates", () => {
  const words = Array.from({ length: 120 }, (_, i) => `word${i}`);
  const changed = (...at: number[]) =>
    words.map((word, i) => (at.includes(i) ? `other${i}` : word)).join(" ");

  it("puts texts together whose 5-grams and words are both more than .8 alike, through others too", () => {
    const texts = [
      changed(),
      "something else altogether",
      changed(0, 119),
      changed(60, 61, 62, 63, 64, 65),
      changed(0, 119, 60),
      "",
      "Something else, altogether",
      " ",
      "something else altogether",
    ];
    expect([...findNearDuplicates(texts, { seed: 1 })]).toEqual([0, 1, 0, 0, 0, 5, 6, 5, 1]);
  });

  it("leaves texts apart that are at most .8 alike in one of the two", () => {
    // Same 5-grams but for the seam, in another order: a Jaccard similarity of .93, an edit similarity of .5.
    const turned = [...words.slice(60), ...words.slice(0, 60)].join(" ");
    // Every tenth word changed: an edit similarity of .9, a Jaccard similarity of about .4.
    const sprinkled = changed(...Array.from({ length: 12 }, (_, i) => 10 * i));
    expect([...findNearDuplicates([changed(), turned, sprinkled], { seed: 1 })]).toEqual([0, 1, 2]);
  });

  it("finds candidates as often as the curve says", () => {
    // 80 shared of 108 5-grams in all.
    const jaccard = 80 / 108;
    const options = { hashesPerBucket: 5, buckets: 4, threshold: 0.5 };
    const pairs = Array.from({ length: 300 }, (_, p) => textsOf(84, 14, `p${p}q`));
    let found = 0;
    for (const [p, pair] of pairs.entries()) {
      if (findNearDuplicates(pair, { seed: p, ...options })[1] === 0) found++;
    }
    const expected = candidateProbability(jaccard, 5, 4);
    expect(Math.abs(found / 300 - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / 300));
  });

  it("of no texts is empty", () => {
    expect(findNearDuplicates([], { seed: 1 })).toEqual(new Int32Array(0));
  });
});
