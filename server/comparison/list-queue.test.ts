import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadStrata } from "../ranking/load-strata";
import { deskOf } from "../testing/annotator-desk";
import { createTestCampaign, makeRows, type TestCampaign } from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";
import { listQueue } from "./list-queue";
import { placeOfRank } from "./order-in-force";
import { ListQueueInput, type QueueRow } from "./schemas";

describe.each(dialects)("the queue on %s", (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  /** All pages of a list. */
  async function readAll(
    { lead, campaignId }: TestCampaign,
    input: Partial<ListQueueInput> = {},
  ): Promise<QueueRow[]> {
    const rows: QueueRow[] = [];
    let cursor: ListQueueInput["cursor"] = null;
    do {
      const page = await listQueue(lead.context, ListQueueInput.parse({ campaignId, ...input, cursor }));
      rows.push(...page.rows);
      cursor = page.next;
    } while (cursor);
    return rows;
  }

  const threeModels = { models: ["red", "green", "blue"], languages: ["en", "de"] };

  it("is the order of rank before launch, strata taking turns", async () => {
    const campaign = await createTestCampaign(test, {
      ...threeModels,
      prompts: 21,
      routing: "language",
      metric: "length-gap",
      until: "ranked",
    });
    const rows = await readAll(campaign, { limit: 7 });
    const { orm, tables } = test.database;
    const strata = await loadStrata(test.database, (await orm.select().from(tables.ranking))[0]!);
    expect(rows.map(({ comparisonId }) => comparisonId).sort((a, b) => a - b)).toEqual(
      strata.flatMap(({ comparisonIds }) => [...comparisonIds]).sort((a, b) => a - b),
    );
    const shares = rows.map(({ number, size }) => number / size);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    for (const { comparisonId, number, size, rank, modelA, modelB, routingGroup, state } of rows) {
      const own = strata.find((stratum) => stratum.comparisonIds.includes(comparisonId))!;
      const item = own.comparisonIds.indexOf(comparisonId);
      expect({ modelA, modelB, routingGroup, rank, size }).toEqual({
        modelA: own.modelA,
        modelB: own.modelB,
        routingGroup: own.routingGroup,
        rank: own.ranks[item],
        size: own.size,
      });
      expect(number).toBe(placeOfRank(rank, size));
      expect(state).toBe("ranked");
    }
  });

  it("is what is open and then what is planned once launched, page by page without gap or repetition", async () => {
    const campaign = await createTestCampaign(test, {
      ...threeModels,
      prompts: 30,
      metric: "length-gap",
      budget: 50,
      annotators: 1,
    });
    const desk = deskOf(campaign.annotators[0]!);
    for (let i = 0; i < 3; i++) await desk.judge("left");
    const { orm, tables } = test.database;
    const statuses = await orm
      .select()
      .from(tables.comparisonStatus)
      .orderBy(asc(tables.comparisonStatus.openingNumber));
    const rows = await readAll(campaign, { limit: 4 });
    const open = statuses.filter(({ state }) => state === "open").map(({ comparisonId }) => comparisonId);
    expect(open).toHaveLength(20);
    expect(rows.slice(0, 20).map(({ comparisonId }) => comparisonId)).toEqual(open);
    const planned = rows.slice(20);
    expect(planned).toHaveLength(50 - statuses.length);
    expect(new Set(rows.map(({ comparisonId }) => comparisonId)).size).toBe(rows.length);
    const draws = await orm.select().from(tables.draw);
    for (const row of rows) {
      const draw = draws.find(({ comparisonId }) => comparisonId === row.comparisonId)!;
      const { number, arm, q, rank } = draw;
      expect(row).toMatchObject({ number, arm, q, rank });
    }
    // The ones that would come next do come next: judging goes on and they are opened in this order.
    await desk.judge("right");
    const opened = await orm
      .select()
      .from(tables.comparisonStatus)
      .orderBy(asc(tables.comparisonStatus.openingNumber));
    expect(opened.at(-1)!.comparisonId).toBe(planned[0]!.comparisonId);
    expect(await readAll(campaign, { state: "closed" })).toHaveLength(4);
    expect(await readAll(campaign, { state: "open", limit: 3 })).toHaveLength(20);
    expect(await readAll(campaign, { state: "planned", limit: 3 })).toHaveLength(50 - opened.length);
    expect(await readAll(campaign, { state: "unjudgeable" })).toEqual([]);
  });

  it("is narrowed to a pair of models and to a slice by language, category or tag", async () => {
    const rows = makeRows({ ...threeModels, prompts: 12 }).map((row, i) => {
      const prompt = Math.floor(i / 3);
      return { ...row, category: prompt < 3 ? "code" : "chat" };
    });
    const campaign = await createTestCampaign(test, { rows, metric: "length-gap" });
    await test.database.transaction(async ({ orm, tables: { prompt } }) => {
      for (const { id, externalId } of await orm.select().from(prompt)) {
        const n = Number(externalId.slice(1));
        const metadata = { "how hard?": n < 4 ? "very" : "not", turns_count: n < 5 ? 2 : 1, long: n < 6 };
        await orm.update(prompt).set({ metadata }).where(eq(prompt.id, id));
      }
    });
    const names = async (input: Partial<ListQueueInput>) => {
      const found = await readAll(campaign, { limit: 3, ...input });
      return [...new Set(found.map(({ promptExternalId }) => Number(promptExternalId.slice(1))))].sort(
        (one, other) => one - other,
      );
    };
    const pair = await readAll(campaign, { pair: ["blue", "red"], limit: 3 });
    expect(pair).toHaveLength(12);
    for (const { modelA, modelB } of pair) expect([modelA, modelB].sort()).toEqual(["blue", "red"]);
    expect(await names({ slice: { by: "language", value: "de" } })).toEqual([1, 3, 5, 7, 9, 11]);
    expect(await names({ slice: { by: "category", value: "code" } })).toEqual([0, 1, 2]);
    expect(await names({ slice: { by: "tag", tag: "how hard?", value: "very" } })).toEqual([0, 1, 2, 3]);
    expect(await names({ slice: { by: "tag", tag: "turns_count", value: "2" } })).toEqual([0, 1, 2, 3, 4]);
    expect(await names({ slice: { by: "tag", tag: "long", value: "true" } })).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await names({ slice: { by: "tag", tag: "none", value: "2" } })).toEqual([]);
  });

  it("is empty before anything is ranked", async () => {
    const campaign = await createTestCampaign(test, { until: "imported" });
    expect(await readAll(campaign)).toEqual([]);
    const { orm, tables } = test.database;
    expect(await orm.select().from(tables.draw).where(eq(tables.draw.number, 1))).toEqual([]);
  });
});
