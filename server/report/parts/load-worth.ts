import type { Database } from "@/db/client";
import { getCampaignRow } from "../../campaign/get-campaign-row";
import { campaignBasis } from "../../ranking/campaign-basis";
import { loadStrata } from "../../ranking/load-strata";
import { controlColumns } from "../../worth/control-columns";
import { inputOfEvidence } from "../../worth/load-worth-input";
import type { WorthInput } from "../../worth/worth-input";
import { promptsOfComparisons } from "../prompts-of-comparisons";
import type { ReportInput } from "../report-input";

/**
 * The control sample of a report under every metric that has been scored: what its part "worth" is made of. The judgments
 * are those of the report's input, whatever was judged since.
 */
export async function loadWorth(
  database: Database,
  { campaign: { id }, configuration, strata, pools }: ReportInput,
): Promise<WorthInput> {
  const campaign = await getCampaignRow(database, id);
  const launched = await loadStrata(database, { id: configuration.rankingId, campaignId: id });
  const promptOf = await promptsOfComparisons(database, id);
  const control = controlColumns(
    strata.map((stratum, h) => {
      const comparisonIds = pools[h]!.item.map((place) => launched[h]!.comparisonIds[place]!);
      return { ...stratum, comparisonIds, promptIds: comparisonIds.map(promptOf) };
    }),
  );
  const judged = { evidence: "control" as const, ...control, lastJudgmentId: 0 };
  return inputOfEvidence(database, campaign, judged, await campaignBasis(database, campaign));
}
