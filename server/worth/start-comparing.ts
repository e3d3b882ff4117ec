import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { queueJob } from "../jobs/job-row";
import type { VerbContext } from "../verb-context";
import { findEvidence } from "./find-evidence";
import type { OrderWorthInput } from "./schemas";

/** Queues the scoring of every metric and the comparison of what their orders are worth; returns the job's id. */
export async function startComparing(
  context: VerbContext,
  { campaignId, evidence: asked }: OrderWorthInput,
): Promise<{ jobId: string }> {
  const campaign = await getCampaignRow(context.database, campaignId);
  const { available, usual, blocker } = await findEvidence(context.database, campaign);
  if (blocker) throw new TiebreakError("wrong_state", blocker);
  const evidence = asked ?? usual;
  if (!available.includes(evidence)) {
    throw new TiebreakError(
      "wrong_state",
      evidence === "control"
        ? "There is no control sample before a campaign is launched in measure mode with a control arm."
        : "No judgments were imported.",
    );
  }
  return { jobId: await queueJob(context, { campaignId, kind: "compare-metrics", input: { evidence } }) };
}
