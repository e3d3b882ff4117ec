import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { extendCampaign } from "../campaign/extend-campaign";
import { getCampaign } from "../campaign/get-campaign";
import { getProgress } from "../campaign/get-progress";
import { updateCampaign } from "../campaign/update-campaign";
import { second } from "../clock";
import { explainComparison } from "../comparison/explain-comparison";
import { listQueue } from "../comparison/list-queue";
import { ListQueueInput } from "../comparison/schemas";
import { type PairTally, pairAllocation, pickByChance } from "../core/rating/pair-allocation";
import { createRandom } from "../core/sampling/random";
import type { Decision } from "../judgment/schemas";
import { removeMember } from "../member/remove-member";
import { computeReport } from "../report/compute-report";
import { type ExportedRows, exportDraws, exportJudgments } from "../report/export-rows";
import { loadReportInput } from "../report/load-report-input";
import { type ExportedDraw, type ExportedJudgment, recomputeFromExports } from "../report/recompute";
import { deskOf, reasonOf } from "../testing/annotator-desk";
import { findContradictions, type Ledger, readLedger } from "../testing/ledger";
import { refusal } from "../testing/refusal";
import {
  type CampaignOptions,
  createTestCampaign,
  makeRows,
  type TestCampaign,
  type TestPerson,
} from "../testing/test-campaign";
import { createTestDatabase, dialects, type TestDatabase } from "../testing/test-database";

const models = ["red", "green", "blue"];
const rules = {
  judgmentsPerComparison: 1,
  promptOncePerAnnotator: false,
  pairAllocation: "uncertain",
} as const;

const ascending = (numbers: Iterable<number>) => [...numbers].sort((one, other) => one - other);

async function rowsOf<Row>({ chunks }: ExportedRows): Promise<Row[]> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

describe.each(dialects)("judging the uncertain pairs on %s", { timeout: 60_000 }, (dialect) => {
  let test: TestDatabase;
  beforeEach(async () => {
    test = await createTestDatabase(dialect);
  });
  afterEach(() => test.drop());

  const create = (options: CampaignOptions) => createTestCampaign(test, { models, ...rules, ...options });
  const ledgerOf = ({ campaignId }: TestCampaign) => readLedger(test.database, campaignId);

  /** The model before "text" in a completion of `makeRows`. */
  const modelOf = (text: string) => text.split(" ")[0]!;

  /** Judges up to so many: red always wins over green, every other pair is won in turns. */
  async function judge(person: TestPerson, times: number): Promise<number> {
    const desk = deskOf(person);
    for (let i = 0; i < times; i++) {
      test.advance(second);
      const next = await desk.next();
      if (next.kind === "waiting") return i;
      const { taskId, left, right } = next.tasks[0]!;
      const sides = [modelOf(left), modelOf(right)];
      const isSure = sides.includes("red") && sides.includes("green");
      const decision: Decision = isSure
        ? sides[0] === "red"
          ? "left"
          : "right"
        : (["left", "right"] as const)[i % 2]!;
      await desk.submit(taskId, decision);
    }
    return times;
  }

  const pairsOf = async ({ campaignId, lead }: TestCampaign) =>
    new Map(
      (await getProgress(lead.context, campaignId)).strata.map(({ stratumId, modelA, modelB }) => [
        stratumId,
        [modelA, modelB].sort().join(),
      ]),
    );

  /** What each opening's probability should have been, by the judgments that stood when it was made. */
  function replay(ledger: Ledger, pairOf: ReadonlyMap<number, string>, sizes: ReadonlyMap<string, number>) {
    const pairs = [...new Set(pairOf.values())];
    const stratumOf = new Map(ledger.statuses.map((row) => [row.comparisonId, row.stratumId]));
    return ledger.statuses.map(({ openingNumber, openedAt }, place) => {
      const spentOn = (pair: string) =>
        ledger.statuses.slice(0, place).filter((row) => pairOf.get(row.stratumId) === pair).length;
      const left = pairs.filter((pair) => spentOn(pair) < sizes.get(pair)!);
      const tallies = left.map((pair): PairTally => {
        const own = ledger.judgments.filter(
          (row) => row.createdAt <= openedAt && pairOf.get(stratumOf.get(row.comparisonId!)!) === pair,
        );
        const wins = own.filter(({ outcome }) => outcome === "model_a").length;
        const losses = own.filter(({ outcome }) => outcome === "model_b").length;
        return { wins, losses, ties: own.length - wins - losses, spent: spentOn(pair) };
      });
      const { probabilities } = pairAllocation(tallies);
      const chance = createRandom(`seed-1/pair/${openingNumber}`).next();
      const picked = pickByChance(probabilities, chance);
      return { pair: left[picked], probability: probabilities[picked] };
    });
  }

  it("spends fewer on a pair that is certain, and records the chance of every opening", async () => {
    const campaign = await create({ prompts: 80, budget: 120, annotators: 1 });
    expect(await judge(campaign.annotators[0]!, 200)).toBe(120);
    expect(reasonOf(await deskOf(campaign.annotators[0]!).next())).toBe("all_done");
    const ledger = await ledgerOf(campaign);
    expect(findContradictions(ledger, rules)).toEqual([]);
    const pairOf = await pairsOf(campaign);
    const sizes = new Map([...pairOf.values()].map((pair) => [pair, 80]));
    const expected = replay(ledger, pairOf, sizes);
    for (const [place, { stratumId, openingProbability }] of ledger.statuses.entries()) {
      expect(pairOf.get(stratumId)).toBe(expected[place]!.pair);
      expect(openingProbability).toBeCloseTo(expected[place]!.probability!, 12);
    }
    const openedOf = (pair: string) =>
      ledger.sequences.find(({ stratumId }) => pairOf.get(stratumId) === pair)!.opened;
    expect(openedOf("green,red")).toBeLessThan(0.75 * openedOf("blue,red"));
    expect(openedOf("green,red")).toBeLessThan(0.75 * openedOf("blue,green"));
    // The floor keeps it alive: a third of a tenth at least.
    expect(openedOf("green,red")).toBeGreaterThan(4);
  });

  it("goes on with the others where a pair's pool is used up, to the last comparison", async () => {
    const few = makeRows({ prompts: 25, models }).filter((row) => {
      const { model, prompt_id } = row as { model: string; prompt_id: string };
      return model !== "blue" || Number(prompt_id.slice(1)) < 3;
    });
    const campaign = await create({ rows: few, annotators: 2 });
    const [ana, ben] = campaign.annotators;
    await Promise.all([judge(ana!, 15), judge(ben!, 15)]);
    await judge(ana!, 100);
    const ledger = await ledgerOf(campaign);
    expect(findContradictions(ledger, rules)).toEqual([]);
    expect(ledger.sequences.map(({ opened, size }) => [opened, size])).toEqual(
      ledger.sequences.map(({ size }) => [size, size]),
    );
    expect(ledger.statuses.at(-1)!.openingProbability).toBe(1);
    expect(ledger.statuses).toHaveLength(31);
  });

  it("keeps its counts when judgments are taken back or their author is removed", async () => {
    const campaign = await create({ prompts: 20, annotators: 3 });
    const [ana, ben, eva] = campaign.annotators;
    for (const person of [ana!, ben!, eva!]) await judge(person, 7);
    await deskOf(ana!).undo();
    await deskOf(eva!).undo();
    await removeMember(campaign.lead.context, {
      campaignId: campaign.campaignId,
      memberId: ben!.memberId,
      withdrawJudgments: true,
    });
    const ledger = await ledgerOf(campaign);
    expect(ledger.standing).toHaveLength(12);
    expect(findContradictions(ledger, rules)).toEqual([]);
    expect(ledger.sequences.reduce((sum, { wins, losses, ties }) => sum + wins + losses + ties, 0)).toBe(12);
  });

  it("counts adopted judgments, so that what an import says decides from the first opening on", async () => {
    const pairs = Array.from({ length: 40 }, (_, i) =>
      [
        ["red", "green"],
        ["red", "blue"],
        ["green", "blue"],
      ].map(([a, b]) => ({
        prompt_id: `p${i}`,
        prompt: `Prompt ${i}`,
        model_a: a,
        model_b: b,
        completion_a: `${a} text ${i}`,
        completion_b: `${b} text ${i}`,
        judgments: [{ annotator: "old", outcome: a === "red" && b === "green" ? "model_a" : "tie" }],
      })),
    ).flat();
    const campaign = await create({
      rows: pairs,
      adoptImported: true,
      outcomes: "three",
      judgmentsPerComparison: 2,
      annotators: 1,
    });
    const ledger = await ledgerOf(campaign);
    expect(ledger.statuses).toHaveLength(20);
    expect(findContradictions(ledger, { ...rules, judgmentsPerComparison: 2 })).toEqual([]);
    expect(ledger.sequences.reduce((sum, { wins, losses, ties }) => sum + wins + losses + ties, 0)).toBe(20);
  });

  it("works by language, each group with its own open set and all with one budget", async () => {
    const campaign = await create({
      prompts: 60,
      languages: ["en", "es"],
      routing: "language",
      budget: 100,
    });
    const { campaignId, lead } = campaign;
    const openOf = async (group: string) =>
      (await ledgerOf(campaign)).statuses.filter(
        ({ state, routingGroup }) => state === "open" && routingGroup === group,
      ).length;
    expect([await openOf("en"), await openOf("es")]).toEqual([20, 20]);
    const ana = await campaign.invite({ languages: ["en"] });
    // The Spanish ones that are open keep their part of the budget.
    expect(await judge(ana, 200)).toBe(80);
    expect(reasonOf(await deskOf(ana).next())).toBe("all_done");
    const ben = await campaign.invite({ name: "Ben", languages: ["es"] });
    expect(await judge(ben, 200)).toBe(20);
    expect(findContradictions(await ledgerOf(campaign), rules)).toEqual([]);
    expect((await getProgress(lead.context, campaignId)).planned).toBe(100);
    await extendCampaign(lead.context, { campaignId, budget: 110 });
    // Within a pair its languages are judged evenly, and the Spanish part is behind.
    expect([await judge(ana, 200), await judge(ben, 200)]).toEqual([0, 10]);
  });

  it("lists what may still come, and says how far a comparison is", async () => {
    const campaign = await create({ prompts: 30, budget: 45, annotators: 1 });
    const { campaignId, lead } = campaign;
    const queue = await listQueue(lead.context, ListQueueInput.parse({ campaignId, limit: 200 }));
    // 20 are open; any pair may take all of the 25 that are left, as far as it has them.
    const planned = queue.rows.filter(({ state }) => state === "planned");
    const ledger = await ledgerOf(campaign);
    expect(planned).toHaveLength(
      ledger.sequences.reduce((sum, { opened, size }) => sum + Math.min(size - opened, 25), 0),
    );
    const { sampling } = await explainComparison(lead.context, {
      campaignId,
      comparisonId: planned.at(-1)!.comparisonId,
    });
    expect(sampling).toMatchObject({ state: "planned" });
    await judge(campaign.annotators[0]!, 100);
    const after = await listQueue(lead.context, ListQueueInput.parse({ campaignId, limit: 200 }));
    expect(after.rows).toEqual([]);
  });

  it("shows the lead the chances of now, and none once the budget is spent", async () => {
    const campaign = await create({ prompts: 30, budget: 40, annotators: 1 });
    const { campaignId, lead } = campaign;
    await judge(campaign.annotators[0]!, 15);
    const { nextPairs } = await getProgress(lead.context, campaignId);
    const { sequences } = await ledgerOf(campaign);
    expect(ascending(nextPairs!.map(({ drawn }) => drawn))).toEqual(
      ascending(sequences.map(({ opened }) => opened)),
    );
    expect(nextPairs!.reduce((sum, { judgments }) => sum + judgments, 0)).toBe(15);
    const { probabilities } = pairAllocation(
      sequences.map(({ wins, losses, ties, opened }) => ({ wins, losses, ties, spent: opened })),
    );
    expect(nextPairs!.map(({ probability }) => probability)).toEqual(ascending(probabilities).reverse());
    await judge(campaign.annotators[0]!, 100);
    const done = await getProgress(lead.context, campaignId);
    expect(done.nextPairs!.map(({ probability }) => probability)).toEqual([null, null, null]);
    const even = await createTestCampaign(test, { models, prompts: 3 });
    expect((await getProgress(even.lead.context, even.campaignId)).nextPairs).toBeNull();
  });

  it("is reported with sequences, exported with its chances, and computed again from both", async () => {
    const campaign = await create({ prompts: 40, budget: 60, annotators: 1 });
    const { campaignId, lead } = campaign;
    await judge(campaign.annotators[0]!, 100);
    const input = await loadReportInput(test.database, campaignId);
    const content = computeReport(input);
    expect(content.configuration.pairAllocation).toBe("uncertain");
    expect(content.pairs.map(({ winRate }) => winRate.interval!.kind)).toEqual(
      Array.from({ length: 3 }, () => "confidence-sequence"),
    );
    expect(content.ratings!.nextPair).toMatchObject({ allocation: "uncertain", pairs: 3 });
    const file = { campaignId, format: "jsonl" } as const;
    const draws = await rowsOf<ExportedDraw>(await exportDraws(lead.context, file));
    const judgments = await rowsOf<ExportedJudgment>(await exportJudgments(lead.context, file));
    const { statuses } = await ledgerOf(campaign);
    const chances = ascending(statuses.map(({ openingProbability }) => openingProbability!));
    const exported = draws
      .filter(({ state }) => state !== "undrawn")
      .map((row) => Number(row.opening_probability));
    expect(ascending(exported)).toEqual(chances);
    expect(draws.filter(({ state }) => state === "undrawn").every((row) => !row.opening_probability)).toBe(
      true,
    );
    expect(ascending(judgments.map((row) => Number(row.opening_probability)))).toEqual(chances);
    expect(recomputeFromExports(draws, judgments, content.configuration).pairs).toEqual(content.pairs);
  });

  it("is a setting of the campaign, even by default, and fixed at launch", async () => {
    const { campaignId, lead } = await createTestCampaign(test, { models, until: "ranked" });
    expect((await getCampaign(lead.context, campaignId)).settings.pairAllocation).toBe("even");
    await updateCampaign(lead.context, { campaignId, settings: { pairAllocation: "uncertain" } });
    expect((await getCampaign(lead.context, campaignId)).settings.pairAllocation).toBe("uncertain");
    const launched = await create({ prompts: 4 });
    expect(
      await refusal(
        updateCampaign(launched.lead.context, {
          campaignId: launched.campaignId,
          settings: { pairAllocation: "even" },
        }),
      ),
    ).toBe("wrong_state");
  });
});
