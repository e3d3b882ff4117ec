import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { planDraws } from "../campaign/plan-draws";
import { readSliceArms, sliceArmName } from "../draw/slice-arms";
import { writeDraws } from "../draw/write-draws";
import { found, TiebreakError } from "../errors";
import { findStaleReason } from "../ranking/find-newest-ranking";
import { stratumSeed } from "../ranking/lay-out-strata";
import { loadStrata, type RankedStratum } from "../ranking/load-strata";
import { keepOpenSetFull } from "../task/open-draws";
import type { VerbContext } from "../verb-context";
import { Arranger } from "./arranger";
import type { JobWork, Report } from "./run-job";

/**
 * Fixes every stratum's sequence of draws by seed and opens the campaign. Draws are written in short batches that
 * nothing reads before the last transaction makes the campaign live; a launch that died half-way starts again.
 */
export const runLaunchJob: JobWork = async (context, job, report) => {
  const { database } = context;
  const ranking = await getRanking(database, String(job.input.rankingId));
  const strata = await loadStrata(database, ranking);
  // Taken up again after the campaign was opened: the order is fixed and in use, only the first opening is left to do.
  const isOpened = (await getCampaignRow(database, job.campaignId)).rankingId === ranking.id;
  if (!isOpened) await fixOrder(context, { ranking, strata }, report);
  if (!isOpened) await open(context, job.campaignId, ranking, strata);
  const progress = { done: ranking.poolSize, total: ranking.poolSize, step: "Opening comparisons" };
  while ((await fillOpenSet(context, job.campaignId)) > 0) await report(progress);
  return ranking.id;
};

async function fixOrder(
  { database }: VerbContext,
  { ranking, strata }: { ranking: RankingRow; strata: RankedStratum[] },
  report: Report,
): Promise<void> {
  const total = ranking.poolSize;
  const step = "Fixing the order of draws";
  let done = 0;
  await report({ done, total, step });
  const minimums = ranking.mode === "measure" ? ranking.sliceMinimums : [];
  const armsOf = readSliceArms(database, minimums);
  const { mode, controlShare } = ranking;
  const options = { mode, controlShare, armNames: minimums.map(sliceArmName) };
  const arranger = new Arranger();
  try {
    for (const stratum of strata) {
      const seed = stratumSeed(ranking.seed, stratum, stratum.routingGroup);
      const arms = await armsOf(stratum.comparisonIds);
      const plan = await arranger.arrange({ stratum: { ...stratum, arms }, ...options, seed });
      await writeDraws(database, { plan }, async (rows) => {
        done += rows;
        await report({ done, total, step });
      });
    }
  } finally {
    await arranger.stop();
  }
}

type RankingRow = Awaited<ReturnType<typeof getRanking>>;

async function getRanking({ orm, tables: { ranking } }: Database, rankingId: string) {
  const rows = await orm.select().from(ranking).where(eq(ranking.id, rankingId));
  return found(rows[0], "ranking", rankingId);
}

async function open(
  context: VerbContext,
  campaignId: string,
  ranking: RankingRow,
  strata: RankedStratum[],
): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { campaign, drawSequence } = tx.tables;
    const current = await getCampaignRow(tx, campaignId);
    if (current.state !== "draft")
      throw new TiebreakError("wrong_state", `The campaign is ${current.state} already.`);
    const staleReason = await findStaleReason(tx, current, ranking);
    if (staleReason) throw new TiebreakError("wrong_state", `${staleReason} Rank again, then launch.`);
    const planned = planDraws(
      strata.map(({ size }) => size),
      current.budget,
    );
    await tx.orm.delete(drawSequence).where(eq(drawSequence.campaignId, campaignId));
    for (const [i, { stratumId, routingGroup, size }] of strata.entries()) {
      const draws = planned[i] as number;
      await tx.orm.insert(drawSequence).values({ stratumId, campaignId, routingGroup, size, planned: draws });
    }
    const launchedAt = context.clock();
    await tx.orm
      .update(campaign)
      .set({ state: "live", rankingId: ranking.id, launchedAt, budgetAtLaunch: current.budget })
      .where(eq(campaign.id, campaignId));
    await recordAudit(tx, context, { campaignId, action: "campaign.launch", subject: ranking.id });
  });
}

function fillOpenSet({ database, clock }: VerbContext, campaignId: string): Promise<number> {
  return database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    return keepOpenSetFull(tx, campaignId, clock());
  });
}
