import { describe, expect, it } from "vitest";
import { createRandom } from "@/server/core/sampling/random";
import { htmlReport } from "@/server/writers/html-report";
import { sha256 } from "../../ids";
import { withCompletions } from "../../testing/counted-completions";
import { notFinite } from "../../testing/not-finite";
import { type TestDraw, type TestStratum, testReportInput } from "../../testing/report-input";
import { canonicalJson } from "../canonical-json";
import { computeReport } from "../compute-report";
import { drawPlots } from "../plots/draw-plots";
import type { ReportInput } from "../report-input";
import { computeParts } from "./compute-parts";
import { partKinds } from "./part-kinds";
import { partsByKind } from "./store-parts";

const size = 120;
const pairs = [
  ["long", "mid"],
  ["mid", "short"],
  ["long", "short"],
] as const;

/** How many words each model writes for a prompt. */
function wordsOf(model: string, prompt: number): number {
  const random = createRandom(`${model}/${prompt}`);
  const typical = { long: 40, mid: 30, short: 20 }[model] ?? 30;
  return Math.round(typical * (0.4 + 1.2 * random.next()));
}

const write = (model: string, prompt: number) =>
  `${model === "mid" && prompt % 2 === 0 ? "# Title\n\n" : ""}${"word ".repeat(wordsOf(model, prompt))}`;

/** People prefer what is longer, the more so the more it is, and look at nothing else. */
function preferLonger(modelA: string, modelB: string): (rank: number, random: () => number) => TestDraw {
  return (rank, random) => {
    const prompt = Math.floor(rank * size);
    const [a, b] = [wordsOf(modelA, prompt), wordsOf(modelB, prompt)];
    return [random() < 1 / (1 + Math.exp((-4 * (a - b)) / (a + b))) ? "model_a" : "model_b"];
  };
}

function someInput(configuration: Partial<ReportInput["configuration"]> = {}) {
  const strata = pairs.map(
    ([modelA, modelB]): TestStratum => ({
      modelA,
      modelB,
      size,
      draws: { count: size, fate: preferLonger(modelA, modelB) },
    }),
  );
  return withCompletions(testReportInput(strata, configuration), write);
}

function partsOf(input: ReportInput) {
  const content = computeReport(input);
  return { content, parts: partsByKind([...computeParts(input, content)]) };
}

describe("the parts of a report", () => {
  it("are the same for the same input, finite, and carry the hash of their content", () => {
    const input = someInput();
    const content = computeReport(input);
    const made = [...computeParts(input, content)];
    expect(made.map(({ kind }) => kind)).toEqual(["profile", "style", "bootstrap", "elo"]);
    expect(notFinite(made)).toEqual([]);
    for (const { hash, content: own } of made) expect(hash).toBe(sha256(canonicalJson(own)));
    const again = [...computeParts(someInput(), content)].map(({ hash }) => hash);
    expect(again).toEqual(made.map(({ hash }) => hash));
    const seeded = someInput({ seed: "another" });
    const others = [...computeParts(seeded, computeReport(seeded), ["bootstrap", "elo"])];
    expect(others.map(({ hash }) => hash)).not.toEqual(made.slice(2).map(({ hash }) => hash));
    const html = htmlReport({
      content,
      plots: drawPlots(content),
      parts: partsByKind(made),
      hash: "0",
      reportId: "rep_1",
      createdAt: 0,
    });
    for (const words of ["Profile of the models", "held equal", "1000 refits", "Elo for display"])
      expect(html).toContain(words);
  });

  it("give bootstrap intervals close to the clustered ones, and Elo's spread by order", () => {
    const { content, parts } = partsOf(someInput());
    const { rated } = content.ratings!;
    const { bootstrap, elo } = parts;
    // Prompts are shared by the pairs, so whole prompts are drawn anew.
    expect(bootstrap).toMatchObject({ method: "bootstrap-prompts", times: 1000, reason: null });
    for (const [i, row] of bootstrap!.rated.entries()) {
      expect([row.model, row.clusteredLower]).toEqual([rated[i]!.model, rated[i]!.lower]);
      const width = row.clusteredUpper! - row.clusteredLower!;
      expect(Math.abs(row.lower! - row.clusteredLower!)).toBeLessThan(0.15 * width);
      expect(Math.abs(row.upper! - row.clusteredUpper!)).toBeLessThan(0.15 * width);
    }
    expect(elo).toMatchObject({ k: 4, permutations: 100 });
    expect(elo!.rated.map(({ model }) => model)).toEqual(rated.map(({ model }) => model));
    expect(elo!.rated.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(3000, 6);
    expect(elo!.rated.every(({ sd }) => sd > 0)).toBe(true);
  });

  it("hold an anchor at 1000 in every resample", () => {
    const { parts } = partsOf(someInput({ anchorModel: "mid" }));
    expect(parts.bootstrap!.rated.find(({ model }) => model === "mid")).toMatchObject({
      rating: 1000,
      lower: 1000,
      upper: 1000,
    });
  });

  it("profile what each model wrote, beside its win rate", () => {
    const { content, parts } = partsOf(someInput());
    const rows = parts.profile!.models;
    expect(rows.map(({ model, completions }) => [model, completions])).toEqual([
      ["long", size],
      ["mid", size],
      ["short", size],
    ]);
    const [long, mid, short] = rows;
    const mean = Array.from({ length: size }, (_, prompt) => wordsOf("long", prompt) / size);
    expect(long!.words.value).toBeCloseTo(
      mean.reduce((sum, words) => sum + words, 0),
      9,
    );
    expect([long!.headers.value, short!.headers.value]).toEqual([0, 0]);
    expect(mid!.headers.value).toBeCloseTo(0.5, 9);
    expect(short!.diversity).toMatchObject({ value: null, leftOut: size });
    expect(long!.refusals.value).toBe(0);
    const rate = (i: number) => content.pairs[i]!.winRate.value!;
    expect(mid!.winRate).toBeCloseTo((1 - rate(0) + rate(1)) / 2, 12);
  });

  it("take the lead of the longer away where length is all that people look at", () => {
    const { content, parts } = partsOf(someInput());
    const { length, pairs: rates } = parts.style!;
    const spread = (rated: readonly { rating: number }[]) =>
      Math.max(...rated.map(({ rating }) => rating)) - Math.min(...rated.map(({ rating }) => rating));
    const plain = spread(content.ratings!.rated);
    expect(plain).toBeGreaterThan(100);
    expect(spread(length!.rated)).toBeLessThan(plain / 2);
    expect(length!.effects[0]).toMatchObject({ name: "words" });
    expect(length!.effects[0]!.lower!).toBeGreaterThan(0.5);
    for (const { modelA, modelB, winRate, lower, upper, plain } of rates) {
      const pair = content.pairs.find((one) => one.modelA === modelA && one.modelB === modelB)!;
      expect(plain).toBe(pair.winRate.value);
      expect(plain!).toBeGreaterThan(0.55);
      expect(winRate!).toBeLessThan(plain! - 0.05);
      expect(lower! < 0.5 && upper! > 0.5).toBe(true);
    }
    expect(parts.style!.style!.effects.map(({ name }) => name)).toEqual(["words", "headers"]);
    expect(parts.style!.style!.constant).toEqual(["list items", "bold stretches"]);
  });

  it("say why style cannot be held equal where it is the same as being a model", () => {
    const always = withCompletions(
      someInput(),
      (model, prompt) => `${model === "mid" ? "# Title\n\n" : ""}${"word ".repeat(wordsOf(model, prompt))}`,
    );
    const { style } = partsOf(always).parts;
    expect(style!.style).toMatchObject({ rated: [], reason: expect.stringMatching(/cannot be told/) });
    expect(style!.length!.rated).toHaveLength(3);
  });

  it("of two models are its profile and rates at equal length; of nothing judged, words", () => {
    const two = withCompletions(
      testReportInput([
        {
          modelA: "long",
          modelB: "short",
          size,
          draws: { count: size, fate: preferLonger("long", "short") },
        },
      ]),
      write,
    );
    const { content, parts } = partsOf(two);
    expect(partKinds(content)).toEqual(["worth", "profile", "style"]);
    expect(parts.style!.style).toBeNull();
    expect(parts.style!.pairs[0]!.winRate).not.toBeNull();

    const none = withCompletions(
      testReportInput(pairs.map(([modelA, modelB]) => ({ modelA, modelB, size: 5, draws: [] }))),
      write,
    );
    const empty = partsOf(none).parts;
    expect(notFinite(empty)).toEqual([]);
    expect(empty.bootstrap).toMatchObject({ rated: [], reason: expect.stringMatching(/Nothing was judged/) });
    expect(empty.elo!.reason).toMatch(/Nothing was judged/);
    expect(empty.style!.pairs[0]!.reason).toMatch(/Nothing was judged/);
    expect(empty.profile!.models[0]!.winRate).toBeNull();
  });
});
