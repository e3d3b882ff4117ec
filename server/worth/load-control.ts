import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import type { DrawColumns } from "../report/load-draw-columns";
import { loadJudgedDraws } from "../report/load-judged-draws";
import { type PromptOf, promptsOfComparisons } from "../report/prompts-of-comparisons";
import { controlColumns } from "./control-columns";
import type { WorthEvidence } from "./worth-input";

/** The judged control sample of a launched campaign; empty in explore mode, which has none. */
export async function loadControl(database: Database, campaign: CampaignRow): Promise<WorthEvidence> {
  if (!campaign.rankingId || campaign.mode === "explore") return controlOfDraws([], () => 0);
  const { draws, ledger } = await loadJudgedDraws(database, campaign, campaign.rankingId);
  const promptOf = await promptsOfComparisons(database, campaign.id);
  return { ...controlOfDraws(draws, promptOf), lastJudgmentId: ledger.lastJudgmentId };
}

/** The same from its draws. */
function controlOfDraws(draws: readonly DrawColumns[], promptOf: PromptOf): WorthEvidence {
  const strata = draws.map(({ columns, comparisonIds }) => ({
    ...columns,
    comparisonIds,
    promptIds: comparisonIds.map(promptOf),
  }));
  return { evidence: "control", ...controlColumns(strata), lastJudgmentId: 0 };
}
