import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { updateCampaign } from "../campaign/update-campaign";
import { createRandom } from "../core/sampling/random";
import { loadStrata } from "../ranking/load-strata";
import { createFetchCampaign, type FetchCampaign } from "../testing/fetch-campaign";
import type { MockModel } from "../testing/mock-endpoint";
import { rank } from "../testing/test-campaign";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";

/** Two models whose every probability is known: the next letter depends on the letter before it. */
const letters = ["a", "b", "c"] as const;
type Chain = Record<string, readonly number[]>;
const chains: Record<string, Chain> = {
  red: { start: [0.5, 0.25, 0.25], a: [0.7, 0.2, 0.1], b: [0.1, 0.6, 0.3], c: [0.25, 0.25, 0.5] },
  green: { start: [0.2, 0.4, 0.4], a: [0.4, 0.4, 0.2], b: [0.3, 0.3, 0.4], c: [0.1, 0.5, 0.4] },
};
const length = 30;
const prompts = 120;

const after = (chain: Chain, before: string | undefined) => chain[before ?? ""] ?? chain["start"]!;

function modelOf(chain: Chain): MockModel {
  const next = (before: readonly string[]) => after(chain, before.at(-1));
  return {
    tokenize: (text) => text.match(/[A-Z][a-z]+| \S+|\n+|[a-c]/g) ?? [],
    next: (before) => letters.map((letter, i) => [letter, Math.log(next(before)[i]!)]),
    logprob: (token, before) => Math.log(next(before)[letters.indexOf(token as "a")] ?? 0.5),
  };
}

function write(prompt: number, model: string): string {
  const random = createRandom(`${model}/${prompt}`);
  let text = "";
  while (text.length < length) {
    const [a, b] = after(chains[model]!, text.at(-1));
    const u = random.next();
    text += u < a! ? "a" : u < a! + b! ? "b" : "c";
  }
  return text;
}

const kl = (p: readonly number[], q: readonly number[]) =>
  p.reduce((sum, mass, i) => sum + mass * Math.log(mass / q[i]!), 0);

/** KL per token between the models' texts of this length, exactly: over where the author may be at each step. */
function exactKl(author: Chain, other: Chain): number {
  let places: Record<string, number> = { start: 1 };
  let sum = 0;
  for (let step = 0; step < length; step++) {
    const following: Record<string, number> = { a: 0, b: 0, c: 0 };
    for (const [place, mass] of Object.entries(places)) {
      sum += mass * kl(author[place]!, other[place]!);
      for (const [i, letter] of letters.entries()) following[letter]! += mass * author[place]![i]!;
    }
    places = following;
  }
  return sum / length;
}

let test: TestDatabase;
let one: FetchCampaign;
beforeEach(async () => {
  test = await createTestDatabase();
  one = await createFetchCampaign(test, { prompts, completion: write });
  for (const [name, chain] of Object.entries(chains)) one.mock.models.set(name, modelOf(chain));
});
afterEach(async () => {
  await one.mock.stop();
  await test.drop();
});

/** Utility and the two texts of every comparison, ranked by this metric. */
async function rankBy(metric: string) {
  const { orm, tables } = test.database;
  await updateCampaign(one.lead, { campaignId: one.campaignId, settings: { metric } });
  const rankingId = await rank(one.lead, one.campaignId);
  const [ranking] = await orm.select().from(tables.ranking).where(eq(tables.ranking.id, rankingId));
  const [stratum] = await loadStrata(test.database, ranking!);
  const texts = new Map((await orm.select().from(tables.completion)).map(({ id, text }) => [id, text]));
  const comparisons = new Map((await orm.select().from(tables.comparison)).map((row) => [row.id, row]));
  return [...stratum!.utilities].map((utility, i) => {
    const { completionAId, completionBId } = comparisons.get(stratum!.comparisonIds[i]!)!;
    return { utility, texts: [texts.get(completionAId)!, texts.get(completionBId)!] };
  });
}

it("ranks by fetched log-probabilities: cross-scored KL agrees with the exact one, top-k KL is it", async () => {
  expect(await one.fetch({ topK: 3, concurrency: 8 })).toMatchObject({ scored: 2 * prompts, failed: 0 });
  const [red, green] = [chains["red"]!, chains["green"]!];

  const values = (await rankBy("kl-cross-scored")).map(({ utility }) => utility);
  const mean = values.reduce((sum, value) => sum + value, 0) / prompts;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (prompts - 1);
  const exact = (exactKl(red, green) + exactKl(green, red)) / 2;
  expect(exact).toBeGreaterThan(0.1);
  expect(Math.abs(mean - exact)).toBeLessThan(3 * Math.sqrt(variance / prompts));

  const divergence = (before: string | undefined) => {
    const [p, q] = [after(red, before), after(green, before)];
    return (kl(p, q) + kl(q, p)) / 2;
  };
  for (const { utility, texts } of await rankBy("kl-top-k")) {
    const places = texts.flatMap((text) => [...text].map((_, i) => divergence(text[i - 1])));
    const wanted = places.reduce((sum, value) => sum + value, 0) / places.length;
    // The bucket for the rest holds at least 1e-6.
    expect(utility).toBeCloseTo(wanted, 4);
  }
});
