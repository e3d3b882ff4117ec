import { describe, expect, it } from "vitest";
import type { OrderPlace, Sampling } from "@/server/comparison/schemas";
import { armWords, chanceWords, ordinal, stratumWords, topWords, whyTitle, whyWords } from "./why-words";

const plain = (text: string) => text.replaceAll("\u202f", " ");

describe("whyWords", () => {
  const order: OrderPlace = {
    rankingId: "rnk_1",
    title: "chrf",
    metric: "chrf",
    members: null,
    spread: "pair",
    mode: "measure",
    isReplacement: false,
    routingGroup: "all",
    utility: 0.8,
    position: 14,
    size: 1500,
    rank: 0.991,
    weight: 0.004,
  };
  const sampling: Sampling = {
    state: "closed",
    drawNumber: 3,
    planned: 100,
    opened: 20,
    arm: "ranked",
    controlCoin: false,
    q: 0.0042,
    skips: 0,
    judgmentsWanted: 1,
  };
  const say = (more: object) =>
    plain(whyWords({ order, isRanked: true, sampling: null, chance: null, findings: [], ...more }));

  it("says how a comparison was drawn", () => {
    expect(say({ sampling })).toBe(
      "Ranked 14th of 1,500 by chrf (top 1 %), drawn by the ranked arm with probability 0.4 %.",
    );
    expect(say({ sampling: { ...sampling, arm: "slice:tag:difficulty=very=hard", q: 0.25 } })).toMatch(
      /drawn by the minimum for difficulty: very=hard with probability 25 %\.$/,
    );
    expect(say({ sampling: { ...sampling, q: null } })).toMatch(/, drawn\.$/);
  });

  it("says when one is to come, or that it is not", () => {
    const planned = { ...sampling, state: "planned", arm: "control" };
    expect(say({ sampling: { ...planned, drawNumber: 21 } })).toMatch(
      /to be drawn next in its stratum by the control arm with probability 0\.4 %\.$/,
    );
    expect(say({ sampling: { ...planned, drawNumber: 25 } })).toMatch(
      /to be drawn in 5 draws of its stratum/,
    );
    expect(say({ sampling: { ...planned, state: "beyond" } })).toMatch(/not among the draws/);
  });

  it("says what is known before launch", () => {
    expect(say({ chance: 0.0004 })).toMatch(/takes it with probability 0\.04 %\.$/);
    expect(say({})).toMatch(/fixed at launch\.$/);
    expect(say({ order: { ...order, mode: "explore" } })).toMatch(/judged in this place\.$/);
    expect(say({ order: null })).toMatch(/not in the pool/);
    const finding = {
      detector: "empty",
      title: "Empty",
      detail: "",
      about: "completion_a",
      isExcluded: true,
    };
    expect(say({ order: null, findings: [finding] })).toMatch(/“Empty” is excluded\.$/);
    expect(say({ order: null, isRanked: false })).toMatch(/Nothing is ranked/);
  });

  it("calls next only what comes next", () => {
    const first = { ...order, position: 1 };
    expect(whyTitle({ order: first, sampling: null })).toBe("Why this prompt is next");
    expect(whyTitle({ order, sampling: null })).toBe("Why this comparison stands here");
    const planned = { ...sampling, state: "planned" as const };
    expect(whyTitle({ order, sampling: { ...planned, drawNumber: 21 } })).toBe("Why this prompt is next");
    expect(whyTitle({ order: first, sampling: { ...planned, drawNumber: 25 } })).toMatch(/stands here/);
    expect(whyTitle({ order: first, sampling })).toBe("Why this comparison was drawn");
    expect(whyTitle({ order, sampling: { ...sampling, state: "beyond" } })).toMatch(/is not drawn/);
    expect(whyTitle({ order: null, sampling: null })).toMatch(/has no place/);
  });

  it("says what a stratum is, with its language where languages are kept apart", () => {
    const models = { modelA: "atlas", modelB: "birch" };
    expect(stratumWords({ order, ...models })).toMatch(
      /^Its stratum: the 1,500 comparisons of atlas and birch that/,
    );
    expect(stratumWords({ order: { ...order, routingGroup: "de" }, ...models })).toContain("birch in German");
    expect(stratumWords({ order: null, ...models })).toBeNull();
  });
});

it("writes numbers as people say them", () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 1_003].map(ordinal)).toEqual([
    "1st",
    "2nd",
    "3rd",
    "4th",
    "11th",
    "12th",
    "13th",
    "21st",
    "102nd",
    "1,003rd",
  ]);
  expect([0.5, 0.0423, 0.0042, 0.0004, 0.00001, 0].map(chanceWords).map(plain)).toEqual([
    "50 %",
    "4.2 %",
    "0.4 %",
    "0.04 %",
    "less than 0.01 %",
    "0.00 %",
  ]);
  expect(
    [topWords(1, 1000), topWords(500, 1000), topWords(501, 1000), topWords(1000, 1000)].map(plain),
  ).toEqual(["top 1 %", "top 50 %", "bottom 50 %", "bottom 1 %"]);
  expect(armWords("slice:language=de")).toBe("the minimum for German · Deutsch");
});
