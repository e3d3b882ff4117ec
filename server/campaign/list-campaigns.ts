import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { orderName } from "../ranking/metric-title";
import type { VerbContext } from "../verb-context";
import type { CampaignSummary } from "./campaign-view";

/** The campaigns that the asking person leads, newest first; the operator sees all. */
export async function listCampaigns({ database, actor }: VerbContext): Promise<CampaignSummary[]> {
  const { orm, tables } = database;
  const { campaign, member } = tables;
  const led = orm
    .select({ id: member.campaignId })
    .from(member)
    .where(and(eq(member.userId, actor), eq(member.role, "lead"), isNull(member.removedAt)));
  const rows = await orm
    .select({
      id: campaign.id,
      name: campaign.name,
      state: campaign.state,
      mode: campaign.mode,
      metric: campaign.metric,
      members: campaign.members,
      createdAt: campaign.createdAt,
    })
    .from(campaign)
    .where(actor === "operator" ? undefined : inArray(campaign.id, led))
    .orderBy(desc(campaign.createdAt), desc(campaign.id));
  return Promise.all(
    rows.map(async ({ members, ...row }) => ({
      ...row,
      orderedBy: orderName({ metric: row.metric, members }),
      ...(await countCampaign(database, row.id)),
    })),
  );
}

/** Counts from the rows that keep them, so that a campaign of a million comparisons lists at once. */
async function countCampaign({ orm, tables }: Database, campaignId: string) {
  const { dataImport, member, comparisonStatus: status, drawSequence, model } = tables;
  const imports = await orm
    .select({ counts: dataImport.counts })
    .from(dataImport)
    .where(and(eq(dataImport.campaignId, campaignId), eq(dataImport.state, "published")));
  const models = await orm
    .select({ n: sql<number>`count(*)` })
    .from(model)
    .innerJoin(dataImport, eq(dataImport.id, model.importId))
    .where(and(eq(model.campaignId, campaignId), eq(dataImport.state, "published")));
  const judgments = await orm
    .select({ n: sql<number | null>`sum(${member.judgmentCount})` })
    .from(member)
    .where(eq(member.campaignId, campaignId));
  const open = await orm
    .select({ n: sql<number>`count(*)` })
    .from(status)
    .where(sql`${status.campaignId} = ${campaignId} and ${status}.state = 'open'`);
  const draws = await orm
    .select({
      planned: sql<number | null>`sum(${drawSequence.planned})`,
      opened: sql<number | null>`sum(${drawSequence.opened})`,
      goingOn: sql<number | null>`sum(case when ${drawSequence.stopped} then 0 else 1 end)`,
    })
    .from(drawSequence)
    .where(eq(drawSequence.campaignId, campaignId));
  const openCount = Number(open[0]?.n ?? 0);
  return {
    prompts: imports.reduce((sum, { counts }) => sum + (counts?.promptsAdded ?? 0), 0),
    models: Number(models[0]?.n ?? 0),
    judgments: Number(judgments[0]?.n ?? 0),
    open: openCount,
    settled: Number(draws[0]?.opened ?? 0) - openCount,
    planned: Number(draws[0]?.planned ?? 0),
    // Null before launch.
    isStopped: draws[0]?.goingOn != null && Number(draws[0].goingOn) === 0,
  };
}
