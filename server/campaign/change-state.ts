import { eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import { keepOpenSetFull } from "../task/open-draws";
import type { VerbContext } from "../verb-context";
import { getCampaignRow } from "./get-campaign-row";

type State = "live" | "paused" | "closed";

const from: Record<State, readonly string[]> = {
  live: ["paused"],
  paused: ["live"],
  closed: ["live", "paused"],
};
const verbs: Record<State, string> = { live: "resume", paused: "pause", closed: "close" };

/** Pauses, resumes or closes a campaign. Closing is final; judgments in hand may still be submitted while paused. */
export async function changeCampaignState(
  context: VerbContext,
  { campaignId, state }: { campaignId: string; state: State },
): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const current = await getCampaignRow(tx, campaignId);
    if (current.state === state) return;
    if (!from[state].includes(current.state)) {
      throw new TiebreakError("wrong_state", `A ${current.state} campaign cannot ${verbs[state]}.`);
    }
    const closedAt = state === "closed" ? context.clock() : null;
    await tx.orm
      .update(tx.tables.campaign)
      .set({ state, closedAt })
      .where(eq(tx.tables.campaign.id, campaignId));
    if (state === "live") await keepOpenSetFull(tx, campaignId, context.clock());
    await recordAudit(tx, context, { campaignId, action: `campaign.${verbs[state]}` });
  });
}
