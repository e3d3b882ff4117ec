import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import type { DrawColumns } from "../report/load-draw-columns";
import { loadJudgedDraws } from "../report/load-judged-draws";
import { controlColumns } from "./control-columns";
import type { WorthEvidence } from "./worth-input";

/** The judged control sample of a launched campaign; empty in explore mode, which has none. */
export async function loadControl(database: Database, campaign: CampaignRow): Promise<WorthEvidence> {
  if (!campaign.rankingId || campaign.mode === "explore") return controlOf([], new Map());
  const { draws, ledger } = await loadJudgedDraws(database, campaign, campaign.rankingId);
  return { ...(await controlOfDraws(database, campaign, draws)), lastJudgmentId: ledger.lastJudgmentId };
}

/** The same from draws that are loaded already. */
export async function controlOfDraws(
  { orm, tables: { comparisonStatus } }: Database,
  campaign: Pick<CampaignRow, "id">,
  draws: readonly DrawColumns[],
): Promise<WorthEvidence> {
  const { comparisonId, promptId, campaignId } = comparisonStatus;
  const rows = await orm
    .select({ comparisonId, promptId })
    .from(comparisonStatus)
    .where(eq(campaignId, campaign.id));
  const promptOf = new Map(rows.map((row) => [row.comparisonId, row.promptId]));
  return controlOf(draws, promptOf);
}

function controlOf(draws: readonly DrawColumns[], promptOf: ReadonlyMap<number, number>): WorthEvidence {
  const strata = draws.map(({ columns, comparisonIds }) => ({
    ...columns,
    comparisonIds,
    promptIds: comparisonIds.map((id) => promptOf.get(id) as number),
  }));
  return { evidence: "control", ...controlColumns(strata), lastJudgmentId: 0 };
}
