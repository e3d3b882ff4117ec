import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { openDatabase } from "@/db/client";
import { systemClock } from "../clock";
import { newId } from "../ids";
import { addUser } from "../session/add-user";
import { addSignInLink } from "../session/sign-in-link";

export const queued = 1_000_000;
export const judgedBefore = 20_000;

export interface Annotator {
  memberId: string;
  token: string;
}

export interface QueueDatabase {
  campaignId: string;
  /** Annotators who have judged nothing yet. */
  fresh: Annotator[];
  /** Annotators who have judged 20,000 comparisons each. */
  veterans: Annotator[];
}

/**
 * A live campaign of 1,000,000 queued comparisons (250,000 prompts, 4 of 6 model pairs each), and veterans with 20,000
 * judgments behind them. Rows are written straight into the tables: this measures the queue, not the import.
 */
export async function createQueueDatabase(
  path: string,
  people: { fresh: number; veterans: number },
): Promise<QueueDatabase> {
  const migrations = join(process.cwd(), "db", "migrations");
  const database = await openDatabase(path, { migrations });
  const campaignId = newId("cmp");
  const now = systemClock();
  const annotators = await database.transaction(async (tx) => {
    await tx.orm.insert(tx.tables.campaign).values({
      id: campaignId,
      name: "Queue bench",
      state: "live",
      mode: "measure",
      metric: "random",
      preset: "balanced",
      controlShare: 0.15,
      routing: "none",
      seed: "bench",
      outcomes: "four",
      judgmentsPerComparison: 1,
      promptOncePerAnnotator: true,
      adoptImported: false,
      leaseSeconds: 600,
      guidelines: "",
      createdAt: now,
    });
    const added: Annotator[] = [];
    for (let i = 0; i < people.fresh + people.veterans; i++) {
      const memberId = newId("mem");
      const userId = await addUser(tx, { name: `Annotator ${i}`, role: "annotator", now });
      const { token } = await addSignInLink(tx, { userId, campaignId, now });
      await tx.orm
        .insert(tx.tables.member)
        .values({ id: memberId, campaignId, userId, role: "annotator", createdAt: now });
      added.push({ memberId, token });
    }
    return added;
  });
  await database.close();
  const [veterans, fresh] = [annotators.slice(0, people.veterans), annotators.slice(people.veterans)];
  fill(
    path,
    campaignId,
    veterans.map(({ memberId }) => memberId),
    now,
  );
  return { campaignId, fresh, veterans };
}

/** Prompts, completions, comparisons and draws by SQL, so that a million take seconds. */
function fill(path: string, campaignId: string, veterans: string[], now: number): void {
  const client = new Sqlite(path);
  client.pragma("synchronous = OFF");
  const values = { campaignId, now, queued, prompts: queued / 4, closed: judgedBefore * veterans.length };
  const run = (statement: string, more = {}) => client.prepare(statement).run({ ...values, ...more });
  const count = (name: string, limit: string) =>
    `with recursive ${name}(i) as (select 1 union all select i + 1 from ${name} where i < ${limit})`;
  const text = "'A completion of some forty words would stand here; ' || ";
  client.transaction(() => {
    run(
      `insert into import (id, campaign_id, file_name, state, created_at, heartbeat_at) values ('imp_bench', @campaignId, 'bench', 'published', @now, @now)`,
    );
    for (const model of [1, 2, 3, 4]) {
      run(
        `insert into model (id, campaign_id, import_id, name) values (@model, @campaignId, 'imp_bench', 'model-' || @model)`,
        { model },
      );
    }
    const pairs = [
      [1, 2],
      [3, 4],
      [1, 3],
      [2, 4],
    ];
    for (const [i, [a, b]] of pairs.entries()) {
      run(
        `insert into model_pair (id, campaign_id, model_a_id, model_b_id) values (@pair, @campaignId, @a, @b)`,
        { pair: i + 1, a, b },
      );
    }
    run(
      `${count("p", "@prompts")} insert into prompt (id, campaign_id, import_id, external_id, text) select i, @campaignId, 'imp_bench', 'p' || i, 'Prompt number ' || i from p`,
    );
    run(
      `${count("c", "@queued")} insert into completion (id, import_id, prompt_id, model_id, sample, text) select i, 'imp_bench', (i - 1) / 4 + 1, (i - 1) % 4 + 1, 0, ${text} i from c`,
    );
    // Every pair draws the prompts that are left in an order of its own, as rankings do: a person meets a prompt once.
    const drawn =
      "case when i <= @closed / 4 then i - 1 else @closed / 4 + (i - 1 - @closed / 4 + @ahead) % (@prompts - @closed / 4) end";
    for (const [i, [a, b]] of pairs.entries()) {
      run(
        `${count("p", "@prompts")} insert into comparison (id, campaign_id, pair_id, prompt_id, completion_a_id, completion_b_id) select (i - 1) * 4 + @pair, @campaignId, @pair, i, (i - 1) * 4 + @a, (i - 1) * 4 + @b from p`,
        { pair: i + 1, a, b },
      );
      run(
        `insert into draw_sequence (stratum_id, campaign_id, routing_group, size, planned, opened) values (@pair, @campaignId, 'all', @prompts, @prompts, @closed / 4)`,
        { pair: i + 1 },
      );
      run(
        `${count("p", "@prompts")} insert into draw (stratum_id, number, comparison_id, arm, control_coin, control_used, q, largest_inverse, rank, control_place) select @pair, i, (${drawn}) * 4 + @pair, 'ranked', 0, 0, 1.0 / (@prompts - i + 1), 1, 0.5, i from p`,
        { pair: i + 1, ahead: (i * values.prompts) / pairs.length },
      );
    }
    for (const [i, memberId] of veterans.entries()) addVeteran(run, count, memberId, i);
    run(
      `insert into comparison_status (comparison_id, campaign_id, stratum_id, routing_group, prompt_id, draw_number, opening_number, state, judgment_count, skip_count, opened_at, settled_at)
       select comparison_id, @campaignId, (comparison_id - 1) % 4 + 1, 'all', prompt_id, prompt_id, comparison_id, 'closed', 1, 0, @now, @now from task`,
    );
  })();
  client.pragma("wal_checkpoint(TRUNCATE)");
  client.close();
}

function addVeteran(
  run: (statement: string, more: object) => unknown,
  count: (name: string, limit: string) => string,
  memberId: string,
  place: number,
): void {
  const more = { memberId, first: place * judgedBefore, judgedBefore };
  run(
    `${count("j", "@judgedBefore")} insert into task (id, campaign_id, comparison_id, prompt_id, member_id, presented_side, state, leased_at, lease_expires_at)
     select 'tsk_' || (@first + i), @campaignId, @first + i, (@first + i - 1) / 4 + 1, @memberId, 'a_left', 'judged', @now, @now from j`,
    more,
  );
  run(
    `${count("j", "@judgedBefore")} insert into judgment (campaign_id, comparison_id, outcome, source, purpose, member_id, task_id, presented_side, duration_ms, client_key, body_hash, created_at)
     select @campaignId, @first + i, 'model_a', 'live', 'main', @memberId, 'tsk_' || (@first + i), 'a_left', 1000, 'key-' || i, '', @now from j`,
    more,
  );
  run(`update member set judgment_count = @judgedBefore where id = @memberId`, more);
}
