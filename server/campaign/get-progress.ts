import { and, eq, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { listNextPairs } from "../draw/list-next-pairs";
import { isOfQueue } from "../judgment/is-of-queue";
import { loadPairNames } from "../ranking/pair-names";
import { getStopState } from "../stop/get-stop-state";
import { countActiveAnnotators } from "../task/open-draws";
import type { VerbContext } from "../verb-context";
import type { CampaignProgress } from "./campaign-view";
import { getCampaignRow } from "./get-campaign-row";
import { listWarnings } from "./list-warnings";

/** How far a launched campaign is, over all and by stratum. */
export async function getProgress(
  { database, clock }: VerbContext,
  campaignId: string,
): Promise<CampaignProgress> {
  const strata = await countStrata(database, campaignId);
  const campaign = await getCampaignRow(database, campaignId);
  const { orm, tables } = database;
  const { member, skip } = tables;
  const judgments = await orm
    .select({ n: sql<number | null>`sum(${member.judgmentCount})` })
    .from(member)
    .where(eq(member.campaignId, campaignId));
  const extra = await countExtra(database, campaignId);
  const skips = await orm
    .select({ n: sql<number>`count(*)` })
    .from(skip)
    .where(and(eq(skip.campaignId, campaignId), isNull(skip.withdrawnAt), isOfQueue(skip)));
  const active = await countActiveAnnotators(database, campaignId, clock());
  const sum = (pick: (stratum: StratumCount) => number) =>
    strata.reduce((total, stratum) => total + pick(stratum), 0);
  return {
    planned: sum(({ planned }) => planned),
    opened: sum(({ opened }) => opened),
    open: sum(({ open }) => open),
    closed: sum(({ closed }) => closed),
    unjudgeable: sum(({ unjudgeable }) => unjudgeable),
    judgments: Number(judgments[0]?.n ?? 0) - extra.given,
    extra,
    skips: Number(skips[0]?.n ?? 0),
    activeAnnotators: active.reduce((sum, { annotators }) => sum + annotators, 0),
    strata: strata.map(({ closed, ...stratum }) => ({
      ...stratum,
      completedBeyondPrefix: closed + stratum.unjudgeable - stratum.closedPrefix,
    })),
    nextPairs: await listNextPairs(database, campaign, strata),
    stop: await getStopState(database, campaign, strata),
    warnings: await listWarnings(database, campaign, strata),
  };
}

/** Judgments beyond r: those that are there, and those that are still asked for. */
async function countExtra({ orm, tables: { comparisonStatus: status } }: Database, campaignId: string) {
  const isWanted = sql`${status.state} = 'closed' and ${status.extraWanted} > ${status.extraCount}`;
  const rows = await orm
    .select({
      given: sql<number | null>`sum(${status.extraCount})`,
      wanted: sql<
        number | null
      >`sum(case when ${isWanted} then ${status.extraWanted} - ${status.extraCount} end)`,
    })
    .from(status)
    .where(eq(status.campaignId, campaignId));
  return { given: Number(rows[0]?.given ?? 0), wanted: Number(rows[0]?.wanted ?? 0) };
}

type StratumCount = Awaited<ReturnType<typeof countStrata>>[number];

async function countStrata(database: Database, campaignId: string) {
  const { orm, tables } = database;
  const { drawSequence, stratum, comparisonStatus: status } = tables;
  const names = await loadPairNames(database, campaignId);
  const sequences = await orm
    .select({
      stratumId: drawSequence.stratumId,
      pairId: stratum.pairId,
      routingGroup: drawSequence.routingGroup,
      size: drawSequence.size,
      planned: drawSequence.planned,
      opened: drawSequence.opened,
    })
    .from(drawSequence)
    .innerJoin(stratum, eq(stratum.id, drawSequence.stratumId))
    .where(eq(drawSequence.campaignId, campaignId))
    .orderBy(drawSequence.stratumId);
  const states = await orm
    .select({
      stratumId: status.stratumId,
      state: status.state,
      n: sql<number>`count(*)`.mapWith(Number),
      first: sql<number>`min(${status.drawNumber})`.mapWith(Number),
    })
    .from(status)
    .where(eq(status.campaignId, campaignId))
    .groupBy(status.stratumId, status.state);
  return sequences.map(({ pairId, ...sequence }) => {
    const of = (state: string) =>
      states.find((row) => row.stratumId === sequence.stratumId && row.state === state);
    const firstOpen = of("open")?.first;
    return {
      ...sequence,
      modelA: names.get(pairId)?.modelA ?? "",
      modelB: names.get(pairId)?.modelB ?? "",
      open: of("open")?.n ?? 0,
      closed: of("closed")?.n ?? 0,
      unjudgeable: of("unjudgeable")?.n ?? 0,
      closedPrefix: firstOpen === undefined ? sequence.opened : firstOpen - 1,
    };
  });
}
