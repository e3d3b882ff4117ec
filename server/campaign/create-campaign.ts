import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import { newId, newToken } from "../ids";
import { checkMetrics } from "../ranking/metric-by-id";
import { checkStopMode } from "../stop/check-stop-mode";
import type { VerbContext } from "../verb-context";
import { keepFirstGuidelines } from "./guideline-versions";
import { CampaignSettings, type CampaignSettingsInput, checkShareProblem, extraProblem } from "./schemas";

/** Creates a draft campaign; the creator becomes its lead. */
export async function createCampaign(
  context: VerbContext,
  input: CampaignSettingsInput,
): Promise<{ campaignId: string }> {
  const settings = CampaignSettings.parse(input);
  checkMetrics(settings);
  checkStopMode(settings);
  const problem = extraProblem(settings) ?? checkShareProblem(settings);
  if (problem) throw new TiebreakError("invalid_input", problem);
  const campaignId = newId("cmp");
  const createdAt = context.clock();
  const seed = settings.seed ?? newToken().slice(0, 12);
  await context.database.transaction(async (tx) => {
    const { campaign, member } = tx.tables;
    await tx.orm
      .insert(campaign)
      .values({ ...settings, seed, id: campaignId, createdBy: context.actor, createdAt });
    await keepFirstGuidelines(tx, context, { id: campaignId, guidelines: settings.guidelines, createdAt });
    if (context.actor !== "operator") {
      await tx.orm
        .insert(member)
        .values({ id: newId("mem"), campaignId, userId: context.actor, role: "lead", createdAt });
    }
    await recordAudit(tx, context, {
      campaignId,
      action: "campaign.create",
      detail: { name: settings.name },
    });
  });
  return { campaignId };
}
