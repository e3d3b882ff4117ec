import { eq, inArray } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { getNoise } from "../noise/get-noise";
import { startInspection } from "../noise/start-inspection";
import { createTestCampaign, finishJob, importRows, rank } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { toFloat64, toInt32 } from "./arrays";
import { listMetrics } from "./list-metrics";

const completionsOf = (prompt: string, more: Record<string, object>) =>
  ["atlas", "birch"].map((model) => {
    return { prompt_id: prompt, prompt: "Why?", model, completion: `${model} on ${prompt}`, ...more[model] };
  });

/** Log-probabilities of one text by both models. */
const scoredBy = (tokens: string[], atlas: number[], birch: number[]) => ({
  logprobs: { scorers: { atlas: { tokens, logprobs: atlas }, birch: { tokens, logprobs: birch } } },
});

describe.each(dialects)("what metrics read, from import to ranking on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  /** The utilities of the one stratum, by prompt in order. */
  async function utilitiesOf(metric: string, rows: object[]): Promise<number[]> {
    const { campaignId } = await createTestCampaign(test, { rows, metric, until: "ranked" });
    const { orm, tables } = test.database;
    const { stratum } = tables;
    const strata = await orm.select().from(stratum).where(eq(stratum.campaignId, campaignId));
    const view = (await listMetrics(test.database, campaignId)).find(({ id }) => id === metric);
    expect(view).toMatchObject({ available: true, unavailableReason: undefined });
    return [...toFloat64(strata[0]!.utilities)];
  }

  it("log-probabilities of both models along both texts", async () => {
    const rows = [
      ...completionsOf("p1", {
        atlas: scoredBy(["a", "b"], [-1, -1], [-2, -3]),
        birch: scoredBy(["c"], [-2.5], [-0.5]),
      }),
      ...completionsOf("p2", { atlas: scoredBy(["a"], [-1], [-1]) }),
    ];
    expect(await utilitiesOf("kl-cross-scored", rows)).toEqual([1.75, Number.NaN]);
  });

  it("log-probabilities of different tokenizers, per byte for every prompt of the pair", async () => {
    const along = (atlas: object, birch: object) => ({ logprobs: { scorers: { atlas, birch } } });
    const rows = [
      ...completionsOf("p1", {
        // Ten bytes, with the marks of two tokenizers for a space.
        atlas: along(
          { tokens: ["four", "\u2581words"], logprobs: [-1, -1] },
          { tokens: ["fo", "ur", "\u0120words"], logprobs: [-2, -2, -3] },
        ),
        birch: along(
          { tokens: ["abcde"], logprobs: [-2] },
          { tokens: ["ab", "cde"], logprobs: [-0.5, -0.5] },
        ),
      }),
      ...completionsOf("p2", {
        atlas: scoredBy(["abcd"], [-1], [-2]),
        birch: scoredBy(["abcd"], [-2], [-1]),
      }),
    ];
    const [first, second] = await utilitiesOf("kl-cross-scored", rows);
    expect(first).toBeCloseTo((5 / 10 + 1 / 5) / 2, 12);
    expect(second).toBeCloseTo(1 / 4, 12);
  });

  it("embeddings, as 32-bit floats", async () => {
    const rows = [
      ...completionsOf("p1", { atlas: { embedding: [1, 0, 0] }, birch: { embedding: [0, 0.1, 0] } }),
      ...completionsOf("p2", {
        atlas: { embedding: [0.1, 0.2, 0.3] },
        birch: { embedding: [0.1, 0.2, 0.3] },
      }),
      ...completionsOf("p3", { atlas: { embedding: [1, 1, 1] } }),
    ];
    expect(await utilitiesOf("embedding-distance", rows)).toEqual([1, 0, Number.NaN]);
  });

  it("votes of judges, with probabilities where they are given", async () => {
    const pair = (prompt: string, more: object) => {
      const models = { model_a: "birch", model_b: "atlas", completion_a: "Yes.", completion_b: "No." };
      return { prompt_id: prompt, prompt: "Why?", ...models, ...more };
    };
    const rows = [
      pair("p1", {
        judge_votes: [
          { annotator: "x", vote: "a" },
          { annotator: "y", vote: "b" },
        ],
      }),
      pair("p2", { judge_votes: [{ annotator: "x", probabilities: { a: 0.5, b: 0.25, tie: 0.25 } }] }),
      pair("p3", { judge_votes: [{ annotator: "x", outcome: "both_bad" }] }),
      pair("p4", {}),
    ];
    const [split, unsure, sure, none] = await utilitiesOf("judge-entropy", rows);
    expect(split).toBeCloseTo(Math.LN2, 12);
    expect(unsure).toBeCloseTo(1.5 * Math.LN2, 12);
    expect(sure).toBe(0);
    expect(none).toBeNaN();
    const { judgeVotes } = test.database.tables;
    const stored = await test.database.orm.select().from(judgeVotes).orderBy(judgeVotes.comparisonId);
    const sides = stored[1]!.votes.map(({ modelA, modelB }) =>
      [modelA, modelB].sort((one, other) => one! - other!),
    );
    expect(sides).toEqual([[0.25, 0.5]]);
  });

  it("a score of its own column or in the metadata", async () => {
    const rows = [
      ...completionsOf("p1", { atlas: { score: 0.75 }, birch: { metadata: { score: -0.5, from: "x" } } }),
      ...completionsOf("p2", { atlas: { score: 1 } }),
    ];
    expect(await utilitiesOf("score-gap", rows)).toEqual([1.25, Number.NaN]);
  });

  it("a numeric column that the metric names, which the list of metrics offers", async () => {
    const rows = [
      ...completionsOf("p1", {
        atlas: { metadata: { reward: 2, note: "x" } },
        birch: { metadata: { reward: -1 } },
      }),
      ...completionsOf("p2", { atlas: { metadata: { reward: 1 } }, birch: { metadata: { reward: "1" } } }),
    ];
    expect(await utilitiesOf("score-gap:reward", rows)).toEqual([3, Number.NaN]);
    const { campaignId } = await createTestCampaign(test, { rows, until: "imported" });
    const views = await listMetrics(test.database, campaignId);
    const offered = views.filter(({ column }) => column !== undefined);
    expect(offered).toMatchObject([
      { id: "score-gap:reward", column: "reward", aim: "winner", available: true },
      { id: "judge-score-conflict:reward", column: "reward", aim: "judge", available: false },
    ]);
    expect(views.find(({ id }) => id === "score-gap")).toMatchObject({ available: false });
  });

  it("votes of judges against scores", async () => {
    const pair = (prompt: string, votes: object[]) => ({
      prompt_id: prompt,
      prompt: "Why?",
      model_a: "birch",
      model_b: "atlas",
      completion_a: "Yes.",
      completion_b: "No.",
      judge_votes: votes,
    });
    const rows = ["p1", "p2"].flatMap((prompt) =>
      completionsOf(prompt, { atlas: { score: 1 }, birch: { score: 0 } }),
    );
    const { campaignId, lead } = await createTestCampaign(test, {
      rows: rows.map((row) => ({ ...row, completion: row.model === "birch" ? "Yes." : "No." })),
      metric: "judge-score-conflict",
      until: "imported",
    });
    await importRows(lead.context, campaignId, [
      pair("p1", [{ annotator: "x", probabilities: { a: 0.9, b: 0.1 } }]),
      pair("p2", [{ annotator: "x", vote: "b" }]),
    ]);
    await rank(lead.context, campaignId);
    const { stratum } = test.database.tables;
    const [stored] = await test.database.orm.select().from(stratum);
    expect([...toFloat64(stored!.utilities)]).toEqual([0.8, -1].map((value) => expect.closeTo(value, 12)));
  });

  it("log-probabilities of several imports for one completion, put together", async () => {
    const own = (logprobs: number[]) => ({ tokens: ["a", "b"], logprobs });
    const brought = (prompt: string, scorers: (model: string) => object) =>
      completionsOf(prompt, {
        atlas: { logprobs: { scorers: scorers("atlas") } },
        birch: { logprobs: { scorers: scorers("birch") } },
      });
    const { campaignId, lead } = await createTestCampaign(test, {
      rows: brought("p1", (model) => ({ [model]: own([-1, -1]) })),
      metric: "kl-cross-scored",
      until: "imported",
    });
    const { orm, tables } = test.database;
    const completions = await orm.select().from(tables.completion);
    const models = await orm.select().from(tables.model);
    /** As a fetch from an endpoint publishes its answers. */
    const fetched = async (id: string, createdAt: number, logprobs: number[]) => {
      const row = { id, campaignId, fileName: "endpoint", shape: "logprobs", state: "published" } as const;
      await test.database.transaction(async (tx) => {
        await tx.orm.insert(tx.tables.dataImport).values({ ...row, createdAt, heartbeatAt: createdAt });
        for (const completion of completions) {
          const other = models.find((model) => model.id !== completion.modelId)!.name;
          const scorers = { [other]: own(logprobs) };
          await tx.orm
            .insert(tx.tables.tokenScores)
            .values({ completionId: completion.id, importId: id, scorers });
        }
      });
    };
    const value = async () => {
      const rankingId = await rank(lead.context, campaignId);
      const strata = await orm.select().from(tables.stratum).where(eq(tables.stratum.rankingId, rankingId));
      return [...toFloat64(strata[0]!.utilities)];
    };
    const now = lead.context.clock();
    await fetched("imp_z", now + 1, [-2, -2]);
    expect(await value()).toEqual([1]);
    // For the same scorer the later import holds, whatever the ids.
    await fetched("imp_a", now + 2, [-4, -4]);
    expect(await value()).toEqual([3]);
  });

  it("all samples of both models, while one sample each is compared", async () => {
    const sample = (model: string, sample: number, completion: string) => {
      return { prompt_id: "p1", prompt: "Why?", model, sample, completion };
    };
    const rows = [
      ...["yes", "no", "no"].map((text, i) => sample("atlas", i, text)),
      ...["yes", "yes"].map((text, i) => sample("birch", i, text)),
      ...completionsOf("p2", {}),
    ];
    expect(await utilitiesOf("modal-disagreement", rows)).toEqual([1, Number.NaN]);
  });

  it("one comparison per prompt and pair, also when a first sample comes after a second was ranked", async () => {
    const sample = (model: string, sample: number) => {
      return { prompt_id: "p1", prompt: "Why?", model, sample, completion: `${model} says ${sample}` };
    };
    const rows = ["atlas", "birch"].map((model) => sample(model, 1));
    const { campaignId, lead } = await createTestCampaign(test, { rows, until: "ranked" });
    await importRows(lead.context, campaignId, [sample("atlas", 0), sample("birch", 0)]);
    const rankingId = await rank(lead.context, campaignId);
    const { orm, tables } = test.database;
    expect(await orm.select().from(tables.comparison)).toHaveLength(2);
    const strata = await orm.select().from(tables.stratum).where(eq(tables.stratum.rankingId, rankingId));
    const firsts = await orm.select().from(tables.completion).where(eq(tables.completion.sample, 0));
    const pool = [...toInt32(strata[0]!.comparisonIds)];
    const compared = await orm.select().from(tables.comparison).where(inArray(tables.comparison.id, pool));
    const ids = compared.flatMap((one) => [one.completionAId, one.completionBId]);
    expect(new Set(ids)).toEqual(new Set(firsts.map(({ id }) => id)));
    expect(pool).toHaveLength(1);
    const { jobId } = await startInspection(lead.context, campaignId);
    await finishJob(lead.context, campaignId, jobId);
    expect((await getNoise(lead.context, campaignId)).poolSize).toBe(1);
  });

  it("refuses embeddings of two lengths, and others for the same completion", async () => {
    const rows = completionsOf("p1", { atlas: { embedding: [1, 0] }, birch: { embedding: [0, 1] } });
    const { campaignId, lead } = await createTestCampaign(test, { rows, until: "imported" });
    const refusalOf = async (more: Record<string, object>) => {
      const error = await importRows(lead.context, campaignId, completionsOf("p1", more)).catch((e) => e);
      return error.detail.problems[0].reason;
    };
    expect(await refusalOf({ atlas: { embedding: [1, 0, 0] } })).toBe(
      "has 3 numbers where this campaign's embeddings have 2",
    );
    expect(await refusalOf({ birch: { embedding: [0, 2] } })).toMatch(/another embedding already, from/);
    const { embedding } = test.database.tables;
    const before = await test.database.orm.select().from(embedding);
    await importRows(lead.context, campaignId, rows);
    expect(await test.database.orm.select().from(embedding)).toEqual(before);
    expect(before).toHaveLength(2);
  });
});
