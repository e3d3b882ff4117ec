import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryBlock, pairAlone, reverseBlock, twinBlock } from "@/server/testing/arbitrary-block";
import { arbitraryText, arbitraryTextPair } from "@/server/testing/arbitrary-text";
import { blockOfTexts, scorerOptions, scoreTexts } from "@/server/testing/score-texts";
import type { Metric, PromptBlock } from "./metric";
import { preparePool } from "./prepare-pool";
import { findMetric, getMetric, metricIds, metrics } from "./registry";

const textMetrics = metrics.filter((metric) => metric.needs === "text");

function scoreBlock(
  metric: Metric,
  block: PromptBlock,
  scorer = metric.createScorer(scorerOptions(metric)),
): number[] {
  const out = new Float64Array(block.keys.length + 2).fill(-7);
  scorer.score(block, out, 1);
  // Only its own places are written.
  expect([out[0], out.at(-1)]).toEqual([-7, -7]);
  return [...out.subarray(1, -1)];
}

/** All pairs of the texts; keys do not depend on the order of completions. */
function blockOf(texts: { model: number; text: string }[]): PromptBlock {
  const pairs: number[] = [];
  const keys: number[] = [];
  for (let a = 0; a < texts.length; a++) {
    for (let b = a + 1; b < texts.length; b++) {
      pairs.push(a, b);
      keys.push(
        Math.min(texts[a]!.model, texts[b]!.model) * 100 + Math.max(texts[a]!.model, texts[b]!.model),
      );
    }
  }
  return { completions: texts, pairs: Int32Array.from(pairs), keys: Int32Array.from(keys) };
}

const LONG = {
  ascii: "The quick brown fox, it jumps over 13 lazy dogs. ".repeat(2_100),
  distinct: Array.from({ length: 18_000 }, (_, i) => `w${i.toString(36)}`).join(" "),
  arabic: "بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ، مرحبا بالعالم. ".repeat(2_000),
  oneWord: "a".repeat(100_000),
  emoji: "👩‍👩‍👧😀".repeat(11_000),
};

describe("the registry", () => {
  it("knows the metrics by stable ids", () => {
    expect([...metricIds].sort()).toEqual(
      [
        "chrf",
        "bleu",
        "rouge-l",
        "edit-distance",
        "jaccard",
        "tfidf",
        "unigram-kl",
        "unigram-ce",
        "unigram-jsd",
        "ncd",
        "kl-cross-scored",
        "kl-top-k",
        "kl-aligned",
        "ce-aligned",
        "jsd-aligned",
        "perplexity-gap",
        "mean-logprob-gap",
        "perplexity-bottom",
        "perplexity-middle",
        "perplexity-top",
        "embedding-distance",
        "separability",
        "modal-disagreement",
        "instability",
        "score-gap",
        "judge-entropy",
        "judge-gap",
        "judge-score-conflict",
        "length-gap",
        "relative-length-gap",
        "mean-length",
        "random",
      ].sort(),
    );
    expect(new Set(metricIds).size).toBe(metricIds.length);
    for (const id of metricIds) expect(getMetric(id).id).toBe(id);
  });

  it("names the known ids when asked for another", () => {
    expect(findMetric("chrF")).toBeUndefined();
    expect(() => getMetric("chrF")).toThrow(/Unknown metric "chrF".*chrf, bleu/);
  });

  it("reads a column that a spec names, for the metrics of scores alone", () => {
    expect(findMetric("score-gap:reward")).toMatchObject({ id: "score-gap:reward", column: "reward" });
    expect(findMetric("judge-score-conflict:a:b")).toMatchObject({ column: "a:b", aim: "judge" });
    expect(findMetric("score-gap")?.column).toBeUndefined();
    for (const spec of ["score-gap:", "chrf:reward", ":reward"]) expect(findMetric(spec)).toBeUndefined();
  });

  it.each(metrics.map((metric) => [metric.id, metric] as const))("%s says what it is", (_, metric) => {
    expect(metric.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(metric.version).toBeGreaterThanOrEqual(1);
    expect(metric.title.length * metric.summary.length * metric.source.length).toBeGreaterThan(0);
    expect(metric.range[0]).toBeLessThan(metric.range[1]);
  });
});

describe.each(textMetrics.map((metric) => [metric.id, metric] as const))("%s", (_, metric) => {
  it("is symmetric to the last bit and within its range", () => {
    fc.assert(
      fc.property(arbitraryTextPair(), ([first, second]) => {
        const value = scoreTexts(metric, first, second);
        if (metric.symmetric) expect(scoreTexts(metric, second, first)).toBe(value);
        expect(value).toBeGreaterThanOrEqual(metric.range[0]);
        expect(value).toBeLessThanOrEqual(metric.range[1]);
        expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 100 },
    );
  });

  const isLeastForEqual = !metric.control && metric.leastForEqual !== false;

  it("gives a text and itself the minimum, unless it says otherwise", () => {
    fc.assert(
      fc.property(arbitraryText(), (text) => {
        const value = scoreTexts(metric, text, text);
        if (isLeastForEqual) expect(value).toBe(metric.range[0]);
        else expect(value).toBeGreaterThanOrEqual(metric.range[0]);
      }),
      { numRuns: 100 },
    );
  });

  it("knows empty, blank and one-word texts", () => {
    const [least, greatest] = metric.range;
    expect(scoreTexts(metric, "", "")).toBe(least);
    expect(scoreTexts(metric, "", " \n")).toBe(least);
    for (const text of ["word", "two words", "😀", "a\u0301", "שלום", "."]) {
      const value = scoreTexts(metric, "", text);
      if (greatest < Number.POSITIVE_INFINITY) expect(value).toBe(greatest);
      else expect(value).toBeGreaterThan(least);
      expect(scoreTexts(metric, text, "")).toBe(value);
      if (isLeastForEqual) expect(scoreTexts(metric, text, text)).toBe(least);
    }
  });

  it("scores a block as it scores each pair, in any order of completions, with a used scorer", () => {
    const used = metric.createScorer(scorerOptions(metric));
    fc.assert(
      fc.property(
        fc
          .array(arbitraryText(20), { maxLength: 5 })
          .map((texts) => texts.map((text, model) => ({ model, text }))),
        (texts) => {
          const block = blockOf(texts);
          const values = scoreBlock(metric, block, used);
          const reversed = blockOf(texts.toReversed());
          const byKey = new Map(scoreBlock(metric, reversed).map((value, p) => [reversed.keys[p], value]));
          values.forEach((value, p) => {
            const first = texts[block.pairs[2 * p]!]!.text;
            const second = texts[block.pairs[2 * p + 1]!]!.text;
            const alone = scoreBlock(metric, blockOfTexts(first, second, block.keys[p]!));
            expect(alone).toEqual([value]);
            expect(byKey.get(block.keys[p])).toBe(value);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("survives texts of 100 kB", () => {
    const scorer = metric.createScorer(scorerOptions(metric));
    const texts = Object.values(LONG).map((text, model) => ({ model, text }));
    const values = scoreBlock(metric, blockOf([...texts, { model: texts.length, text: LONG.ascii }]), scorer);
    for (const value of values) {
      expect(value).toBeGreaterThanOrEqual(metric.range[0]);
      expect(value).toBeLessThanOrEqual(metric.range[1]);
    }
    const [same] = scoreBlock(metric, blockOfTexts(LONG.distinct, LONG.distinct), scorer);
    if (isLeastForEqual) expect(same).toBe(metric.range[0]);
    expect(scoreBlock(metric, blockOfTexts("a b", "a c"), scorer)).toEqual([
      scoreTexts(metric, "a b", "a c"),
    ]);
  });
});

const otherMetrics = metrics.filter(({ needs }) => needs !== "text" && needs !== "nothing");

describe.each(otherMetrics.map((metric) => [metric.id, metric] as const))("%s", (_, metric) => {
  const pool = preparePool(metric, fc.sample(arbitraryBlock(), { numRuns: 20, seed: 1 }));
  const fresh = () => metric.createScorer({ seed: "1", pool });

  it("is symmetric to the last bit, within its range, and the same alone and with a used scorer", () => {
    const used = fresh();
    let values = 0;
    fc.assert(
      fc.property(arbitraryBlock(), (block) => {
        const scores = scoreBlock(metric, block, used);
        const reversed = reverseBlock(block);
        const byKey = new Map(
          scoreBlock(metric, reversed, fresh()).map((value, p) => [reversed.keys[p], value]),
        );
        scores.forEach((value, p) => {
          expect(byKey.get(block.keys[p])).toBe(value);
          expect(scoreBlock(metric, pairAlone(block, p), fresh())).toEqual([value]);
          if (Number.isNaN(value)) return;
          values++;
          expect(value).toBeGreaterThanOrEqual(metric.range[0]);
          expect(value).toBeLessThanOrEqual(metric.range[1]);
          expect(Math.abs(value)).toBeLessThan(Number.POSITIVE_INFINITY);
        });
      }),
      { numRuns: 60 },
    );
    expect(values).toBeGreaterThan(10);
  });

  it("gives equal completions the minimum, unless it says otherwise, and none without its data", () => {
    fc.assert(
      fc.property(arbitraryBlock(), (block) => {
        if (metric.leastForEqual !== false) {
          const [value] = scoreBlock(metric, twinBlock(block), fresh());
          if (!Number.isNaN(value)) expect(value).toBe(metric.range[0]);
        }
        const { completions, pairs, keys } = block;
        const bare = { completions: completions.map(({ model, text }) => ({ model, text })), pairs, keys };
        for (const value of scoreBlock(metric, bare, fresh())) expect(value).toBeNaN();
      }),
      { numRuns: 30 },
    );
  });
});

describe("random", () => {
  it("ignores texts", () => {
    const random = getMetric("random");
    expect(scoreBlock(random, blockOfTexts("a", "b", 3))).toEqual(
      scoreBlock(random, blockOfTexts("", "c d", 3)),
    );
  });
});
