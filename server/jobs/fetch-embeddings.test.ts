import { asc } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { minute } from "../clock";
import { previewFetch } from "../endpoint/preview-fetch";
import { FetchSettings } from "../endpoint/schemas";
import { toFloat32 } from "../ranking/arrays";
import { createFetchCampaign, type FetchCampaign } from "../testing/fetch-campaign";
import type { MockTrouble } from "../testing/mock-endpoint";
import { importRows, makeRows, rank } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { fetchValues } from "./fetch-job";
import { takeJob } from "./job-row";

const completion = (prompt: number, model: string) => `${model} ${"word ".repeat(prompt)}`.trim();
const embedText = (text: string) => [text.length, text.startsWith("red") ? 1 : -1, 0.5];

describe.each(dialects)("fetching embeddings on %s", (dialect) => {
  let test: TestDatabase;
  let one: FetchCampaign;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
    one = await createFetchCampaign(test, { completion, prompts: 5 });
    one.mock.embed = embedText;
  });
  afterEach(async () => {
    await one.mock.stop();
    await test.drop();
  });

  const embeddings = (more: object = {}) => ({ kind: "embeddings" as const, ...more });
  const texts = () => one.mock.requests.flatMap((request) => request.texts);

  /** Stored vectors by their completion's text. */
  async function vectors(): Promise<Record<string, number[]>> {
    const { orm, tables } = test.database;
    const completions = new Map(
      (await orm.select().from(tables.completion)).map(({ id, text }) => [id, text]),
    );
    const rows = await orm.select().from(tables.embedding).orderBy(asc(tables.embedding.completionId));
    return Object.fromEntries(
      rows.map((row) => [completions.get(row.completionId), [...toFloat32(row.vector)]]),
    );
  }

  it("asks in batches and puts each vector to its own completion, whatever the order of the answer", async () => {
    const settings = FetchSettings.parse(embeddings({ endpointId: one.endpoints["red"], batchSize: 4 }));
    const { campaignId } = one;
    expect(await previewFetch(one.lead, { campaignId, settings })).toMatchObject({
      completions: 10,
      requests: 3,
    });
    expect(await one.fetch(embeddings({ batchSize: 4 }))).toMatchObject({ scored: 10, failed: 0 });
    expect(one.mock.requests.map((request) => request.texts.length).sort((a, b) => a - b)).toEqual([2, 4, 4]);
    const stored = await vectors();
    expect(Object.keys(stored)).toHaveLength(10);
    for (const [text, vector] of Object.entries(stored)) expect(vector).toEqual(embedText(text));
    expect(await rank({ ...one.lead }, await withMetric("embedding-distance"))).toMatch(/^rnk_/);
  });

  async function withMetric(metric: string): Promise<string> {
    const { tables } = test.database;
    await test.database.transaction((tx) => tx.orm.update(tables.campaign).set({ metric }));
    return one.campaignId;
  }

  it("fetches only what is not there, and refuses vectors of another length by name", async () => {
    const rows = makeRows({ prompts: 5, completion });
    await importRows(one.lead, one.campaignId, [{ ...rows[0], embedding: [1, 2, 3] }, ...rows.slice(1)]);
    one.mock.embed = (text) => (text === "green" ? [1, 2] : [text.length, 1, 2]);
    const view = await one.fetch(embeddings());
    expect(view).toMatchObject({ scored: 8, failed: 1 });
    expect(view!.reasons[0]!.reason).toMatch(/has 2 numbers where this campaign's embeddings have 3/);
    expect(texts()).toHaveLength(9);
    expect((await vectors())["red"]).toEqual([1, 2, 3]);
    one.mock.embed = () => [1, 2];
    const again = await one.fetch(embeddings());
    expect(again!.job).toMatchObject({ state: "failed", error: expect.stringMatching(/has 2 numbers/) });
    expect(Object.keys(await vectors())).toHaveLength(9);
  });

  it("asks for no vector twice when it is killed half-way and taken up again", async () => {
    one.mock.trouble = (_, count) => (count > 3 ? "stall" : undefined);
    const jobId = await one.start(embeddings({ batchSize: 1, concurrency: 2, timeoutSeconds: 600 }));
    const dead = { wait: () => new Promise<void>(() => {}), random: () => 0.5 };
    void fetchValues(dead, one.lead, (await takeJob(one.lead, jobId))!, async () => {});
    await expect.poll(() => one.mock.stalled, { interval: 5 }).toBe(2);
    const stored = Object.keys(await vectors());
    expect(stored).toHaveLength(3);
    one.mock.trouble = () => undefined;
    one.mock.requests.length = 0;
    test.advance(minute);
    await one.run(jobId);
    expect(texts()).toHaveLength(7);
    expect(texts().filter((text) => stored.includes(text))).toEqual([]);
    expect(Object.keys(await vectors())).toHaveLength(10);
  });

  it("halves a batch that is refused until only the one to blame is left", async () => {
    one.mock.trouble = (request) =>
      request.texts.includes(completion(3, "red"))
        ? { status: 400, body: '{"error": "too long"}' }
        : undefined;
    const view = await one.fetch(embeddings());
    expect(view).toMatchObject({
      scored: 9,
      failed: 1,
      reasons: [{ example: { promptId: "p3", model: "red" } }],
    });
    expect(view!.reasons[0]!.reason).toMatch(/answered 400: too long/);
    expect(Object.keys(await vectors())).toHaveLength(9);
  });

  it.each<[string, MockTrouble, RegExp]>([
    ["fewer vectors than texts", { answer: { data: [] } }, /0 embeddings for 1 texts/],
    ["no list", { answer: {} }, /no list data/],
    ["an index out of place", { answer: { data: [{ index: 7, embedding: [1] }] } }, /index 7/],
    [
      "a hole",
      { answer: { data: [{ index: 0, embedding: [1, null, 1] }] } },
      /embedding\[1\]: expected a number, got null/,
    ],
    ["zeros", { answer: { data: [{ index: 0, embedding: [0, 0, 0] }] } }, /only zeros/],
    ["no JSON", { answer: "{" }, /not JSON/],
    ["a stop in the middle", "cut", /the connection failed/],
    ["silence", "stall", /no answer within 0.4/],
  ])("names the completion that the answer has %s for", async (_, trouble, reason) => {
    const bad = completion(2, "green");
    one.mock.trouble = (request) => (request.texts.includes(bad) ? trouble : undefined);
    const view = await one.fetch(
      embeddings({ batchSize: 1, attempts: 2, timeoutSeconds: trouble === "stall" ? 0.4 : 60 }),
    );
    expect(view).toMatchObject({
      scored: 9,
      failed: 1,
      reasons: [{ example: { promptId: "p2", model: "green" } }],
    });
    expect(view!.reasons[0]!.reason).toMatch(reason);
  });

  it("names two answers under one index, and an empty completion", async () => {
    const empty = await createFetchCampaign(test, {
      completion: (prompt, model) => (prompt === 0 ? "" : model),
    });
    let first = true;
    empty.mock.trouble = () => {
      const isFirst = first;
      first = false;
      const data = Array.from({ length: 4 }, () => ({ index: 0, embedding: [1] }));
      return isFirst ? { answer: { data } } : undefined;
    };
    const view = await empty.fetch(embeddings());
    expect(view).toMatchObject({ scored: 4, failed: 2, reasons: [{ completions: 2 }] });
    expect(view!.reasons[0]!.reason).toMatch(/is empty: there is nothing to embed/);
    await empty.mock.stop();
  });
});
