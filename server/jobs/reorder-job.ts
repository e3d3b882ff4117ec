import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import type { ChangeRequest } from "../draw/arrange-stratum";
import { isHeld, setHeld } from "../draw/hold-draws";
import { countDrawnWith, loadStanding } from "../draw/load-standing";
import { listSequences } from "../draw/sequence";
import { readSliceArms, sliceArmName } from "../draw/slice-arms";
import { writeDraws } from "../draw/write-draws";
import { found, TiebreakError } from "../errors";
import { campaignBasis } from "../ranking/campaign-basis";
import { stratumSeed } from "../ranking/lay-out-strata";
import { loadStrata, type RankedStratum } from "../ranking/load-strata";
import { orderMetrics } from "../ranking/metric-by-id";
import { NewOrder } from "../ranking/schemas";
import { type RankingRow, storeReplacement, type UndrawnStratum } from "../ranking/store-replacement";
import { utilitiesOf } from "../ranking/undrawn-utilities";
import { keepOpenSetFull } from "../task/open-draws";
import type { VerbContext } from "../verb-context";
import { Arranger } from "./arranger";
import { FaultWithAdvice } from "./describe-fault";
import { requireOwner } from "./job-row";
import type { JobWork, Report } from "./run-job";
import { scoreMetric } from "./score-metric";

type Job = Parameters<JobWork>[1];

/**
 * Orders anew what a launched campaign has not drawn: new weights and fresh keys for it, while what was drawn stays and
 * the control arm goes on. Openings are held while draws are replaced in short batches, and what is weighed is what was
 * undrawn when they were held. The ranking is stored under an id that follows from the job's, so that a job taken up
 * again after a crash goes on where it was and ends in the same state.
 */
export const runReorderJob: JobWork = async (context, job, report) => {
  const { database } = context;
  const rankingId = job.id.replace(/^job_/, "rnk_");
  const launched = await getLaunched(database, job.campaignId);
  if (!(await findRanking(database, rankingId)))
    await weighOrLetGo(context, { job, rankingId, launched }, report);
  else if (!(await isHeld(database, job.campaignId))) return rankingId;
  try {
    await replaceDraws(context, { job, rankingId, launched }, report);
    await release(context, job, rankingId);
  } catch (cause) {
    throw new FaultWithAdvice(
      cause,
      "No comparison is opened until this is finished: ask for a new order again.",
    );
  }
  return rankingId;
};

async function getLaunched(database: Database, campaignId: string): Promise<RankingRow> {
  const { rankingId } = await getCampaignRow(database, campaignId);
  if (!rankingId) throw new TiebreakError("wrong_state", "The campaign was not launched.");
  return found(await findRanking(database, rankingId), "ranking", rankingId);
}

async function findRanking(
  { orm, tables: { ranking } }: Database,
  rankingId: string,
): Promise<RankingRow | undefined> {
  const rows = await orm.select().from(ranking).where(eq(ranking.id, rankingId));
  return rows[0];
}

/**
 * Weighs; where that fails, lets go of the openings, also those that a process held which died before it had stored what it
 * weighed. Once the ranking is there its draws are being replaced, by whichever process, and nothing may be opened.
 */
async function weighOrLetGo(
  context: VerbContext,
  entry: { job: Job; rankingId: string; launched: RankingRow },
  report: Report,
): Promise<void> {
  const { database } = context;
  try {
    await weighUndrawn(context, entry, report);
  } catch (error) {
    if (!(await findRanking(database, entry.rankingId)))
      await database.transaction(async (tx) => {
        await requireOwner(tx, entry.job, context.clock());
        await setHeld(tx, entry.job.campaignId, false);
      });
    throw error;
  }
}

/** Scores what is missing, then holds the openings and stores the ranking of what is undrawn. */
async function weighUndrawn(
  context: VerbContext,
  { job, rankingId, launched }: { job: Job; rankingId: string; launched: RankingRow },
  report: Report,
): Promise<void> {
  const { database } = context;
  const order = NewOrder.parse(job.input);
  const basis = await campaignBasis(database, await getCampaignRow(database, job.campaignId));
  for (const { id: metric } of order.predictorId === undefined ? orderMetrics(order).metrics : [])
    await scoreMetric(context, { ...basis, metric }, report);
  await report({ done: 0, total: 0, step: "Weighing what is not drawn yet" });
  const strata = await loadStrata(database, launched);
  const inPool = new Set<number>();
  for (const { comparisonIds } of strata) for (const id of comparisonIds) inPool.add(id);
  const { routing, seed } = launched;
  const utilityOf = await utilitiesOf(database, order, {
    settings: { routing, seed },
    basis,
    launched: inPool,
  });
  await hold(context, job);
  const undrawn = await listUndrawn(database, job.campaignId, strata);
  const guard = (tx: Transaction) => requireOwner(tx, job, context.clock());
  await storeReplacement(context, { rankingId, launched, order, strata: undrawn, utilityOf, guard });
}

async function hold({ database, clock }: VerbContext, job: Job): Promise<void> {
  const { campaignId } = job;
  await database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    await requireOwner(tx, job, clock());
    const { state } = await getCampaignRow(tx, campaignId);
    if (state === "closed") throw new TiebreakError("wrong_state", "The campaign was closed meanwhile.");
    await setHeld(tx, campaignId, true);
  });
}

async function listUndrawn(
  database: Database,
  campaignId: string,
  strata: readonly RankedStratum[],
): Promise<UndrawnStratum[]> {
  const sequences = new Map((await listSequences(database, campaignId)).map((one) => [one.stratumId, one]));
  const undrawn: UndrawnStratum[] = [];
  for (const launched of strata) {
    const { opened } = found(sequences.get(launched.stratumId), "draw sequence", launched.stratumId);
    const drawn = new Set((await loadStanding(database, launched.stratumId, opened)).comparisonIds);
    const comparisonIds = launched.comparisonIds.filter((id) => !drawn.has(id));
    undrawn.push({ launched, opened, comparisonIds });
  }
  return undrawn;
}

/** Writes the new draws of every stratum that has undrawn comparisons; those written before a crash are passed over. */
async function replaceDraws(
  { database, clock }: VerbContext,
  { job, rankingId, launched }: { job: Job; rankingId: string; launched: RankingRow },
  report: Report,
): Promise<void> {
  const guard = (tx: Transaction) => requireOwner(tx, job, clock());
  const replacement = found(await findRanking(database, rankingId), "ranking", rankingId);
  const launchedStrata = new Map((await loadStrata(database, launched)).map((one) => [one.stratumId, one]));
  const step = "Fixing the new order of draws";
  const total = replacement.poolSize;
  let done = 0;
  const requestOf = changeRequests(database, launched, replacement);
  const arranger = new Arranger();
  try {
    for (const next of await loadStrata(database, replacement)) {
      const stratum = found(launchedStrata.get(next.continuesId as number), "stratum", next.stratumId);
      const plan = await arranger.arrange(await requestOf(stratum, next));
      const from = await countDrawnWith(database, stratum.stratumId, next.stratumId);
      done += from;
      await writeDraws(database, { plan, from, guard }, async (rows) => {
        done += rows;
        await report({ done, total, step });
      });
    }
  } finally {
    await arranger.stop();
  }
}

/** What the new draws of a launched stratum follow from, given its new weights. */
function changeRequests(database: Database, launched: RankingRow, replacement: RankingRow) {
  const { mode, controlShare } = launched;
  const minimums = mode === "measure" ? launched.sliceMinimums : [];
  const armsOf = readSliceArms(database, minimums);
  return async (stratum: RankedStratum, next: RankedStratum): Promise<ChangeRequest> => {
    const { stratumId, routingGroup, comparisonIds } = stratum;
    return {
      stratum: { ...stratum, arms: await armsOf(comparisonIds) },
      standing: await loadStanding(database, stratumId, (next.fromDraw as number) - 1),
      next: { ...next, weightsId: next.stratumId },
      mode,
      controlShare,
      armNames: minimums.map(sliceArmName),
      seeds: {
        launch: stratumSeed(launched.seed, stratum, routingGroup),
        change: stratumSeed(replacement.seed, stratum, routingGroup),
      },
    };
  };
}

/** Lets go of the openings, in one transaction with the audit row that tells of the change. */
async function release(context: VerbContext, job: Job, rankingId: string): Promise<void> {
  const { campaignId } = job;
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    await requireOwner(tx, job, context.clock());
    await setHeld(tx, campaignId, false);
    await keepOpenSetFull(tx, campaignId, context.clock());
    const { ranking } = tx.tables;
    const rows = await tx.orm.select().from(ranking).where(eq(ranking.id, rankingId));
    const { metric, members, spread, preset, predictorId, replacesId, poolSize } = rows[0] as RankingRow;
    const detail = { metric, members, spread, preset, predictorId, replacesId, undrawn: poolSize };
    await recordAudit(tx, context, { campaignId, action: "ranking.reorder", subject: rankingId, detail });
  });
}
