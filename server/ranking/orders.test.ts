import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getCampaign } from "../campaign/get-campaign";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { updateCampaign } from "../campaign/update-campaign";
import { second } from "../clock";
import { meanOfRanks, weightedZScores } from "../core/disagreement/combine";
import { promptDisagreement } from "../core/disagreement/prompt-disagreement";
import { acceptExclusion } from "../noise/accept-exclusion";
import { withdrawExclusion } from "../noise/withdraw-exclusion";
import { createTestCampaign, launch, rank } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { campaignBasis } from "./campaign-basis";
import { loadStrata, type RankedStratum } from "./load-strata";
import { orderUtilities } from "./order-utilities";
import { listScoreSets, loadScoreSet } from "./score-sets";
import { startRanking } from "./start-ranking";

describe.each(dialects)("orders on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const rankingOf = async (rankingId: string) => {
    const { orm, tables } = test.database;
    const rows = await orm.select().from(tables.ranking).where(eq(tables.ranking.id, rankingId));
    return { ranking: rows[0]!, strata: await loadStrata(test.database, rows[0]!) };
  };
  const promptsOf = async () => {
    const { orm, tables } = test.database;
    const rows = await orm.select().from(tables.comparison);
    return new Map(rows.map(({ id, promptId }) => [id, promptId]));
  };
  const pairsOf = (strata: RankedStratum[]) =>
    strata.map(({ modelA, modelB }) => [modelA, modelB].sort().join(" ")).sort();
  const threeModels = { prompts: 9, models: ["red", "green", "blue"], until: "imported" } as const;

  it.each([
    ["mean-of-ranks", (columns: Float64Array[]) => meanOfRanks(columns)],
    ["weighted-z", (columns: Float64Array[]) => weightedZScores(columns, [2, -0.5])],
  ])("put several metrics together within each stratum by %s", async (metric, combine) => {
    const { campaignId, lead } = await createTestCampaign(test, { ...threeModels, metric: "jaccard" });
    const single = async (member: string) => {
      await updateCampaign(lead.context, { campaignId, settings: { metric: member } });
      return rankingOf(await rank(lead.context, campaignId));
    };
    const [jaccard, gap] = [await single("jaccard"), await single("length-gap")];
    const members = [
      { metric: "jaccard", weight: 2 },
      { metric: "length-gap", weight: -0.5 },
    ];
    await updateCampaign(lead.context, { campaignId, settings: { metric, members } });
    const { ranking, strata } = await rankingOf(await rank(lead.context, campaignId));
    expect(ranking).toMatchObject({ metric, metricVersion: 1, members, unscored: 0 });
    expect(strata).toHaveLength(3);
    for (const [i, stratum] of strata.entries()) {
      expect(stratum.comparisonIds).toEqual(jaccard.strata[i]!.comparisonIds);
      const columns = [jaccard, gap].map((order) => order.strata[i]!.utilities);
      expect(stratum.utilities).toEqual(combine(columns));
    }
    const { orm, tables } = test.database;
    const sets = await orm.select().from(tables.scoreSet);
    // Scored once, whatever asked for it.
    expect(sets.map((set) => set.metric).sort()).toEqual(["jaccard", "length-gap"]);
    expect(await listScoreSets(test.database, campaignId, sets[0]!.basis)).toHaveLength(2);
  });

  it("name what a combination lacks", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { ...threeModels, metric: "mean-of-ranks" });
    await expect(startRanking(lead.context, campaignId)).rejects.toThrow(/needs two metrics or more/);
    const members = [
      { metric: "chrf", weight: 0 },
      { metric: "chrf", weight: 0 },
    ];
    const update = (settings: object) => updateCampaign(lead.context, { campaignId, settings });
    await update({ members });
    await expect(startRanking(lead.context, campaignId)).rejects.toThrow(/"chrf" is named twice/);
    await update({ metric: "weighted-z", members: [members[0], { metric: "bleu", weight: 0 }] });
    await expect(startRanking(lead.context, campaignId)).rejects.toThrow(/a weight other than 0/);
    await expect(update({ members: [members[0], { metric: "chrF", weight: 1 }] })).rejects.toThrow(
      /no metric "chrF"/,
    );
    await expect(update({ metric: "chrF" })).rejects.toThrow(/no metric "chrF".*weighted-z/);
  });

  it.each(["prompt-mean", "prompt-maximum", "prompt-variance"] as const)(
    "give every pair of a prompt what its pairs have together: %s",
    async (spread) => {
      const { campaignId, lead } = await createTestCampaign(test, { ...threeModels, metric: "length-gap" });
      const own = await rankingOf(await rank(lead.context, campaignId));
      await updateCampaign(lead.context, { campaignId, settings: { spread } });
      const { ranking, strata } = await rankingOf(await rank(lead.context, campaignId));
      expect(ranking.spread).toBe(spread);
      const promptOf = await promptsOf();
      const all = own.strata.flatMap(({ comparisonIds, utilities }) =>
        Array.from(comparisonIds, (id, i) => ({ prompt: promptOf.get(id)!, utility: utilities[i]! })),
      );
      const together = promptDisagreement(
        all.map(({ utility }) => utility),
        all.map(({ prompt }) => prompt),
      );
      const { mean, maximum, variance } = together;
      const values = { "prompt-mean": mean, "prompt-maximum": maximum, "prompt-variance": variance }[spread];
      for (const { comparisonIds, utilities } of strata) {
        const wanted = Array.from(
          comparisonIds,
          (id) => values[together.prompts.indexOf(promptOf.get(id)!)]!,
        );
        expect([...utilities]).toEqual(wanted.map((value) => expect.closeTo(value, 9)));
      }
    },
  );

  it("compare a baseline against the rest, or chosen pairs, and leave the others out", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      ...threeModels,
      metric: "length-gap",
      pairChoice: { kind: "baseline", model: "green" },
    });
    const { tables, orm } = test.database;
    const baseline = await rankingOf(await rank(lead.context, campaignId));
    expect(baseline.ranking).toMatchObject({
      poolSize: 18,
      pairChoice: { kind: "baseline", model: "green" },
    });
    expect(pairsOf(baseline.strata)).toEqual(["blue green", "green red"]);
    expect(await orm.select().from(tables.comparison)).toHaveLength(18);

    const choose = (pairChoice: object) =>
      updateCampaign(lead.context, { campaignId, settings: { pairChoice } as never });
    await choose({ kind: "chosen", pairs: [["red", "blue"]] });
    const chosen = await rankingOf(await rank(lead.context, campaignId));
    expect(pairsOf(chosen.strata)).toEqual(["blue red"]);
    expect(chosen.ranking.poolSize).toBe(9);
    await choose({ kind: "all" });
    const all = await rankingOf(await rank(lead.context, campaignId));
    expect(all.ranking.poolSize).toBe(27);
    // The comparisons of all pairs are there now and stay out of the next choice.
    await choose({
      kind: "chosen",
      pairs: [
        ["blue", "red"],
        ["green", "blue"],
      ],
    });
    const two = await rankingOf(await rank(lead.context, campaignId));
    expect(pairsOf(two.strata)).toEqual(["blue green", "blue red"]);
    expect(two.ranking.poolSize).toBe(18);
  });

  it("leave pairs of a pairs file out that are not chosen", async () => {
    const pair = (prompt: string, modelA: string, modelB: string) => ({
      prompt_id: prompt,
      prompt: "Why?",
      model_a: modelA,
      model_b: modelB,
      completion_a: `${modelA} says so`,
      completion_b: `${modelB} does not`,
    });
    const { campaignId, lead } = await createTestCampaign(test, {
      rows: [pair("p1", "red", "blue"), pair("p2", "red", "green"), pair("p3", "blue", "green")],
      pairChoice: { kind: "baseline", model: "red" },
      metric: "jaccard",
      until: "imported",
    });
    const { strata } = await rankingOf(await rank(lead.context, campaignId));
    expect(pairsOf(strata)).toEqual(["blue red", "green red"]);
  });

  it("name the models that a choice of pairs does not find", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      ...threeModels,
      pairChoice: { kind: "baseline", model: "grene" },
    });
    await expect(startRanking(lead.context, campaignId)).rejects.toThrow(
      'There is no model "grene" in this campaign. Its models are: blue, green, red.',
    );
    const choose = (pairs: [string, string][]) =>
      updateCampaign(lead.context, { campaignId, settings: { pairChoice: { kind: "chosen", pairs } } });
    await expect(choose([["red", "pink"]])).rejects.toThrow(/no model "pink"/);
    await expect(choose([["red", "red"]])).rejects.toThrow(/"red" cannot be compared with itself/);
    await choose([["red", "blue"]]);
  });

  it("are stale by what the settings mean, not by how they are written", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { ...threeModels, metric: "length-gap" });
    await rank(lead.context, campaignId);
    const stale = async (settings: object) => {
      await updateCampaign(lead.context, { campaignId, settings: settings as never });
      return (await getCampaign(lead.context, campaignId)).ranking?.staleReason ?? null;
    };
    const sliceMinimums = [{ by: "language", value: "de", share: 0.2 }];
    expect(await stale({ spread: "prompt-mean" })).toMatch(/\(what pairs are ordered by\)/);
    expect(await stale({ spread: "pair", sliceMinimums })).toMatch(/\(slice minimums\)/);
    expect(await stale({ sliceMinimums: [] })).toBeNull();
    const pairs = (list: string[][]) => ({ pairChoice: { kind: "chosen", pairs: list } });
    expect(await stale(pairs([["red", "blue"]]))).toMatch(/\(model pairs\)/);
    expect(await stale({ pairChoice: { kind: "all" } })).toBeNull();
    const members = [
      { metric: "chrf", weight: 1 },
      { metric: "jaccard", weight: 1 },
    ];
    // Members of a single metric mean nothing.
    expect(await stale({ members })).toBeNull();
    expect(await stale({ metric: "weighted-z" })).toMatch(/\(metric\)/);
    test.advance(second);
    await rank(lead.context, campaignId);
    expect(await stale({})).toBeNull();
    expect(await stale({ members: [members[0], { metric: "jaccard", weight: 2 }] })).toMatch(
      /\(combined metrics\)/,
    );
    expect(await stale({ members, ...pairs([["red", "blue"], ["green", "red"]]) })).toMatch(/\(model pairs\)/); // biome-ignore format: one line
    test.advance(second);
    await rank(lead.context, campaignId);
    expect(await stale(pairs([["red", "green"], ["red", "blue"]]))).toBeNull(); // biome-ignore format: one line
  });

  it("leave out what the lead's rules exclude, and are stale when the rules change", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      ...threeModels,
      metric: "length-gap",
      completion: (prompt, model) =>
        prompt === 4 && model === "red" ? "" : `${model} says ${"word ".repeat(prompt + model.length)}.`,
    });
    const whole = await rankingOf(await rank(lead.context, campaignId));
    expect(whole.ranking).toMatchObject({ poolSize: 27, exclusions: [] });
    const stale = async () => (await getCampaign(lead.context, campaignId)).ranking?.staleReason ?? null;
    await acceptExclusion(lead.context, { campaignId, detector: "empty" });
    expect(await stale()).toMatch(/rules of what is left out changed/);
    test.advance(second);
    const without = await rankingOf(await rank(lead.context, campaignId));
    expect(without.ranking).toMatchObject({
      poolSize: 25,
      exclusions: [{ detector: "empty", comparisons: 2 }],
    });
    expect(await stale()).toBeNull();
    const kept = new Set(without.strata.flatMap(({ comparisonIds }) => [...comparisonIds]));
    const { orm, tables } = test.database;
    const completions = await orm.select().from(tables.completion);
    const emptyId = completions.find(({ text }) => text === "")!.id;
    const comparisons = await orm.select().from(tables.comparison);
    for (const { id, completionAId, completionBId } of comparisons)
      expect(kept.has(id)).toBe(completionAId !== emptyId && completionBId !== emptyId);
    await withdrawExclusion(lead.context, { campaignId, detector: "empty" });
    expect(await stale()).toMatch(/rules of what is left out changed/);
  });

  it("keep their pool's scores from draft to launch, however the pairs are written", async () => {
    const { campaignId, lead } = await createTestCampaign(test, {
      ...threeModels,
      metric: "length-gap",
      pairChoice: {
        kind: "chosen",
        pairs: [
          ["red", "blue"],
          ["green", "red"],
        ],
      },
    });
    const basisNow = async () =>
      campaignBasis(test.database, await getCampaignRow(test.database, campaignId));
    const drafted = await basisNow();
    const pairs: [string, string][] = [
      ["red", "green"],
      ["red", "blue"],
      ["blue", "red"],
    ];
    const settings = { pairChoice: { kind: "chosen", pairs } } as const;
    await updateCampaign(lead.context, { campaignId, settings });
    expect((await basisNow()).basis).toBe(drafted.basis);
    await updateCampaign(lead.context, { campaignId, settings: { seed: "other" } });
    expect((await basisNow()).basis).not.toBe(drafted.basis);
    await updateCampaign(lead.context, { campaignId, settings: { seed: drafted.seed } });
    await rank(lead.context, campaignId);
    await launch(lead.context, campaignId);
    const launched = await basisNow();
    expect(launched).toMatchObject({ basis: drafted.basis, importIds: drafted.importIds, campaignId });
    const [set] = await listScoreSets(test.database, campaignId, launched.basis);
    expect(set).toMatchObject({ metric: "length-gap", comparisons: 18, unscored: 0 });
    const { comparisonIds, utilities } = await loadScoreSet(test.database, set!.id);
    const ordered = await orderUtilities(
      test.database,
      { ...drafted, metric: "length-gap", members: null, spread: "pair", routing: "none" },
      launched,
      new Set([comparisonIds[3]!]),
    );
    expect([...ordered.comparisonIds]).toEqual([...comparisonIds].filter((_, place) => place !== 3));
    expect([...ordered.utilities]).toEqual([...utilities].filter((_, place) => place !== 3));
    await expect(
      orderUtilities(
        test.database,
        { ...drafted, metric: "chrf", members: null, spread: "pair", routing: "none" },
        launched,
      ),
    ).rejects.toThrow("The comparisons have not been scored with 1 − chrF yet.");
  });

  it("weigh by probabilities for minimum variance, and refuse other utilities", async () => {
    const rows = (score: (prompt: number) => number) =>
      Array.from({ length: 4 }, (_, i) =>
        ["red", "green"].map((model) => {
          const completion = `${model} on ${i}`;
          return {
            prompt_id: `p${i}`,
            prompt: "Why?",
            model,
            completion,
            score: model === "red" ? score(i) : 0,
          };
        }),
      ).flat();
    const settings = { metric: "score-gap", preset: "minimum-variance", until: "imported" } as const;
    const { campaignId, lead } = await createTestCampaign(test, {
      ...settings,
      rows: rows((i) => [0.04, 0.25, 0.49, 1][i]!),
    });
    const { ranking, strata } = await rankingOf(await rank(lead.context, campaignId));
    expect(ranking).toMatchObject({ preset: "minimum-variance", tau: 0.1 });
    const wanted = [0.2, 0.5, 0.7, 1].map((g) => 0.1 / 4 + (0.9 * g) / 2.4);
    expect([...strata[0]!.weights]).toEqual(wanted.map((weight) => expect.closeTo(weight, 12)));
    const other = await createTestCampaign(test, { ...settings, rows: rows((i) => i) });
    await expect(rank(other.lead.context, other.campaignId)).rejects.toThrow(
      /Minimum variance needs utilities that are probabilities/,
    );
  });
});
