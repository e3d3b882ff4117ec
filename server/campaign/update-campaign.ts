import { eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { checkPairChoice } from "../comparison/pair-choice";
import { TiebreakError } from "../errors";
import { checkMetrics } from "../ranking/metric-by-id";
import { checkStopMode } from "../stop/check-stop-mode";
import type { VerbContext } from "../verb-context";
import { getCampaignRow } from "./get-campaign-row";
import { addGuidelineVersion } from "./guideline-versions";
import { checkShareProblem, extraProblem, type UpdateCampaignInput } from "./schemas";

/** What may still change after launch: nothing that the order or an estimate depends on. */
const alwaysEditable = new Set([
  "name",
  "guidelines",
  "leaseSeconds",
  "prefetch",
  "goldShare",
  "goldRule",
  "repeatShare",
  "practicePass",
  "anchorModel",
  "trajectories",
  "background",
  "panel",
]);

/** Changes a campaign's settings: all of them in draft, the words, the lease and how ratings are shown later. */
export async function updateCampaign(
  context: VerbContext,
  { campaignId, settings }: UpdateCampaignInput,
): Promise<void> {
  checkMetrics(settings);
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const current = await getCampaignRow(tx, campaignId);
    const fixed = Object.keys(settings).filter(
      (key) =>
        !alwaysEditable.has(key) &&
        // The form of the checks sends it with those that may change.
        !(key === "goldFeedback" && settings.goldFeedback === current.goldFeedback),
    );
    if (current.state !== "draft" && fixed.length > 0) {
      const message = `${fixed.join(", ")} cannot change after launch: the estimates depend on it.`;
      throw new TiebreakError("wrong_state", message);
    }
    if (Object.keys(settings).length === 0) return;
    const problem =
      (fixed.length > 0 ? extraProblem({ ...current, ...settings }) : undefined) ??
      checkShareProblem({ ...current, ...settings });
    if (problem) throw new TiebreakError("invalid_input", problem);
    // A strict order has no use for a stop rule that was set before it.
    const change =
      settings.mode === "explore" && settings.stopRule === undefined
        ? { ...settings, stopRule: null }
        : settings;
    checkStopMode({ ...current, ...change });
    if (settings.pairChoice) await checkPairChoice(tx, campaignId, settings.pairChoice);
    const isReworded = change.guidelines !== undefined && change.guidelines !== current.guidelines;
    const version = isReworded
      ? { guidelinesVersion: await addGuidelineVersion(tx, context, current, change.guidelines as string) }
      : {};
    await tx.orm
      .update(tx.tables.campaign)
      .set({ ...change, ...version })
      .where(eq(tx.tables.campaign.id, campaignId));
    await recordAudit(tx, context, { campaignId, action: "campaign.update", detail: settings });
  });
}
