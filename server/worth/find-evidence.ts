import { and, eq, gt, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import type { Evidence } from "./schemas";

/** What a campaign's metrics can be measured by: recorded judgments if there are any, the control sample once launched. */
export async function findEvidence(
  connection: Connection,
  campaign: CampaignRow,
): Promise<{ available: Evidence[]; usual: Evidence; blocker: string | null }> {
  const hasControl = campaign.rankingId !== null && campaign.mode === "measure" && campaign.controlShare > 0;
  const hasRecorded = (await countJudgments(connection, campaign, "recorded", 0)) > 0;
  const available: Evidence[] = [];
  if (hasControl) available.push("control");
  if (hasRecorded) available.push("recorded");
  return {
    available,
    usual: available[0] ?? "recorded",
    blocker: available.length > 0 ? null : whyNothing(campaign),
  };
}

function whyNothing({ rankingId, mode }: CampaignRow): string {
  if (rankingId === null) return "Not measured yet: import judgments, or launch with a control arm.";
  return mode === "explore"
    ? "Explore mode has no control arm. Import judgments to measure what the order is worth."
    : "The campaign has no control arm (control share 0). Import judgments to measure what the order is worth.";
}

/** Judgments of that kind after one, which count unless they were taken back. */
export async function countJudgments(
  { orm, tables: { judgment, withdrawal, dataImport, comparisonStatus } }: Connection,
  campaign: Pick<CampaignRow, "id" | "adoptImported">,
  evidence: Evidence,
  after: number,
): Promise<number> {
  const imported = and(eq(judgment.source, "imported"), eq(dataImport.state, "published"));
  const live = eq(judgment.source, "live");
  const wanted: SQL | undefined =
    evidence === "recorded" ? imported : campaign.adoptImported ? or(live, imported) : live;
  // Of adopted judgments the control sample reads those of drawn comparisons; the others wait for their draw.
  const isDrawn = sql`exists (select 1 from ${comparisonStatus} where ${comparisonStatus.comparisonId} = ${judgment.comparisonId})`;
  const rows = await orm
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(judgment)
    .leftJoin(dataImport, eq(dataImport.id, judgment.importId))
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(
      and(
        eq(judgment.campaignId, campaign.id),
        gt(judgment.id, after),
        eq(judgment.purpose, "main"),
        isNull(withdrawal.judgmentId),
        wanted,
        evidence === "control" ? isDrawn : undefined,
      ),
    );
  return rows[0]?.n ?? 0;
}
