import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { type Database, openDatabase } from "@/db/client";
import { createRandom } from "@/server/core/sampling/random";
import { utilityRanks } from "@/server/core/sampling/utility-ranks";
import { presetWeights, weightPresets } from "@/server/core/sampling/utility-weights";
import { systemClock } from "../clock";
import { arrangeStratum } from "../draw/arrange-stratum";
import { type DrawPlan, drawRows } from "../draw/draw-plan";
import { newId } from "../ids";
import { toBytes } from "../ranking/arrays";

const models = 20;
const pairs = (models * (models - 1)) / 2;
const prompts = 5_300;
/** Of each pair's 5,300 comparisons, all of them judged once. */
const drawn = 5_264;
const annotators = 50;
const languages = ["de", "en", "tr"];
const controlShare = 0.15;

/** 1,000,160. */
export const judgedForReport = drawn * pairs;

/** A closed campaign of 20 models, 5,300 prompts in three languages and about 1,000,000 judgments, in a new file. */
export async function createReportDatabase(
  path: string,
): Promise<{ database: Database; campaignId: string }> {
  const migrations = join(process.cwd(), "db", "migrations");
  const database = await openDatabase(path, { migrations });
  const ids = { campaignId: newId("cmp"), rankingId: newId("rnk"), now: systemClock() };
  await addCampaign(database, ids);
  const client = new Sqlite(path);
  client.pragma("synchronous = OFF");
  client.pragma("cache_size = -262144");
  client.transaction(() => fill(client, ids))();
  client.pragma("wal_checkpoint(TRUNCATE)");
  client.close();
  return { database, campaignId: ids.campaignId };
}

interface Ids {
  campaignId: string;
  rankingId: string;
  now: number;
}

async function addCampaign(database: Database, { campaignId, rankingId, now }: Ids): Promise<void> {
  const order = {
    metric: "random",
    mode: "measure",
    preset: "balanced",
    routing: "none",
    controlShare,
  } as const;
  await database.transaction(async ({ orm, tables }) => {
    await orm.insert(tables.campaign).values({
      ...order,
      id: campaignId,
      name: "Report bench",
      state: "closed",
      seed: "bench",
      outcomes: "four",
      judgmentsPerComparison: 1,
      budget: judgedForReport,
      budgetAtLaunch: judgedForReport,
      promptOncePerAnnotator: false,
      adoptImported: false,
      leaseSeconds: 600,
      guidelines: "",
      rankingId,
      createdAt: now,
      launchedAt: now,
    });
    await orm.insert(tables.ranking).values({
      ...order,
      id: rankingId,
      campaignId,
      metricVersion: 1,
      ...weightPresets[order.preset],
      seed: "bench",
      poolSize: prompts * pairs,
      unscored: 0,
      importIds: ["imp_bench"],
      createdAt: now,
    });
  });
}

/** Rows straight into the tables: this measures the report, not the import, the launch or the queue. */
function fill(client: Sqlite.Database, ids: Ids): void {
  const { campaignId, now } = ids;
  const run = (statement: string, values: object) => client.prepare(statement).run(values);
  const of = { campaignId, now, models, prompts };
  run(
    `insert into import (id, campaign_id, file_name, state, created_at, heartbeat_at, published_at) values ('imp_bench', @campaignId, 'bench', 'published', @now, @now, @now)`,
    of,
  );
  const each = (name: string, limit: string) =>
    `with recursive ${name}(i) as (select 1 union all select i + 1 from ${name} where i < ${limit})`;
  run(
    `${each("m", "@models")} insert into model (id, campaign_id, import_id, name) select i, @campaignId, 'imp_bench', 'model-' || printf('%02d', i) from m`,
    of,
  );
  const language = `case i % 3 when 0 then '${languages[0]}' when 1 then '${languages[1]}' else '${languages[2]}' end`;
  run(
    `${each("p", "@prompts")} insert into prompt (id, campaign_id, import_id, external_id, text, language) select i, @campaignId, 'imp_bench', 'p' || i, 'Prompt number ' || i, ${language} from p`,
    of,
  );
  run(
    `${each("c", "@prompts * @models")} insert into completion (id, import_id, prompt_id, model_id, sample, text) select i, 'imp_bench', (i - 1) / @models + 1, (i - 1) % @models + 1, 0, 'A completion of some words would stand here; ' || i from c`,
    of,
  );
  const chosen = Array.from({ length: models }, (_, b) =>
    Array.from({ length: b }, (_, a) => [a, b] as const),
  );
  const addPair = client.prepare(
    "insert into model_pair (id, campaign_id, model_a_id, model_b_id) values (?, ?, ?, ?)",
  );
  const plans = chosen.flat().map(([a, b], h) => {
    addPair.run(h + 1, campaignId, a + 1, b + 1);
    return { a, b, plan: addStratum(client, ids, h) };
  });
  addComparisons(client, campaignId, plans);
  addJudgments(client, ids, plans);
}

/** Comparisons are numbered prompt by prompt, as a pool is built. */
function comparisonOf(prompt: number, h: number): number {
  return prompt * pairs + h + 1;
}

function addStratum(client: Sqlite.Database, { campaignId, rankingId }: Ids, h: number): DrawPlan {
  const random = createRandom(`bench/${h}`);
  const utilities = Float64Array.from({ length: prompts }, () => random.next());
  const ranks = utilityRanks(utilities, random);
  const weights = presetWeights("balanced", { ranks, utilities });
  const comparisonIds = Int32Array.from({ length: prompts }, (_, prompt) => comparisonOf(prompt, h));
  const stratumId = h + 1;
  client
    .prepare(
      "insert into stratum (id, ranking_id, campaign_id, pair_id, routing_group, size, comparison_ids, utilities, ranks, weights) values (?, ?, ?, ?, 'all', ?, ?, ?, ?, ?)",
    )
    .run(
      stratumId,
      rankingId,
      campaignId,
      h + 1,
      prompts,
      ...[comparisonIds, utilities, ranks, weights].map(toBytes),
    );
  client
    .prepare(
      "insert into draw_sequence (stratum_id, campaign_id, routing_group, size, planned, opened) values (?, ?, 'all', ?, ?, ?)",
    )
    .run(stratumId, campaignId, prompts, drawn, drawn);
  const stratum = { stratumId, comparisonIds, utilities, ranks, weights, arms: [] };
  const plan = arrangeStratum({ stratum, mode: "measure", controlShare, armNames: [], seed: `bench/${h}` });
  const addDraw = client.prepare(
    "insert into draw (stratum_id, number, comparison_id, arm, control_coin, control_used, q, largest_inverse, rank, control_place) values (@stratumId, @number, @comparisonId, @arm, @coin, @controlUsed, @q, @largestInverse, @rank, @controlPlace)",
  );
  for (const row of drawRows(plan, 0, prompts)) addDraw.run({ ...row, coin: row.controlCoin ? 1 : 0 });
  return plan;
}

interface PairPlan {
  a: number;
  b: number;
  plan: DrawPlan;
}

function addComparisons(client: Sqlite.Database, campaignId: string, plans: readonly PairPlan[]): void {
  const add = client.prepare(
    "insert into comparison (id, campaign_id, pair_id, prompt_id, completion_a_id, completion_b_id) values (?, ?, ?, ?, ?, ?)",
  );
  for (let prompt = 0; prompt < prompts; prompt++) {
    for (const [h, { a, b }] of plans.entries()) {
      const first = prompt * models + 1;
      add.run(comparisonOf(prompt, h), campaignId, h + 1, prompt + 1, first + a, first + b);
    }
  }
}

/** One judgment for each drawn comparison; the pairs take turns, and models with a higher number are better. */
function addJudgments(client: Sqlite.Database, { campaignId, now }: Ids, plans: readonly PairPlan[]): void {
  const random = createRandom("bench/judgments");
  const addStatus = client.prepare(
    "insert into comparison_status (comparison_id, campaign_id, stratum_id, routing_group, prompt_id, draw_number, opening_number, state, judgment_count, opened_at, settled_at) values (?, ?, ?, 'all', ?, ?, ?, 'closed', 1, ?, ?)",
  );
  const addJudgment = client.prepare(
    "insert into judgment (campaign_id, comparison_id, outcome, source, purpose, member_id, task_id, presented_side, duration_ms, client_key, body_hash, created_at) values (?, ?, ?, 'live', 'main', ?, ?, ?, ?, ?, '', ?)",
  );
  const members = Array.from({ length: annotators }, (_, i) => `mem_${String(i).padStart(20, "0")}`);
  let number = 0;
  for (let t = 0; t < drawn; t++) {
    for (const [h, { a, b, plan }] of plans.entries()) {
      number++;
      const id = plan.comparisonIds[t]!;
      addStatus.run(id, campaignId, h + 1, Math.floor((id - 1) / pairs) + 1, t + 1, number, now, now);
      const winA = 1 / (1 + Math.exp((3 * (b - a)) / models));
      const tied = random.next() < 0.25;
      const outcome = tied
        ? ["both_good", "both_bad"][random.below(2)]
        : random.next() < winA
          ? "model_a"
          : "model_b";
      const member = members[random.below(annotators)];
      const side = random.below(2) === 0 ? "a_left" : "b_left";
      const key = `${number.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`;
      addJudgment.run(
        campaignId,
        id,
        outcome,
        member,
        `tsk_${number}`,
        side,
        2_000 + random.below(30_000),
        key,
        now,
      );
    }
  }
}
